import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLzwInto } from '#core/wasm/decode-lzw.ts';
import { scratch } from '#core/wasm/scratch.ts';

const guard = 64;

/**
 * Decodes in the scratch memory, with room for `size` bytes and marked bytes behind them that it must leave alone, and
 * with garbage behind the input.
 */
function decode(stored: Uint8Array, size: number) {
  return scratch.use(stored.length + size + 2 * guard, 2, () => {
    const input = scratch.take(stored.length + guard).fill(0xa7);
    input.set(stored);
    const output = scratch.take(size + guard).fill(0x5b);
    const result = decodeLzwInto(input.subarray(0, stored.length), output.subarray(0, size));
    expect(output.subarray(size).every(byte => byte === 0x5b)).toBe(true);
    return { result, bytes: output.slice(0, size) };
  });
}

/** Bytes as images have them: noise of few values, runs, repeats from near and far. */
const content = fc
  .array(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.array(fc.nat(7), { minLength: 1, maxLength: 400 }).map(a => Uint8Array.from(a)),
      fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 5000 })).map(([b, n]) => new Uint8Array(n).fill(b)),
      fc
        .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 2, max: 200 }))
        .map(([part, n]) => Uint8Array.from({ length: part.length * n }, (_, i) => part[i % part.length])),
    ),
    { maxLength: 8 },
  )
  .map(parts => Uint8Array.from(parts.flatMap(part => [...part])));
/** TIFF 6, section 13, as its text says: an independent encoder with a table of strings. */
function encodeLzw(bytes: Uint8Array, clearAt: number): Uint8Array {
  const out: number[] = [];
  let buffer = 0;
  let held = 0;
  const put = (code: number, width: number) => {
    buffer = (buffer << width) | code;
    held += width;
    for (; held >= 8; held -= 8) out.push((buffer >> (held - 8)) & 255);
    buffer &= (1 << held) - 1;
  };
  let table = new Map<string, number>();
  let next = 258;
  let width = 9;
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : table.get(text)!);
  put(256, 9);
  let text = '';
  for (const byte of bytes) {
    const longer = text + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      text = longer;
      continue;
    }
    put(codeOf(text), width);
    table.set(longer, next++);
    if (next === 512 || next === 1024 || next === 2048) width++;
    if (next >= clearAt) {
      put(256, width);
      table = new Map();
      next = 258;
      width = 9;
    }
    text = String.fromCharCode(byte);
  }
  if (text) {
    put(codeOf(text), width);
    // The decoder defines one more string when it has read this code.
    if (next + 1 === 512 || next + 1 === 1024 || next + 1 === 2048) width++;
  }
  put(257, width);
  if (held) put(0, 8 - held);
  return Uint8Array.from(out);
}

describe('LZW', () => {
  it('gives back what an encoder by the specification wrote', () => {
    fc.assert(
      fc.property(content, fc.constantFrom(4094, 300, 600), (bytes, clearAt) => {
        const found = decode(encodeLzw(bytes, clearAt), bytes.length);
        expect(found.result).toBe(bytes.length);
        expect(found.bytes).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the beginning where there is less room or less input', () => {
    fc.assert(
      fc.property(content, fc.nat(), fc.boolean(), (bytes, cut, shortInput) => {
        const stored = encodeLzw(bytes, 4094);
        const size = shortInput ? bytes.length : cut % (bytes.length + 1);
        const input = shortInput ? stored.subarray(0, cut % (stored.length + 1)) : stored;
        const { result, bytes: found } = decode(input, size);
        expect(result).toBeLessThanOrEqual(size);
        if (!shortInput) expect(result).toBe(size);
        expect(found.subarray(0, result)).toEqual(bytes.subarray(0, result));
      }),
      { numRuns: 300 },
    );
  });

  it('never writes more than it was given room for, whatever the input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(900), (input, size) => {
        const { result } = decode(input, size);
        expect(result).toBeLessThanOrEqual(size);
      }),
      { numRuns: 600 },
    );
  });
});
