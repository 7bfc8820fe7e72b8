/**
 * Samples of 1–31 bits that do not fill bytes, most significant bit first; rows start at whole bytes (`perRow`).
 * All samples of all pixels, interleaved as stored.
 */
export function unpackBits(
  bytes: Uint8Array,
  rows: number,
  perRow: number,
  samplesPerRow: number,
  bits: number,
): Uint8Array | Uint16Array | Uint32Array {
  const count = rows * samplesPerRow;
  if (bits === 1) return unpackOnes(bytes, rows, perRow, samplesPerRow);
  const values =
    bits <= 8 ? new Uint8Array(count) : bits <= 16 ? new Uint16Array(count) : new Uint32Array(count);
  for (let row = 0; row < rows; row++) {
    let position = row * perRow * 8;
    for (let i = row * samplesPerRow, end = i + samplesPerRow; i < end; i++) {
      let value = 0;
      for (let left = bits; left > 0;) {
        const byte = bytes[position >>> 3];
        const offset = position & 7;
        const take = Math.min(8 - offset, left);
        value = value * 2 ** take + ((byte >> (8 - offset - take)) & ((1 << take) - 1));
        position += take;
        left -= take;
      }
      values[i] = value;
    }
  }
  return values;
}

function unpackOnes(bytes: Uint8Array, rows: number, perRow: number, samplesPerRow: number): Uint8Array {
  const values = new Uint8Array(rows * samplesPerRow);
  for (let row = 0; row < rows; row++)
    for (let i = 0, to = row * samplesPerRow; i < samplesPerRow; i++, to++)
      values[to] = (bytes[row * perRow + (i >> 3)] >> (7 - (i & 7))) & 1;
  return values;
}

/** IEEE 754 half precision to single. */
export function halvesToSingles(words: Uint16Array): Float32Array {
  const values = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) {
    const h = words[i];
    const sign = h & 0x8000 ? -1 : 1;
    const exponent = (h >> 10) & 31;
    const fraction = h & 1023;
    values[i] =
      exponent === 0
        ? sign * fraction * 2 ** -24
        : exponent === 31
          ? fraction
            ? NaN
            : sign * Infinity
          : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return values;
}

/** 24-bit floats (1 sign, 7 exponent, 16 fraction, bias 63; little-endian bytes) to single. */
export function float24ToSingles(bytes: Uint8Array): Float32Array {
  const values = new Float32Array(Math.floor(bytes.length / 3));
  for (let i = 0, at = 0; i < values.length; i++, at += 3) {
    const sign = bytes[at + 2] & 0x80 ? -1 : 1;
    const exponent = bytes[at + 2] & 0x7f;
    const fraction = bytes[at] | (bytes[at + 1] << 8);
    values[i] =
      exponent === 0
        ? sign * fraction * 2 ** (-62 - 16)
        : exponent === 127
          ? fraction
            ? NaN
            : sign * Infinity
          : sign * (1 + fraction / 65536) * 2 ** (exponent - 63);
  }
  return values;
}
