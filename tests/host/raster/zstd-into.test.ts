import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zstdInto } from '#host/raster/tiff/codec/zstd-into.ts';

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
