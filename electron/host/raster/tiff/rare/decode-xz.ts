import { inEnglish } from '#core/words/said.ts';
import { Lzma } from './lzma.ts';

/**
 * An XZ stream (what TIFF calls LZMA, 34925) with one LZMA2 filter and at most one delta filter before it, into
 * `expected` bytes. Returns how many were written. Throws RangeError for damaged data or other filters. Checksums are
 * not compared.
 */
export function decodeXz(input: Uint8Array, output: Uint8Array): number {
  const magic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];
  if (magic.some((b, i) => input[i] !== b)) throw new RangeError(inEnglish('tiff.no-xz'));
  const checkBytes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64][input[7] & 15];
  const lzma = new Lzma(output);
  let at = 12;
  // Blocks until the index, which begins with a zero byte.
  while (at < input.length && input[at] !== 0 && lzma.written < output.length) {
    const start = lzma.written;
    const header = readBlockHeader(input, at);
    const end = decodeChunks(input, at + header.bytes, lzma);
    if (header.delta > 0) undoDelta(output.subarray(start, lzma.written), header.delta);
    at = at + header.bytes + Math.ceil((end - at - header.bytes) / 4) * 4 + checkBytes;
  }
  return lzma.written;
}

/** Bytes of the header and the distance of its delta filter (0: none). */
function readBlockHeader(input: Uint8Array, start: number): { bytes: number; delta: number } {
  const bytes = (input[start] + 1) * 4;
  const flags = input[start + 1];
  let at = start + 2;
  const number = () => {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = input[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    return value;
  };
  if (flags & 0x40) number();
  if (flags & 0x80) number();
  let delta = 0;
  for (let filter = 0; filter <= (flags & 3); filter++) {
    const id = number();
    const size = number();
    if (id === 3 && delta === 0) delta = input[at] + 1;
    else if (id !== 0x21) throw new RangeError(inEnglish('tiff.xz-filter', { id }));
    at += size;
  }
  return { bytes, delta };
}

/** LZMA2 chunks from `at`; the place behind them. */
function decodeChunks(input: Uint8Array, start: number, lzma: Lzma): number {
  let at = start;
  for (;;) {
    const control = input[at++];
    if (control === undefined) throw new RangeError(inEnglish('tiff.ends-early'));
    if (control === 0) return at;
    if (control >= 0x80) {
      const size = ((control & 31) << 16) + (input[at] << 8) + input[at + 1] + 1;
      const packed = (input[at + 2] << 8) + input[at + 3] + 1;
      at += 4;
      if (control >= 0xe0) lzma.resetDictionary();
      if (control >= 0xc0) lzma.setProperties(input[at++]);
      else if (control >= 0xa0) lzma.resetState();
      lzma.decode(input.subarray(at, at + packed), size);
      at += packed;
    } else if (control <= 2) {
      const size = (input[at] << 8) + input[at + 1] + 1;
      if (control === 1) lzma.resetDictionary();
      lzma.copy(input.subarray(at + 2, at + 2 + size));
      at += 2 + size;
    } else throw new RangeError(inEnglish('tiff.xz-chunk', { control }));
  }
}

function undoDelta(bytes: Uint8Array, distance: number): void {
  for (let i = distance; i < bytes.length; i++) bytes[i] += bytes[i - distance];
}
