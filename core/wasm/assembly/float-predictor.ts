// AssemblyScript, compiled by scripts/compile-wasm.ts. Addresses count bytes of the scratch memory.

/** Sixteen bytes, each the sum of those up to it. */
function runningSums(bytes: v128): v128 {
  const none = i64x2.splat(0);
  bytes = i8x16.add(bytes, v128.shuffle<u8>(none, bytes, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
  bytes = i8x16.add(bytes, v128.shuffle<u16>(none, bytes, 0, 8, 9, 10, 11, 12, 13, 14));
  bytes = i8x16.add(bytes, v128.shuffle<u32>(none, bytes, 0, 4, 5, 6));
  return i8x16.add(bytes, v128.shuffle<u64>(none, bytes, 0, 2));
}

/** Two vectors' lower eight bytes in turn; their upper ones. */
function zipLower(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
function zipUpper(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

/** Eight words of 32 bits from their lower and upper halves. */
function storeWords(out: usize, low: v128, high: v128): void {
  v128.store(out, v128.shuffle<u16>(low, high, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(out + 16, v128.shuffle<u16>(low, high, 4, 12, 5, 13, 6, 14, 7, 15));
}

/**
 * Undoes TIFF's predictor 3 of 32-bit floats, one sample per pixel: bytes of every row at `at` were split by
 * significance, most significant first, and differenced along the row; they come to `out` as little-endian words.
 * `perRow` floats a row, a multiple of 16. Changes what lies at `at`.
 */
export function undoFloats(at: usize, out: usize, rows: u32, perRow: usize): void {
  for (; rows > 0; rows--, at += perRow * 4) {
    let before = i8x16.splat(0);
    for (let p = at; p < at + perRow * 4; p += 16) {
      const bytes = i8x16.add(runningSums(v128.load(p)), before);
      before = i8x16.splat(i8x16.extract_lane_u(bytes, 15));
      v128.store(p, bytes);
    }
    for (let p = at; p < at + perRow; p += 16, out += 64) {
      const highest = v128.load(p);
      const higher = v128.load(p + perRow);
      const lower = v128.load(p + perRow * 2);
      const lowest = v128.load(p + perRow * 3);
      storeWords(out, zipLower(lowest, lower), zipLower(higher, highest));
      storeWords(out + 32, zipUpper(lowest, lower), zipUpper(higher, highest));
    }
  }
}
