import type { MultiPolygon, Polygon, Ring } from '#core/zones/zone.ts';
import { boxOf } from '#core/zones/rings.ts';
import { straightened } from '#core/zones/arcs.ts';
import { inEnglish } from '#core/words/said.ts';

/** What a GeoPackage blob holds, reduced to two dimensions. `other` names the type of anything else. */
export type BlobGeometry =
  | { type: 'point'; point: [number, number] }
  | { type: 'polygon'; polygons: MultiPolygon; note?: string }
  | { type: 'line'; lines: number[][][] }
  | { type: 'empty' }
  | { type: 'other'; name: string };

const names = [
  'Geometry',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
  'CircularString',
  'CompoundCurve',
  'CurvePolygon',
  'MultiCurve',
  'MultiSurface',
  'Curve',
  'Surface',
  'PolyhedralSurface',
  'TIN',
  'Triangle',
];
const envelopeDoubles = [0, 4, 6, 6, 8];

/**
 * A GeoPackage binary (clause 2.1.3): 'GP', version 0, flags, SRS id, envelope [minX, maxX, minY, maxY],
 * little-endian WKB.
 */
export function encodePolygons(polygons: MultiPolygon, srsId: number): Buffer {
  const box = boxOf(polygons);
  let size = 8 + (box ? 32 : 0) + 9;
  for (const polygon of polygons) {
    size += 9;
    for (const ring of polygon) size += 4 + ring.length * 16;
  }
  const blob = Buffer.alloc(size);
  let at = header(blob, srsId, box);
  at = shape(blob, at, 6, polygons.length);
  for (const polygon of polygons) {
    at = shape(blob, at, 3, polygon.length);
    for (const ring of polygon) {
      at = blob.writeUInt32LE(ring.length, at);
      for (const [x, y] of ring) at = blob.writeDoubleLE(y, blob.writeDoubleLE(x, at));
    }
  }
  return blob;
}

/** A MultiLineString of [x, y] places. */
export function encodeLines(lines: readonly (readonly number[][])[], srsId: number): Buffer {
  const box = boxOf(lines.map(line => [[...line]]));
  const size = lines.reduce((sum, line) => sum + 9 + line.length * 16, 8 + (box ? 32 : 0) + 9);
  const blob = Buffer.alloc(size);
  let at = shape(blob, header(blob, srsId, box), 5, lines.length);
  for (const line of lines) {
    at = shape(blob, at, 2, line.length);
    for (const [x, y] of line) at = blob.writeDoubleLE(y, blob.writeDoubleLE(x, at));
  }
  return blob;
}

export function encodePoint(x: number, y: number, srsId: number): Buffer {
  const blob = Buffer.alloc(8 + 21);
  const at = blob.writeUInt32LE(1, blob.writeUInt8(1, header(blob, srsId, null)));
  blob.writeDoubleLE(y, blob.writeDoubleLE(x, at));
  return blob;
}

function header(blob: Buffer, srsId: number, box: readonly [number, number, number, number] | null): number {
  blob.write('GP', 0, 'latin1');
  // Bit 0: little endian; bits 1–3: kind of envelope. A point needs none; nothing but an empty geometry lacks one
  // otherwise.
  blob.writeUInt8(1 | (box ? 2 : 0), 3);
  const at = blob.writeInt32LE(srsId, 4);
  if (!box) {
    if (blob.length === 17) blob.writeUInt8(1 | 16, 3);
    return at;
  }
  return [box[0], box[2], box[1], box[3]].reduce((place, value) => blob.writeDoubleLE(value, place), at);
}

const shape = (blob: Buffer, at: number, type: number, count: number): number =>
  blob.writeUInt32LE(count, blob.writeUInt32LE(type, blob.writeUInt8(1, at)));

/** Reads a GeoPackage binary. Throws RangeError for bytes that are not one. */
export function decodeGeometry(blob: Uint8Array): { srsId: number; geometry: BlobGeometry } {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (blob.length < 13 || blob[0] !== 0x47 || blob[1] !== 0x50)
    throw new RangeError(inEnglish('vector.no-geopackage-geometry'));
  const flags = blob[3];
  const doubles = envelopeDoubles[(flags >> 1) & 7];
  if (doubles === undefined) throw new RangeError(inEnglish('vector.envelope'));
  const srsId = view.getInt32(4, (flags & 1) === 1);
  return { srsId, geometry: decodeWkb(blob.subarray(8 + doubles * 8)) };
}

