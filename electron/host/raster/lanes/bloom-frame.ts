import type { Window } from '#core/grid/grid.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { pixelClass } from '#core/bloom/bloom-rule.ts';
import { markUndefined } from '#core/mask/classify-validity.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import type { Masking, SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { ZonePlace } from './tally-lane.ts';

/** A small picture of classes: 0 outside the zones, 1 water, 2 bloom, 10 + validity code. Row-major. */
export interface BloomFrame {
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Samples the nearest pixels of a window at `step` pixels, inside where the sampled place is. For looks, not for
 * numbers.
 */
export async function bloomFrame(
  reader: SceneReader,
  kernel: Kernel,
  zones: readonly ZonePlace[],
  window: Window,
  step: number,
  { threshold, mask }: { threshold: number; mask: Masking },
): Promise<BloomFrame> {
  const width = Math.max(1, Math.ceil(window.width / step));
  const height = Math.max(1, Math.ceil(window.height / step));
  const bytes = new Uint8Array(width * height);
  const inside = new Uint8Array(width * height);
  for (const { edges } of zones) {
    const small = edges.coordinates.map((v, i) => (v - (i % 2 === 0 ? window.col : window.row)) / step);
    const coverage = coverageFractions({ ...edges, coordinates: small }, { col: 0, row: 0, width, height });
    coverage.forEach((cover, i) => {
      if (cover >= 0.5) inside[i] = 1;
    });
  }
  const last = (at: number, from: number, size: number) => Math.min(from + size - 1, at);
  const cols = new Int32Array(width * height);
  const rows = new Int32Array(width * height);
  for (let i = 0; i < cols.length; i++) {
    cols[i] = last(Math.floor(window.col + ((i % width) + 0.5) * step), window.col, window.width);
    rows[i] = last(Math.floor(window.row + (Math.floor(i / width) + 0.5) * step), window.row, window.height);
  }
  const { values, validity } = await reader.samplePixels(kernel.layers, cols, rows, step, mask);
  const index = new Float64Array(width * height);
  kernel.run(values, index);
  markUndefined(index, validity);
  for (let i = 0; i < bytes.length; i++)
    if (inside[i]) {
      const what = pixelClass(validity[i], index[i], threshold);
      bytes[i] = what === 'out' ? 10 + validity[i] : what === 'bloom' ? 2 : 1;
    }
  return { width, height, bytes };
}
