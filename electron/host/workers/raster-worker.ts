import { statSync } from 'node:fs';
import { listPictures } from '#host/raster/list-pictures.ts';
import { basename } from 'node:path';
import { fileOnDisk, isFolder } from '#host/formats/archive/paths.ts';
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { BloomlineError, toErrorData } from '#core/foundation/errors.ts';
import { compileKernel } from '#core/index/compile-kernel.ts';
import { isUrl } from '#core/scene/is-url.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import type { FromWorker, RasterTaskName, RasterTasks, ToWorker } from '#host/raster/pool/raster-pool.ts';
import type { ChangePlan } from '#host/raster/reader/change-reader.ts';
import type { changeTasks as ChangeTasks } from '#host/raster/pool/change-tasks.ts';
import { checkRadiometry, withDoubts, type Doubts } from '#host/raster/check-radiometry.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { probePixel } from '#host/raster/lanes/probe-pixel.ts';
import { indexKernelOf, indexRows } from '#host/raster/lanes/index-rows.ts';
import { renderTile } from '#host/raster/render-tile.ts';
import { sampleRows } from '#host/raster/reader/sample-rows.ts';
import { SceneReader, type Pyramids } from '#host/raster/reader/scene-reader.ts';
import { stretchOf } from '#host/raster/stretch.ts';
import { keptTallyKernel, tallyLane } from '#host/raster/lanes/tally-lane.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';

// Kernels are short and run at once for millions of pixels: the optimising compiler from the start.
setFlagsFromString('--no-liftoff');

/** Decoded blocks of all readers of this thread. */
const cache = new BlockCache((workerData as { cacheBytes: number }).cacheBytes);
/** Readers of the scenes used last; their files stay open. */
const readers = new Map<string, SceneReader>();
/** Sizes and times of a reader's files when it was made: a file that was written anew is read anew. */
const versions = new WeakMap<SceneReader, string>();
const maxReaders = 8;
/** Blocks that several bands of a file share while a scene is opened. */
const openingCacheBytes = 32 * 2 ** 20;
/** Blocks that two regions of a pyramid share. */
const pyramidCacheBytes = 16 * 2 ** 20;
/** Time between two words about progress. */
const progressMs = 50;
/** A tile that scrolled away works on for this long at most, or for one block. */
const pauseMs = 20;
const cancelled = new Set<number>();
/** Tasks whose steps somebody wants to hear of. */
const followed = new Set<number>();

function readerOf(scene: Scene, pyramids: Pyramids = {}): SceneReader {
  const key = JSON.stringify([scene.files, scene.bands, pyramids]);
  const version = versionOf(scene);
  let reader = readers.get(key);
  if (reader && versions.get(reader) !== version) {
    reader.close();
    readers.delete(key);
    reader = undefined;
  }
  if (!reader) {
    reader = new SceneReader(scene, cache, pyramids);
    versions.set(reader, version);
    if (readers.size >= maxReaders) {
      const [oldest] = readers.keys();
      readers.get(oldest)!.close();
      readers.delete(oldest);
    }
  }
  readers.delete(key);
  readers.set(key, reader);
  return reader;
}

function versionOf(scene: Scene): string {
  return scene.files
    .map(({ file }) => {
      const stat = isUrl(file) ? undefined : statSync(fileOnDisk(file), { throwIfNoEntry: false });
      return `${stat?.size} ${stat?.mtimeMs} ${stat?.ino}`;
    })
    .join();
}

function forget(scene: Scene): void {
  const files = JSON.stringify(scene.files);
  for (const [key, reader] of readers)
    if (JSON.stringify(reader.scene.files) === files) {
      reader.close();
      readers.delete(key);
    }
}

/**
 * Reads the first and the last pixel of every band: a file that cannot be decoded, or was cut off, is told at once.
 * Answers what is doubtful about the radiometry.
 */
async function readCorners(scene: Scene): Promise<Doubts> {
  const reader = new SceneReader(scene, new BlockCache(openingCacheBytes));
  try {
    await reader.probe(0, 0);
    await reader.probe(scene.grid.width - 1, scene.grid.height - 1);
    return await checkRadiometry(scene, reader);
  } finally {
    reader.close();
  }
}

const send = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
  parentPort!.postMessage(message, transfer);

