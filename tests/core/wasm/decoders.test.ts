import { constants, deflateRawSync, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLzwInto, inflateInto } from '#core/wasm/decoders.ts';
import { workspace } from '#core/wasm/workspace.ts';
import { processorTime } from '#tests/fixtures/processor-time.ts';

const guard = 64;

/**
 * Runs a decoder in the workspace, with room for `size` bytes and marked bytes behind them that it must leave alone, and
 * with garbage behind the input.
 */
function decode<T>(stored: Uint8Array, size: number, decoder: (stored: Uint8Array, output: Uint8Array) => T) {
  return workspace.use(stored.length + size + 2 * guard, 2, () => {
    const input = workspace.take(stored.length + guard).fill(0xa7);
    input.set(stored);
    const output = workspace.take(size + guard).fill(0x5b);
    const result = decoder(input.subarray(0, stored.length), output.subarray(0, size));
    expect(output.subarray(size).every(byte => byte === 0x5b)).toBe(true);
    return { result, bytes: output.slice(0, size) };
  });
}

/** What zlib makes of a stream, or null where it refuses it. */
function byZlib(stored: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(inflateSync(stored));
  } catch {
    return null;
  }
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
const settings = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
    constants.Z_FILTERED,
  ),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
});

describe('inflate', () => {
  it('gives what zlib gives, for every level and strategy', () => {
    fc.assert(
      fc.property(content, settings, (bytes, options) => {
        const found = decode(deflateSync(bytes, options), bytes.length, inflateInto);
        expect(found.result).toBe(true);
        expect(found.bytes).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('takes long codes, large blocks and far repeats', () => {
    // Counts like Fibonacci's numbers make Huffman codes of every length up to 15.
    const skewed: number[] = [];
    for (let symbol = 0, a = 1, b = 1; symbol < 20; symbol++, [a, b] = [b, a + b])
      for (let i = 0; i < a; i++) skewed.push(symbol * 9);
    const order = skewed.map((_, i) => (i * 7919) % skewed.length);
    const noise = Uint8Array.from({ length: 40_000 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
    for (const bytes of [
      Uint8Array.from(order, i => skewed[i]),
      Uint8Array.from([...noise, ...noise.subarray(7300), ...noise]),
    ])
      for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY]) {
        const found = decode(deflateSync(bytes, { strategy, level: 9 }), bytes.length, inflateInto);
        expect(found.result).toBe(true);
        expect(found.bytes).toEqual(bytes);
      }
  });

  it('says yes to nothing that zlib refuses, and gives the same bytes where it says yes', () => {
    fc.assert(
      fc.property(
        content,
        settings,
        fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat()),
        fc.integer({ min: -3, max: 3 }),
        (bytes, options, flips, cut, more) => {
          let stored = new Uint8Array(deflateSync(bytes, options));
          if (cut === null) for (const [at, bit] of flips) stored[at % stored.length] ^= 1 << bit;
          else stored = stored.slice(0, cut % stored.length);
          const size = Math.max(0, bytes.length + more);
          const started = processorTime();
          const found = decode(stored, size, inflateInto);
          expect(processorTime() - started).toBeLessThan(5000);
          if (found.result) expect(byZlib(stored)).toEqual(found.bytes);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('ends on any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(4000), (garbage, size) => {
        // A right header, so that the blocks behind it are looked at.
        const stored = Uint8Array.from([0x78, 0x9c, ...garbage]);
        const found = decode(stored, size, inflateInto);
        if (found.result) expect(byZlib(stored)).toEqual(found.bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses a wrong checksum, a dictionary and a stream without header', () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, i) => i % 251);
    const stored = new Uint8Array(deflateSync(bytes));
    stored[stored.length - 1] ^= 1;
    expect(decode(stored, bytes.length, inflateInto).result).toBe(false);
    const withDictionary = deflateSync(bytes, { dictionary: Buffer.from('abc') });
    expect(decode(withDictionary, bytes.length, inflateInto).result).toBe(false);
    expect(decode(deflateRawSync(bytes), bytes.length, inflateInto).result).toBe(false);
  });
});

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
        const found = decode(encodeLzw(bytes, clearAt), bytes.length, decodeLzwInto);
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
        const { result, bytes: found } = decode(input, size, decodeLzwInto);
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
        const { result } = decode(input, size, decodeLzwInto);
        expect(result).toBeLessThanOrEqual(size);
      }),
      { numRuns: 600 },
    );
  });
});
