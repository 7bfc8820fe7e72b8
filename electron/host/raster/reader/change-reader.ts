import { reasonCode } from '#core/bands/validity.ts';
import type { LinearFit } from '#core/redline/normalisation.ts';
import type { Resampling } from '#core/grid/resample.ts';
import type { Grid, Window } from '#core/grid/grid.ts';
import { compileKernel, type Kernel } from '#core/index/compile-kernel.ts';
import { markUndefined } from '#core/mask/classify-validity.ts';
import { dnOfValue } from '#core/scene/dn-scale.ts';
import type { Scene } from '#core/scene/scene.ts';
import { bandOfLayer, type Clouds, type LayerPixels, type SceneReader } from './scene-reader.ts';
import { warpWindow, type BandSource } from './warp.ts';

/** What is compared of two dates, pixel by pixel. Plain data: worker threads get it as a message. */
export type Comparison =
  | { kind: 'index'; formula: string }
  /** Length of the difference of these layers. */
  | { kind: 'vector'; layers: string[] }
  /** Class codes; `wanted` names pairs [from, to], null takes every change of class. */
  | { kind: 'classes'; layer: string; wanted: [number, number][] | null };

/** Two dates and how they are laid on each other. The grid is that of `before`. */
export interface ChangePlan {
  before: Scene;
  after: Scene;
  clouds: Clouds;
  comparison: Comparison;
  /** How the second date is brought onto the grid of the first; null where both have the same. */
  align: Resampling | null;
  /** By layer of the second date: physical value → the first date's. */
  fits: Record<string, LinearFit> | null;
  /** NDVI of both dates, where they can give it. */
  ndvi: string | null;
  wavelengths: [Record<string, number>, Record<string, number>];
}

/** A window of both dates, row-major. Validity codes: 0 counts. */
export interface ChangePixels {
  ndvi: [Float64Array, Float64Array] | null;
  ndviValidity: [Uint8Array, Uint8Array];
  /** After − before of the index, length of the change vector, or 1 where the class changed in a wanted way. */
  change: Float64Array;
  validity: Uint8Array;
  /** Class codes. */
  classes: [Float64Array, Float64Array] | null;
}

/** A pair of classes as one number. */
export const transitionKey = (from: number, to: number): number => from * 65536 + to;
export const transitionOf = (key: number): [number, number] => [Math.floor(key / 65536), key % 65536];

/** Pixels of the second date that one piece of a warp asks for are kept for its other layers. */
const keptPieces = 4;
const pieceSide = 256;

export class ChangeReader {
  readonly plan: ChangePlan;
  readonly #before: SceneReader;
  readonly #after: SceneReader;
  readonly #layers: string[];
  readonly #kernels: [Kernel, Kernel] | null;
  readonly #ndvi: [Kernel, Kernel] | null;
  readonly #wanted: Set<number> | null;

  constructor(plan: ChangePlan, before: SceneReader, after: SceneReader) {
    this.plan = plan;
    this.#before = before;
    this.#after = after;
    const both = (formula: string): [Kernel, Kernel] => [
      compileKernel(formula, role => plan.wavelengths[0][role] ?? null),
      compileKernel(formula, role => plan.wavelengths[1][role] ?? null),
    ];
    const { comparison } = plan;
    this.#kernels = comparison.kind === 'index' ? both(comparison.formula) : null;
    this.#ndvi = plan.ndvi === null ? null : both(plan.ndvi);
    this.#layers = layersOfPlan(plan, this.#kernels, this.#ndvi);
    this.#wanted =
      comparison.kind === 'classes' && comparison.wanted
        ? new Set(comparison.wanted.map(([from, to]) => transitionKey(from, to)))
        : null;
  }

