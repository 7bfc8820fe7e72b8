import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { asWriteError } from './atomic-file.ts';

/** Makes the folder where it is missing. Throws `not-writable` where it is no folder or takes no files. */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    if (!(await stat(directory)).isDirectory()) throw notAFolder(directory);
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notAFolder(directory, error);
    throw asWriteError(await refusalOf(error, directory), join(directory, 'products'));
  }
}

/**
 * A recursive mkdir may answer ENOENT where the folder above takes no files: what that folder says itself is clearer.
 */
async function refusalOf(error: unknown, directory: string): Promise<unknown> {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error;
  for (let above = dirname(directory); above !== dirname(above); above = dirname(above)) {
    try {
      await access(above, constants.W_OK | constants.X_OK);
      return error;
    } catch (refused) {
      if ((refused as NodeJS.ErrnoException).code !== 'ENOENT') return refused;
    }
  }
  return error;
}

const notAFolder = (directory: string, cause?: unknown) =>
  new BloomlineError('not-writable', directory, say('files.below-a-file'), { cause });
