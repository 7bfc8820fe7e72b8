import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { refuseProtected } from './protected-files.ts';

/**
 * Writes a product: as `writeInWorkspace`, and never onto a file that the run reads from or that a workspace keeps for
 * itself. Throws `not-allowed` there, before anything is written.
 */
export async function writeAtomically(
  path: string,
  write: (partPath: string) => Promise<void> | void,
): Promise<void> {
  refuseProtected(path);
  await writeInWorkspace(path, write);
}

/**
 * Lets `write` fill `<path>.part-<pid>` in the same folder, makes it durable and renames it to `path` in one step.
 * On failure the part is removed and whatever stood under `path` is left as it was.
 */
export async function writeInWorkspace(
  path: string,
  write: (partPath: string) => Promise<void> | void,
): Promise<void> {
  const part = `${path}.part-${process.pid}`;
  try {
    await write(part);
    const handle = await open(part, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await removeQuietly(part);
    throw asWriteError(error, path);
  }
}

/** A folder of a workspace itself: a workspace that is gone is not made again around it. */
export async function makeOwnFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw asWriteError(error, path);
  }
}

/** A failure to write as the error that people are shown; anything else comes back as it is. */
export function asWriteError(error: unknown, path: string): unknown {
  if (error instanceof BloomlineError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const folder = dirname(path);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || code === 'SQLITE_FULL') {
    return new BloomlineError('disk-full', path, say('files.disk-full', { folder }), {
      cause: error,
    });
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new BloomlineError('not-writable', path, say('files.no-such-folder', { folder }), {
      cause: error,
    });
  }
  if (code === 'EISDIR' || code === 'ENOTEMPTY' || code === 'EEXIST') {
    return new BloomlineError(
      'not-writable',
      path,
      say('files.folder-in-the-way', { name: basename(path) }),
      { cause: error },
    );
  }
  const refused = [
    'EACCES',
    'EPERM',
    'EROFS',
    'EBUSY',
    'EIO',
    'ENAMETOOLONG',
    'SQLITE_CANTOPEN',
    'SQLITE_READONLY',
  ];
  if (refused.includes(code) || code.startsWith('SQLITE_IOERR')) {
    return new BloomlineError('not-writable', path, say('files.not-writable', { folder, code }), {
      cause: error,
    });
  }
  return error;
}

async function removeQuietly(part: string): Promise<void> {
  for (const leftover of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) {
    await rm(leftover, { force: true, recursive: true }).catch(() => undefined);
  }
}
