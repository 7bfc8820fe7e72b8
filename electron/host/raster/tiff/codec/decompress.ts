import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { BloomlineError } from '#core/foundation/errors.ts';
import { decodeLzwInto } from '#core/wasm/decode-lzw.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { inflateInto, zstdInto } from './decompress-into.ts';
import { compressionName, type Image } from '#host/raster/tiff/directory/image.ts';

/** Codecs decoded by a library: they answer with whole pixels in the machine's byte order. */
const libraryCodecs = new Set([7, 34887, 50001]);

export const needsLibrary = (compression: number): boolean => libraryCodecs.has(compression);

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

/** Throws `tiff-damaged` where `count` stored bytes cannot stand for `expected`, before memory is taken for them. */
export function refuseImplausible(image: Image, count: number, expected: number): void {
  if (expected > trustedBytes && expected > count * (mostPerByte[image.compression] ?? Infinity) + 64)
    throw damaged(image, inEnglish('tiff.cannot-hold', { count, expected }));
}

/**
 * One block, decompressed to `expected` bytes, within `scratch.use`: `stored` lies there and may be changed; the result
 * lies in `output`, or else in scratch memory that is taken. Throws `tiff-unsupported` naming tag and value,
 * `tiff-damaged` for a block that does not hold what its directory says.
 */
export function decompress(
  image: Image,
  stored: Uint8Array,
  expected: number,
  output: Uint8Array | null = null,
): Uint8Array {
  if (image.fillOrder === 2) reverseBits(stored);
  if (image.compression === 1) return whole(image, stored, expected, stored.length);
  const target = output ?? scratch.take(expected);
  return whole(image, target, expected, decode(image, stored, target));
}

/** As `decompress`, for an image that `isRare`; the result is the caller's own. */
export async function decompressRare(
  image: Image,
  stored: Uint8Array,
  expected: number,
): Promise<Uint8Array> {
  const { decodeRare } = await import('#host/raster/tiff/rare/decode-rare.ts');
  if (image.fillOrder === 2) reverseBits(stored);
  const output = new Uint8Array(expected);
  return whole(
    image,
    output,
    expected,
    guard(image, () => decodeRare(image, stored, output)),
  );
}

/** Fills `output` and returns how many bytes were there for it. */
function decode(image: Image, input: Uint8Array, output: Uint8Array): number {
  const { compression } = image;
  switch (compression) {
    case 5:
      return decodeLzwInto(input, output);
    case 8:
    case 32946:
      // What is unusual or damaged is left to Node's own function, which says what is wrong.
      return inflateInto(input, output)
        ? output.length
        : byNode(image, options => inflateSync(input, options), output);
    case 50000:
      return zstdInto(input, output)
        ? output.length
        : byNode(image, options => zstdDecompressSync(input, options), output);
    case 32773:
      return unpackBits(input, output);
  }
  throw new BloomlineError(
    'tiff-unsupported',
    image.header.source.path,
    say('tiff.compression', { code: compression, name: compressionName(image) }),
  );
}

function byNode(
  image: Image,
  decoder: (options: { chunkSize: number; maxOutputLength: number }) => Uint8Array,
  output: Uint8Array,
): number {
  const { length } = output;
  const bytes = guard(image, () => decoder({ chunkSize: length + 64, maxOutputLength: length * 2 + 65536 }));
  output.set(bytes.length > length ? bytes.subarray(0, length) : bytes);
  return bytes.length;
}

function damaged(image: Image, what: string, cause?: unknown): BloomlineError {
  return new BloomlineError(
    'tiff-damaged',
    image.header.source.path,
    say('tiff.not-decompressed', { name: compressionName(image), what }),
    { cause },
  );
}

function guard<T>(image: Image, inflate: () => T): T {
  try {
    return inflate();
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    throw damaged(image, (error as Error).message, error);
  }
}

/** `bytes` cut to `expected`. Pixels that are not there are an error, never zeros. */
function whole(image: Image, bytes: Uint8Array, expected: number, written: number): Uint8Array {
  if (written < expected) throw damaged(image, inEnglish('tiff.ends-after', { written, expected }));
  return bytes.length === expected ? bytes : bytes.subarray(0, expected);
}

function unpackBits(input: Uint8Array, output: Uint8Array): number {
  const expected = output.length;
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
  return out;
}

const reversed = Uint8Array.from({ length: 256 }, (_, byte) => {
  let value = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) value |= 128 >> bit;
  return value;
});

function reverseBits(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) bytes[i] = reversed[bytes[i]];
}
