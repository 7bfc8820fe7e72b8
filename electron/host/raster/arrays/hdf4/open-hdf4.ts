import {
  countOf,
  mostAtOnce,
  numberIn,
  type AttributeValue,
  type Bytes,
  type Contents,
  type StoredArray,
} from '#host/raster/arrays/array-file.ts';
import { copyBox, numberTypes, takeNumbers, type NumberType } from '#host/raster/arrays/numbers.ts';
import { readRows } from '#host/raster/arrays/read-rows.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import { damaged, Elements, tags, Words, type Element } from './elements.ts';
import { attributeIn, hdfType, readGroup, readTable, recordsOf, type Group } from './groups.ts';

const mostDimensions = 8;

/** Opens the scientific data sets of an HDF4 file: the groups of class `Var0.0` that its library writes. */
export function openHdf4(bytes: Bytes): Contents {
  const elements = new Elements(bytes);
  const groups = elements.ofTag(tags.vgroup).map(element => readGroup(elements, element));
  const byRef = new Map(groups.map(group => [group.ref, group]));
  const root = groups.find(group => group.kind === 'CDF0.0');
  return {
    format: 'HDF4',
    attributes: root ? attributesOf(elements, root) : {},
    arrays: groups.filter(g => g.kind === 'Var0.0').flatMap(g => arrayOf(elements, g, byRef) ?? []),
    mappings: {},
  };
}

function attributesOf(elements: Elements, group: Group): Record<string, AttributeValue> {
  const found: Record<string, AttributeValue> = {};
  for (const { tag, ref } of group.members) {
    if (tag !== tags.vdataHead) continue;
    const table = readTable(elements, ref);
    if (table.kind === 'Attr0.0') found[table.name] = attributeIn(elements, ref, table);
  }
  return found;
}

/** Null for an array of characters. */
function arrayOf(elements: Elements, group: Group, byRef: Map<number, Group>): StoredArray | null {
  const { path } = elements.bytes;
  const member = (tag: number) => group.members.find(m => m.tag === tag);
  const described = member(tags.dimensions);
  if (!described) return null;
  const words = elements.words(elements.need(tags.dimensions, described.ref));
  const rank = words.short();
  if (rank < 1 || rank > mostDimensions) throw damaged(path, group.name);
  const shape = Array.from({ length: rank }, words.int);
  const [, typeRef] = words.shorts(2);
  const [, code, , kind] = elements.stored(elements.need(tags.numberType, typeRef));
  // Order of bytes: 4 is that of a PC, else the network's.
  const type = hdfType(code);
  if (!type) return null;
  const little = type.little || kind === 4;
  if (shape.some(n => n < 0) || countOf(shape) > Number.MAX_SAFE_INTEGER) throw damaged(path, group.name);
  const dimensions = group.members.flatMap(({ tag, ref }) => {
    const of = tag === tags.vgroup ? byRef.get(ref) : undefined;
    return of && /^U?Dim0\.0$/.test(of.kind) ? [of.name] : [];
  });
  const attributes = attributesOf(elements, group);
  const data = member(tags.data);
  const element = data ? elements.find(tags.data, data.ref) : null;
  const form: Form = { type: type.name, little, shape, fill: numberIn(attributes, '_FillValue') ?? 0 };
  const chunks = element && chunksOf(elements, element, form);
  return {
    name: group.name,
    type: type.name,
    shape,
    dimensions,
    attributes,
    chunk: chunks?.size ?? shape,
    read: chunks
      ? (start, count) => readChunks(elements, chunks, form, start, count)
      : wholeReader(elements, element, form),
  };
}

interface Form {
  type: NumberType;
  little: boolean;
  shape: readonly number[];
  fill: number;
}

/** Reads an array that is stored as one run of bytes, or as one stream: that is unpacked once. */
function wholeReader(elements: Elements, element: Element | null, form: Form): StoredArray['read'] {
  const { bytes: file } = elements;
  const { type, little, shape } = form;
  const step = countOf(shape.slice(1)) * numberTypes[type].bytes;
  let read: StoredArray['read'] | null = null;
  return (start, count) => {
    checkBox(form, start, count, file.path);
    // An array that was never written holds its fill value.
    if (!element) return numberTypes[type].make(countOf(count)).fill(form.fill as never);
    if (!read) {
      const unpacked = element.special ? inMemory(file.path, elements.read(element)) : null;
      if (shape[0] * step > (unpacked?.bytes ?? element.length))
        throw damaged(file.path, 'an array is cut short');
      read = readRows(unpacked ?? file, { type, little, shape, offset: unpacked ? 0 : element.offset, step });
    }
    return read(start, count);
  };
}

