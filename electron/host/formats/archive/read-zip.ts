import { constants, crc32, inflateRawSync } from 'node:zlib';
import { isUtf8 } from '#host/formats/text/text-encoding.ts';

/** One file of a zip. */
export interface ZipEntry {
  name: string;
  /** As the zip declares it; reading checks it. */
  bytes: number;
  read(): Uint8Array;
}

/** A zip that is none, is damaged, or holds more than is unpacked. */
export class ZipError extends Error {
  readonly kind: 'no-zip' | 'damaged' | 'too-large';

  constructor(kind: ZipError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

const damaged = (what: string) => new ZipError('damaged', what);

const endMark = 0x06054b50;
const end64Mark = 0x06064b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;

/** What the list at the end of a zip says of one file. */
export interface ZipHead {
  name: string;
  method: number;
  crc: number;
  packed: number;
  bytes: number;
  /** Of its local header. */
  offset: number;
  encrypted: boolean;
}

/** Bytes of a zip by position; less than `length` where it ends. */
type ReadRange = (offset: number, length: number) => Uint8Array;

/**
 * The entries of a zip in its own order (APPNOTE 6.3: stored and deflated ones). Each is inflated by zlib into no more
 * than it declares, and its CRC-32 must fit: a changed byte is damage, never another number. Throws ZipError.
 */
export function readZip(bytes: Uint8Array, mostEntries: number): ZipEntry[] {
  const range: ReadRange = (offset, length) => bytes.subarray(offset, offset + length);
  return listZip(range, bytes.length, mostEntries).map(head => ({
    name: head.name,
    bytes: head.bytes,
    read: () => {
      if (head.encrypted) throw damaged(`${head.name}, which is locked by a password`);
      return unpacked(range, bytes.length, head);
    },
  }));
}

/** The list of a zip's files; only the list is read. Throws ZipError. */
export function listZip(read: ReadRange, size: number, mostEntries: number): ZipHead[] {
  const directory = directoryOf(read, size);
  if (directory.count > mostEntries) throw new ZipError('too-large', `${directory.count} entries`);
  const bytes = read(directory.offset, directory.end - directory.offset);
  const view = viewOf(bytes);
  const heads: ZipHead[] = [];
  let at = 0;
  for (let i = 0; i < directory.count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entryMark)
      throw damaged('its list of entries');
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const head: ZipHead = {
      name: nameOf(bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      encrypted: (flags & 1) !== 0,
    };
    wide(view, at + 46 + nameLength, extraLength, head);
    heads.push(head);
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return heads;
}

/** Where the bytes of a file begin: its local header may be longer than the list says. */
export function bodyOf(read: ReadRange, size: number, { name, offset, packed }: ZipHead): number {
  const local = read(offset, 30);
  if (local.length < 30 || viewOf(local).getUint32(0, true) !== fileMark) throw damaged(name);
  const view = viewOf(local);
  const from = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (from + packed > size) throw damaged(name);
  return from;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function unpacked(read: ReadRange, size: number, head: ZipHead): Uint8Array {
  const { name, packed, method } = head;
  const body = read(bodyOf(read, size, head), packed);
  const out = method === 0 ? body : method === 8 ? inflated(body, name, head.bytes) : null;
  if (out === null) throw damaged(`${name}, packed by method ${method}`);
  if (out.length !== head.bytes || crc32(out) !== head.crc) throw damaged(name);
  return out;
}

function inflated(body: Uint8Array, name: string, most: number): Uint8Array {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    throw damaged(name);
  }
}

/** Names without the mark for UTF-8 are what the machine spoke: in China GBK. */
function nameOf(raw: Uint8Array, utf8: boolean): string {
  return new TextDecoder(utf8 || isUtf8(raw) ? 'utf-8' : 'gb18030').decode(raw);
}

/** Sizes of more than 4 GB stand in an extra field. */
function wide(view: DataView, from: number, length: number, head: ZipHead): void {
  for (let at = from; at + 4 <= from + length && at + 4 <= view.byteLength;) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let field = at + 4;
      for (const key of ['bytes', 'packed', 'offset'] as const)
        if (head[key] === 0xffffffff && field + 8 <= view.byteLength) {
          head[key] = Number(view.getBigUint64(field, true));
          field += 8;
        }
      return;
    }
    at += 4 + size;
  }
}

/**
 * Where the list of entries begins and ends, and how many there are: from the end of the file, over at most a comment.
 */
function directoryOf(read: ReadRange, size: number): { count: number; offset: number; end: number } {
  const from = Math.max(0, size - 22 - 0xffff - 20);
  const view = viewOf(read(from, size - from));
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) !== endMark) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return { count, offset, end: from + at };
    const end64 = at >= 20 ? Number(view.getBigUint64(at - 20 + 8, true)) : -1;
    const record = end64 < 0 || end64 + 56 > size ? null : viewOf(read(end64, 56));
    if (record?.byteLength !== 56 || record.getUint32(0, true) !== end64Mark)
      throw damaged('its list of entries');
    return {
      count: Number(record.getBigUint64(32, true)),
      offset: Number(record.getBigUint64(48, true)),
      end: end64,
    };
  }
  throw new ZipError('no-zip', 'no end of a zip');
}
