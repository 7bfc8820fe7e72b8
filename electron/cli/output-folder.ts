import { existsSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { prepareDirectory } from '#host/files/target-directory.ts';

/**
 * Makes --out before anything is computed, so that a folder that takes no files is told at once. A folder that was made
 * for nothing is taken away again.
 */
export async function intoFolder<Result>(out: string, work: () => Promise<Result>): Promise<Result> {
  const wasThere = existsSync(out);
  await prepareDirectory(out);
  try {
    return await work();
  } catch (error) {
    // Only where it is empty: rmdir leaves a folder with files alone.
    if (!wasThere) await rmdir(out).catch(() => undefined);
    throw error;
  }
}
