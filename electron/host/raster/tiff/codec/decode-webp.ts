import { inEnglish } from '#core/words/said.ts';
import { createCanvas, loadImage } from '@napi-rs/canvas';

/**
 * One WebP block as interleaved bytes: red, green, blue and, with four samples, alpha. Colours are exact where alpha is
 * 255; the canvas multiplies them by alpha, so half-transparent ones come back rounded and fully transparent ones as 0.
 */
export async function decodeWebp(
  input: Uint8Array,
  samples: number,
  width: number,
  rows: number,
): Promise<Uint8Array> {
  const picture = await loadImage(Buffer.from(input));
  if (picture.width !== width || picture.height < rows)
    throw new Error(inEnglish('tiff.holds-pixels', { width: picture.width, height: picture.height }));
  const context = createCanvas(width, rows).getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, width, rows);
  if (samples === 4) return new Uint8Array(data.buffer, data.byteOffset, data.length);
  const bytes = new Uint8Array(width * rows * samples);
  for (let i = 0, from = 0, to = 0; i < width * rows; i++, from += 4, to += samples)
    for (let s = 0; s < samples; s++) bytes[to + s] = data[from + s];
  return bytes;
}
