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

/**
 * The entries of a zip in its own order (APPNOTE 6.3: stored and deflated ones). Each is inflated by zlib into no more
 * than it declares, and its CRC-32 must fit: a changed byte is damage, never another number. Throws ZipError.
 */
export function readZip(bytes: Uint8Array, mostEntries: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = directoryOf(view);
  if (directory.count > mostEntries) throw new ZipError('too-large', `${directory.count} entries`);
  const entries: ZipEntry[] = [];
  let at = directory.offset;
  for (let i = 0; i < directory.count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entryMark)
      throw damaged('its list of entries');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const raw = bytes.subarray(at + 46, at + 46 + nameLength);
    const head = {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    wide(view, at + 46 + nameLength, extraLength, head);
    const name = nameOf(raw, (view.getUint16(at + 8, true) & 0x800) !== 0);
    const encrypted = (view.getUint16(at + 8, true) & 1) !== 0;
    entries.push({
      name,
      bytes: head.bytes,
      read: () => {
        if (encrypted) throw damaged(`${name}, which is locked by a password`);
        return unpacked(bytes, view, name, head);
      },
    });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

interface Head {
  method: number;
  crc: number;
  packed: number;
  bytes: number;
  offset: number;
}

function unpacked(bytes: Uint8Array, view: DataView, name: string, head: Head): Uint8Array {
  const { offset, packed, method } = head;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== fileMark) throw damaged(name);
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (from + packed > bytes.length) throw damaged(name);
  const body = bytes.subarray(from, from + packed);
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
function wide(view: DataView, from: number, length: number, head: Head): void {
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

/** Where the list of entries begins and how many there are: from the end of the file, over at most a comment. */
function directoryOf(view: DataView): { count: number; offset: number } {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== endMark) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
    const locator = at - 20;
    const end64 = locator >= 0 ? Number(view.getBigUint64(locator + 8, true)) : -1;
    if (end64 < 0 || end64 + 56 > view.byteLength || view.getUint32(end64, true) !== end64Mark)
      throw damaged('its list of entries');
    return {
      count: Number(view.getBigUint64(end64 + 32, true)),
      offset: Number(view.getBigUint64(end64 + 48, true)),
    };
  }
  throw new ZipError('no-zip', 'no end of a zip');
}
