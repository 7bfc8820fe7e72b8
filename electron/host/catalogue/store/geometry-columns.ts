import type { FieldValues } from '#core/plots/site.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import {
  decodeGeometry,
  encodeLines,
  encodePoint,
  encodePolygons,
} from '#host/formats/geopackage/geopackage-geometry.ts';

/** The catalogue's CRS: CGCS2000. */
const srs = 4490;

export const polygonColumn = (polygons: MultiPolygon): Buffer => encodePolygons(polygons, srs);
export const pointColumn = (lon: number, lat: number): Buffer => encodePoint(lon, lat, srs);

/** Polygons of a column; empty for what another program put there and is none. */
export function polygonsOfColumn(blob: Uint8Array | null): MultiPolygon {
  if (!blob) return [];
  const { geometry } = decodeGeometry(blob);
  return geometry.type === 'polygon' ? geometry.polygons : [];
}

export function pointOfColumn(blob: Uint8Array | null): [number, number] | null {
  if (!blob) return null;
  const { geometry } = decodeGeometry(blob);
  return geometry.type === 'point' ? geometry.point : null;
}

export const linesColumn = (lines: readonly (readonly number[][])[]): Buffer => encodeLines(lines, srs);

export function linesOfColumn(blob: Uint8Array | null): number[][][] {
  if (!blob) return [];
  const { geometry } = decodeGeometry(blob);
  return geometry.type === 'line' ? geometry.lines : [];
}

/** JSON of a column; empty for what another program put there and is none. */
export function fieldsOfColumn(json: string | null): FieldValues {
  try {
    const value: unknown = JSON.parse(json || '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FieldValues) : {};
  } catch {
    return {};
  }
}
