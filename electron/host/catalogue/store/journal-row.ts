import { createHash } from 'node:crypto';
import { decodeGeometry } from '#host/formats/geopackage/geopackage-geometry.ts';
import type { Row, SqlValue } from './handles.ts';

export function same(a: SqlValue | undefined, b: SqlValue): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;
}

/** Longer text and polygons are named by their hash where they can be looked up in the table itself. */
const longText = 2000;
const digest = (bytes: string | Uint8Array) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: Buffer.byteLength(bytes),
});

export const outline = (row: Row): Record<string, unknown> => mapRow(row, outlineOf);

export function outlineOf(value: SqlValue): unknown {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'string') return value.length <= longText ? value : digest(value);
  return pointOf(value) ?? digest(value);
}

/** What is about to be lost is kept entirely. */
export function whole(row: Row): Record<string, unknown> {
  return mapRow(row, value =>
    value instanceof Uint8Array
      ? (pointOf(value) ?? { ...digest(value), base64: Buffer.from(value).toString('base64') })
      : value,
  );
}

const mapRow = (row: Row, of: (value: SqlValue) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, of(value)]));

function pointOf(blob: Uint8Array): { point: [number, number] } | null {
  const { geometry } = decodeGeometry(blob);
  return geometry.type === 'point' ? { point: geometry.point } : null;
}