/** Reads well-known binary of either byte order, with or without Z and M, ISO or extended. */
export function decodeWkb(bytes: Uint8Array): BlobGeometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let curved = false;

  const start = (): { little: boolean; type: number; dimensions: number } => {
    const little = view.getUint8(at) === 1;
    const raw = view.getUint32(at + 1, little);
    at += 5;
    const iso = raw & 0x0fffffff;
    if (raw & 0x20000000) at += 4; // the SRID of extended WKB
    const level = Math.floor(iso / 1000);
    const z = (raw & 0x80000000) !== 0 || level === 1 || level === 3;
    const m = (raw & 0x40000000) !== 0 || level === 2 || level === 3;
    return { little, type: iso % 1000, dimensions: 2 + (z ? 1 : 0) + (m ? 1 : 0) };
  };
  const count = (little: boolean, bytesEach: number): number => {
    const n = view.getUint32(at, little);
    at += 4;
    if (n * bytesEach > bytes.length - at) throw new RangeError(inEnglish('vector.geometry-cut-short'));
    return n;
  };
  const position = (little: boolean, dimensions: number): [number, number] => {
    const x = view.getFloat64(at, little);
    const y = view.getFloat64(at + 8, little);
    at += dimensions * 8;
    return [x, y];
  };
  const positions = (little: boolean, dimensions: number): Ring => {
    const list: Ring = [];
    for (let n = count(little, dimensions * 8); n > 0; n--) list.push(position(little, dimensions));
    return list;
  };
  const polygon = (little: boolean, dimensions: number): Polygon => {
    const rings: Ring[] = [];
    for (let n = count(little, 4); n > 0; n--) rings.push(positions(little, dimensions));
    return rings;
  };
  /** A ring or line: straight, of arcs, or of both one after the other. */
  const curve = (depth: number): Ring => {
    const { little, type, dimensions } = start();
    if (type === 2) return positions(little, dimensions);
    if (type === 8) {
      curved = true;
      return straightened(positions(little, dimensions));
    }
    if (type !== 9 || depth > 1) throw new RangeError(`curve of type ${type}`);
    const line: Ring = [];
    // Each part begins where the one before ends.
    for (let n = count(little, 9); n > 0; n--) line.push(...curve(depth + 1).slice(line.length > 0 ? 1 : 0));
    return line;
  };
  const geometry = (depth: number): BlobGeometry => {
    const { little, type, dimensions } = start();
    if (type === 10) {
      const rings: Ring[] = [];
      for (let n = count(little, 9); n > 0; n--) rings.push(curve(0));
      return rings.length > 0 ? { type: 'polygon', polygons: [rings] } : { type: 'empty' };
    }
    if (type === 1) {
      const point = position(little, dimensions);
      return Number.isNaN(point[0]) ? { type: 'empty' } : { type: 'point', point };
    }
    if (type === 2) {
      const line = positions(little, dimensions);
      return line.length > 0 ? { type: 'line', lines: [line] } : { type: 'empty' };
    }
    if (type === 5) {
      const lines: number[][][] = [];
      for (let n = count(little, 9); n > 0; n--) {
        const part = geometry(depth + 1);
        if (part.type === 'line') lines.push(...part.lines);
      }
      return lines.length > 0 ? { type: 'line', lines } : { type: 'empty' };
    }
    if (type === 3) {
      const rings = polygon(little, dimensions);
      return rings.length > 0 ? { type: 'polygon', polygons: [rings] } : { type: 'empty' };
    }
    if (type === 6 || (type === 7 && depth < 8) || type === 11 || type === 12) {
      const polygons: MultiPolygon = [];
      let other: BlobGeometry | null = null;
      const left = new Set<string>();
      for (let n = count(little, 9); n > 0; n--) {
        const part = geometry(depth + 1);
        if (part.type === 'polygon') polygons.push(...part.polygons);
        else if (part.type === 'empty') other = part;
        else if (type !== 7) return { type: 'other', name: names[type] };
        else left.add(part.type === 'other' ? part.name : part.type);
      }
      if (polygons.length === 0)
        return left.size > 0 ? { type: 'other', name: names[type] } : (other ?? { type: 'empty' });
      const parts = [...left].join(', ');
      return {
        type: 'polygon',
        polygons,
        ...(parts ? { note: inEnglish('vector.parts-left-out', { parts }) } : {}),
      };
    }
    return { type: 'other', name: names[type] ?? `type ${type}` };
  };

  try {
    const read = geometry(0);
    return curved && read.type === 'polygon' ? { ...read, note: inEnglish('vector.curves') } : read;
  } catch (error) {
    throw new RangeError(inEnglish('vector.geometry-cut-short'), { cause: error });
  }
}

/** [minX, minY, maxX, maxY] of a blob, from its envelope where it has one, or null for an empty geometry. */
export function boxOfBlob(blob: Uint8Array): [number, number, number, number] | null {
  if (blob.length < 13 || blob[0] !== 0x47 || blob[1] !== 0x50)
    throw new RangeError(inEnglish('vector.no-geopackage-geometry'));
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const little = (blob[3] & 1) === 1;
  if (blob[3] & 16) return null;
  if ((blob[3] >> 1) & 7) {
    const [minX, maxX, minY, maxY] = [8, 16, 24, 32].map(at => view.getFloat64(at, little));
    if (!Number.isNaN(minX)) return [minX, minY, maxX, maxY];
  }
  return boxOfWkb(blob.subarray(8 + (envelopeDoubles[(blob[3] >> 1) & 7] ?? 0) * 8));
}

function boxOfWkb(bytes: Uint8Array): [number, number, number, number] | null {
  const geometry = decodeWkb(bytes);
  if (geometry.type === 'point') return [...geometry.point, ...geometry.point];
  if (geometry.type === 'line') return boxOf(geometry.lines.map(line => [line]));
  return geometry.type === 'polygon' ? boxOf(geometry.polygons) : null;
}