function inMemory(path: string, bytes: Uint8Array): Bytes {
  return { path, bytes: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

interface Chunks {
  size: number[];
  /** Objects by the place of the chunk among the chunks. */
  at: Map<string, { tag: number; ref: number }>;
  fill: number;
}

/** The table of an array that is stored in chunks; null for one that is not. */
function chunksOf(elements: Elements, element: Element, form: Form): Chunks | null {
  if (!element.special) return null;
  const { path } = elements.bytes;
  const words = new Words(elements.stored(element), path);
  if (words.short() !== 5) return null;
  words.int(); // length of this description
  words.byte(); // version
  for (let i = 0; i < 4; i++) words.int(); // flags, bytes of the array, of a chunk, of a number
  const [tag, ref] = words.shorts(2);
  words.shorts(2); // the description of each chunk's own compression, which stands with the chunk too
  const rank = words.int();
  if (rank !== form.shape.length) throw damaged(path, 'the table of chunks');
  const size = Array.from({ length: rank }, () => {
    words.int(); // how the dimension is spread
    words.int();
    return words.int();
  });
  if (size.some(n => n < 1) || countOf(size) > mostAtOnce) throw damaged(path, 'the table of chunks');
  const fillLength = words.int();
  const fillBytes = Uint8Array.from({ length: Math.min(8, Math.max(0, fillLength)) }, words.byte);
  const written = fillLength === numberTypes[form.type].bytes;
  const fill = written ? takeNumbers(fillBytes, form.type, form.little)[0] : form.fill;
  if (tag !== tags.vdataHead) throw damaged(path, 'the table of chunks');
  const table = readTable(elements, ref);
  const rows = table.records === 0 ? new Uint8Array() : recordsOf(elements, ref, table);
  if (table.recordBytes !== 4 * rank + 4) throw damaged(path, 'the table of chunks');
  const at: Chunks['at'] = new Map();
  const record = new Words(rows, path);
  for (let i = 0; i < table.records; i++) {
    const place = Array.from({ length: rank }, record.int);
    at.set(place.join(), { tag: record.short(), ref: record.short() });
  }
  return { size, at, fill };
}

function readChunks(
  elements: Elements,
  { size, at, fill }: Chunks,
  form: Form,
  start: readonly number[],
  count: readonly number[],
): Samples {
  const { path } = elements.bytes;
  checkBox(form, start, count, path);
  const out = numberTypes[form.type].make(countOf(count)).fill(fill as never);
  if (out.length === 0) return out;
  const first = start.map((s, d) => Math.floor(s / size[d]));
  const last = start.map((s, d) => Math.floor((s + count[d] - 1) / size[d]));
  const bytes = countOf(size) * numberTypes[form.type].bytes;
  const place = [...first];
  for (;;) {
    const stored = at.get(place.join());
    if (stored) {
      const whole = elements.read(elements.need(stored.tag, stored.ref), bytes);
      if (whole.length !== bytes) throw damaged(path, `chunk ${place.join(', ')}`);
      const values = takeNumbers(whole, form.type, form.little);
      copyBox(
        { values, start: place.map((p, d) => p * size[d]), shape: size },
        { values: out, start, shape: count },
      );
    }
    let d = place.length - 1;
    while (d >= 0 && place[d]++ === last[d]) {
      place[d] = first[d];
      d--;
    }
    if (d < 0) return out;
  }
}

function checkBox(form: Form, start: readonly number[], count: readonly number[], path: string): void {
  const inside = form.shape.every((n, d) => start[d] >= 0 && count[d] >= 0 && start[d] + count[d] <= n);
  if (!inside || start.length !== form.shape.length) throw new RangeError(`box leaves an array of ${path}`);
  if (countOf(count) > mostAtOnce) throw new RangeError(`box of ${countOf(count)} numbers of ${path}`);
}
