// AssemblyScript, compiled by scripts/compile-wasm.ts. Addresses count bytes of the scratch memory.

const clear: u32 = 256;
const endOfData: u32 = 257;
const mostCodes: u32 = 4096;

/** By code: where its string lies, in the low half, and how long it is. Then the 256 strings of a single byte. */
const table: usize = 0;
const singleBytes: usize = table + (mostCodes + 8) * 8;

function entry(place: usize, length: u32): u64 {
  return (<u64>place) | ((<u64>length) << 32);
}

/** Eight bytes, the first one most significant. */
function bigEndian64(at: usize): u64 {
  const turned = i8x16.shuffle(
    v128.load_zero<u64>(at),
    i64x2.splat(0),
    7, 6, 5, 4, 3, 2, 1, 0,
    16, 17, 18, 19, 20, 21, 22, 23,
  );
  return <u64>i64x2.extract_lane(turned, 0);
}

/**
 * TIFF LZW, most significant bit first with early change, from [at, end) to [out, outEnd); how many bytes were
 * written. It ends at the end code, at a code that means nothing, or where input or room ends. A string of the table
 * is a copy of earlier output, so decoding is copying, sixteen bytes at a time; nothing is written past `outEnd`.
 */
export function decodeLzw(at: usize, end: usize, out: usize, outEnd: usize): usize {
  const start = out;
  for (let byte: u32 = 0; byte < clear; byte++) {
    store<u8>(singleBytes + byte, byte);
    store<u64>(table + byte * 8, entry(singleBytes + byte, 1));
  }
  /** Bits not yet used, from the top, and how many. */
  let bits: u64 = 0;
  let held: u64 = 0;
  let width: u64 = 9;
  /** The code before the first one that is a bit longer. */
  let widest: u32 = 511;
  /** The code that the next one completes: the string before and the next one's first byte. */
  let next: u32 = endOfData;
  let previous: u64 = 0;

  while (out < outEnd) {
    if (held < width) {
      if (at + 8 <= end) {
        bits |= bigEndian64(at) >> held;
        at += <usize>((held ^ 63) >> 3);
        held |= 56;
      } else {
        for (; held <= 56 && at < end; at++, held += 8) bits |= (<u64>load<u8>(at)) << (56 - held);
        if (held < width) break;
      }
    }
    const code = <u32>(bits >> (64 - width));
    bits <<= width;
    held -= width;
    if ((code & ~1) == clear) {
      if (code == endOfData) break;
      width = 9;
      widest = 511;
      next = endOfData;
      continue;
    }
    if (code > next) break;
    store<u64>(table + next * 8, previous);
    const found = load<u64>(table + code * 8);
    const from = <usize>(<u32>found);
    const length = <u32>(found >> 32);
    let to = out + length;
    if (to + 16 <= outEnd) {
      v128.store(out, v128.load(from));
      for (let i: u32 = 16; i < length; i += 16) v128.store(out + i, v128.load(from + i));
      // A code that completes itself ends with its own first byte.
      if (code == next) store<u8>(to - 1, load<u8>(out));
    } else {
      to = min(to, outEnd);
      for (let i: usize = 0; out + i < to; i++) store<u8>(out + i, load<u8>(from + i));
    }
    previous = entry(out, length + 1);
    out = to;
    if (next < mostCodes) next++;
    if (next >= widest && width < 12) {
      width++;
      widest = (1 << (<u32>width)) - 1;
    }
  }
  return out - start;
}
