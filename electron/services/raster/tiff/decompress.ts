import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { BloomlineError } from '#core/contract/errors.ts';
import { compressionName, type Image } from './image.ts';
import { decodeLzw } from './lzw.ts';
import { tag } from './tags.ts';

/** Codecs decoded by geotiff.js: they answer with whole pixels and need the directory's parameters. */
const libraryCodecs = new Set([7, 34887]);

/**
 * One block, decompressed to `expected` bytes (shorter input leaves zeros, as GDAL does). Asynchronous only for codecs
 * that a library decodes. Throws `tiff-unsupported` naming tag and value.
 */
export function decompress(
  image: Image,
  input: Uint8Array,
  expected: number,
  rows: number,
): Uint8Array | Promise<Uint8Array> {
  switch (image.compression) {
    case 1:
      return fit(input, expected);
    case 5: {
      const output = new Uint8Array(expected);
      decodeLzw(input, output);
      return output;
    }
    case 8:
    case 32946:
      return fit(
        guard(image, () =>
          inflateSync(input, { chunkSize: expected + 64, maxOutputLength: expected * 2 + 65536 }),
        ),
        expected,
      );
    case 32773:
      return unpackBits(input, expected);
    case 50000:
      return fit(
        guard(image, () => zstdDecompressSync(input, { maxOutputLength: expected * 2 + 65536 })),
        expected,
      );
  }
  if (libraryCodecs.has(image.compression)) return decodeByLibrary(image, input, expected, rows);
  throw new BloomlineError(
    'tiff-unsupported',
    image.header.source.path,
    `Compression (259) is ${image.compression} (${compressionName(image)}), which this version does not decode; convert the file to Deflate or LZW`,
  );
}

function guard(image: Image, inflate: () => Buffer): Uint8Array {
  try {
    return inflate();
  } catch (error) {
    throw new BloomlineError(
      'tiff-damaged',
      image.header.source.path,
      `a ${compressionName(image)} block cannot be decompressed: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

function fit(bytes: Uint8Array, expected: number): Uint8Array {
  if (bytes.length === expected) return bytes;
  if (bytes.length > expected) return bytes.subarray(0, expected);
  const whole = new Uint8Array(expected);
  whole.set(bytes);
  return whole;
}

function unpackBits(input: Uint8Array, expected: number): Uint8Array {
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
    } else if (n !== -128) {
      const count = Math.min(1 - n, expected - out);
      output.fill(input[at++], out, out + count);
      out += count;
    }
  }
  return output;
}

async function decodeByLibrary(
  image: Image,
  input: Uint8Array,
  expected: number,
  rows: number,
): Promise<Uint8Array> {
  const { getDecoder } = await import('geotiff');
  const parameters = {
    tileWidth: image.blockWidth,
    tileHeight: rows,
    planarConfiguration: image.interleave === 'band' ? 2 : 1,
    bitsPerSample: new Array<number>(image.samples).fill(image.bits),
    predictor: 1,
    JPEGTables: image.directory.bytes(tag.jpegTables) ?? undefined,
    LercParameters: image.directory.numbers(tag.lercParameters),
  };
  try {
    const decoder = await getDecoder(image.compression, parameters);
    const copy = input.buffer.slice(input.byteOffset, input.byteOffset + input.byteLength) as ArrayBuffer;
    const bytes = fit(new Uint8Array((await decoder.decode(copy)) as ArrayBuffer), expected);
    if (image.compression === 7 && image.photometric === 6 && image.samples === 3) toRgb(bytes);
    return bytes;
  } catch (error) {
    throw new BloomlineError(
      'tiff-damaged',
      image.header.source.path,
      `a ${compressionName(image)} block of ${rows} rows cannot be decoded: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** YCbCr of JPEG (ITU-R BT.601, full range) to RGB, in place. */
function toRgb(bytes: Uint8Array): void {
  const clamp = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value));
  for (let i = 0; i + 2 < bytes.length; i += 3) {
    const y = bytes[i];
    const cb = bytes[i + 1] - 128;
    const cr = bytes[i + 2] - 128;
    bytes[i] = clamp(y + 1.402 * cr);
    bytes[i + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr);
    bytes[i + 2] = clamp(y + 1.772 * cb);
  }
}
