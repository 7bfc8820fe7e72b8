import { Worker } from 'node:worker_threads';
import { BloomlineError, errorOf, type ErrorData } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { listVectorLayers, ReadZonesOptions } from '#host/formats/read-zones.ts';
import type { lonLatZones } from './overlay-zones.ts';

export type FileTask =
  { what: 'layers'; path: string } | { what: 'zones'; path: string; options: ReadZonesOptions };
export type FromFile = { result: unknown } | { error: ErrorData };

interface Limits {
  signal?: AbortSignal;
  /** What takes longer is given up. */
  limitMs?: number;
}

/** Files of others are read in a thread that can be ended: one that never comes to an end holds up nobody. */
export const layersApart = (path: string, limits?: Limits) =>
  readApart({ what: 'layers', path }, limits) as ReturnType<typeof listVectorLayers>;

export const zonesApart = (path: string, options: ReadZonesOptions, limits?: Limits) =>
  readApart({ what: 'zones', path, options }, limits) as ReturnType<typeof lonLatZones>;

function readApart(task: FileTask, { signal, limitMs = 600_000 }: Limits = {}): Promise<unknown> {
  const built = import.meta.url.endsWith('.js');
  return new Promise((resolve, reject) => {
    const worker = new Worker(
      new URL(built ? './file-worker.js' : '../../workers/file-worker.ts', import.meta.url),
      { workerData: task },
    );
    let why = new BloomlineError('internal', task.path, say('field.ended-early'));
    const end = (reason: BloomlineError) => {
      why = reason;
      void worker.terminate();
    };
    const stop = () => end(new BloomlineError('cancelled', task.path, say('host.cancelled-nothing-saved')));
    const timer = setTimeout(() => {
      const minutes = Math.round(limitMs / 60_000);
      end(new BloomlineError('zones-unreadable', task.path, say('vector.takes-too-long', { minutes })));
    }, limitMs);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromFile) => {
      if ('error' in message) reject(errorOf(message.error));
      else resolve(message.result);
    });
    worker.on('error', error => {
      const what = error.message;
      reject(new BloomlineError('zones-unreadable', task.path, say('vector.not-readable', { what })));
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      reject(why);
    });
  });
}
