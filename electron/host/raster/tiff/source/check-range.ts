import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

/** Throws `tiff-damaged` where a range of bytes does not lie in a file. */
export function checkRange(
  { path, bytes }: { path: string; bytes: number },
  offset: number,
  length: number,
): void {
  if (!(offset >= 0) || !(length >= 0) || offset + length > bytes)
    throw new BloomlineError('tiff-damaged', path, say('tiff.truncated', { length, offset, bytes }));
}
