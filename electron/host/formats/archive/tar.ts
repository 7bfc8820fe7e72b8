import { ArchiveDamage, type ArchiveEntry, type ReadBytes } from './archive-entry.ts';
import { isUtf8 } from '#host/formats/text/text-encoding.ts';

const block = 512;
const mostEntries = 100_000;
const mostHeaderBytes = 2 ** 20;

/** What a header block of a tar says. */
export interface TarHeader {
  name: string;
  bytes: number;
  /** A plain file; folders, links and devices are passed over. */
  isFile: boolean;
  /** GNU and pax put long names into a body of their own before the file. */
  extension: 'gnu-name' | 'pax' | null;
}

/** Null for the empty block at the end. Throws ArchiveDamage where the checksum does not fit. */
export function tarHeader(bytes: Uint8Array): TarHeader | null {
  if (bytes.every(b => b === 0)) return null;
  const stored = octal(bytes.subarray(148, 156));
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : bytes[i];
  if (stored !== sum) throw new ArchiveDamage('damaged', 'a header of tar');
  const type = String.fromCharCode(bytes[156]);
  const isUstar = text(bytes.subarray(257, 262)) === 'ustar';
  const prefix = isUstar ? text(bytes.subarray(345, 500)) : '';
  const name = text(bytes.subarray(0, 100));
  return {
    name: prefix && bytes[263] !== 32 ? `${prefix}/${name}` : name,
    bytes: sizeOf(bytes.subarray(124, 136)),
    isFile: type === '0' || type === '\0' || type === '7',
    extension: type === 'L' ? 'gnu-name' : type === 'x' ? 'pax' : null,
  };
}

/** The name and size that the body of an extension gives to the file after it. */
export function extended(kind: 'gnu-name' | 'pax', body: Uint8Array): { name?: string; bytes?: number } {
  if (kind === 'gnu-name') return { name: text(body) };
  const found: { name?: string; bytes?: number } = {};
  // "<length> <key>=<value>\n", the length in bytes of the whole line.
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(32, at);
    const length = Number(text(body.subarray(at, space)));
    if (space < 0 || !(length > 0)) break;
    const [, key, value] = /^([^=]+)=([^]*)\n$/.exec(text(body.subarray(space + 1, at + length))) ?? [];
    if (key === 'path') found.name = value;
    if (key === 'size') found.bytes = Number(value);
    at += length;
  }
  return found;
}

export const padded = (bytes: number): number => Math.ceil(bytes / block) * block;

/** Files of a tar in its own order, and where they lie in it. Throws ArchiveDamage where one is not whole. */
export function readTar(read: ReadBytes, size: number): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  let own: ReturnType<typeof extended> = {};
  for (let at = 0; at + block <= size;) {
    const header = tarHeader(read(at, block));
    if (!header) break;
    const bytes = own.bytes ?? header.bytes;
    const offset = at + block;
    if (!(bytes >= 0 && offset + bytes <= size)) throw new ArchiveDamage('cut', own.name ?? header.name);
    at = offset + padded(bytes);
    if (header.extension) {
      if (bytes > mostHeaderBytes) throw new ArchiveDamage('damaged', header.name);
      own = { ...own, ...extended(header.extension, read(offset, bytes)) };
      continue;
    }
    if (header.isFile) {
      if (entries.length >= mostEntries) throw new ArchiveDamage('too-large', `> ${mostEntries}`);
      entries.push({ name: own.name ?? header.name, bytes, at: { offset, packed: bytes, method: 'stored' } });
    }
    own = {};
  }
  return entries;
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const part = end < 0 ? bytes : bytes.subarray(0, end);
  return new TextDecoder(isUtf8(part) ? 'utf-8' : 'gb18030').decode(part);
}

const octal = (bytes: Uint8Array): number => parseInt(text(bytes).trim() || '0', 8);

/** Octal digits, or of large files a binary number with its first bit set. */
function sizeOf(bytes: Uint8Array): number {
  if ((bytes[0] & 0x80) === 0) return octal(bytes);
  return bytes.subarray(4).reduce((sum, b) => sum * 256 + b, 0);
}
