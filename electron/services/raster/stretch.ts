import type { Stretch } from '#core/contract/calls.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import type { SceneReader } from './scene-reader.ts';

const sampleSide = 512;
const bins = 128;

/** Percentile ranges and histograms of layers or formulas, from a regular sample of at most 512 × 512 pixels. */
export async function stretchOf(
  reader: SceneReader,
  layers: readonly string[],
  percentiles: readonly [number, number],
  kernelOf: (formula: string) => Kernel,
): Promise<Stretch> {
  const { width, height } = reader.scene.grid;
  const across = Math.min(width, sampleSide);
  const down = Math.min(height, sampleSide);
  const cols = new Int32Array(across * down);
  const rows = new Int32Array(across * down);
  for (let i = 0; i < cols.length; i++) {
    cols[i] = Math.floor((((i % across) + 0.5) * width) / across);
    rows[i] = Math.floor(((Math.floor(i / across) + 0.5) * height) / down);
  }
  const out: Stretch = { ranges: [], histogram: [] };
  for (const layer of layers) {
    const kernel = kernelOf(layer);
    const { values, validity } = await reader.samplePixels(
      kernel.layers,
      cols,
      rows,
      Math.max(width / across, height / down),
      'auto',
    );
    const all = new Float64Array(cols.length);
    kernel.run(values, all);
    // Clouds count only where there is nothing else to see.
    const clear = all.filter((v, i) => validity[i] === 0 && Number.isFinite(v));
    const some = clear.length > 0 ? clear : all.filter((v, i) => validity[i] !== 1 && Number.isFinite(v));
    const sorted = some.sort();
    const at = (percent: number) =>
      sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] : 0;
    const min = at(percentiles[0]);
    const max = Math.max(at(percentiles[1]), min + 1e-6);
    out.ranges.push({ min, max });
    out.histogram.push(histogramOf(sorted));
  }
  return out;
}

function histogramOf(sorted: Float64Array): Stretch['histogram'][number] {
  const min = sorted[0] ?? 0;
  const max = sorted[sorted.length - 1] ?? 1;
  const counts = new Array<number>(bins).fill(0);
  const scale = max > min ? bins / (max - min) : 0;
  for (const value of sorted) counts[Math.min(bins - 1, Math.floor((value - min) * scale))]++;
  return { min, max, counts };
}
