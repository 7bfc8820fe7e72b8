import {
  constants,
  deflateRawSync,
  deflateSync,
  inflateSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateInto, zstdInto } from '#host/raster/tiff/codec/decompress-into.ts';

const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 3000 }),
  // What compresses well, and blocks as long as those of real tiles.
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 9000 }))
    .map(([part, times]) => Uint8Array.from(Buffer.concat(Array<Uint8Array>(times).fill(part)))),
);

describe('zstdInto', () => {
  it('gives what Node’s own function gives, with and without a checksum', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(0, 1), fc.constantFrom(1, 19), (content, checksum, level) => {
        const params = {
          [constants.ZSTD_c_checksumFlag]: checksum,
          [constants.ZSTD_c_compressionLevel]: level,
        };
        const stored = zstdCompressSync(content, { params });
        expect(Buffer.compare(zstdDecompressSync(stored), content)).toBe(0);
        const output = new Uint8Array(content.length);
        expect(zstdInto(stored, output)).toBe(true);
        expect(Buffer.compare(output, content)).toBe(0);
        // Other sizes are not taken for whole, and the next stream is read all the same.
        expect(zstdInto(stored, new Uint8Array(content.length + 1))).toBe(false);
        if (content.length > 1) expect(zstdInto(stored, new Uint8Array(content.length - 1))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses what is damaged or cut short, and goes on after it', () => {
    const content = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i) >> 5);
    const params = { [constants.ZSTD_c_checksumFlag]: 1 };
    const stored = zstdCompressSync(content, { params });
    const output = new Uint8Array(content.length);
    for (let at = 0; at < stored.length; at += 97) {
      const damaged = Uint8Array.from(stored);
      damaged[at] ^= 0x55;
      if (zstdInto(damaged, output)) expect(Buffer.compare(output, content)).toBe(0);
      expect(zstdInto(stored.subarray(0, at), output)).toBe(false);
    }
    expect(zstdInto(stored, output)).toBe(true);
    expect(Buffer.compare(output, content)).toBe(0);
  });
});

/** Inflates with marked bytes behind the room, which must stay. */
function inflate(stored: Uint8Array, size: number): Uint8Array | null {
  const room = new Uint8Array(size + 64).fill(0x5b);
  const isWhole = inflateInto(stored, room.subarray(0, size));
  expect(room.subarray(size).every(byte => byte === 0x5b)).toBe(true);
  return isWhole ? room.slice(0, size) : null;
}

/** What Node's own function makes of a stream, or null where it refuses it. */
function byNode(stored: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(inflateSync(stored));
  } catch {
    return null;
  }
}

const settings = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
    constants.Z_FILTERED,
  ),
  windowBits: fc.integer({ min: 9, max: 15 }),
});

describe('inflateInto', () => {
  it('gives what was deflated, for every level and strategy', () => {
    fc.assert(
      fc.property(bytes, settings, (content, options) => {
        const stored = deflateSync(content, options);
        expect(inflate(stored, content.length)).toEqual(new Uint8Array(content));
        expect(inflate(stored, content.length + 1)).toBeNull();
        expect(inflate(stored, content.length - 1)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it('says yes to nothing that Node refuses, and gives the same bytes where it says yes', () => {
    fc.assert(
      fc.property(
        bytes,
        settings,
        fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat()),
        (content, options, flips, cut) => {
          let stored = new Uint8Array(deflateSync(content, options));
          if (cut === null) for (const [at, bit] of flips) stored[at % stored.length] ^= 1 << bit;
          else stored = stored.slice(0, cut % stored.length);
          const found = inflate(stored, content.length);
          if (found) expect(byNode(stored)).toEqual(found);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses a wrong or missing checksum, a dictionary, a stream without header, and what is behind the stream', () => {
    const content = Uint8Array.from({ length: 3000 }, (_, i) => i % 251);
    const stored = new Uint8Array(deflateSync(content));
    for (let missing = 1; missing <= 4; missing++)
      expect(inflate(stored.subarray(0, stored.length - missing), content.length)).toBeNull();
    expect(inflate(Uint8Array.of(...stored, 0), content.length)).toBeNull();
    expect(inflate(deflateSync(content, { dictionary: Buffer.from('abc') }), content.length)).toBeNull();
    expect(inflate(deflateRawSync(content), content.length)).toBeNull();
    expect(inflate(stored, content.length)).toEqual(content);
    stored[stored.length - 1] ^= 1;
    expect(inflate(stored, content.length)).toBeNull();
  });
});
