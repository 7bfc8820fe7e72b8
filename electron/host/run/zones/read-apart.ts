import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { runThread } from '#host/files/thread.ts';
import type { listVectorLayers, ReadZonesOptions } from '#host/formats/read-zones.ts';
import type { lonLatZones } from './overlay-zones.ts';

export type FileTask =
  { what: 'layers'; path: string } | { what: 'zones'; path: string; options: ReadZonesOptions };

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

async function readApart(task: FileTask, { signal, limitMs = 600_000 }: Limits = {}): Promise<unknown> {
  const cancelled = say('host.cancelled-nothing-saved');
  try {
    return await runThread('file-worker', task, { subject: task.path, cancelled, signal, limitMs });
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    const what = (error as Error).message;
    throw new BloomlineError('zones-unreadable', task.path, say('vector.not-readable', { what }), {
      cause: error,
    });
  }
}
