import type { StateRecipe } from './ecology-recipes.ts';

import type { Trend } from '#core/foundation/trend.ts';
import type { EndMembers } from './vegetation-cover.ts';
import type { ValidityReason } from '#core/bands/validity.ts';
import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import type { RseiScaling, StateIndicator } from './ecology-names.ts';

/** Components of RSEI in the order of loadings. */
export const rseiComponents = ['NDVI', 'Wet', 'NDBSI', 'LST'] as const;

export interface StateClass {
  label: Text;
  color: string;
  /** Null is open. A class holds min ≤ value < max. */
  min: number | null;
  max: number | null;
}

export interface StateIndicatorInfo {
  id: StateIndicator;
  name: Text;
  formula: string;
  classes: StateClass[];
  rule: string;
  ruleName: Text;
  evidence: Evidence;
}

/** How the remote sensing ecological index of a date was made. */
export interface RseiInfo {
  /** Of all dates together or of each on its own; absent in results of before, where `rseiScope` of the recipe says. */
  scope?: 'each' | 'common';
  /** Null: by minimum and maximum. */
  scaling?: RseiScaling;
  components: string[];
  loadings: number[];
  eigenvalues: number[];
  /** Share of the first component, 0–1. */
  explained: number;
  /** What each component was scaled by, and its mean, in its own unit. */
  ranges: { min: number; max: number; mean: number }[];
  /** Of PC1 over the pixels that were counted. */
  raw: { min: number; max: number };
  wetness: {
    id: string;
    name: Text;
    source: string;
    evidence: Evidence;
    coefficients: Record<string, number>;
  };
  temperature: { how: string; evidence: Evidence } | null;
  /** Weight of the pixels that the component was made of, in pixels. */
  pixels: number;
}

export interface StateDate {
  scene: string;
  acquired: string | null;
  /** For the axis of a trend: years with decimals; null without a date. */
  year: number | null;
  endmembers: EndMembers | null;
  rsei: RseiInfo | null;
  /** Per type of vegetation: what HJ 1172 divides by. */
  quality: QualityInfo | null;
}

/** Per zone and vegetation type the largest value of each parameter, that relative densities are made with. */
export interface QualityInfo {
  parameters: string[];
  types: { zone: string; type: string; max: number[] }[];
  /** min and max of the relative densities, over everything. */
  ranges: { min: number; max: number }[];
}

/** An indicator of a zone on a date. Means are weighted by covered area; null where nothing is valid. */
export interface StateValue {
  mean: number | null;
  std: number | null;
  min: number | null;
  max: number | null;
  validKm2: number;
  /** Left out as water, and because reflectance below zero gives no ratio; RSEI only. */
  waterKm2: number;
  outOfRangeKm2: number;
  /** Area per class. */
  gradeKm2: number[];
  /** Class of the mean. */
  grade: number | null;
}

/** km² that went from a class (row) to a class (column) between two dates; both dates valid. */
export interface StateTransition {
  from: number;
  to: number;
  km2: number[][];
  /** By the steps of the rule gradeChange. */
  changeKm2: number[];
  meanChange: number | null;
}

export interface StateZone {
  zone: string;
  /** The zone that this one is a part of, or has the outline of. */
  partOf?: string;
  areaKm2: number;
  /** Per date. */
  seen: { validKm2: number; areaByReasonKm2: Partial<Record<ValidityReason, number>> }[];
  /** In the order of the indicators. */
  indicators: { values: StateValue[]; transitions: StateTransition[]; trend: Trend | null }[];
  problem?: { code: string; message: string };
}

/** State of vegetation and ecosystem per zone and date. */
export interface StateResult {
  kind: 'state';
  indicators: StateIndicatorInfo[];
  dates: StateDate[];
  zones: StateZone[];
  /** All zones together. */
  whole: StateZone;
  changeSteps: { label: Text; from: number; color: string }[];
  recipe: StateRecipe;
}

/** Steps that a change of `difference` classes belongs to; `from` of the steps: 2, 1, 0, −1, −2. */
export function changeStep(steps: readonly { from: number }[], difference: number): number {
  const rises = steps.findIndex(s => s.from > 0 && difference >= s.from);
  if (difference > 0) return rises >= 0 ? rises : steps.findIndex(s => s.from === 0);
  if (difference === 0) return steps.findIndex(s => s.from === 0);
  for (let i = steps.length - 1; i >= 0; i--) if (steps[i].from < 0 && difference <= steps[i].from) return i;
  return steps.findIndex(s => s.from === 0);
}

/** Areas by step of change out of a transition matrix. */
export function changeAreas(
  steps: readonly { from: number }[],
  matrix: readonly (readonly number[])[],
): number[] {
  const areas = steps.map(() => 0);
  matrix.forEach((row, from) => row.forEach((km2, to) => (areas[changeStep(steps, to - from)] += km2)));
  return areas;
}

/** A date as years with decimals, for the axis of a trend: 2020-07-02 → 2020.5. */
export function decimalYear(acquired: string): number | null {
  const time = Date.parse(acquired);
  if (!Number.isFinite(time)) return null;
  const year = new Date(time).getUTCFullYear();
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return year + (time - start) / (end - start);
}
