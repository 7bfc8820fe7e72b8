import { validityReasons, type ValidityReason } from '#core/bands/validity.ts';
import { windowAffine, type Grid, type Window } from '#core/grid/grid.ts';
import { reasonBase, reasonLabels, type MapClass } from '#core/page/class-look.ts';
import type { Scene } from '#core/scene/scene.ts';

import type { ChangePlan } from '#host/raster/reader/change-reader.ts';
import { runChangeTask } from '#host/raster/pool/change-tasks.ts';
import { bloomClassLane, type ClassLane, type ClassPlaces } from '#host/raster/lanes/class-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { BloomPlan } from './bloom/plan-bloom.ts';
import type { RedlinePlan } from './redline/plan-change.ts';
import { kernelFor } from '#host/run/index/index-choice.ts';
import { boundingWindow, usablePlaces, type PlacedZone } from '#host/run/zones/place-zones.ts';
import type { Progress } from '#host/files/progress.ts';
import { planLanes, wavelengths, zonesTouching } from '#host/run/zones/lanes.ts';

export type RasterClass = MapClass;

/**
 * The assessed pixels as classes over the zones' part of a scene: 0 outside the zones (nodata), 1 and more as listed.
 * A pixel is inside where at least half of it is. For maps and files; areas come from exact coverage, not from here.
 */
export interface ClassRaster {
  window: Window;
  grid: Grid;
  /** Row-major, window.width · window.height. */
  pixels: Uint8Array;
  classes: RasterClass[];
}

const reasonColors: Record<Exclude<ValidityReason, 'valid'>, string> = {
  nodata: '#9e9e9e',
  saturated: '#c2185b',
  cloud: '#f5f5f5',
  'cloud-shadow': '#6d6d6d',
  cirrus: '#d7dbe8',
  snow: '#b3f0ff',
  undefined: '#bdbdbd',
  'sun-glint': '#ffd54f',
  land: '#a1887f',
  shore: '#d7b98e',
  'aquatic-vegetation': '#8d9f3a',
  'hand-bloom': '#1b7a3d',
  'hand-clear': '#2f5f94',
  'outside-scene': '#e0e0e0',
};

const reasonClasses: RasterClass[] = validityReasons.flatMap((reason, code) =>
  reason === 'valid'
    ? []
    : [{ value: reasonBase + code, label: reasonLabels[reason], color: reasonColors[reason] }],
);

export const bloomClasses: RasterClass[] = [
  { value: 1, label: { zh: '水体(无水华)', en: 'Water without bloom' }, color: '#3f7fbf' },
  { value: 2, label: { zh: '水华', en: 'Bloom' }, color: '#35a853' },
  ...reasonClasses,
];

const unchanged: RasterClass = {
  value: 1,
  label: { zh: '无明显变化', en: 'No marked change' },
  color: '#dcd9c6',
};

export const redlineClasses: RasterClass[] = [
  unchanged,
  { value: 2, label: { zh: '植被减少', en: 'Vegetation loss' }, color: '#d7301f' },
  { value: 3, label: { zh: '植被增加', en: 'Vegetation gain' }, color: '#1b9e77' },
  ...reasonClasses,
];

const otherChangeClasses: RasterClass[] = [
  unchanged,
  { value: 4, label: { zh: '变化', en: 'Change' }, color: '#d7301f' },
  ...reasonClasses,
];

/** Fall and rise of another index than NDVI are not vegetation. */
const indexChangeClasses = ({ comparison, ndvi }: ChangePlan): RasterClass[] =>
  comparison.kind === 'index' && comparison.formula === ndvi
    ? redlineClasses
    : [
        unchanged,
        { value: 2, label: { zh: '指数下降', en: 'Index fell' }, color: '#d7301f' },
        { value: 3, label: { zh: '指数上升', en: 'Index rose' }, color: '#1b9e77' },
        ...reasonClasses,
      ];

interface ClassInput {
  threshold: number;
  /** Every pixel that a zone touches, however little. */
  touched?: boolean;
  /** Threads that read; left out, this one does. */
  pool?: RasterPool | null;
}

/** Bloom where the index is above the threshold. */
export async function bloomClassRaster(
  { scene, formula, placed, masking: mask }: BloomPlan,
  input: ClassInput,
  progress: Progress = {},
): Promise<ClassRaster> {
  const { pool = null, threshold } = input;
  const here = pool ? null : { reader: new SceneReader(scene), kernel: kernelFor(scene, formula) };
  try {
    return await classify(scene, placed, input, bloomClasses, progress, (places, onStep) => {
      if (here) return bloomClassLane(here.reader, here.kernel, places, { threshold, mask }, () => onStep(1));
      const lane = { scene, formula, wavelengths: wavelengths(scene), places, threshold, mask };
      return pool!.run('bloomClassLane', lane, { signal: progress.signal, onProgress: onStep });
    });
  } finally {
    here?.reader.close();
  }
}

/** What changed between the dates, as `plan` compares them. Classes of land cover tell only that they changed. */
export async function redlineClassRaster(
  { change: plan, placed }: RedlinePlan,
  input: ClassInput,
  progress: Progress = {},
): Promise<ClassRaster> {
  const { pool = null, threshold } = input;
  const classes = plan.comparison.kind === 'index' ? indexChangeClasses(plan) : otherChangeClasses;
  return classify(plan.before, placed, input, classes, progress, (places, onStep) =>
    runChangeTask(pool, 'changeClassLane', { plan, places, threshold }, { signal: progress.signal, onStep }),
  );
}

async function classify(
  scene: Scene,
  placed: readonly PlacedZone[],
  input: ClassInput,
  classes: RasterClass[],
  progress: Progress,
  run: (places: ClassPlaces, onStep: (steps: number) => void) => Promise<ClassLane>,
): Promise<ClassRaster> {
  const zones = usablePlaces(placed);
  const window = boundingWindow(zones.map(z => z.window))!;
  const pixels = new Uint8Array(window.width * window.height);
  const { lanes, onChunks } = planLanes(scene, zones, 'classes', progress);
  await Promise.all(
    lanes.map(async chunks => {
      const touched = zonesTouching(zones, chunks).map(i => zones[i]);
      const places = { zones: touched, touched: input.touched ?? false, chunks };
      putChunks(pixels, window, await run(places, onChunks));
    }),
  );
  return {
    window,
    grid: {
      width: window.width,
      height: window.height,
      affine: windowAffine(scene.grid.affine, window),
      crs: scene.grid.crs,
    },
    pixels,
    classes,
  };
}

function putChunks(pixels: Uint8Array, window: Window, { chunks, bytes }: ClassLane): void {
  let from = 0;
  for (const chunk of chunks)
    for (let row = 0; row < chunk.height; row++, from += chunk.width)
      pixels.set(
        bytes.subarray(from, from + chunk.width),
        (chunk.row - window.row + row) * window.width + chunk.col - window.col,
      );
}

/** Classes that occur, with their number of pixels, in the order of the list. */
export function occurringClasses(raster: ClassRaster): (RasterClass & { pixels: number })[] {
  const counts = new Float64Array(256);
  const { pixels } = raster;
  for (let i = 0; i < pixels.length; i++) counts[pixels[i]]++;
  return raster.classes.filter(c => counts[c.value] > 0).map(c => ({ ...c, pixels: counts[c.value] }));
}
