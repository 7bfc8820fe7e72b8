import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { compressionName, type Image } from '#host/raster/tiff/directory/image.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { decodeCcitt, type CcittKind } from './decode-ccitt.ts';
import { decodeOldLzw } from './decode-old-lzw.ts';
import { decodeXz } from './decode-xz.ts';

/**
 * One block of an image that `isRare`, into `output`; how many bytes of it were written. Throws `tiff-unsupported`
 * naming tag and value, RangeError for damaged data.
 */
export function decodeRare(image: Image, input: Uint8Array, output: Uint8Array): number {
  switch (image.compression) {
    case 5:
      return decodeOldLzw(input, output);
    case 34925:
      return decodeXz(input, output);
    default:
      return decodeCcitt(input, output, image.blockWidth, ccittKind(image));
  }
}

function ccittKind(image: Image): CcittKind {
  if (image.bits !== 1 || (image.samples !== 1 && image.interleave === 'pixel'))
    throw new BloomlineError(
      'tiff-unsupported',
      image.header.source.path,
      say('tiff.one-bit', { bits: image.bits, name: compressionName(image) }),
    );
  if (image.compression === 2) return 'rows-at-bytes';
  if (image.compression === 32771) return 'rows-at-words';
  if (image.compression === 4) return 'group-4';
  return image.directory.number(tag.t4Options, 0) & 1 ? 'group-3-two-dimensional' : 'group-3';
}
