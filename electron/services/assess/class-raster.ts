import { windowAffine, type Crs, type Grid, type Window } from '#core/grid/grid.ts';
import type { Text } from '#core/quantity/text.ts';
import type { Scene } from '#core/scene/scene.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import type { Zone } from '#core/zones/zone.ts';
import { intersectWindows } from '#core/grid/grid.ts';
import { chunksOf, SceneReader, type Masking } from '#services/raster/scene-reader.ts';
import { cut, readIndex } from '#services/raster/tally-lane.ts';
import { findIndex, kernelFor } from './index-choice.ts';
import { boundingWindow, placeZones, usablePlaces } from './place-zones.ts';
import { throwIfCancelled, type Progress } from './tally-zones.ts';

export interface RasterClass {
  value: number;
  label: Text;
  /** #rrggbb */
  color: string;
}

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

/** Class values from this one on are validity reasons: 10 + code. */
export const reasonClassBase = 10;

const reasonClasses: RasterClass[] = [
  { value: 11, label: { zh: '无数据', en: 'No data' }, color: '#9e9e9e' },
  { value: 12, label: { zh: '饱和', en: 'Saturated' }, color: '#c2185b' },
  { value: 13, label: { zh: '云', en: 'Cloud' }, color: '#f5f5f5' },
  { value: 14, label: { zh: '云影', en: 'Cloud shadow' }, color: '#6d6d6d' },
  { value: 15, label: { zh: '卷云', en: 'Cirrus' }, color: '#d7dbe8' },
  { value: 16, label: { zh: '雪', en: 'Snow' }, color: '#b3f0ff' },
  { value: 17, label: { zh: '指数无定义', en: 'Index undefined' }, color: '#bdbdbd' },
  { value: 18, label: { zh: '太阳耀斑', en: 'Sun glint' }, color: '#ffd54f' },
  { value: 19, label: { zh: '陆地', en: 'Land' }, color: '#a1887f' },
  { value: 20, label: { zh: '岸边缓冲', en: 'Shore buffer' }, color: '#d7b98e' },
  { value: 21, label: { zh: '水生植被区', en: 'Aquatic vegetation' }, color: '#8d9f3a' },
  { value: 22, label: { zh: '水华(人工判定)', en: 'Bloom (by hand)' }, color: '#1b7a3d' },
  { value: 23, label: { zh: '无水华(人工判定)', en: 'No bloom (by hand)' }, color: '#2f5f94' },
];

export const bloomClasses: RasterClass[] = [
  { value: 1, label: { zh: '水体(无水华)', en: 'Water without bloom' }, color: '#3f7fbf' },
  { value: 2, label: { zh: '水华', en: 'Bloom' }, color: '#35a853' },
  ...reasonClasses,
];

export const redlineClasses: RasterClass[] = [
  { value: 1, label: { zh: '无明显变化', en: 'No marked change' }, color: '#dcd9c6' },
  { value: 2, label: { zh: '植被减少', en: 'Vegetation loss' }, color: '#d7301f' },
  { value: 3, label: { zh: '植被增加', en: 'Vegetation gain' }, color: '#1b9e77' },
  ...reasonClasses,
];

interface ClassInput {
  zones: readonly Zone[];
  zonesCrs: Crs | null;
  zonesSubject: string;
  mask: Masking;
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
        code ? reasonClassBase + code : index[i] > input.threshold ? 2 : 1,
      );
    });
  } finally {
    reader.close();
  }
}

/** Loss where NDVI falls by more than `loss` between the dates, gain where it rises by more. */
export async function redlineClassRaster(
  before: Scene,
  after: Scene,
  input: ClassInput & { loss: number },
  progress: Progress = {},
): Promise<ClassRaster> {
  const { formula } = findIndex('NDVI');
  const kernels = [kernelFor(before, formula), kernelFor(after, formula)];
  const readers = [new SceneReader(before), new SceneReader(after)];
  try {
    return await classify(before, input, redlineClasses, progress, async chunk => {
      const [b, a] = await Promise.all(
        readers.map((reader, i) => readIndex(reader, kernels[i], chunk, input.mask)),
      );
      return Uint8Array.from(b.validity, (code, i) => {
        const invalid = code || a.validity[i];
        if (invalid) return reasonClassBase + invalid;
        const change = a.index[i] - b.index[i];
        return -change > input.loss ? 2 : change > input.loss ? 3 : 1;
      });
    });
  } finally {
    for (const reader of readers) reader.close();
  }
}

async function classify(
  scene: Scene,
  input: ClassInput,
  classes: RasterClass[],
  { signal, onProgress }: Progress,
  classesOf: (chunk: Window) => Promise<Uint8Array>,
): Promise<ClassRaster> {
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
          if (coverage[row * part.width + col] >= 0.5)
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
