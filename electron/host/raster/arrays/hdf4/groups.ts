import { takeNumbers, type NumberType } from '#host/raster/arrays/numbers.ts';
import type { AttributeValue } from '#host/raster/arrays/array-file.ts';
import { damaged, tags, type Element, type Elements } from './elements.ts';

/** A Vgroup: a name, a class, and the objects in it. */
export interface Group {
  ref: number;
  name: string;
  kind: string;
  members: { tag: number; ref: number }[];
}

export function readGroup(elements: Elements, element: Element): Group {
  const words = elements.words(element);
  const count = words.short();
  const tagsOf = words.shorts(count);
  const refs = words.shorts(count);
  const name = words.text(words.short());
  const kind = words.text(words.short());
  return { ref: element.ref, name, kind, members: tagsOf.map((tag, i) => ({ tag, ref: refs[i] })) };
}

/** A Vdata: records of fields. */
export interface Table {
  name: string;
  kind: string;
  records: number;
  recordBytes: number;
  fields: { name: string; type: number; offset: number; order: number }[];
}

export function readTable(elements: Elements, ref: number): Table {
  const words = elements.words(elements.need(tags.vdataHead, ref));
  words.short(); // interlace
  const records = words.int();
  const recordBytes = words.short();
  const count = words.short();
  const [types, , offsets, orders] = [0, 1, 2, 3].map(() => words.shorts(count));
  const names = Array.from({ length: count }, () => words.text(words.short()));
  const name = words.text(words.short());
  const kind = words.text(words.short());
  const fields = names.map((n, i) => ({ name: n, type: types[i], offset: offsets[i], order: orders[i] }));
  return { name, kind, records, recordBytes, fields };
}

/** The bytes of a Vdata's records. */
export function recordsOf(elements: Elements, ref: number, table: Table): Uint8Array {
  const bytes = elements.read(elements.need(tags.vdata, ref));
  const { path } = elements.bytes;
  if (table.records < 0 || table.records * table.recordBytes > bytes.length) throw damaged(path, table.name);
  if (table.fields.some(f => f.offset + (hdfType(f.type)?.bytes ?? 1) * f.order > table.recordBytes))
    throw damaged(path, table.name);
  return bytes;
}

/** What a Vdata of one field says as an attribute. */
export function attributeIn(elements: Elements, ref: number, table: Table): AttributeValue {
  const [field] = table.fields;
  if (!field) return [];
  const bytes = recordsOf(elements, ref, table);
  const count = table.records * field.order;
  const type = hdfType(field.type);
  if (!type) return new TextDecoder().decode(bytes.subarray(0, count)).replace(/\0+$/, '');
  return Array.from(takeNumbers(bytes, type.name, type.little, count));
}

const hdfTypes: Record<number, NumberType> = {
  5: 'Float32',
  6: 'Float64',
  20: 'Int8',
  21: 'Byte',
  22: 'Int16',
  23: 'UInt16',
  24: 'Int32',
  25: 'UInt32',
  26: 'Int64',
  27: 'UInt64',
};
const littleEndian = 0x4000;

/** A number type of HDF4; null for characters (3, 4). */
export function hdfType(code: number): { name: NumberType; bytes: number; little: boolean } | null {
  const name = hdfTypes[code & 0xfff];
  if (!name) return null;
  const bytes = name === 'Byte' || name === 'Int8' ? 1 : Number(/\d+/.exec(name)![0]) / 8;
  return { name, bytes, little: (code & littleEndian) !== 0 };
}
