import { reflectiveRoles } from '#core/scene/band-roles.ts';
import { intersectWindows, type Window } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import { type Progress, throwIfCancelled } from '#host/files/progress.ts';
import type { ZonePlace } from '#host/raster/lanes/tally-lane.ts';
import type { RasterPool, RasterTaskName, RasterTasks } from '#host/raster/pool/raster-pool.ts';
import { chunksOf, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { wavelengthOf } from '#host/run/index/index-choice.ts';
import { boundingWindow } from './place-zones.ts';

/**
 * Parts of the work that are done on their own and merged in order. Their number depends on the data only, never on the
 * machine, so that sums come out the same everywhere.
 */
const maxLanes = 8;
const minLaneChunks = 2;

export interface Lanes {
  lanes: Window[][];
  signal?: AbortSignal;
  onChunks: (count: number) => void;
  onChunkHere: () => Promise<void>;
}

/** A task of lanes as this thread does it: with readers that serve all lanes. */
export interface LanesHere<Task extends RasterTaskName, Readers> {
  open: () => Readers;
  close: (readers: Readers) => void;
  lane: (
    readers: Readers,
    input: RasterTasks[Task]['input'],
    onChunk: () => Promise<void>,
  ) => Promise<RasterTasks[Task]['output']>;
}

/**
 * Runs a task lane by lane: side by side in the threads of a pool, or one after the other here where there is no
 * pool, or where starting a thread would cost more than a single lane. Answers in the order of the lanes. Throws
 * `cancelled`.
 */
export async function runLanes<Task extends RasterTaskName, Readers>(
  pool: RasterPool | null,
  { lanes, signal, onChunks, onChunkHere }: Lanes,
  task: Task,
  inputOf: (lane: Window[]) => RasterTasks[Task]['input'],
  here: LanesHere<Task, Readers>,
): Promise<RasterTasks[Task]['output'][]> {
  throwIfCancelled(signal);
  if (pool && (lanes.length > 1 || pool.isWarm))
    return Promise.all(lanes.map(lane => pool.run(task, inputOf(lane), { signal, onProgress: onChunks })));
  const readers = here.open();
  try {
    const parts: RasterTasks[Task]['output'][] = [];
    for (const lane of lanes) parts.push(await here.lane(readers, inputOf(lane), onChunkHere));
    return parts;
  } finally {
    here.close(readers);
  }
}

/** Runs a task as one lane, whose sums have one order: in a thread of a pool, or here where there is none. */
export async function runWhole<Task extends RasterTaskName>(
  pool: RasterPool | null,
  { lanes, signal, onChunks, onChunkHere }: Lanes,
  task: Task,
  inputOf: (chunks: Window[]) => RasterTasks[Task]['input'],
  here: (
    input: RasterTasks[Task]['input'],
    onChunk: () => Promise<void>,
  ) => Promise<RasterTasks[Task]['output']>,
): Promise<RasterTasks[Task]['output']> {
  throwIfCancelled(signal);
  const input = inputOf(lanes.flat());
  return pool ? pool.run(task, input, { signal, onProgress: onChunks }) : here(input, onChunkHere);
}

/** One scene and a kernel of its index, for lanes that are done here. */
export const sceneHere = <Task extends RasterTaskName, Kernel>(
  scene: Scene,
  kernelOf: () => Kernel,
  lane: (
    reader: SceneReader,
    kernel: Kernel,
    input: RasterTasks[Task]['input'],
    onChunk: () => Promise<void>,
  ) => Promise<RasterTasks[Task]['output']>,
): LanesHere<Task, { reader: SceneReader; kernel: Kernel }> => ({
  open: () => ({ reader: new SceneReader(scene), kernel: kernelOf() }),
  close: ({ reader }) => reader.close(),
  lane: ({ reader, kernel }, input, onChunk) => lane(reader, kernel, input, onChunk),
});

/**
 * The chunks that zones touch, by lane, and what is told of those that are done: by a worker (`onChunks`), or in this
 * thread (`onChunkHere`), where the event loop runs in between so that a cancel gets in.
 */
export function planLanes(
  scene: Scene,
  zones: readonly Pick<ZonePlace, 'window'>[],
  stage: string,
  { signal, onProgress }: Progress = {},
): Lanes {
  const area = boundingWindow(zones.map(z => z.window))!;
  const chunks = chunksOf(scene, area).filter(chunk => zones.some(z => intersectWindows(z.window, chunk)));
  let done = 0;
  const onChunks = (count: number) => {
    throwIfCancelled(signal);
    done += count;
    onProgress?.(done, chunks.length, stage);
  };
  const onChunkHere = async () => {
    await new Promise(resolve => setImmediate(resolve));
    onChunks(1);
  };
  return { lanes: splitLanes(chunks), signal, onChunks, onChunkHere };
}

/** Numbers of the zones whose windows meet the window around a lane's chunks. */
export function zonesTouching(zones: readonly ZonePlace[], lane: readonly Window[]): number[] {
  const around = boundingWindow(lane)!;
  return zones.flatMap((zone, i) => (intersectWindows(zone.window, around) ? [i] : []));
}

function splitLanes(chunks: readonly Window[]): Window[][] {
  const count = Math.max(1, Math.min(maxLanes, Math.floor(chunks.length / minLaneChunks)));
  return Array.from({ length: count }, (_, i) =>
    chunks.slice(Math.floor((i * chunks.length) / count), Math.floor(((i + 1) * chunks.length) / count)),
  );
}

/** Wavelengths by role, as a message to another thread carries them. */
export function wavelengths(scene: Scene): Record<string, number> {
  const of = wavelengthOf(scene);
  return Object.fromEntries(reflectiveRoles.flatMap(r => (of(r) === null ? [] : [[r, of(r)!]])));
}
