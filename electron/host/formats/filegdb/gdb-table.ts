import { inEnglish } from '#core/words/said.ts';
import { Cursor } from './cursor.ts';

/** How a field of a table is stored. */
export interface GdbField {
  name: string;
  type: number;
  nullable: boolean;
  /** Of a geometry field. */
  shape?: GdbShapeField;
}

export interface GdbShapeField {
  /** Esri WKT; empty where none is known. */
  wkt: string;
  origin: [number, number];
  scale: number;
}

export type GdbValue = string | number | Uint8Array | null;

const fieldType = {
  int16: 0,
  int32: 1,
  float32: 2,
  float64: 3,
  text: 4,
  date: 5,
  id: 6,
  shape: 7,
  binary: 8,
  raster: 9,
  uuid: 10,
  globalId: 11,
  xml: 12,
  int64: 13,
} as const;

/**
 * A table of a file geodatabase of version 9 or 10, read as E. Rouault's description of .gdbtable and .gdbtablx tells.
 * Throws RangeError with what is wrong.
 */
export class GdbTable {
  readonly fields: GdbField[];
  readonly #bytes: Uint8Array;
  readonly #text: InstanceType<typeof TextDecoder>;
  readonly #nullBytes: number;
  readonly #offsets: (number | null)[];

  constructor(table: Uint8Array, index: Uint8Array) {
    this.#bytes = table;
    const header = new Cursor(table);
    const version = header.uint32();
    if (version !== 3 && version !== 4) throw new RangeError(inEnglish('vector.gdb-version', { version }));
    header.at = 32;
    header.at = header.uint64();
    header.skip(8); // its length, and a version of its own
    const flags = header.uint32();
    this.#text = new TextDecoder((flags & 0x100) !== 0 ? 'utf-8' : 'utf-16le');
    const hasZ = (flags & 0x8000_0000) !== 0;
    const hasM = (flags & 0x4000_0000) !== 0;
    const count = header.uint16();
    this.fields = Array.from({ length: count }, () => readField(header, hasZ, hasM));
    this.#nullBytes = Math.ceil(this.fields.filter(f => f.nullable).length / 8);
    this.#offsets = rowOffsets(index);
  }

  get rows(): number {
    return this.#offsets.length;
  }

