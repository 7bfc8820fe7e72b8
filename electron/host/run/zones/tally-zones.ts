import { reflectiveRoles } from '#core/scene/band-roles.ts';
import { intersectWindows, type Window } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import {
  binCount,
  countHandDecisions,
  emptyTally,
  mergeTally,
  type BinRange,
  type ZoneTally,
} from '#core/tally/tally.ts';
import { chunksOf, SceneReader, type Masking } from '#host/raster/reader/scene-reader.ts';
import { tallyKernelOf, tallyLane, type ZonePlace } from '#host/raster/lanes/tally-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { wavelengthOf } from '#host/run/index/index-choice.ts';
import { boundingWindow } from './place-zones.ts';
import { type Progress, throwIfCancelled } from '#host/files/progress.ts';

/**
 * Parts that are tallied on their own and merged in order. Their number depends on the data only, never on the machine,
 * so that sums come out the same everywhere.
 */
const maxLanes = 8;
const minLaneChunks = 2;

/** Coverage-weighted tallies of an index over zones. With a pool the lanes run in worker threads, else here. */
export async function tallyZones(
  scene: Scene,
  formula: string,
  zones: readonly ZonePlace[],
  range: BinRange | null,
  mask: Masking,
  pool: RasterPool | null,
  { signal, onProgress }: Progress = {},
): Promise<ZoneTally[]> {
  const { lanes, onChunks, onChunkHere } = planLanes(scene, zones, 'tally', { signal, onProgress });
  throwIfCancelled(signal);
  let parts: LanePart[];
  if (pool && (lanes.length > 1 || pool.isWarm)) {
    parts = await Promise.all(
      lanes.map(async lane => {
        const touched = zonesTouching(zones, lane);
        const input = { scene, formula, wavelengths: wavelengths(scene), range, mask, chunks: lane };
        const tallies = await pool.run(
          'tallyLane',
          { ...input, zones: touched.map(i => zones[i]) },
          { signal, onProgress: onProgress && onChunks },
        );
        return { touched, tallies };
      }),
    );
  } else {
    const reader = new SceneReader(scene);
    try {
      const kernel = tallyKernelOf(scene, formula, wavelengthOf(scene), range);
      parts = [];
      for (const lane of lanes) {
        const touched = zonesTouching(zones, lane);
        const own = touched.map(i => zones[i]);
        parts.push({ touched, tallies: await tallyLane(reader, kernel, own, mask, lane, onChunkHere) });
      }
    } finally {
      reader.close();
    }
  }
  const all = zones.map(() => emptyTally(range));
  const [first, ...others] = parts;
  first.touched.forEach((zone, i) => (all[zone] = first.tallies[i]));
  for (const { touched, tallies } of others) touched.forEach((zone, i) => mergeTally(all[zone], tallies[i]));
  all.forEach(countHandDecisions);
  return all;
}

/**
 * The chunks that zones touch, by lane, and what is told of those that are done: by a worker (`onChunks`), or in this thread
 * (`onChunkHere`), where the event loop runs in between so that a cancel gets in.
 */
export function planLanes(
  scene: Scene,
  zones: readonly Pick<ZonePlace, 'window'>[],
  stage: string,
  { signal, onProgress }: Progress,
) {
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
  return { chunks, lanes: splitLanes(chunks), onChunks, onChunkHere };
}

/** What a lane found, zone by zone of those that it may touch. */
interface LanePart {
  touched: number[];
  tallies: ZoneTally[];
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

/**
 * Bins for a typed formula: a first pass finds the exact extremes; the step is the round number (1, 2 or 5 times a
 * power of ten) that gives between 400 and 2000 bins.
 */
export function rangeAround(tallies: readonly ZoneTally[]): BinRange {
  const min = Math.min(...tallies.map(t => t.min));
  const max = Math.max(...tallies.map(t => t.max));
  if (!(max > min))
    return Number.isFinite(min)
      ? { min: Math.floor(min) - 1, max: Math.floor(min) + 1, step: 0.01 }
      : { min: 0, max: 1, step: 0.01 };
  const raw = (max - min) / 1000;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Number(([1, 2, 5, 10].find(n => n * power >= raw)! * power).toPrecision(1));
  const range = {
    min: Number((Math.floor(min / step) * step).toPrecision(12)),
    max: Number((Math.ceil(max / step) * step).toPrecision(12)),
    step,
  };
  return binCount(range) > 0 ? range : { ...range, max: range.min + step };
}
