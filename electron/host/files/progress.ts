import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

/** Progress of a long call, and the wish to stop it. */
export interface Progress {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number, stage: string) => void;
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new BloomlineError('cancelled', 'job', say('host.cancelled-nothing-saved'));
}