  /** Values of layers on both dates, the second on the grid of the first, without normalisation. */
  async readLayers(layers: readonly string[], window: Window): Promise<[LayerPixels, LayerPixels]> {
    const { clouds, align } = this.plan;
    const before = await this.#before.readWindow(layers, window, clouds);
    const after = align
      ? await alignedWindow(this.#after, this.plan.before.grid, layers, window, align, clouds)
      : await this.#after.readWindow(layers, window, clouds);
    return [before, after];
  }

  async read(window: Window): Promise<ChangePixels> {
    const { plan } = this;
    const [before, after] = await this.readLayers(this.#layers, window);
    if (plan.fits)
      for (const [i, layer] of this.#layers.entries()) {
        const fit = plan.fits[layer];
        const plane = after.values[i];
        if (fit) for (let p = 0; p < plane.length; p++) plane[p] = plane[p] * fit.gain + fit.offset;
      }
    const dates = [before, after] as const;
    const planes = (date: 0 | 1, layers: readonly string[]) =>
      layers.map(layer => dates[date].values[this.#layers.indexOf(layer)]);
    const count = window.width * window.height;
    const run = (kernels: [Kernel, Kernel]) => {
      const out: [Float64Array, Float64Array] = [new Float64Array(count), new Float64Array(count)];
      const validity: [Uint8Array, Uint8Array] = [before.validity.slice(), after.validity.slice()];
      for (const date of [0, 1] as const) {
        kernels[date].run(planes(date, kernels[date].layers), out[date]);
        markUndefined(out[date], validity[date]);
      }
      return { out, validity };
    };
    const ndvi = this.#ndvi && run(this.#ndvi);
    const { comparison } = plan;
    const change = new Float64Array(count);
    let validity: [Uint8Array, Uint8Array] = [before.validity, after.validity];
    let classes: ChangePixels['classes'] = null;
    if (comparison.kind === 'index') {
      const index = comparison.formula === plan.ndvi && ndvi ? ndvi : run(this.#kernels!);
      validity = index.validity;
      for (let p = 0; p < count; p++) change[p] = index.out[1][p] - index.out[0][p];
    } else if (comparison.kind === 'vector') {
      const [b, a] = [planes(0, comparison.layers), planes(1, comparison.layers)];
      for (let p = 0; p < count; p++) {
        let squares = 0;
        for (let i = 0; i < b.length; i++) squares += (a[i][p] - b[i][p]) ** 2;
        change[p] = Math.sqrt(squares);
      }
    } else {
      classes = [
        codesOf(plan.before, comparison.layer, planes(0, [comparison.layer])[0]),
        codesOf(plan.after, comparison.layer, planes(1, [comparison.layer])[0]),
      ];
      for (let p = 0; p < count; p++) {
        const [from, to] = [classes[0][p], classes[1][p]];
        change[p] = from !== to && (this.#wanted?.has(transitionKey(from, to)) ?? true) ? 1 : 0;
      }
    }
    const joint = validity[0].slice();
    for (let p = 0; p < count; p++) joint[p] ||= validity[1][p];
    return {
      ndvi: ndvi?.out ?? null,
      ndviValidity: ndvi?.validity ?? validity,
      change,
      validity: joint,
      classes,
    };
  }
}

/** Class codes are DN, whatever scale was believed of the file. */
function codesOf(scene: Scene, layer: string, values: Float64Array): Float64Array {
  const { radiometry } = bandOfLayer(scene, layer);
  return values.map(value => Math.max(0, Math.round(dnOfValue(radiometry, value))));
}

function layersOfPlan({ comparison }: ChangePlan, ...kernels: ([Kernel, Kernel] | null)[]): string[] {
  const layers = kernels.flatMap(pair => pair?.flatMap(kernel => [...kernel.layers]) ?? []);
  if (comparison.kind === 'vector') layers.push(...comparison.layers);
  if (comparison.kind === 'classes') layers.push(comparison.layer);
  return [...new Set(layers)];
}

/** Layers of a scene on another grid. Why a pixel is out comes from the nearest pixel. */
async function alignedWindow(
  reader: SceneReader,
  target: Grid,
  layers: readonly string[],
  window: Window,
  how: Resampling,
  clouds: Clouds,
): Promise<LayerPixels> {
  const { grid } = reader.scene;
  const kept = new Map<string, LayerPixels>();
  const pixelsOf = async (w: Window): Promise<LayerPixels> => {
    const key = `${w.col} ${w.row} ${w.width} ${w.height}`;
    const found = kept.get(key) ?? (await reader.readWindow(layers, w, clouds));
    kept.set(key, found);
    if (kept.size > keptPieces) kept.delete(kept.keys().next().value!);
    return found;
  };
  const sourceOf = (i: number): BandSource => ({
    grid,
    read: async w => {
      const { values, validity } = await pixelsOf(w);
      return { values: values[i], valid: validity.map(code => (code === 0 ? 1 : 0)) };
    },
  });
  const reasons: BandSource = {
    grid,
    read: async w => {
      const { validity } = await pixelsOf(w);
      return { values: validity, valid: new Uint8Array(validity.length).fill(1) };
    },
  };
  const count = window.width * window.height;
  const values = layers.map(() => new Float64Array(count));
  const validity = new Uint8Array(count);
  for (let row = window.row; row < window.row + window.height; row += pieceSide)
    for (let col = window.col; col < window.col + window.width; col += pieceSide) {
      const piece = {
        col,
        row,
        width: Math.min(pieceSide, window.col + window.width - col),
        height: Math.min(pieceSide, window.row + window.height - row),
      };
      const planes: Float64Array[] = [];
      for (const i of layers.keys()) planes.push(await warpWindow(sourceOf(i), target, piece, { how }));
      const codes = await warpWindow(reasons, target, piece, { how: 'nearest' });
      for (let p = 0; p < codes.length; p++) {
        const at =
          (row - window.row + Math.floor(p / piece.width)) * window.width +
          col -
          window.col +
          (p % piece.width);
        const missing = planes.some(plane => Number.isNaN(plane[p]));
        validity[at] = missing ? codes[p] || reasonCode.nodata : 0;
        planes.forEach((plane, i) => (values[i][at] = missing ? 0 : plane[p]));
      }
    }
  return { values, validity };
}
