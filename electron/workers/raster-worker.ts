import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { BloomlineError, toErrorData } from '#core/contract/errors.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { FromWorker, RasterTasks, ToWorker } from '#services/raster/raster-pool.ts';
import { indexKernelOf, indexRows } from '#services/raster/index-rows.ts';
import { renderTile } from '#services/raster/render-tile.ts';
import { SceneReader } from '#services/raster/scene-reader.ts';
import { tallyKernelOf, tallyLane } from '#services/raster/tally-lane.ts';

// Kernels are short and run at once for millions of pixels: the optimising compiler from the start.
setFlagsFromString('--no-liftoff');

/** Readers of the scenes used last; their files stay open and their blocks decoded. */
const readers = new Map<string, SceneReader>();
const maxReaders = 4;
/** For each reader: tiles of a view share blocks, analysis uses each block once. */
const cacheBytes = 64 * 2 ** 20;
/** Time between two words about progress. */
const progressMs = 50;
const cancelled = new Set<number>();

function readerOf(scene: Scene): SceneReader {
  const key = JSON.stringify([scene.files, scene.bands]);
  let reader = readers.get(key);
  if (!reader) {
    reader = new SceneReader(scene, cacheBytes);
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

const send = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
  parentPort!.postMessage(message, transfer);

async function run(
  id: number,
  name: keyof RasterTasks,
  input: RasterTasks[keyof RasterTasks]['input'],
): Promise<void> {
  try {
    if (name === 'tile') {
      const tile = await renderTile(readerOf(input.scene), input as RasterTasks['tile']['input']);
      send({ id, output: tile }, [tile.buffer as ArrayBuffer]);
      return;
    }
    if (name === 'indexRows') {
      const { scene, formula, wavelengths, window, clouds } = input as RasterTasks['indexRows']['input'];
      const kernel = indexKernelOf(scene, formula, role => wavelengths[role] ?? null);
      const rows = await indexRows(readerOf(scene), kernel, window, clouds);
      send({ id, output: rows }, [rows.buffer]);
      return;
    }
    const { formula, wavelengths, zones, range, clouds, chunks } = input as RasterTasks['tallyLane']['input'];
    const kernel = tallyKernelOf(input.scene, formula, role => wavelengths[role] ?? null, range);
    let steps = 0;
    let told = performance.now();
    const output = await tallyLane(readerOf(input.scene), kernel, zones, clouds, chunks, async () => {
      // Lets a cancel message in.
      await new Promise(resolve => setImmediate(resolve));
      if (cancelled.delete(id)) throw new BloomlineError('cancelled', 'job', 'it was cancelled');
      steps++;
      if (performance.now() - told < progressMs) return;
      send({ id, progress: steps });
      steps = 0;
      told = performance.now();
    });
    send({ id, progress: steps });
    send({ id, output });
  } catch (error) {
    send({ id, error: toErrorData(error) });
  }
}

parentPort!.on('message', (message: ToWorker) => {
  if ('cancel' in message) cancelled.add(message.cancel);
  else void run(message.id, message.name, message.input);
});
