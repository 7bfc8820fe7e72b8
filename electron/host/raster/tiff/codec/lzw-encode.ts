const clear = 256;
const end = 257;
/** Open addressing over (prefix code, next byte); a prime above twice the 4096 codes. */
const slots = 9001;

/** TIFF 6 LZW: most significant bit first, code width grows one code early. */
export function encodeLzw(input: Uint8Array): Uint8Array {
  let output = new Uint8Array(Math.max(64, input.length + (input.length >> 1)));
  const keys = new Int32Array(slots).fill(-1);
  const codes = new Uint16Array(slots);
  let at = 0;
  let buffer = 0;
  let held = 0;
  let width = 9;
  let next = 258;

  const put = (code: number) => {
    buffer = ((buffer << width) | code) >>> 0;
    held += width;
    while (held >= 8) {
      held -= 8;
      output[at++] = buffer >>> held;
      buffer &= (1 << held) - 1;
    }
  };

  put(clear);
  let prefix = input.length ? input[0] : -1;
  for (let i = 1; i < input.length; i++) {
    const byte = input[i];
    const key = (prefix << 8) | byte;
    let slot = key % slots;
    while (keys[slot] !== -1 && keys[slot] !== key) slot = slot + 1 === slots ? 0 : slot + 1;
    if (keys[slot] === key) {
      prefix = codes[slot];
      continue;
    }
    put(prefix);
    if (at + 16 > output.length) {
      const larger = new Uint8Array(output.length * 2);
      larger.set(output);
      output = larger;
    }
    prefix = byte;
    keys[slot] = key;
    codes[slot] = next++;
    if (next === 4095) {
      // The code that would need 13 bits is never used: start again.
      put(clear);
      keys.fill(-1);
      width = 9;
      next = 258;
    } else if (next === 512 || next === 1024 || next === 2048) width++;
  }
  if (prefix >= 0) {
    put(prefix);
    // The decoder has made one more entry by now and may have widened its codes.
    next++;
    if (next === 512 || next === 1024 || next === 2048) width++;
  }
  put(end);
  if (held > 0) output[at++] = (buffer << (8 - held)) & 255;
  return output.subarray(0, at);
}