/** Tells how many steps were done, not at every one of them. */
function reporter(id: number) {
  let steps = 0;
  let told = performance.now();
  const tell = () => {
    if (followed.has(id)) send({ id, progress: steps });
    steps = 0;
    told = performance.now();
  };
  return {
    tell,
    step() {
      steps++;
      if (performance.now() - told >= progressMs) tell();
    },
  };
}

/** Lets go of the thread now and then. */
function nowAndThen(pause: () => Promise<void>): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < pauseMs) return;
    await pause();
    last = performance.now();
  };
}

/** Lets a cancel message in. */
async function breathe(id: number): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
  if (cancelled.delete(id)) throw new BloomlineError('cancelled', 'job', say('host.cancelled'));
}

/** Work that goes step by step: each is counted, and lets a cancel message in. */
async function withSteps<T>(id: number, work: (onStep: () => Promise<void>) => Promise<T>): Promise<T> {
  const progress = reporter(id);
  const output = await work(async () => {
    await breathe(id);
    progress.step();
  });
  progress.tell();
  return output;
}

/** A task of two dates. */
const withDates =
  <Name extends keyof typeof ChangeTasks>(name: Name) =>
  async (input: RasterTasks[Name]['input'], id: number): Promise<RasterTasks[Name]['output']> => {
    const [{ changeTasks }, reader] = await Promise.all([
      import('#host/raster/pool/change-tasks.ts'),
      datesOf(input.plan),
    ]);
    return withSteps(id, onStep => changeTasks[name](reader, input, onStep));
  };

async function datesOf(plan: ChangePlan) {
  const { ChangeReader } = await import('#host/raster/reader/change-reader.ts');
  return new ChangeReader(plan, readerOf(plan.before), readerOf(plan.after));
}

