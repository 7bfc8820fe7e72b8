import { BloomlineError } from '#core/foundation/errors.ts';

/** An error of the file system as an expected outcome. */
export function fileError(path: string, error: unknown): BloomlineError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new BloomlineError('not-found', path, 'no such file; it may have been moved or deleted', {
      cause: error,
    });
  if (code === 'EACCES' || code === 'EPERM')
    return new BloomlineError('not-allowed', path, 'may not be read by this user', { cause: error });
  return new BloomlineError('internal', path, (error as Error).message, { cause: error });
}
