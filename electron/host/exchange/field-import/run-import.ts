import { Worker } from 'node:worker_threads';
import { BloomlineError, type ErrorData, errorOf } from '#core/foundation/errors.ts';
import type { ImportReport } from '#core/plots/import-report.ts';
import type { ImportMapping } from '#core/plots/mapping.ts';
import { say } from '#core/words/said.ts';

/** What the import thread is asked for. */
export interface ImportTask {
  workspace: string;
  path: string;
  mapping: ImportMapping | { name: string } | { adjust: Partial<ImportMapping> } | null;
  commit: boolean;
  who: string;
  /** One byte; not zero asks to stop. */
  cancel: SharedArrayBuffer;
}

const readingLimitMs = 900_000;

export type FromImport =
  | { progress: { done: number; total: number; stage: 'read-rows' | 'write-rows' } }
  | { report: ImportReport }
  | { error: ErrorData };

/**
 * Reads, and where asked commits, a file in a thread of its own with a connection of its own: the host answers
 * meanwhile. Stopping it, or its sudden end, leaves the catalogue as it was.
 */
export function runImport(
  task: Omit<ImportTask, 'cancel'>,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal; onProgress?: (done: number, total: number, stage: string) => void } = {},
): Promise<ImportReport> {
  const cancel = new SharedArrayBuffer(1);
  const built = import.meta.url.endsWith('.js');
  return new Promise((resolve, reject) => {
    const worker = new Worker(
      new URL(built ? './import-worker.js' : '../../workers/import-worker.ts', import.meta.url),
      { workerData: { ...task, cancel } satisfies ImportTask },
    );
    let writing = false;
    let why = new BloomlineError('internal', task.path, say('field.ended-early'));
    const end = (reason: BloomlineError) => {
      why = reason;
      void worker.terminate();
    };
    // A file that is still read may never come to an end; rows that are written stop between two of them.
    const stop = () => {
      Atomics.store(new Uint8Array(cancel), 0, 1);
      if (!writing) end(new BloomlineError('cancelled', task.path, say('field.cancelled')));
    };
    const timer = setTimeout(() => {
      const minutes = readingLimitMs / 60_000;
      if (!writing)
        end(new BloomlineError('zones-unreadable', task.path, say('vector.takes-too-long', { minutes })));
    }, readingLimitMs);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromImport) => {
      if ('progress' in message) {
        writing ||= message.progress.stage === 'write-rows';
        onProgress?.(message.progress.done, message.progress.total, message.progress.stage);
      } else if ('report' in message) resolve(message.report);
      else reject(errorOf(message.error));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      reject(why);
    });
  });
}