  /** Values by field name; null for a row that was deleted. `row` counts from 0, object ids from 1. */
  row(row: number): Map<string, GdbValue> | null {
    const offset = this.#offsets[row];
    if (offset === null || offset === undefined) return null;
    const cursor = new Cursor(this.#bytes, offset);
    const length = cursor.int32();
    if (length < 0) return null;
    const end = cursor.at + length;
    if (end > this.#bytes.length) throw new RangeError(inEnglish('vector.gdb-row', { row: row + 1 }));
    const nulls = cursor.bytes(this.#nullBytes);
    const values = new Map<string, GdbValue>();
    let flag = 0;
    for (const field of this.fields) {
      if (field.type === fieldType.id) {
        values.set(field.name, row + 1);
        continue;
      }
      const isNull = field.nullable && (nulls[flag >> 3] & (1 << (flag & 7))) !== 0;
      if (field.nullable) flag++;
      values.set(field.name, isNull ? null : this.#value(cursor, field));
    }
    if (cursor.at > end) throw new RangeError(inEnglish('vector.gdb-row', { row: row + 1 }));
    return values;
  }

  #value(cursor: Cursor, { type, name }: GdbField): GdbValue {
    switch (type) {
      case fieldType.int16:
        return cursor.int16();
      case fieldType.int32:
        return cursor.int32();
      case fieldType.float32:
        return cursor.float32();
      case fieldType.float64:
        return cursor.float64();
      case fieldType.int64:
        return Number(cursor.int64());
      case fieldType.date:
        return dateOf(cursor.float64());
      case fieldType.text:
      case fieldType.xml:
        return this.#text.decode(cursor.bytes(cursor.varuint()));
      case fieldType.shape:
      case fieldType.binary:
        return cursor.bytes(cursor.varuint());
      case fieldType.uuid:
      case fieldType.globalId:
        return uuidOf(cursor.bytes(16));
      default:
        throw new RangeError(inEnglish('vector.gdb-field', { name, type }));
    }
  }
}

function readField(cursor: Cursor, hasZ: boolean, hasM: boolean): GdbField {
  const name = cursor.utf16(cursor.uint8());
  cursor.utf16(cursor.uint8()); // its alias
  const type = cursor.uint8();
  if (type === fieldType.id) {
    cursor.skip(2);
    return { name, type, nullable: false };
  }
  if (type === fieldType.shape) return readShapeField(cursor, name, hasZ, hasM);
  if (type === fieldType.text) {
    cursor.skip(4);
    const flag = cursor.uint8();
    const initial = cursor.varuint();
    if ((flag & 4) !== 0) cursor.skip(initial);
    return { name, type, nullable: (flag & 1) !== 0 };
  }
  if (type === fieldType.raster) throw new RangeError(inEnglish('vector.gdb-field', { name, type }));
  cursor.skip(1); // how wide it is shown
  const flag = cursor.uint8();
  const hasInitial =
    type !== fieldType.binary &&
    type !== fieldType.uuid &&
    type !== fieldType.globalId &&
    type !== fieldType.xml;
  if (hasInitial) {
    const initial = cursor.uint8();
    if ((flag & 4) !== 0) cursor.skip(initial);
  }
  return { name, type, nullable: (flag & 1) !== 0 };
}

function readShapeField(cursor: Cursor, name: string, hasZ: boolean, hasM: boolean): GdbField {
  cursor.skip(1);
  const flag = cursor.uint8();
  const wkt = cursor.utf16(cursor.uint16() / 2);
  const systems = cursor.uint8();
  const [withM, withZ] = [(systems & 2) !== 0, (systems & 4) !== 0];
  const origin: [number, number] = [cursor.float64(), cursor.float64()];
  const scale = cursor.float64();
  cursor.skip((withM ? 16 : 0) + (withZ ? 16 : 0)); // origins and scales
  cursor.skip(8 + (withM ? 8 : 0) + (withZ ? 8 : 0)); // tolerances
  cursor.skip(32 + (hasZ ? 16 : 0) + (hasM ? 16 : 0)); // extent
  cursor.skip(1);
  cursor.skip(8 * cursor.uint32()); // cells of the spatial index
  return { name, type: fieldType.shape, nullable: (flag & 1) !== 0, shape: { wkt, origin, scale } };
}

/** Where each row begins, by object id; null for one that is not there any more. */
function rowOffsets(index: Uint8Array): (number | null)[] {
  const cursor = new Cursor(index);
  cursor.skip(4);
  const blocks = cursor.uint32();
  const rows = cursor.uint32();
  const width = cursor.uint32();
  if (width < 4 || width > 6) throw new RangeError(inEnglish('vector.gdb-index'));
  const body = 16;
  const present = blocksPresent(
    new Cursor(index, body + blocks * 1024 * width),
    blocks,
    Math.ceil(rows / 1024),
  );
  const offsets: (number | null)[] = [];
  for (let row = 0; row < rows; row++) {
    const block = present[row >> 10];
    if (block === undefined || block === null) {
      offsets.push(null);
      continue;
    }
    const offset = new Cursor(index, body + (block * 1024 + (row & 1023)) * width).uint(width);
    offsets.push(offset === 0 ? null : offset);
  }
  return offsets;
}

/** Which stored block holds the rows of each block of 1024; a bitmap tells where some are left out. */
function blocksPresent(cursor: Cursor, stored: number, blocks: number): (number | null)[] {
  const words = cursor.left >= 16 ? cursor.uint32() : 0;
  if (words === 0) return Array.from({ length: blocks }, (_, i) => (i < stored ? i : null));
  cursor.skip(12);
  const bits = cursor.bytes(words * 4);
  let next = 0;
  return Array.from({ length: blocks }, (_, i) =>
    ((bits[i >> 3] ?? 0) & (1 << (i & 7))) !== 0 ? next++ : null,
  );
}

/** Days since 30 December 1899, without a zone: ISO 8601, a date where it has no time of day. */
function dateOf(days: number): string | null {
  if (!Number.isFinite(days)) return null;
  const date = new Date(Math.round(days * 86_400_000) + Date.UTC(1899, 11, 30));
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}

/** As Windows stores it: the first three parts little-endian. */
function uuidOf(bytes: Uint8Array): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const hex = order
    .map(i => bytes[i].toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}}`;
}
