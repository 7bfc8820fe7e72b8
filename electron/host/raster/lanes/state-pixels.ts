import { vegetationCover, type EndMembers } from '#core/ecology/vegetation-cover.ts';
import type { StateIndicator } from '#core/ecology/ecology-names.ts';
import type { Window } from '#core/grid/grid.ts';
import { compileKernel, type Kernel } from '#core/index/compile-kernel.ts';
import type { Scene } from '#core/scene/scene.ts';
import { SceneReader, type Clouds } from '#host/raster/reader/scene-reader.ts';
import type { BlockCache } from '#host/raster/tiff/read/block-cache.ts';

/** How a thermal band becomes temperature: kelvin already, or radiance with the constants of its MTL file. */
export type Thermal =
  | { kind: 'kelvin' }
  | {
      kind: 'radiance';
      k1: number;
      k2: number;
      /** λ/ρ, 1/K. */
      lambdaOverRho: number;
      emissivity: { soil: number; rise: number; ndviSoil: number; ndviVegetation: number };
    };

/** A further raster on the scene's grid: a parameter of vegetation, or the classes of a land cover. */
export interface ExtraRaster {
  scene: Scene;
  role: 'LAI' | 'GPP' | 'types';
}

/** What is computed of a date; crosses to worker threads. */
export interface StatePlan {
  scene: Scene;
  clouds: Clouds;
  wavelengths: Record<string, number>;
  /** By name: NDVI, EVI, WET, SI, IBI, WATER; T is the thermal layer as it is. */
  formulas: Record<string, string>;
  rsei: { temperature: Thermal | null; waterAbove: number; ratioLimit: number } | null;
  extras: ExtraRaster[];
  /** Type of vegetation by code of the land cover; other codes have none. */
  typeOfCode: Record<number, number>;
  typeCount: number;
}

/** What the earlier passes found of a date. */
export interface StateFacts {
  endmembers: EndMembers | null;
  rsei: RseiFacts | null;
  /** Largest value per zone × type × parameter, and the range of each relative density. */
  quality: { max: Float64Array; min: number[]; range: number[] } | null;
}

/** Scales of the components, the component, and the scale of what it gives. */
export interface RseiFacts {
  loadings: number[];
  min: number[];
  range: number[];
  rawMin: number;
  rawMax: number;
  /** Scaled by percentiles: what lies beyond counts as 0 or 1. */
  clipped: boolean;
}

/** Why a pixel of a valid place has no RSEI. */
export const rseiCode = { counted: 0, invalid: 1, water: 2, outOfRange: 3 } as const;

/** Layers of a window, computed; row-major. */
export interface StateColumns {
  validity: Uint8Array;
  of: Record<string, Float64Array>;
  /** Components of RSEI and, per pixel, a rseiCode. */
  rsei: { components: Float64Array[]; code: Uint8Array } | null;
  extras: { LAI?: ExtraValues; GPP?: ExtraValues; types?: ExtraValues };
}
interface ExtraValues {
  values: Float64Array;
  validity: Uint8Array;
}

/** Readers of a date: its scene and the rasters beside it. */
export interface StateReaders {
  scene: SceneReader;
  extras: SceneReader[];
}

/** Readers of all dates over one cache; to be closed. */
export const stateReaders = (plans: readonly StatePlan[], cache: BlockCache): StateReaders[] =>
  plans.map(plan => ({
    scene: new SceneReader(plan.scene, cache),
    extras: plan.extras.map(extra => new SceneReader(extra.scene, cache)),
  }));

export function closeReaders(readers: readonly StateReaders[]): void {
  for (const { scene, extras } of readers) for (const reader of [scene, ...extras]) reader.close();
}

const kernels = new Map<string, Kernel>();

function kernelOf(formula: string, wavelengths: Record<string, number>): Kernel {
  const key = JSON.stringify([formula, wavelengths]);
  let kernel = kernels.get(key);
  if (!kernel) kernels.set(key, (kernel = compileKernel(formula, role => wavelengths[role] ?? null)));
  return kernel;
}

/** Reads every band that the plan needs once, and computes its layers. */
export async function readState(
  readers: StateReaders,
  plan: StatePlan,
  window: Window,
): Promise<StateColumns> {
  const names = Object.keys(plan.formulas);
  const used = names.map(name => kernelOf(plan.formulas[name], plan.wavelengths));
  const layers = [...new Set(used.flatMap(k => k.layers))];
  const { values, validity } = await readers.scene.readWindow(layers, window, plan.clouds);
  const size = window.width * window.height;
  const of: Record<string, Float64Array> = {};
  names.forEach((name, n) => {
    const out = new Float64Array(size);
    used[n].run(
      used[n].layers.map(layer => values[layers.indexOf(layer)]),
      out,
    );
    of[name] = out;
  });
  const extras: StateColumns['extras'] = {};
  for (const [i, { role }] of plan.extras.entries()) {
    const read = await readers.extras[i].readWindow(['b1'], window, 'none');
    extras[role] = { values: read.values[0], validity: read.validity };
  }
  return { validity, of, rsei: plan.rsei ? rseiOf(plan.rsei, of, validity) : null, extras };
}

