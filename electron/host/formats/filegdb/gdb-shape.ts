import { closeRing, groupRings } from '#core/zones/rings.ts';
import type { Ring } from '#core/zones/zone.ts';
import { inEnglish } from '#core/words/said.ts';
import type { Feature } from '#host/formats/vector/vector-source.ts';
import { Cursor } from './cursor.ts';
import type { GdbShapeField } from './gdb-table.ts';

const curved = 0x2000_0000;
const codes = {
  point: [1, 9, 11, 21, 52],
  points: [8, 18, 20, 28, 53],
  line: [3, 10, 13, 23, 50],
  polygon: [5, 15, 19, 25, 51],
  multipatch: [31, 32, 54],
};
type Kind = keyof typeof codes;
const kinds = new Map(
  Object.entries(codes).flatMap(([kind, types]) => types.map(type => [type, kind as Kind] as const)),
);

/** A shape as a geodatabase stores it, in two dimensions. Heights and measures are not needed here. */
export function readGdbShape(
  blob: Uint8Array | null,
  { origin, scale }: GdbShapeField,
): Pick<Feature, 'polygons' | 'other' | 'shape'> {
  const none = (other: string) => ({ polygons: [], other });
  if (!blob || blob.length === 0) return none(inEnglish('vector.no-geometry'));
  const cursor = new Cursor(blob);
  const type = cursor.varuint();
  const kind = kinds.get(type & 0xff);
  if (!kind) return none(`shape type ${type & 0xff}`);
  if (kind === 'point') {
    const [x, y] = [cursor.varuint(), cursor.varuint()];
    if (x === 0 || y === 0) return none(inEnglish('vector.no-geometry'));
    const point = [(x - 1) / scale + origin[0], (y - 1) / scale + origin[1]];
    return { polygons: [], other: kind, shape: { type: 'point', point } };
  }
  if (kind === 'multipatch') return none(kind);
  const points = cursor.varuint();
  if (points === 0) return none(inEnglish('vector.no-geometry'));
  const parts = kind === 'points' ? 1 : cursor.varuint();
  // To take an arc for its chord would be another area.
  if ((type & curved) !== 0 && cursor.varuint() > 0) return none(inEnglish('vector.curves'));
  for (let i = 0; i < 4; i++) cursor.varuint(); // extent
  const counts: number[] = [];
  for (let part = 1; part < parts; part++) counts.push(cursor.varuint());
  counts.push(points - counts.reduce((sum, n) => sum + n, 0));
  if (counts.some(n => n < 0) || points > blob.length)
    throw new RangeError(inEnglish('vector.gdb-short', { at: cursor.at }));
  let [x, y] = [0, 0];
  const lines = counts.map(count =>
    Array.from({ length: count }, (): [number, number] => {
      x += cursor.varint();
      y += cursor.varint();
      return [x / scale + origin[0], y / scale + origin[1]];
    }),
  );
  if (kind === 'points') return { polygons: [], other: kind, shape: { type: 'point', point: lines[0][0] } };
  if (kind === 'line') return { polygons: [], other: kind, shape: { type: 'line', lines } };
  const rings: Ring[] = lines.map(closeRing).filter(ring => ring.length >= 4);
  return rings.length > 0
    ? { polygons: groupRings(rings), other: null }
    : none(inEnglish('vector.empty-polygon'));
}
