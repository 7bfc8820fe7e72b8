import { inflateSync } from 'node:zlib';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Bytes } from '#host/raster/arrays/array-file.ts';

/** Tags of data objects (HDF Specification 4.2, chapter 9). */
export const tags = {
  compressed: 40,
  linked: 20,
  numberType: 106,
  dimensions: 701,
  data: 702,
  numericGroup: 720,
  vdataHead: 1962,
  vdata: 1963,
  vgroup: 1965,
} as const;

/** A data object: what it is, its number among those of its tag, and its place in the file. */
export interface Element {
  tag: number;
  ref: number;
  offset: number;
  length: number;
  /** True where a description of how it is stored lies at its place. */
  special: boolean;
}

const magic = [0x0e, 0x03, 0x13, 0x01];
const specialBit = 0x4000;
const mostElements = 1_000_000;
/** Deflate makes at most this many bytes of one. */
const mostPerByte = 1033;

export const isHdf4 = (head: Uint8Array): boolean => magic.every((byte, i) => head[i] === byte);

export const damaged = (path: string, where: string) =>
  new BloomlineError('raster-damaged', path, say('arrays.damaged', { format: 'HDF4', where }));

const unsupported = (path: string, what: string) =>
  new BloomlineError('raster-unsupported', path, say('arrays.unsupported', { format: 'HDF4', what }));

/** Big-endian words one after the other; throws `tiff-damaged` past the end. */
export class Words {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #path: string;
  at = 0;

  constructor(bytes: Uint8Array, path: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#path = path;
  }

  #next(length: number): number {
    const { at } = this;
    if (at + length > this.#bytes.length) throw damaged(this.#path, 'a description ends early');
    this.at += length;
    return at;
  }

  byte = () => this.#view.getUint8(this.#next(1));
  short = () => this.#view.getUint16(this.#next(2));
  int = () => this.#view.getInt32(this.#next(4));
  text(length: number): string {
    const at = this.#next(length);
    return new TextDecoder('latin1').decode(this.#bytes.subarray(at, at + length)).replace(/\0+$/, '');
  }
  shorts = (count: number) => Array.from({ length: count }, this.short);
}

/** The data objects of a file by tag and number, and the bytes of each. */
export class Elements {
  readonly bytes: Bytes;
  readonly #byKey = new Map<string, Element>();

  constructor(bytes: Bytes) {
    this.bytes = bytes;
    const seen = new Set<number>();
    for (let at = magic.length; at !== 0;) {
      if (seen.has(at)) throw damaged(bytes.path, 'its directory runs in a circle');
      seen.add(at);
      const head = new Words(bytes.read(at, 6), bytes.path);
      const [count, next] = [head.short(), head.int()];
      if (this.#byKey.size + count > mostElements) throw damaged(bytes.path, 'its directory is too long');
      const rows = new Words(bytes.read(at + 6, count * 12), bytes.path);
      for (let i = 0; i < count; i++) {
        const [tag, ref, offset, length] = [rows.short(), rows.short(), rows.int(), rows.int()];
        const plain = tag & 0x8000 ? tag : tag & ~specialBit;
        const element = { tag: plain, ref, offset, length, special: plain !== tag };
        if (plain !== 1 && !this.#byKey.has(keyOf(plain, ref))) this.#byKey.set(keyOf(plain, ref), element);
      }
      at = next;
    }
  }

  find = (tag: number, ref: number): Element | null => this.#byKey.get(keyOf(tag, ref)) ?? null;

  ofTag = (tag: number): Element[] => [...this.#byKey.values()].filter(e => e.tag === tag);

  need(tag: number, ref: number): Element {
    const found = this.find(tag, ref);
    if (!found) throw damaged(this.bytes.path, `object ${tag}/${ref} is missing`);
    return found;
  }

  /** The bytes at an object's place: the object, or the description of how it is stored. */
  stored(element: Element): Uint8Array {
    return this.bytes.read(element.offset, element.length);
  }

  words = (element: Element): Words => new Words(this.read(element), this.bytes.path);

  /** The whole object; at most `most` bytes of it. */
  read(element: Element, most = 2 ** 28): Uint8Array {
    if (!element.special) return this.bytes.read(element.offset, Math.min(element.length, most));
    const { path } = this.bytes;
    const words = new Words(this.stored(element), path);
    const kind = words.short();
    if (kind === 1) return this.#linked(words, most);
    if (kind !== 3) throw unsupported(path, `special storage ${kind}`);
    words.short(); // version of the description
    const length = words.int();
    return this.#compressed(length, words, most);
  }

  #linked(words: Words, most: number): Uint8Array {
    const { path } = this.bytes;
    const [length, , perTable] = [words.int(), words.int(), words.int()];
    if (length < 0 || length > Math.min(most, this.bytes.bytes)) throw damaged(path, 'linked blocks');
    const out = new Uint8Array(length);
    const seen = new Set<number>();
    let at = 0;
    for (let ref = words.short(); ref !== 0 && at < length;) {
      if (seen.has(ref)) throw damaged(path, 'linked blocks run in a circle');
      seen.add(ref);
      const table = new Words(this.stored(this.need(tags.linked, ref)), path);
      ref = table.short();
      for (let i = 0; i < perTable && at < length; i++) {
        const block = table.short();
        if (block === 0) break;
        const bytes = this.stored(this.need(tags.linked, block));
        out.set(bytes.subarray(0, length - at), at);
        at += bytes.length;
      }
    }
    if (at < length) throw damaged(path, 'linked blocks are missing');
    return out;
  }

  /** What follows the length in a description of compressed data. */
  #compressed(length: number, words: Words, most: number): Uint8Array {
    const { path } = this.bytes;
    const ref = words.short();
    words.short(); // model: always the standard one
    const coder = words.short();
    const element = this.need(tags.compressed, ref);
    const stored = element.special ? this.read(element, most) : this.stored(element);
    if (length < 0 || length > most || length > stored.length * mostPerByte + 64)
      throw damaged(path, `${stored.length} bytes cannot stand for ${length}`);
    if (coder === 0) return stored;
    if (coder === 1) return unpackRuns(stored, length, path);
    if (coder !== 4) throw unsupported(path, coders[coder] ?? `coder ${coder}`);
    try {
      const out = inflateSync(stored, { maxOutputLength: Math.max(1, length) });
      if (out.length === length) return out;
    } catch (error) {
      throw Object.assign(damaged(path, 'a compressed piece'), { cause: error });
    }
    throw damaged(path, 'a compressed piece');
  }
}

const coders: Record<number, string> = { 2: 'n-bit packing', 3: 'skipping Huffman', 5: 'szip' };

const keyOf = (tag: number, ref: number): string => `${tag}/${ref}`;

/** Runs: a byte with the top bit is followed by one that is repeated 3 and more times, else by 1 and more bytes. */
function unpackRuns(stored: Uint8Array, length: number, path: string): Uint8Array {
  const out = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < stored.length && at < length;) {
    const head = stored[i++];
    if (head & 0x80) {
      const run = (head & 0x7f) + 3;
      out.fill(stored[i++] ?? 0, at, at + run);
      at += run;
    } else {
      out.set(stored.subarray(i, i + head + 1).subarray(0, length - at), at);
      i += head + 1;
      at += head + 1;
    }
  }
  if (at < length) throw damaged(path, 'a piece in runs');
  return out;
}
