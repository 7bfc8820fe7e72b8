import type { Zone } from '#core/zones/zone.ts';
import { inEnglish } from '#core/words/said.ts';
import {
  decideEncoding,
  encodingName,
  encodingOfCpg,
  encodingOfLanguageByte,
} from '#host/formats/text/text-encoding.ts';

interface Field {
  name: string;
  type: string;
  offset: number;
  length: number;
}

/** The attribute table of a Shapefile. A row is null where it is marked as deleted. */
export interface DbfTable {
  fields: string[];
  textFields: string[];
  encoding: string;
  declaredRows: number;
  rows: (Zone['attributes'] | null)[];
}

/** Reads a dBASE table. Throws RangeError for bytes that are not one; a short file gives the rows it has. */
export function readDbf(bytes: Uint8Array, cpg: string | null): DbfTable {
  if (bytes.length < 33) throw new RangeError(inEnglish('vector.dbase-short'));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declaredRows = view.getUint32(4, true);
  const headerLength = view.getUint16(8, true);
  const rowLength = view.getUint16(10, true);
  if (headerLength < 33 || rowLength < 1 || headerLength > bytes.length)
    throw new RangeError(inEnglish('vector.dbase-damaged'));
  const layout = fieldLayout(bytes, headerLength);
  const available = Math.min(declaredRows, Math.floor((bytes.length - headerLength) / rowLength));

  const said = (cpg === null ? null : encodingOfCpg(cpg)) ?? encodingOfLanguageByte(bytes[29]);
  const label = decideEncoding(textBytes(bytes, layout, headerLength, rowLength, available), said);
  // A character cut at the end of a field is left out, not shown as a replacement character.
  const decode = (part: Uint8Array) => new TextDecoder(label).decode(part, { stream: true });
  const names = uniqueNames(layout.map(field => decode(nameBytes(bytes, field))));

  const rows: DbfTable['rows'] = [];
  for (let r = 0; r < available; r++) {
    const start = headerLength + r * rowLength;
    if (bytes[start] === 0x2a) {
      rows.push(null);
      continue;
    }
    const row: Zone['attributes'] = {};
    layout.forEach((field, i) => {
      const at = start + field.offset;
      row[names[i]] = valueOf(
        field,
        bytes.subarray(at, Math.min(at + field.length, start + rowLength)),
        decode,
      );
    });
    rows.push(row);
  }
  return {
    fields: names,
    textFields: names.filter((_, i) => layout[i].type === 'C'),
    encoding: encodingName(label),
    declaredRows,
    rows,
  };
}

function fieldLayout(bytes: Uint8Array, headerLength: number): (Field & { at: number })[] {
  const fields: (Field & { at: number })[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= headerLength && bytes[at] !== 0x0d; at += 32) {
    const type = String.fromCharCode(bytes[at + 11]);
    // Character fields longer than 255 keep the high byte of their length where others keep decimals.
    const length = bytes[at + 16] + (type === 'C' ? bytes[at + 17] * 256 : 0);
    fields.push({ name: '', type, offset, length, at });
    offset += length;
  }
  return fields;
}

function nameBytes(bytes: Uint8Array, field: { at: number }): Uint8Array {
  const raw = bytes.subarray(field.at, field.at + 11);
  const end = raw.indexOf(0);
  return end < 0 ? raw : raw.subarray(0, end);
}

function* textBytes(
  bytes: Uint8Array,
  layout: (Field & { at: number })[],
  header: number,
  length: number,
  rows: number,
) {
  for (const field of layout) yield nameBytes(bytes, field);
  for (const field of layout.filter(f => f.type === 'C')) {
    for (let r = 0; r < rows; r++)
      yield trimmed(
        bytes.subarray(header + r * length + field.offset, header + r * length + field.offset + field.length),
      );
  }
}

/** Without the padding of spaces and zeros at the end. */
function trimmed(part: Uint8Array): Uint8Array {
  const zero = part.indexOf(0);
  let end = zero < 0 ? part.length : zero;
  while (end > 0 && part[end - 1] === 0x20) end--;
  return part.subarray(0, end);
}

function valueOf(
  field: Field,
  part: Uint8Array,
  decode: (part: Uint8Array) => string,
): string | number | boolean | null {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  if (field.type === 'I' && part.length === 4) return view.getInt32(0, true);
  if (field.type === 'O' && part.length === 8) return finite(view.getFloat64(0, true));
  const bytes = trimmed(part);
  if (field.type === 'C') return bytes.length > 0 ? decode(bytes).trim() : null;
  const text = new TextDecoder('latin1').decode(bytes).trim();
  if (text === '' || /^\*+$/.test(text)) return null;
  if (field.type === 'L') return /^[TtYy]$/.test(text) ? true : /^[FfNn]$/.test(text) ? false : null;
  if (field.type === 'D') {
    const date = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
    return date && date[1] !== '0000' ? `${date[1]}-${date[2]}-${date[3]}` : null;
  }
  return field.type === 'N' || field.type === 'F' ? finite(Number(text.replace(',', '.'))) : null;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function uniqueNames(names: string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    let unique = name.trim() || `field${i + 1}`;
    for (let n = 2; seen.has(unique); n++) unique = `${name.trim()}_${n}`;
    seen.add(unique);
    return unique;
  });
}
