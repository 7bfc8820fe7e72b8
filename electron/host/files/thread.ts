import { parentPort, Worker } from 'node:worker_threads';
import { BloomlineError, errorOf, toErrorData, type ErrorData } from '#core/foundation/errors.ts';
import { say, type Said } from '#core/words/said.ts';
import type { Progress } from './progress.ts';

/** A file of `workers`: from the sources, or beside the built program. */
export const workerUrl = (name: string): URL =>
  new URL(import.meta.url.endsWith('.js') ? `./${name}.js` : `../workers/${name}.ts`, import.meta.url);

type FromThread =
  { progress: { done: number; total: number; stage: string } } | { result: unknown } | { error: ErrorData };

/** In a thread: answers what `work` gives, or its error. */
export function answerWith(work: Promise<unknown>): void {
  work.then(
    result => parentPort!.postMessage({ result } satisfies FromThread),
    (error: unknown) => parentPort!.postMessage({ error: toErrorData(error) } satisfies FromThread),
  );
}

export const tellProgress = (done: number, total: number, stage: string): void =>
  parentPort!.postMessage({ progress: { done, total, stage } } satisfies FromThread);

export interface ThreadOptions extends Progress {
  /** The file or folder that errors name. */
  subject: string;
  cancelled: Said;
  /** What takes longer is given up. */
  limitMs?: number;
  /** False while the thread must come to its end by itself; true where it is left out. */
  mayEnd?: () => boolean;
}

/** One task in a thread of its own, which is ended where it is not wanted any more or takes too long. */
export function runThread<Result>(
  name: string,
  data: unknown,
  { subject, cancelled, signal, onProgress, limitMs, mayEnd = () => true }: ThreadOptions,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(name), { workerData: data });
    let why = new BloomlineError('internal', subject, say('field.ended-early'));
    const end = (reason: BloomlineError) => {
      if (!mayEnd()) return;
      why = reason;
      void worker.terminate();
    };
    const stop = () => end(new BloomlineError('cancelled', subject, cancelled));
    const timer = limitMs === undefined ? undefined : setTimeout(giveUp, limitMs);
    function giveUp() {
      const minutes = Math.round(limitMs! / 60_000);
      end(new BloomlineError('zones-unreadable', subject, say('vector.takes-too-long', { minutes })));
    }
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromThread) => {
      if ('progress' in message) {
        const { done, total, stage } = message.progress;
        onProgress?.(done, total, stage);
      } else if ('result' in message) resolve(message.result as Result);
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
