import { BloomlineError } from '#core/foundation/errors.ts';
import { findPatches } from '#core/zones/run-patches.ts';
import { say } from '#core/words/said.ts';
import { changeTallyLane, compareLane } from '#host/raster/lanes/change-lane.ts';
import { ChangeReader } from '#host/raster/reader/change-reader.ts';
import { changeClassLane } from '#host/raster/lanes/class-lane.ts';
import { fitsOf, shiftsOf } from '#host/raster/lanes/compare-dates.ts';
import type { RasterPool, RasterTaskName, RasterTasks } from '#host/raster/pool/raster-pool.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';

type ChangeTask = Extract<
  RasterTaskName,
  'changeTallyLane' | 'compareLane' | 'changeClassLane' | 'shifts' | 'fits'
>;

/** Runs a task of two dates in a worker thread, or here where there is no pool. */
export async function runChangeTask<Name extends ChangeTask>(
  pool: RasterPool | null,
  name: Name,
  input: RasterTasks[Name]['input'],
  { signal, onStep }: { signal?: AbortSignal; onStep?: (steps: number) => void },
): Promise<RasterTasks[Name]['output']> {
  if (pool) return pool.run(name, input, { signal, onProgress: onStep });
  const readers = [new SceneReader(input.plan.before), new SceneReader(input.plan.after)];
  const step = async () => {
    await new Promise(resolve => setImmediate(resolve));
    if (signal?.aborted) throw new BloomlineError('cancelled', 'job', say('host.cancelled-nothing-saved'));
    onStep?.(1);
  };
  try {
    return await changeTasks[name](
      new ChangeReader(input.plan, readers[0], readers[1]),
      input as never,
      step,
    );
  } finally {
    for (const reader of readers) reader.close();
  }
}

/** What worker threads do with two dates. */
export const changeTasks: {
  [Name in ChangeTask]: (
    reader: ChangeReader,
    input: RasterTasks[Name]['input'],
    onStep: () => Promise<void>,
  ) => Promise<RasterTasks[Name]['output']>;
} = {
  changeTallyLane: (reader, { zones, ranges, chunks }, onStep) =>
    changeTallyLane(reader, zones, ranges, chunks, onStep),
  compareLane: (reader, { zones, searched, limits, chunks }, onStep) =>
    compareLane(reader, zones, searched, limits, chunks, onStep),
  changeClassLane: (reader, { places, threshold }, onStep) =>
    changeClassLane(reader, places, threshold, onStep),
  shifts: (reader, { layer, windows }, onStep) => shiftsOf(reader, layer, windows, onStep),
  fits: (reader, { layers, windows }, onStep) => fitsOf(reader, layers, windows, onStep),
};

/** Patches of marked pixels: in a worker thread, since cleaning and outlines may take seconds. */
export const runFindPatches = async (
  pool: RasterPool | null,
  input: RasterTasks['findPatches']['input'],
  signal?: AbortSignal,
): Promise<RasterTasks['findPatches']['output']> =>
  pool
    ? pool.run('findPatches', input, { signal })
    : findPatches(input.marked, input.cleaning, input.grid, input.places, input.needed);
