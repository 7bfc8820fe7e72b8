import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';

/**
 * One JPEG block by the picture decoder of the canvas library (libjpeg-turbo, as GDAL uses): interleaved bytes of 1
 * or 3 samples. Null where the block is of a kind that this way does not keep (4 samples, 2 samples).
 */
export async function decodeJpeg(image: Image, input: Uint8Array, rows: number): Promise<Uint8Array | null> {
  const samples = image.interleave === 'band' ? 1 : image.samples;
  if (samples !== 1 && samples !== 3) return null;
  if (image.bits !== 8)
    throw new BloomlineError(
      'tiff-unsupported',
      image.header.source.path,
      say('tiff.jpeg-bits', { bits: image.bits }),
    );
  const { width, height, components } = frameOf(input);
  if (
    components !== samples ||
    width < 1 ||
    height < 1 ||
    width * height > 4 * image.blockWidth * rows + 65536
  )
    throw new Error(inEnglish('tiff.holds-samples', { width, height, components }));
  const { loadImage, createCanvas } = await import('@napi-rs/canvas');
  const picture = await loadImage(
    joinTables(input, image.directory.bytes(tag.jpegTables), samples === 3 && image.photometric !== 6),
  );
  const canvas = createCanvas(image.blockWidth, rows);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, image.blockWidth, rows);
  const pixels = image.blockWidth * rows;
  const bytes = new Uint8Array(pixels * samples);
  if (samples === 1) for (let i = 0, j = 0; i < pixels; i++, j += 4) bytes[i] = data[j];
  else
    for (let i = 0, j = 0; i < bytes.length; i += 3, j += 4) {
      bytes[i] = data[j];
      bytes[i + 1] = data[j + 1];
      bytes[i + 2] = data[j + 2];
    }
  return bytes;
}

/** Size and components of the first frame header. */
function frameOf(jpeg: Uint8Array): { width: number; height: number; components: number } {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return {
        height: jpeg[at + 5] * 256 + jpeg[at + 6],
        width: jpeg[at + 7] * 256 + jpeg[at + 8],
        components: jpeg[at + 9],
      };
    at += 2 + jpeg[at + 2] * 256 + jpeg[at + 3];
  }
  throw new Error(inEnglish('tiff.no-frame'));
}

/** Adobe's marker with transform 0 (no YCbCr) or 1, since a block of a TIFF does not say it itself. */
const adobe = (transform: 0 | 1) =>
  Buffer.from([0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform]);

/** A JPEG that stands alone: the tables shared by all blocks (tag 347) put before the block's own segments. */
function joinTables(input: Uint8Array, tables: Uint8Array | null, plainRgb: boolean): Buffer {
  const shared = tables && tables.length > 4 ? tables.subarray(2, tables.length - 2) : new Uint8Array(0);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    adobe(plainRgb ? 0 : 1),
    shared,
    withoutApplicationSegments(input),
  ]);
}

/** The block from its first segment that is neither JFIF, Exif, a colour profile nor Adobe's. */
function withoutApplicationSegments(input: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 2;
  while (at + 3 < input.length && input[at] === 0xff && input[at + 1] !== 0xda) {
    const end = at + 2 + input[at + 2] * 256 + input[at + 3];
    if (input[at + 1] < 0xe0 || input[at + 1] > 0xef) parts.push(input.subarray(at, end));
    at = end;
  }
  parts.push(input.subarray(at));
  return Buffer.concat(parts);
}
