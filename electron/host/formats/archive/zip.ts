import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

/** What macOS and its archives add to every folder. */
const added = /(^|\/)(__MACOSX\/|\._)/;

/**
 * The entries of a zip that are wanted, by name; `isWanted` may throw to refuse one. Unwanted ones are not unpacked.
 * Throws `zones-unreadable` for what is no zip.
 */
export async function unzipEntries(
  path: string,
  isWanted: (name: string, bytes: number) => boolean,
): Promise<Record<string, Uint8Array>> {
  const bytes = await readFile(path);
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => !added.test(name) && isWanted(name, originalSize),
    });
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    throw new BloomlineError('zones-unreadable', path, say('vector.not-zip'), {
      cause: error,
    });
  }
}
