import { validityReasons, type ValidityReason } from '#core/bands/validity.ts';
import { windowAffine, type Crs, type Grid, type Window } from '#core/grid/grid.ts';
import { reasonBase, reasonLabels, type MapClass } from '#core/page/class-look.ts';
import type { Scene } from '#core/scene/scene.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import type { Zone } from '#core/zones/zone.ts';
import { intersectWindows } from '#core/grid/grid.ts';
import type { ChangeLimits } from '#services/raster/change-lane.ts';
import { ChangeReader, type ChangePlan } from '#services/raster/change-reader.ts';
import { chunksOf, SceneReader, type Masking } from '#services/raster/scene-reader.ts';
import { cut, readIndex } from '#services/raster/tally-lane.ts';
import { findIndex, kernelFor } from './index-choice.ts';
import { boundingWindow, placeZones, usablePlaces } from './place-zones.ts';
import { throwIfCancelled, type Progress } from './tally-zones.ts';

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
  zones: readonly Zone[];
  zonesCrs: Crs | null;
  zonesSubject: string;
  mask: Masking;
  /** Every pixel that a zone touches, however little. */
  touched?: boolean;
}

/** Bloom where the index is above the threshold. */
export async function bloomClassRaster(
  scene: Scene,
  input: ClassInput & { index: string; threshold: number },
  progress: Progress = {},
): Promise<ClassRaster> {
  const kernel = kernelFor(scene, findIndex(input.index).formula);
  const reader = new SceneReader(scene);
  try {
    return await classify(scene, input, bloomClasses, progress, async chunk => {
      const { index, validity } = await readIndex(reader, kernel, chunk, input.mask);
      return Uint8Array.from(validity, (code, i) =>
        code ? reasonBase + code : index[i] > input.threshold ? 2 : 1,
      );
    });
  } finally {
    reader.close();
  }
}

/** What changed between the dates, as `plan` compares them. Classes of land cover tell only that they changed. */
export async function redlineClassRaster(
  plan: ChangePlan,
  input: Omit<ClassInput, 'mask'> & Pick<ChangeLimits, 'threshold'>,
  progress: Progress = {},
): Promise<ClassRaster> {
  const readers = [new SceneReader(plan.before), new SceneReader(plan.after)];
  const reader = new ChangeReader(plan, readers[0], readers[1]);
  const signed = plan.comparison.kind === 'index';
  const classes = signed ? indexChangeClasses(plan) : otherChangeClasses;
  try {
    return await classify(plan.before, input, classes, progress, async chunk => {
      const { change, validity } = await reader.read(chunk);
      return Uint8Array.from(validity, (code, i) => {
        if (code) return reasonBase + code;
        if (!signed) return change[i] > input.threshold ? 4 : 1;
        return -change[i] > input.threshold ? 2 : change[i] > input.threshold ? 3 : 1;
      });
    });
  } finally {
    for (const r of readers) r.close();
  }
}

async function classify(
  scene: Scene,
  input: Omit<ClassInput, 'mask'>,
  classes: RasterClass[],
  { signal, onProgress }: Progress,
  classesOf: (chunk: Window) => Promise<Uint8Array>,
): Promise<ClassRaster> {
  const least = input.touched ? 0 : 0.5;
  const placed = placeZones(input.zones, input.zonesCrs, scene.grid, input.zonesSubject);
  const zones = usablePlaces(placed);
  const window = boundingWindow(zones.map(z => z.window))!;
  const pixels = new Uint8Array(window.width * window.height);
  const chunks = chunksOf(scene, window).filter(chunk => zones.some(z => intersectWindows(z.window, chunk)));
  for (const [n, chunk] of chunks.entries()) {
    throwIfCancelled(signal);
    await new Promise(resolve => setImmediate(resolve));
    const all = await classesOf(chunk);
    for (const zone of zones) {
      const part = intersectWindows(zone.window, chunk);
      if (!part) continue;
      const coverage = coverageFractions(zone.edges, part);
      const values = cut(all, chunk, part);
      for (let row = 0; row < part.height; row++)
        for (let col = 0; col < part.width; col++)
          if (coverage[row * part.width + col] >= least && coverage[row * part.width + col] > 0)
            pixels[(part.row - window.row + row) * window.width + (part.col - window.col + col)] =
              values[row * part.width + col];
    }
    onProgress?.(n + 1, chunks.length, 'classes');
  }
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

/** Classes that occur, with their number of pixels, in the order of the list. */
export function occurringClasses(raster: ClassRaster): (RasterClass & { pixels: number })[] {
  const counts = new Float64Array(256);
  for (const value of raster.pixels) counts[value]++;
  return raster.classes.filter(c => counts[c.value] > 0).map(c => ({ ...c, pixels: counts[c.value] }));
}