/** What opens and tallies is there at once; the rest is loaded when it is first asked for: threads start sooner. */
const tasks: {
  [Name in RasterTaskName]: (
    input: RasterTasks[Name]['input'],
    id: number,
  ) => Promise<RasterTasks[Name]['output']>;
} = {
  tile: (input, id) =>
    renderTile(
      readerOf(input.scene, input.pyramids),
      input,
      nowAndThen(() => breathe(id)),
    ),
  openScene: async ({ paths, options }) => {
    const scene = await openAtLevel(paths, options);
    const doubts = await readCorners(scene);
    return withDoubts(scene, doubts);
  },
  listPictures: ({ paths }) =>
    Promise.resolve(
      paths.flatMap(path =>
        isFolder(path) ? listPictures(path) : [{ name: basename(path), paths: [path] }],
      ),
    ),
  probe: input => probePixel(readerOf(input.scene), input),
  stretch: ({ scene, pyramids, formulas, wavelengths, percentiles }) =>
    stretchOf(readerOf(scene, pyramids), formulas, percentiles, formula =>
      compileKernel(formula, role => wavelengths[role] ?? null),
    ),
  sample: input => sampleRows(readerOf(input.scene), input),
  pyramidRow: async (input, id) => {
    const { makePyramidRow } = await import('#host/raster/lanes/pyramid-row.ts');
    return makePyramidRow(input, new BlockCache(pyramidCacheBytes), () => breathe(id));
  },
  // The clipping library is loaded when zones are laid on each other.
  overlay: async ({ zones, others, leastM2 }) =>
    (await import('#core/zones/zone-overlay.ts')).overlay(zones, others, leastM2),
  connected: async (input, id) => {
    const { connectedPixels } = await import('#host/raster/lanes/connected-pixels.ts');
    return connectedPixels(
      readerOf(input.scene),
      input,
      nowAndThen(() => breathe(id)),
    );
  },
  indexRows: ({ scene, formula, wavelengths, window, clouds }) =>
    indexRows(
      readerOf(scene),
      indexKernelOf(scene, formula, role => wavelengths[role] ?? null),
      window,
      clouds,
    ),
  bloomFrame: async ({ scene, formula, wavelengths, zones, window, step, ...bloom }) => {
    const { bloomFrame } = await import('#host/raster/lanes/bloom-frame.ts');
    const kernel = compileKernel(formula, role => wavelengths[role] ?? null);
    return bloomFrame(readerOf(scene), kernel, zones, window, step, bloom);
  },
  bloomLane: async ({ scene, formula, wavelengths, zones, chunks, ...bloom }, id) => {
    const { bloomLane } = await import('#host/raster/lanes/bloom-lane.ts');
    const kernel = compileKernel(formula, role => wavelengths[role] ?? null);
    return withSteps(id, onChunk => bloomLane(readerOf(scene), kernel, zones, bloom, chunks, onChunk));
  },
  bloomClassLane: async ({ scene, formula, wavelengths, places, ...bloom }, id) => {
    const { bloomClassLane } = await import('#host/raster/lanes/class-lane.ts');
    const kernel = compileKernel(formula, role => wavelengths[role] ?? null);
    return withSteps(id, onChunk => bloomClassLane(readerOf(scene), kernel, places, bloom, onChunk));
  },
  tallyLane: async ({ scene, formula, wavelengths, zones, range, mask, chunks }, id) => {
    const kernel = keptTallyKernel(scene, formula, wavelengths, range);
    return withSteps(id, onChunk => tallyLane(readerOf(scene), kernel, zones, mask, chunks, onChunk));
  },
  changeTallyLane: withDates('changeTallyLane'),
  compareLane: withDates('compareLane'),
  changeClassLane: withDates('changeClassLane'),
  shifts: withDates('shifts'),
  fits: withDates('fits'),
  findPatches: async ({ marked, cleaning, grid, places, needed }) =>
    (await import('#core/zones/run-patches.ts')).findPatches(marked, cleaning, grid, places, needed),
  stateLane: async (input, id) => {
    const [{ stateLane }, { closeReaders, stateReaders }] = await Promise.all([
      import('#host/raster/lanes/state-lane.ts'),
      import('#host/raster/lanes/state-pixels.ts'),
    ]);
    const readers = stateReaders(input.plans, cache);
    try {
      return await withSteps(id, onChunk => stateLane(readers, input, onChunk));
    } finally {
      closeReaders(readers);
    }
  },
  coverLane: async (input, id) => {
    const { coverLane } = await import('#host/raster/lanes/cover-lane.ts');
    return withSteps(id, onChunk => coverLane(readerOf(input.scene), input, onChunk));
  },
  serviceLane: async (input, id) => {
    const { serviceLane } = await import('#host/raster/lanes/service-lane.ts');
    return withSteps(id, onChunk => serviceLane(input, cache, onChunk));
  },
  gradientLane: async ({ scene, formula, wavelengths, zones, range, mask, chunks }, id) => {
    const { gradientLane } = await import('#host/raster/lanes/gradient-lane.ts');
    const kernel = compileKernel(formula, role => wavelengths[role] ?? null);
    return withSteps(id, onChunk =>
      gradientLane(readerOf(scene), kernel, zones, range, mask, chunks, onChunk),
    );
  },
  edgeBandLane: async ({ scene, formula, wavelengths, zones, edges, mask, chunks }, id) => {
    const { edgeBandLane } = await import('#host/raster/lanes/gradient-lane.ts');
    const kernel = compileKernel(formula, role => wavelengths[role] ?? null);
    return withSteps(id, onChunk =>
      edgeBandLane(readerOf(scene), kernel, zones, edges, mask, chunks, onChunk),
    );
  },
};

async function run({ id, name, input, tellSteps }: Extract<ToWorker, { id: number }>): Promise<void> {
  if (tellSteps) followed.add(id);
  try {
    const output = await tasks[name](input as never, id);
    send({ id, output }, buffersOf(output));
  } catch (error) {
    // What was wrong may be put right: the next task opens the files anew.
    const data = toErrorData(error);
    if (data.code !== 'cancelled') {
      if ('scene' in input) forget(input.scene);
      if ('plan' in input && 'after' in input.plan)
        for (const scene of [input.plan.before, input.plan.after]) forget(scene);
    }
    send({ id, error: data });
  } finally {
    cancelled.delete(id);
    followed.delete(id);
  }
}

/** Pixels are handed over, not copied. */
function buffersOf(output: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(output)) return [output.buffer as ArrayBuffer];
  if (output && typeof output === 'object' && 'bytes' in output) return buffersOf(output.bytes);
  if (output && typeof output === 'object' && 'validity' in output && 'values' in output)
    return [output.validity, ...(output.values as unknown[])].flatMap(buffersOf);
  return [];
}

parentPort!.on('message', (message: ToWorker) => {
  if ('cancel' in message) cancelled.add(message.cancel);
  else void run(message);
});