function rseiOf(
  { temperature, waterAbove, ratioLimit }: NonNullable<StatePlan['rsei']>,
  of: Record<string, Float64Array>,
  validity: Uint8Array,
): NonNullable<StateColumns['rsei']> {
  const { NDVI, WET, SI, IBI, WATER, T } = of;
  const size = validity.length;
  const components = [NDVI, WET, new Float64Array(size)];
  if (temperature) components.push(new Float64Array(size));
  const code = new Uint8Array(size);
  const inRatio = (v: number) => v >= -ratioLimit && v <= ratioLimit;
  for (let i = 0; i < size; i++) {
    if (validity[i] !== 0) {
      code[i] = rseiCode.invalid;
      continue;
    }
    if (WATER[i] > waterAbove) {
      code[i] = rseiCode.water;
      continue;
    }
    components[2][i] = (SI[i] + IBI[i]) / 2;
    if (temperature) components[3][i] = kelvin(temperature, T[i], NDVI[i]);
    if (
      !inRatio(NDVI[i]) ||
      !inRatio(SI[i]) ||
      !inRatio(IBI[i]) ||
      !Number.isFinite(WET[i]) ||
      (temperature && !Number.isFinite(components[3][i]))
    )
      code[i] = rseiCode.outOfRange;
  }
  return { components, code };
}

/** Land surface temperature in kelvin; NaN where the radiance has none. */
export function kelvin(thermal: Thermal, value: number, ndvi: number): number {
  if (thermal.kind === 'kelvin') return value;
  const { k1, k2, lambdaOverRho, emissivity } = thermal;
  if (!(value > 0)) return NaN;
  const brightness = k2 / Math.log(k1 / value + 1);
  const { soil, rise, ndviSoil, ndviVegetation } = emissivity;
  const part = Math.min(1, Math.max(0, (ndvi - ndviSoil) / (ndviVegetation - ndviSoil)));
  return brightness / (1 + lambdaOverRho * brightness * Math.log(soil + rise * part * part));
}

const within01 = (value: number) => Math.min(1, Math.max(0, value));

/** A component of a pixel on its scale. */
export function scaled({ min, range, clipped }: RseiFacts, n: number, value: number): number {
  const position = (value - min[n]) / range[n];
  return clipped ? within01(position) : position;
}

/** PC1 of a pixel before the last scaling. */
export function rawRsei(facts: RseiFacts, components: readonly Float64Array[], i: number): number {
  let sum = 0;
  facts.loadings.forEach((loading, n) => (sum += loading * scaled(facts, n, components[n][i])));
  return sum;
}

/** Type of vegetation of a pixel; −1 for none. */
export function typeAt(plan: StatePlan, { types }: StateColumns['extras'], i: number): number {
  return !types || types.validity[i] !== 0 ? -1 : (plan.typeOfCode[types.values[i]] ?? -1);
}

/** FVC, LAI and GPP of a pixel, or null where one of them is not valid. */
export function parametersAt(
  columns: StateColumns,
  endmembers: EndMembers,
  i: number,
): [number, number, number] | null {
  const { LAI, GPP } = columns.extras;
  if (columns.validity[i] !== 0 || !LAI || !GPP || LAI.validity[i] !== 0 || GPP.validity[i] !== 0)
    return null;
  const cover = vegetationCover(columns.of.NDVI[i], endmembers);
  return Number.isFinite(cover) ? [cover, LAI.values[i], GPP.values[i]] : null;
}

/** F / Fmax (HJ 1172 (1)); 0 where there is nothing to be dense of. */
export const densityOf = (value: number, max: number): number => (max > 0 ? value / max : 0);

/** An indicator over a window for one zone (quality differs by zone): NaN where it has no value. */
export function indicatorValues(
  indicator: StateIndicator,
  plan: StatePlan,
  columns: StateColumns,
  facts: StateFacts,
  zone: number,
): Float64Array {
  const size = columns.validity.length;
  const out = new Float64Array(size).fill(NaN);
  const { validity, of, rsei } = columns;
  if (indicator === 'NDVI' || indicator === 'EVI') {
    const values = of[indicator];
    for (let i = 0; i < size; i++) if (validity[i] === 0 && Number.isFinite(values[i])) out[i] = values[i];
  } else if (indicator === 'FVC') {
    for (let i = 0; i < size; i++)
      if (validity[i] === 0) out[i] = vegetationCover(of.NDVI[i], facts.endmembers!);
  } else if (indicator === 'quality') {
    const { max, min, range } = facts.quality!;
    for (let i = 0; i < size; i++) {
      const type = typeAt(plan, columns.extras, i);
      const parameters = type < 0 ? null : parametersAt(columns, facts.endmembers!, i);
      if (!parameters) continue;
      let sum = 0;
      for (let p = 0; p < 3; p++) {
        const density = densityOf(parameters[p], max[(zone * plan.typeCount + type) * 3 + p]);
        sum += range[p] > 0 ? (density - min[p]) / range[p] : 1;
      }
      out[i] = (sum / 3) * 100;
    }
  } else {
    const found = facts.rsei!;
    const span = found.rawMax - found.rawMin;
    for (let i = 0; i < size; i++) {
      if (rsei!.code[i] !== rseiCode.counted) continue;
      const position = (rawRsei(found, rsei!.components, i) - found.rawMin) / span;
      out[i] = found.clipped ? within01(position) : position;
    }
  }
  return out;
}
