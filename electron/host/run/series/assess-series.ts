import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { relative, isAbsolute } from 'node:path';
import type { BloomZone } from '#core/bloom/bloom-result.ts';
import type { SceneRow } from '#core/bloom/series.ts';
import { zoneStatistics } from '#core/tally/zone-statistics.ts';
import type { ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { BloomlineError, toErrorData } from '#core/foundation/errors.ts';

import type { Correction } from '#core/mask/correction.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import type { Scene } from '#core/scene/scene.ts';
import { emptyTally } from '#core/tally/tally.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { SceneGroup } from '#host/raster/list-scenes.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { bloomZones } from '#host/run/bloom/bloom-zones.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { planBloom, type BloomMatter } from '#host/run/bloom/plan-bloom.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { thresholdWarning, type BloomAsk } from '#host/run/bloom/assess-bloom.ts';
import { findThreshold } from '#host/run/bloom/find-threshold.ts';
import { findIndex, kernelFor } from '#host/run/index/index-choice.ts';
import { placeZones, type PlacedZone } from '#host/run/zones/place-zones.ts';
import { describeScene, recipeInput } from '#host/recipe/recipe.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';

/** What every scene of a series is assessed with. */
export interface SeriesOptions extends Pick<BloomMatter, 'index' | 'mask'>, Pick<BloomAsk, 'lakeThreshold'> {
  /** A method finds a threshold of its own for every scene. */
  threshold: ThresholdChoice;
  /** What the user says of every scene, over what the files say. */
  scene?: SceneOptions;
}

export interface SeriesInput {
  zones: ZoneSet;
  /** Files are named by their place in it. */
  folder: string;
  options: SeriesOptions;
  /** The hand corrections of a scene. */
  correctionsOf?: (group: SceneGroup) => readonly Correction[];
  pool: RasterPool;
}

/** A scene that was gone through: its row, or why it has none. */
export interface SeriesOutcome {
  group: SceneGroup;
  row?: SceneRow;
  /** In English, as errors are. */
  skipped?: string;
}

/** Files above this are known by samples. */
const wholeHashUpTo = 64 * 2 ** 20;

/**
 * Assesses scenes, several at a time, and hands over each as it is done, in no fixed order. A scene that cannot be read
 * is told with its reason; the others go on. Throws `cancelled`; what was handed over before stands.
 */
export async function assessScenes(
  input: SeriesInput,
  groups: readonly SceneGroup[],
  onOutcome: (outcome: SeriesOutcome) => void,
  progress: Progress = {},
): Promise<void> {
  const { signal, onProgress } = progress;
  const places = new Places(input.zones);
  const queue = [...groups];
  let done = 0;
  onProgress?.(0, groups.length, 'series');
  const lane = async () => {
    for (let group = queue.shift(); group; group = queue.shift()) {
      throwIfCancelled(signal);
      onOutcome(await assessGroup(input, group, places, signal));
      onProgress?.(++done, groups.length, 'series');
    }
  };
  input.pool.warm();
  // One more than there are threads, so that none waits for this one.
  await Promise.all(Array.from({ length: Math.min(groups.length, input.pool.size + 1) }, lane));
}

async function assessGroup(
  input: SeriesInput,
  group: SceneGroup,
  places: Places,
  signal?: AbortSignal,
): Promise<SeriesOutcome> {
  try {
    const scene = await input.pool.run(
      'openScene',
      { paths: group.paths, options: input.options.scene ?? {} },
      { signal },
    );
    const corrections = input.correctionsOf?.(group) ?? [];
    return { group, row: await assessScene(input, scene, corrections, places, signal) };
  } catch (error) {
    const { code, message } = toErrorData(error);
    if (signal?.aborted || code === 'cancelled') throw error;
    if (!(error instanceof BloomlineError)) throw error;
    return { group, skipped: message };
  }
}

async function assessScene(
  { zones, folder, options, pool }: SeriesInput,
  scene: Scene,
  corrections: readonly Correction[],
  places: Places,
  signal?: AbortSignal,
): Promise<SceneRow> {
  const day = dayOf(scene);
  if (!day) throw new BloomlineError('bad-input', scene.name, say('series.no-date'));
  const { id, formula } = findIndex(options.index);
  kernelFor(scene, formula);
  const inputs = Promise.all(
    [...new Set(scene.files.map(f => f.file))].map(path => recipeInput(path, wholeHashUpTo, { signal })),
  );
  const [found] = await Promise.all([
    assessZones(
      { scene, zones, index: options.index, mask: withCorrections(options.mask, corrections) },
      options,
      places,
      pool,
      signal,
    ),
    inputs,
  ]);
  return {
    ...day,
    scene: scene.name,
    files: scene.files.map(f => inFolder(folder, f.file)),
    sensor: scene.sensor,
    simulated: scene.simulated,
    index: id,
    ...found,
    warnings: [...new Set([...scene.warnings, ...found.warnings])],
    inputs: await inputs,
    described: describeScene(scene),
    ...(corrections.length > 0 ? { corrections: [...corrections] } : {}),
  };
}

/** The same mask with the hand corrections of a scene behind its own. */
export const withCorrections = (mask: MaskRequest, corrections: readonly Correction[] = []): MaskRequest => ({
  ...mask,
  corrections: [...mask.corrections, ...corrections],
});

type Found = Pick<SceneRow, 'zones' | 'warnings' | 'problem'>;

/** The zones of one scene; where nothing of them can be had, each says why. */
async function assessZones(
  matter: BloomMatter,
  { threshold, lakeThreshold }: SeriesOptions,
  places: Places,
  pool: RasterPool,
  signal?: AbortSignal,
): Promise<Found> {
  const { zones: asked } = matter.zones;
  const placed = places.on(matter.scene);
  if (!Array.isArray(placed)) return nothingOf(asked, placed);
  const tallied = await tallyBloom(planBloom(matter, placed), pool, { signal });
  const seen = tallied.tallies.some(t => t.validAreaM2 > 0);
  let used = tallied.defaultThreshold ?? tallied.range.min;
  let noBloom: string | null = null;
  if (seen || typeof threshold === 'number') {
    try {
      const found = await findThreshold(tallied, threshold, { lakeThreshold }, pool, { signal });
      used = found.value;
      if (found.noBloom) noBloom = found.source;
    } catch (error) {
      if (!(error instanceof BloomlineError) || error.code !== 'nothing-valid') throw error;
      return nothingOf(asked, error);
    }
  }
  const { zones, warnings } = await bloomZones(tallied, used, pool, { signal });
  return {
    zones,
    warnings: [...tallied.warnings, ...warnings, ...(noBloom ? [noBloom] : thresholdWarning(tallied, used))],
    ...(seen ? {} : { problem: inEnglish('bloom.no-valid-pixel') }),
  };
}

function nothingOf(zones: readonly Zone[], { code, message }: BloomlineError): Found {
  return {
    zones: zones.map(({ name }): BloomZone => ({
      ...zoneStatistics(name, emptyTally(null)),
      problem: { code, message },
      bloomAreaKm2: 0,
      bloomShare: null,
      validShare: null,
      grade: null,
      gradeReason: message,
      assessable: false,
      threshold: 0,
      sensitivity: { delta: 0, lowerKm2: 0, upperKm2: 0 },
    })),
    warnings: [],
    problem: message,
  };
}

/** The zones on every grid that occurs: scenes of a series mostly share one. */
class Places {
  readonly #zones: ZoneSet;
  readonly #byGrid = new Map<string, PlacedZone[] | BloomlineError>();

  constructor(zones: ZoneSet) {
    this.#zones = zones;
  }

  /** The placed zones, or why none has a place there. */
  on({ grid }: Scene): PlacedZone[] | BloomlineError {
    const key = JSON.stringify([
      grid.width,
      grid.height,
      grid.affine,
      grid.crs?.proj4,
      grid.crs?.datum?.name,
    ]);
    let placed = this.#byGrid.get(key);
    if (!placed) {
      try {
        placed = placeZones(this.#zones, grid);
      } catch (error) {
        if (!(error instanceof BloomlineError)) throw error;
        placed = error;
      }
      this.#byGrid.set(key, placed);
    }
    return placed;
  }
}

/** The day in Beijing; a name that is only a year stands for its first day, and says so. */
function dayOf(scene: Scene): Pick<SceneRow, 'date' | 'acquired' | 'yearOnly'> | null {
  const time = beijingTime(scene.acquired);
  if (time && /^\d{4}-\d{2}-\d{2}$/.test(time.date)) return { date: time.date, acquired: scene.acquired! };
  const year = /^(19[7-9]\d|20\d\d)$/.exec(scene.name)?.[1];
  return year ? { date: `${year}-01-01`, acquired: `${year}-01-01`, yearOnly: true } : null;
}

function inFolder(folder: string, file: string): string {
  const inside = relative(folder, file);
  return inside.startsWith('..') || isAbsolute(inside) ? file : inside.replaceAll('\\', '/');
}

/** Tells whether a scene's files are as they were (places, sizes and times), and its hand corrections. */
export function fingerprintOf(
  folder: string,
  files: readonly string[],
  corrections: readonly Correction[] = [],
): string {
  const states = files.map(file => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return [inFolder(folder, file), stat?.size ?? null, stat ? Math.round(stat.mtimeMs) : null];
  });
  if (corrections.length === 0) return JSON.stringify(states);
  const decided = corrections.map(c => [c.action, c.reason, c.geometry]);
  return JSON.stringify([...states, createHash('sha256').update(JSON.stringify(decided)).digest('hex')]);
}
