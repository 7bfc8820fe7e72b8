import type { Validity } from '#core/bands/validity.ts';
import type { Stretch } from '#core/contract/calls.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import type { Scene } from '#core/scene/scene.ts';
import { jpeg2000 } from '#host/raster/jp2/inspect-jp2.ts';
import type { SceneReader } from '#host/raster/reader/scene-reader.ts';

const sampleSide = 512;
const bins = 128;
/** Tiles along each side that stand for a tiled file without overviews: all of them would take seconds. */
const sampledTiles = 6;
/** A tile of JPEG 2000 costs as much for one place as for all of them, and so do its overviews. */
const sampledJp2Tiles = 3;

const isJp2 = ({ files }: Pick<Scene, 'files'>) => files[0].compression === jpeg2000;

/** Tiles along each side of a scene that stand for it. */
export const tilesLookedAt = (scene: Pick<Scene, 'files'>): number =>
  isJp2(scene) ? sampledJp2Tiles : sampledTiles;

/** Percentile ranges and histograms of layers or formulas, from a sample of at most 512 × 512 pixels. */
export async function stretchOf(
  reader: SceneReader,
  formulas: readonly string[],
  percentiles: readonly [number, number],
  kernelOf: (formula: string) => Kernel,
): Promise<Stretch> {
  const { grid, files } = reader.scene;
  const { width, height } = grid;
  const step = Math.max(1, width / sampleSide, height / sampleSide);
  const { layout, overviews, blockSize } = files[0];
  const isFine = overviews.some(([w]) => files[0].width / w <= step);
  const few = layout === 'tiled' && (!isFine || isJp2(reader.scene));
  const tiles = tilesLookedAt(reader.scene);
  const across = samplePlaces(width, few ? blockSize[0] : width, sampleSide, tiles);
  const down = samplePlaces(height, few ? blockSize[1] : height, sampleSide, tiles);
  const { cols, rows } = crossings(across, down);

  const kernels = formulas.map(kernelOf);
  const layers = [...new Set(kernels.flatMap(kernel => kernel.layers))];
  const { values, validity } = await reader.samplePixels(layers, cols, rows, step, 'auto', true);
  const out: Stretch = { ranges: [], histogram: [] };
  for (const kernel of kernels) {
    const all = new Float64Array(cols.length);
    kernel.run(
      kernel.layers.map(layer => values[layers.indexOf(layer)]),
      all,
    );
    const sorted = sortedValues(all, validity);
    out.ranges.push(rangeOf(sorted, percentiles));
    out.histogram.push(histogramOf(sorted));
  }
  return out;
}

/** At most `most` columns or rows, evenly spread; where blocks are many, over some blocks only. */
export function samplePlaces(
  size: number,
  blockSize: number,
  most = sampleSide,
  tiles = sampledTiles,
): number[] {
  const count = Math.min(size, most);
  const blocks = Math.ceil(size / blockSize);
  if (blocks <= tiles) return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * size) / count));
  const each = Math.floor(count / tiles);
  return Array.from({ length: tiles * each }, (_, i) => {
    const block = Math.floor(((Math.floor(i / each) + 0.5) * blocks) / tiles);
    return Math.min(size - 1, Math.floor((block + ((i % each) + 0.5) / each) * blockSize));
  });
}

/** Where columns and rows cross, row by row. */
export function crossings(across: readonly number[], down: readonly number[]) {
  const length = across.length * down.length;
  return {
    cols: Int32Array.from({ length }, (_, i) => across[i % across.length]),
    rows: Int32Array.from({ length }, (_, i) => down[Math.floor(i / across.length)]),
  };
}

/** Valid values in order; clouds count only where there is nothing else to see. */
export function sortedValues(values: Float64Array, validity: Validity): Float64Array {
  const pick = (counts: (code: number) => boolean) => {
    const kept = new Float64Array(values.length);
    let n = 0;
    for (let i = 0; i < values.length; i++)
      if (counts(validity[i]) && Number.isFinite(values[i])) kept[n++] = values[i];
    return kept.subarray(0, n).sort();
  };
  const clear = pick(code => code === 0);
  return clear.length > 0 ? clear : pick(code => code !== 1);
}

/** The values at two percentiles; the upper one lies above the lower one. */
export function rangeOf(
  sorted: Float64Array,
  [low, high]: readonly [number, number],
): { min: number; max: number } {
  const at = (percent: number) =>
    sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] : 0;
  const min = at(low);
  return { min, max: Math.max(at(high), min + 1e-6) };
}

function histogramOf(sorted: Float64Array): Stretch['histogram'][number] {
  const min = sorted[0] ?? 0;
  const max = sorted[sorted.length - 1] ?? 1;
  const counts = new Array<number>(bins).fill(0);
  const scale = max > min ? bins / (max - min) : 0;
  for (const value of sorted) counts[Math.min(bins - 1, Math.floor((value - min) * scale))]++;
  return { min, max, counts };
}
