/**
 * TIFF LZW. A string of the table is always a copy of earlier output, so the table holds (place, length) and decoding
 * is copying. MSB-first with early change (TIFF 6), or LSB-first without it (files from before 1988).
 * Writes at most `output.length` bytes and returns how many.
 */
export function decodeLzw(input: Uint8Array, output: Uint8Array): number {
  const old = input.length > 1 && input[0] === 0 && (input[1] & 1) === 1;
  return old ? decodeOld(input, output) : decodeNew(input, output);
}

const clear = 256;
const end = 257;
const first = 258;
const place = new Int32Array(4096 + 2);
const lengths = new Int32Array(4096 + 2);
/** Strings at least this long are moved by the runtime. */
const longString = 24;

function decodeNew(input: Uint8Array, output: Uint8Array): number {
  const size = output.length;
  const last = input.length;
  let at = 0;
  let buffer = 0;
  let held = 0;
  let width = 9;
  let next = first;
  let out = 0;
  let previous = 0;
  let previousLength = 0;
  while (out < size) {
    if (held < width) {
      if (at + 1 < last) {
        // At most 11 bits are left over, so that 16 more fit.
        buffer = (buffer << 16) | (input[at] << 8) | input[at + 1];
        at += 2;
        held += 16;
      } else {
        if (at < last) {
          buffer = (buffer << 8) | input[at++];
          held += 8;
        }
        if (held < width) return out;
      }
    }
    held -= width;
    const code = (buffer >>> held) & ((1 << width) - 1);
    let length = 1;
    if (code < clear) {
      output[out] = code;
    } else if (code === clear) {
      width = 9;
      next = first;
      previousLength = 0;
      continue;
    } else if (code === end) {
      return out;
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
      copyString(output, from, out, length, size);
    }
    if (previousLength > 0 && next < 4096) {
      place[next] = previous;
      lengths[next] = previousLength + 1;
      next++;
      if (next + 1 >= 1 << width && width < 12) width++;
    }
    previous = out;
    previousLength = length;
    out += length;
  }
  return Math.min(out, size);
}

/** Copies within the output, forwards: a string may run into its own copy by one byte. */
function copyString(output: Uint8Array, from: number, to: number, length: number, size: number): void {
  if (to + length > size) length = size - to;
  if (length >= longString && from + length <= to) {
    output.copyWithin(to, from, from + length);
    return;
  }
  for (let i = 0; i < length; i++) output[to + i] = output[from + i];
}

function decodeOld(input: Uint8Array, output: Uint8Array): number {
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
