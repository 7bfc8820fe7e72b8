import { BloomlineError } from '#core/foundation/errors.ts';

/** Progress of a long call, and the wish to stop it. */
export interface Progress {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number, stage: string) => void;
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new BloomlineError('cancelled', 'job', 'it was cancelled; nothing was saved');
}
