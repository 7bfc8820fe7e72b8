import { Worker } from 'node:worker_threads';
import { BloomlineError, errorOf, type ErrorData } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Finding } from './finding.ts';

export type FromExamination = { findings: Finding[] } | { error: ErrorData };

/** Examines a workspace in a thread of its own: the host answers meanwhile, and a stop ends it. */
export function examine(directory: string, signal?: AbortSignal): Promise<Finding[]> {
  const built = import.meta.url.endsWith('.js');
  return new Promise((resolve, reject) => {
    const worker = new Worker(
      new URL(built ? './examine-worker.js' : '../workers/examine-worker.ts', import.meta.url),
      { workerData: directory },
    );
    const stop = () => void worker.terminate();
    const stopped = () => new BloomlineError('cancelled', directory, say('field.cancelled'));
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromExamination) => {
      if ('findings' in message) resolve(message.findings);
      else reject(errorOf(message.error));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      reject(stopped());
    });
  });
}
