import type { MultiPolygon, Ring } from '#core/zones/zone.ts';
import { closeRing, groupRings } from '#core/zones/rings.ts';
import { joined } from '#core/zones/clip.ts';
import { inEnglish } from '#core/words/said.ts';

export interface ShpRecord {
  polygons: MultiPolygon;
  /** What the record is instead of a polygon: 'no geometry', 'point' … */
  other: string | null;
  /** The place of a point, the parts of a line. */
  shape?: { type: 'point'; point: number[] } | { type: 'line'; lines: number[][][] };
}

const typeNames: Record<number, string> = {
  0: inEnglish('vector.no-geometry'),
  1: 'point',
  3: 'line',
  5: 'polygon',
  8: 'points',
  31: 'multipatch',
};

const typeName = (type: number): string => typeNames[type === 31 ? 31 : type % 10] ?? `shape type ${type}`;

/**
 * The records of a .shp file in order. Throws RangeError with what is wrong where the bytes are not one or end too
 * early.
 */
export function readShp(bytes: Uint8Array): ShpRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 100) throw new RangeError(inEnglish('vector.shp-header', { count: bytes.length }));
  if (view.getInt32(0) !== 9994) throw new RangeError(inEnglish('vector.no-shapefile'));
  const declared = view.getInt32(24) * 2;
  if (declared > bytes.length)
    throw new RangeError(inEnglish('vector.cut-short', { declared, found: bytes.length }));

  const records: ShpRecord[] = [];
  let at = 100;
  while (at + 8 <= bytes.length) {
    const length = view.getInt32(at + 4) * 2;
    const end = at + 8 + length;
    if (length < 4 || end > bytes.length) {
      // Some writers pad the file behind the last record.
      if (declared > 100 && at >= declared) break;
      throw new RangeError(inEnglish('vector.record-length', { number: records.length + 1, at, length }));
    }
    records.push(readRecord(view, at + 8, end, records.length + 1));
    at = end;
  }
  return records;
}

/** Parts of a multipatch: 0 a strip of triangles, 1 a fan of them, from 2 on rings. */
const patchRing = 2;

/** Seen from above: each three points, or the first one with each two that follow. */
function trianglesOf(points: Ring, kind: number): MultiPolygon {
  return points.slice(2).flatMap((point, i) => {
    const [a, b] = [points[kind === 0 ? i : 0], points[i + 1]];
    const twice = (b[0] - a[0]) * (point[1] - a[1]) - (point[0] - a[0]) * (b[1] - a[1]);
    return twice === 0 ? [] : [[[a, b, point, a]]];
  });
}

function readRecord(view: DataView, at: number, end: number, number: number): ShpRecord {
  const type = view.getInt32(at, true);
  const other = typeName(type);
  const position = (offset: number): number[] => [
    view.getFloat64(offset, true),
    view.getFloat64(offset + 8, true),
  ];
  if (type !== 31 && type % 10 === 1 && at + 20 <= end)
    return { polygons: [], other, shape: { type: 'point', point: position(at + 4) } };
  if (type !== 31 && type % 10 === 8 && at + 56 <= end)
    return { polygons: [], other, shape: { type: 'point', point: position(at + 40) } };
  const isLine = type % 10 === 3;
  if (type !== 31 && type % 10 !== 5 && !isLine) return { polygons: [], other };
  const damaged = () => new RangeError(inEnglish('vector.record-polygon', { number }));
  if (at + 44 > end) throw damaged();
  const parts = view.getInt32(at + 36, true);
  const points = view.getInt32(at + 40, true);
  // A multipatch lists what each of its parts is, too.
  const first = at + 44 + parts * (type === 31 ? 8 : 4);
  if (parts < 0 || points < 0 || first + points * 16 > end) throw damaged();

  const rings: Ring[] = [];
  const triangles: MultiPolygon = [];
  for (let part = 0; part < parts; part++) {
    const from = view.getInt32(at + 44 + part * 4, true);
    const to = part + 1 < parts ? view.getInt32(at + 48 + part * 4, true) : points;
    if (from < 0 || to < from || to > points) throw damaged();
    const ring: Ring = [];
    for (let i = from; i < to; i++) ring.push(position(first + i * 16));
    if (!ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))) {
      return { polygons: [], other: inEnglish('vector.no-numbers') };
    }
    if (isLine) {
      rings.push(ring);
      continue;
    }
    const kind = type === 31 ? view.getInt32(at + 44 + (parts + part) * 4, true) : patchRing;
    if (kind < patchRing) triangles.push(...trianglesOf(ring, kind));
    else {
      const closed = closeRing(ring);
      if (closed.length >= 4) rings.push(closed);
    }
  }
  if (triangles.length > 0)
    // Seen from above, and each place once.
    return { polygons: joined([...groupRings(rings), ...triangles].map(polygon => [polygon])), other: null };
  if (isLine) return { polygons: [], other, shape: { type: 'line', lines: rings } };
  return rings.length > 0
    ? { polygons: groupRings(rings), other: null }
    : { polygons: [], other: inEnglish('vector.empty-polygon') };
}
