import { BloomlineError } from '#core/foundation/errors.ts';

/** Throws `tiff-damaged` where a range of bytes does not lie in a file. */
export function checkRange(
  { path, bytes }: { path: string; bytes: number },
  offset: number,
  length: number,
): void {
  if (!(offset >= 0) || !(length >= 0) || offset + length > bytes)
    throw new BloomlineError(
      'tiff-damaged',
      path,
      `expected ${length} bytes at ${offset}, the file ends at ${bytes}: it is truncated or its offsets are wrong`,
    );
}
