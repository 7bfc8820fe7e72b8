import { asReported, BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

/** An error of the file system as an expected outcome. */
export function fileError(path: string, error: unknown): BloomlineError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new BloomlineError('not-found', path, say('files.not-found'), {
      cause: error,
    });
  if (code === 'EACCES' || code === 'EPERM')
    return new BloomlineError('not-allowed', path, say('files.not-readable'), { cause: error });
  return new BloomlineError('internal', path, asReported((error as Error).message), { cause: error });
}
