import iconv from 'iconv-lite';
import type { Cell, TableColumn } from '#host/formats/tables/table.ts';

interface DbfField {
  key: string;
  name: Buffer;
  type: 'C' | 'N';
  length: number;
  decimals: number;
}

/** Rows as dBASE in GBK. Column names are cut to the ten bytes there are and made unique, texts to 254 bytes. */
export function dbfOf(
  columns: readonly TableColumn[],
  places: readonly { properties: Record<string, Cell> }[],
): { bytes: Buffer; names: string[] } {
  const fields = fieldsOf(columns, places);
  const rowLength = 1 + fields.reduce((sum, field) => sum + field.length, 0);
  const headerLength = 33 + fields.length * 32;
  const file = Buffer.alloc(headerLength + places.length * rowLength + 1, 0x20);
  file.fill(0, 0, headerLength);
  const today = new Date();
  file.set([3, today.getFullYear() - 1900, today.getMonth() + 1, today.getDate()], 0);
  file.writeUInt32LE(places.length, 4);
  file.writeUInt16LE(headerLength, 8);
  file.writeUInt16LE(rowLength, 10);
  file[29] = 0x4d; // GBK
  fields.forEach((field, i) => {
    const at = 32 + i * 32;
    field.name.copy(file, at);
    file.write(field.type, at + 11, 'latin1');
    file[at + 16] = field.length;
    file[at + 17] = field.decimals;
  });
  file[headerLength - 1] = 0x0d;
  let at = headerLength;
  for (const { properties } of places) {
    at++;
    for (const field of fields) {
      cellBytes(properties[field.key], field).copy(file, at);
      at += field.length;
    }
  }
  file[file.length - 1] = 0x1a;
  return { bytes: file, names: fields.map(f => iconv.decode(f.name, 'gbk')) };
}

function fieldsOf(
  columns: readonly TableColumn[],
  places: readonly { properties: Record<string, Cell> }[],
): DbfField[] {
  const taken = new Set<string>();
  return columns.map(({ key, label: full, short, decimals }) => {
    const label = short ?? full;
    const values = places.map(p => p.properties[key]).filter(v => v !== null && v !== undefined);
    const isNumber = values.length > 0 && values.every(v => typeof v === 'number');
    let name = cut(label, 10);
    for (let n = 2; taken.has(name.toString('latin1')); n++)
      name = Buffer.concat([cut(label, 10 - String(n).length), Buffer.from(String(n))]);
    taken.add(name.toString('latin1'));
    if (isNumber) {
      const fixed = decimals ?? Math.max(...values.map(v => decimalsOf(v as number)));
      const longestNumber = Math.max(...values.map(v => numberText(v as number, fixed).length));
      return { key, name, type: 'N', length: Math.max(19, longestNumber), decimals: fixed };
    }
    const longest = values.reduce<number>((most, v) => Math.max(most, gbkLength(String(v))), 1);
    return { key, name, type: 'C', length: Math.min(254, longest), decimals: 0 };
  });
}

export const gbkLength = (text: string): number => iconv.encode(text, 'gbk').length;

/** At most so many bytes of GBK, never half a character. */
function cut(text: string, bytes: number): Buffer {
  let out = Buffer.alloc(0);
  for (const character of text) {
    const next = Buffer.concat([out, iconv.encode(character, 'gbk')]);
    if (next.length > bytes) break;
    out = next;
  }
  return out;
}

function cellBytes(value: Cell, { type, length, decimals }: DbfField): Buffer {
  if (value === null || value === undefined) return Buffer.alloc(0);
  if (type === 'C') return cut(String(value), length);
  return Buffer.from(numberText(Number(value), decimals).padStart(length), 'latin1');
}

/** Decimals that a number is written with, at most 15. */
const decimalsOf = (value: number): number =>
  Math.min(15, /\.(\d+)$/.exec(String(value))?.[1].length ?? (Number.isInteger(value) ? 0 : 15));

/** With so many decimals; with a power of ten where it is too long so, or would be another number. */
function numberText(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const isWhole = text.length <= 19 && (Number(text) === value || decimals < decimalsOf(value));
  return isWhole ? text : String(value);
}
