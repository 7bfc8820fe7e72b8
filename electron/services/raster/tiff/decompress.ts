import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { BloomlineError } from '#core/contract/errors.ts';
import { decodeXz } from './decode-xz.ts';
import { decodeCcitt, type CcittKind } from './decode-ccitt.ts';
import { decodeByLibrary } from './decode-by-library.ts';
import { compressionName, type Image } from './image.ts';
import { decodeLzw } from './lzw.ts';
import { tag } from './tags.ts';

/** Codecs decoded by a library: they answer with whole pixels in the machine's byte order. */
const libraryCodecs = new Set([7, 34887, 50001]);

export const decodesToMachineOrder = (compression: number): boolean => libraryCodecs.has(compression);

/** Most output bytes that one input byte can stand for; beyond it a block's size is a lie. */
const mostPerByte: Record<number, number> = {
  2: 1500,
  3: 1500,
  5: 2731,
  8: 1033,
  32946: 1033,
  32773: 64,
  34925: 7_200,
  50000: 33_000,
};

/** Claims up to this size are believed without the check above. */
const trustedBytes = 2 ** 20;

/**
 * One block, decompressed to `expected` bytes. Asynchronous only for codecs that a library decodes. Throws
 * `tiff-unsupported` naming tag and value, `tiff-damaged` for a block that does not hold what its directory says.
 */
export function decompress(
  image: Image,
  stored: Uint8Array,
  expected: number,
  rows: number,
): Uint8Array | Promise<Uint8Array> {
  const { compression } = image;
  const most = stored.length * (mostPerByte[compression] ?? Infinity) + 64;
  if (expected > trustedBytes && expected > most)
    throw damaged(image, `${stored.length} bytes cannot hold the ${expected} that its size asks for`);
  const input = image.fillOrder === 2 && !libraryCodecs.has(compression) ? reverseBits(stored) : stored;
  switch (compression) {
    case 1:
      return whole(image, input, expected, input.length);
    case 5: {
      const output = new Uint8Array(expected);
      return whole(image, output, expected, decodeLzw(input, output));
    }
    case 8:
    case 32946: {
      const bytes = guard(image, () =>
        inflateSync(input, { chunkSize: expected + 64, maxOutputLength: expected * 2 + 65536 }),
      );
      return whole(image, bytes, expected, bytes.length);
    }
    case 32773:
      return unpackBits(image, input, expected);
    case 2:
    case 3:
    case 4:
    case 32771: {
      const output = new Uint8Array(expected);
      const kind = ccittKind(image);
      return whole(
        image,
        output,
        expected,
        guard(image, () => decodeCcitt(input, output, image.blockWidth, kind)),
      );
    }
    case 34925: {
      const output = new Uint8Array(expected);
      return whole(
        image,
        output,
        expected,
        guard(image, () => decodeXz(input, output)),
      );
    }
    case 50000: {
      const bytes = guard(image, () =>
        zstdDecompressSync(input, { chunkSize: expected + 64, maxOutputLength: expected * 2 + 65536 }),
      );
      return whole(image, bytes, expected, bytes.length);
    }
  }
  if (libraryCodecs.has(compression)) return decodeByLibrary(image, input, expected, rows);
  throw new BloomlineError(
    'tiff-unsupported',
    image.header.source.path,
    `Compression (259) is ${compression} (${compressionName(image)}), which this version does not decode; convert the file to Deflate or LZW`,
  );
}

function ccittKind(image: Image): CcittKind {
  if (image.bits !== 1 || (image.samples !== 1 && image.interleave === 'pixel'))
    throw new BloomlineError(
      'tiff-unsupported',
      image.header.source.path,
      `BitsPerSample (258) is ${image.bits} with ${compressionName(image)}; expected one bit`,
    );
  if (image.compression === 2) return 'rows-at-bytes';
  if (image.compression === 32771) return 'rows-at-words';
  if (image.compression === 4) return 'group-4';
  return image.directory.number(tag.t4Options, 0) & 1 ? 'group-3-two-dimensional' : 'group-3';
}

function damaged(image: Image, what: string, cause?: unknown): BloomlineError {
  return new BloomlineError(
    'tiff-damaged',
    image.header.source.path,
    `a ${compressionName(image)} block cannot be decompressed: ${what}`,
    { cause },
  );
}

function guard<T>(image: Image, inflate: () => T): T {
  try {
    return inflate();
  } catch (error) {
    throw damaged(image, (error as Error).message, error);
  }
}

/** `bytes` cut to `expected`. Pixels that are not there are an error, never zeros. */
function whole(image: Image, bytes: Uint8Array, expected: number, written: number): Uint8Array {
  if (written < expected) throw damaged(image, `it ends after ${written} of ${expected} bytes`);
  return bytes.length === expected ? bytes : bytes.subarray(0, expected);
}

function unpackBits(image: Image, input: Uint8Array, expected: number): Uint8Array {
  const output = new Uint8Array(expected);
  let at = 0;
  let out = 0;
  while (at < input.length && out < expected) {
    const n = (input[at++] << 24) >> 24;
    if (n >= 0) {
      const count = Math.min(n + 1, expected - out, input.length - at);
      output.set(input.subarray(at, at + count), out);
      at += n + 1;
      out += count;
    } else if (n !== -128 && at < input.length) {
      const count = Math.min(1 - n, expected - out);
      output.fill(input[at++], out, out + count);
      out += count;
    }
  }
  return whole(image, output, expected, out);
}

const reversed = Uint8Array.from({ length: 256 }, (_, byte) => {
  let value = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) value |= 128 >> bit;
  return value;
});

function reverseBits(input: Uint8Array): Uint8Array {
  const output = new Uint8Array(input.length);
  for (let i = 0; i < input.length; i++) output[i] = reversed[input[i]];
  return output;
}
