import type { ImportReport } from '#core/plots/import-report.ts';
import type { ImportMapping } from '#core/plots/mapping.ts';
import { say } from '#core/words/said.ts';
import type { Progress } from '#host/files/progress.ts';
import { runThread } from '#host/files/thread.ts';

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

/**
 * Reads, and where asked commits, a file in a thread of its own with a connection of its own: the host answers
 * meanwhile. Stopping it, or its sudden end, leaves the catalogue as it was.
 */
export function runImport(
  task: Omit<ImportTask, 'cancel'>,
  { signal, onProgress }: Progress = {},
): Promise<ImportReport> {
  const cancel = new SharedArrayBuffer(1);
  // A file that is still read may never come to an end; rows that are written stop between two of them.
  let writing = false;
  const ask = () => Atomics.store(new Uint8Array(cancel), 0, 1);
  if (signal?.aborted) ask();
  signal?.addEventListener('abort', ask, { once: true });
  return runThread<ImportReport>('import-worker', { ...task, cancel } satisfies ImportTask, {
    subject: task.path,
    cancelled: say('field.cancelled'),
    signal,
    limitMs: readingLimitMs,
    mayEnd: () => !writing,
    onProgress: (done, total, stage) => {
      writing ||= stage === 'write-rows';
      onProgress?.(done, total, stage);
    },
  }).finally(() => signal?.removeEventListener('abort', ask));
}
