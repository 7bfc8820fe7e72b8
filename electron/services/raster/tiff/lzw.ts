/**
 * TIFF LZW. A string of the table is always a copy of earlier output, so the table holds (place, length) and decoding
 * is copying. MSB-first with early change (TIFF 6), or LSB-first without it (files from before 1988).
 * Writes at most `output.length` bytes and returns how many.
 */
export function decodeLzw(input: Uint8Array, output: Uint8Array): number {
  const old = input.length > 1 && input[0] === 0 && (input[1] & 1) === 1;
  return old ? decode(input, output, false) : decode(input, output, true);
}

const place = new Int32Array(4096 + 2);
const lengths = new Int32Array(4096 + 2);

function decode(input: Uint8Array, output: Uint8Array, msbFirst: boolean): number {
  const size = output.length;
  const early = msbFirst ? 1 : 0;
  let at = 0;
  let buffer = 0;
  let held = 0;
  let width = 9;
  let next = 258;
  let out = 0;
  let previous = -1;
  let previousLength = 0;
  const inputLength = input.length;

  while (out < size) {
    while (held < width) {
      if (at >= inputLength) return out;
      if (msbFirst) buffer = ((buffer << 8) | input[at++]) & 0xffffff;
      else buffer |= input[at++] << held;
      held += 8;
    }
    let code: number;
    if (msbFirst) {
      code = (buffer >>> (held - width)) & ((1 << width) - 1);
    } else {
      code = buffer & ((1 << width) - 1);
      buffer >>>= width;
    }
    held -= width;

    if (code === 257) return out;
    if (code === 256) {
      width = 9;
      next = 258;
      previousLength = 0;
      continue;
    }
    const start = out;
    let length: number;
    if (code < 256) {
      output[out++] = code;
      length = 1;
    } else {
      let from: number;
      if (code < next) {
        from = place[code];
        length = lengths[code];
      } else {
        // The string that is being defined: the previous one and its own first byte.
        if (previousLength === 0) return out;
        from = previous;
        length = previousLength + 1;
      }
      const end = Math.min(out + length, size);
      while (out < end) output[out++] = output[from++];
    }
    if (previousLength > 0 && next < 4096) {
      place[next] = previous;
      lengths[next] = previousLength + 1;
      next++;
      if (next + early >= 1 << width && width < 12) width++;
    }
    previous = start;
    previousLength = length;
  }
  return out;
}
