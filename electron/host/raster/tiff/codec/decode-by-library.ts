import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { decodeJpeg } from './decode-jpeg.ts';
import { compressionName, type Image } from '#host/raster/tiff/directory/image.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';

/** One JPEG, LERC or WebP block as `expected` bytes of interleaved pixels. Throws `tiff-damaged`. */
export async function decodeByLibrary(
  image: Image,
  input: Uint8Array,
  expected: number,
  rows: number,
): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes =
      image.compression === 50001
        ? await byCanvas(image, input, rows)
        : ((image.compression === 7 ? await decodeJpeg(image, input, rows) : null) ??
          (await byGeotiff(image, input, rows)));
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    throw new BloomlineError(
      'tiff-damaged',
      image.header.source.path,
      say('tiff.not-decoded', { name: compressionName(image), rows, what: (error as Error).message }),
      { cause: error },
    );
  }
  if (bytes.length < expected)
    throw new BloomlineError(
      'tiff-damaged',
      image.header.source.path,
      say('tiff.short-block', { name: compressionName(image), bytes: bytes.length, expected }),
    );
  return bytes.length > expected ? bytes.subarray(0, expected) : bytes;
}

async function byCanvas(image: Image, input: Uint8Array, rows: number): Promise<Uint8Array> {
  const { decodeWebp } = await import('./decode-webp.ts');
  return decodeWebp(input, image.interleave === 'band' ? 1 : image.samples, image.blockWidth, rows);
}

async function byGeotiff(image: Image, input: Uint8Array, rows: number): Promise<Uint8Array> {
  const { getDecoder } = await import('geotiff');
  const decoder = await getDecoder(image.compression, {
    tileWidth: image.blockWidth,
    tileHeight: rows,
    planarConfiguration: image.interleave === 'band' ? 2 : 1,
    bitsPerSample: new Array<number>(image.samples).fill(image.bits),
    predictor: 1,
    JPEGTables: image.directory.bytes(tag.jpegTables) ?? undefined,
    LercParameters: image.directory.numbers(tag.lercParameters),
  } as never);
  const copy = input.buffer.slice(input.byteOffset, input.byteOffset + input.byteLength) as ArrayBuffer;
  const bytes = new Uint8Array((await decoder.decode(copy)) as ArrayBuffer);
  return bytes;
}
