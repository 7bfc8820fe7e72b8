/** [tag, field type, values or bytes]. 2 ASCII, 3 SHORT, 4 LONG, 12 DOUBLE, 16 LONG8. */
export type Entry = [number, 2 | 3 | 4 | 12 | 16, ArrayLike<number>];

const sizes = { 2: 1, 3: 2, 4: 4, 12: 8, 16: 8 };

export const ascii = (text: string): Uint8Array => new TextEncoder().encode(`${text}\0`);

/** Bytes of a directory with its long values behind it. */
export function directoryBytes(entries: readonly Entry[], big: boolean): number {
  const fixed = big ? 8 + entries.length * 20 + 8 : 2 + entries.length * 12 + 4;
  return entries.reduce((sum, entry) => sum + longBytes(entry, big), even(fixed));
}

const even = (n: number) => n + (n & 1);
const inlineBytes = (big: boolean) => (big ? 8 : 4);

function longBytes([, type, values]: Entry, big: boolean): number {
  const bytes = values.length * sizes[type];
  return bytes <= inlineBytes(big) ? 0 : even(bytes);
}

/**
 * A directory that will stand at `at` and links to `next` (0: the last one). Sorts the entries by tag, as TIFF asks.
 */
export function encodeDirectory(
  entries: readonly Entry[],
  at: number,
  next: number,
  big: boolean,
): Uint8Array {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  const all = Buffer.alloc(directoryBytes(sorted, big));
  const head = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  if (big) all.writeBigUInt64LE(BigInt(sorted.length), 0);
  else all.writeUInt16LE(sorted.length, 0);
  let extra = even(head + sorted.length * entryBytes + inlineBytes(big));
  sorted.forEach((entry, i) => {
    const [number, type, values] = entry;
    const start = head + i * entryBytes;
    all.writeUInt16LE(number, start);
    all.writeUInt16LE(type, start + 2);
    if (big) all.writeBigUInt64LE(BigInt(values.length), start + 4);
    else all.writeUInt32LE(values.length, start + 4);
    const place = start + (big ? 12 : 8);
    const long = longBytes(entry, big);
    if (long === 0) return putValues(all, place, type, values);
    if (big) all.writeBigUInt64LE(BigInt(at + extra), place);
    else all.writeUInt32LE(at + extra, place);
    putValues(all, extra, type, values);
    extra += long;
  });
  const link = head + sorted.length * entryBytes;
  if (big) all.writeBigUInt64LE(BigInt(next), link);
  else all.writeUInt32LE(next, link);
  return all;
}

function putValues(into: Buffer, at: number, type: Entry[1], values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (type === 2) into[at + i] = value;
    else if (type === 3) into.writeUInt16LE(value, at + i * 2);
    else if (type === 4) into.writeUInt32LE(value, at + i * 4);
    else if (type === 12) into.writeDoubleLE(value, at + i * 8);
    else into.writeBigUInt64LE(BigInt(value), at + i * 8);
  }
}

/** The first bytes of a file whose first directory stands at `at`. */
export function encodeHead(at: number, big: boolean): Uint8Array {
  const head = Buffer.alloc(big ? 16 : 8);
  head.write('II', 'latin1');
  head.writeUInt16LE(big ? 43 : 42, 2);
  if (big) {
    head.writeUInt16LE(8, 4);
    head.writeBigUInt64LE(BigInt(at), 8);
  } else head.writeUInt32LE(at, 4);
  return head;
}
