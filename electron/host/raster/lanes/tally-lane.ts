import { intersectWindows, type Window } from '#core/grid/grid.ts';
import { PixelAreas } from '#core/grid/pixel-area.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { markUndefined } from '#core/mask/classify-validity.ts';
import { layersOf, parseFormula } from '#core/index/formula.ts';
import type { Scene } from '#core/scene/scene.ts';
import { compileTally } from '#core/tally/compile-tally.ts';
import { uniformCoverage, type Edges } from '#core/zones/coverage.ts';
import { CoverageCache } from '#core/zones/coverage-cache.ts';
import { tallyRoom } from '#core/tally/simd-tally.ts';
import type { Inside, LayerScale } from '#core/tally/tally-pixels.ts';
import { emptyTally, mergeTally, type BinRange, type ZoneTally } from '#core/tally/tally.ts';
import { bandOfLayer, type Masking, type SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

/** A zone's edges and the window that it touches. */
export interface ZonePlace {
  edges: Edges;
  window: Window;
}

/** Of this thread. */
const coverages = new CoverageCache();

/** An index over a window: values and validity codes, row-major. */
export async function readIndex(reader: SceneReader, kernel: Kernel, window: Window, mask: Masking) {
  const { values, validity } = await reader.readWindow(kernel.layers, window, mask);
  const index = new Float64Array(window.width * window.height);
  kernel.run(values, index);
  markUndefined(index, validity);
  return { index, validity };
}

/** The pixels of `part`, which lies inside `whole`, out of a row-major array of `whole`. */
export function cut<T extends Samples>(all: T, whole: Window, part: Window): T {
  if (part.width === whole.width && part.height === whole.height) return all;
  const out = new (all.constructor as new (n: number) => T)(part.width * part.height);
  for (let row = 0; row < part.height; row++) {
    const from = (part.row - whole.row + row) * whole.width + part.col - whole.col;
    out.set(all.subarray(from, from + part.width) as never, row * part.width);
  }
  return out;
}

/** The kernel that tallies a formula over a scene's own DN. */
export function tallyKernelOf(
  scene: Scene,
  formula: string,
  wavelengthNm: (role: string) => number | null,
  range: BinRange | null,
) {
  const layers = layersOf(parseFormula(formula));
  return { layers, range, tally: compileTally(formula, wavelengthNm, scalesOf(scene, layers), range) };
}

/** Kernels of this thread, by all that they are made of. */
const kernels = new Map<string, ReturnType<typeof tallyKernelOf>>();
const keptKernels = 8;

/** `tallyKernelOf`, or the same from before: code that ran for another scene is optimised already. */
export function keptTallyKernel(
  scene: Scene,
  formula: string,
  wavelengths: Readonly<Record<string, number>>,
  range: BinRange | null,
): ReturnType<typeof tallyKernelOf> {
  const scales = scalesOf(scene, layersOf(parseFormula(formula)));
  const numbers = scales.map(({ type, ...rest }) =>
    [type, rest.scale, rest.offset, rest.sphericalAlbedo, rest.nodata].map(String),
  );
  const key = JSON.stringify([formula, wavelengths, range, numbers]);
  const kernel = kernels.get(key) ?? tallyKernelOf(scene, formula, r => wavelengths[r] ?? null, range);
  kernels.delete(key);
  kernels.set(key, kernel);
  if (kernels.size > keptKernels) kernels.delete(kernels.keys().next().value!);
  return kernel;
}

/** How the DN of a formula's layers become values. */
export function scalesOf(scene: Scene, layers: readonly string[]): LayerScale[] {
  return layers.map(layer => {
    const { radiometry, nodata, type } = bandOfLayer(scene, layer);
    const { scale, offset, sphericalAlbedo } = radiometry;
    return { type, scale, offset, sphericalAlbedo, nodata };
  });
}

/**
 * Tallies the zones over chunks, in order: every block is decoded once for all zones that touch it. `onChunk` is told
 * after each chunk and may throw to stop.
 */
export async function tallyLane(
  reader: SceneReader,
  kernel: ReturnType<typeof tallyKernelOf>,
  zones: readonly ZonePlace[],
  mask: Masking,
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<ZoneTally[]> {
  const tallies = zones.map(() => emptyTally(kernel.range));
  const areas = new PixelAreas(reader.scene.grid);
  for (const chunk of chunks) {
    const parts = zones.map(zone => intersectWindows(zone.window, chunk));
    const touched = bounding(parts);
    if (touched) {
      const tallyAll = (layers: Samples[], classified: Uint8Array | null) => {
        for (const [i, part] of parts.entries()) {
          if (!part) continue;
          const uniform = uniformCoverage(zones[i].edges, part);
          if (uniform === 0) continue;
          const pixels = {
            layers,
            inside: insideOf(touched, part),
            coverage: uniform === 1 ? null : coverages.of(zones[i].edges, part),
            areas: areas.runs(part),
            classified,
          };
          mergeTally(tallies[i], kernel.tally(pixels, tallies[i].mean));
        }
      };
      const room = tallyRoom(touched.width * touched.height, kernel.range);
      const done = reader.withDn(kernel.layers, touched, mask, room, tallyAll);
      if (!done) {
        const { dn, classified } = await reader.readDn(kernel.layers, touched, mask);
        tallyAll(dn, classified);
      }
    }
    await onChunk();
  }
  return tallies;
}

/** Where `part` lies in arrays of `whole`. */
function insideOf(whole: Window, part: Window): Inside {
  return {
    first: (part.row - whole.row) * whole.width + part.col - whole.col,
    width: part.width,
    stride: whole.width,
  };
}

function bounding(parts: readonly (Window | null)[]): Window | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const p of parts) {
    if (!p) continue;
    left = Math.min(left, p.col);
    top = Math.min(top, p.row);
    right = Math.max(right, p.col + p.width);
    bottom = Math.max(bottom, p.row + p.height);
  }
  return left < right ? { col: left, row: top, width: right - left, height: bottom - top } : null;
}
