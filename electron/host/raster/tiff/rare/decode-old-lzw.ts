const clear = 256;
const end = 257;
const first = 258;
const place = new Int32Array(4096 + 2);
const lengths = new Int32Array(4096 + 2);

/** Copies within the output, forwards: a string may run into its own copy by one byte. */
function copyString(output: Uint8Array, from: number, to: number, length: number, size: number): void {
  if (to + length > size) length = size - to;
  for (let i = 0; i < length; i++) output[to + i] = output[from + i];
}

/**
 * LZW of files from before 1988: least significant bit first, without early change. A string of the table is always a
 * copy of earlier output, so the table holds (place, length) and decoding is copying. Writes at most `output.length`
 * bytes and returns how many.
 */
export function decodeOldLzw(input: Uint8Array, output: Uint8Array): number {
  const size = output.length;
  let at = 0;
  let buffer = 0;
  let held = 0;
  let width = 9;
  let next = first;
  let out = 0;
  let previous = 0;
  let previousLength = 0;
  while (out < size) {
    while (held < width) {
      if (at >= input.length) return out;
      buffer |= input[at++] << held;
      held += 8;
    }
    const code = buffer & ((1 << width) - 1);
    buffer >>>= width;
    held -= width;
    if (code === end) return out;
    if (code === clear) {
      width = 9;
      next = first;
      previousLength = 0;
      continue;
    }
    let length = 1;
    if (code < clear) output[out] = code;
    else {
      if (code >= next && previousLength === 0) return out;
      length = code < next ? lengths[code] : previousLength + 1;
      copyString(output, code < next ? place[code] : previous, out, length, size);
    }
    if (previousLength > 0 && next < 4096) {
      place[next] = previous;
      lengths[next] = previousLength + 1;
      next++;
      if (next >= 1 << width && width < 12) width++;
    }
    previous = out;
    previousLength = length;
    out += length;
  }
  return Math.min(out, size);
}
