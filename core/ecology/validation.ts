import type { ValidationRecipe } from './ecology-recipes.ts';

import { agreementOf, type Agreement, type Pair } from '#core/ground/agreement.ts';
import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import { classOf } from './state-rules.ts';

/** A plot with what was measured there and what the product says there. */
export interface ValidationPlot {
  siteId: number;
  name: string;
  code: string;
  /** Kind of the site, such as grassland-plot. */
  type: string;
  lon: number;
  lat: number;
  /** How the place was taken: its outline, a square of its side, or a window of pixels around its point. */
  shape: 'outline' | 'square' | 'window';
  areaM2: number | null;
  /** Mean of what was measured on the day that is nearest, and of how many observations. */
  measured: number;
  observations: number;
  day: string;
  /** Area-weighted over the shape, in the unit of the parameter. */
  retrieved: number | null;
  /** Share of the shape that has a valid value, 0–1. */
  validShare: number;
  /** Why the plot does not count. */
  leftOut: 'outside' | 'not-seen' | null;
}

/** Accuracy over some plots. */
export interface RetrievalAccuracy {
  type: string | null;
  plots: number;
  /** √(Σ((measured − retrieved) / retrieved)² / N); null without plots, or where it has no end. */
  ree: number | null;
  /** 1 − REE. */
  p: number | null;
  passes: boolean | null;
  agreement: Agreement;
  /** Classes of the measured (columns) and the retrieved (rows); null without class limits. */
  classes: ClassAgreement | null;
}

export interface ClassAgreement {
  /** [class of the product][class on the ground]. */
  counts: number[][];
  overall: number;
  /** Null where chance alone would give full agreement. */
  kappa: number | null;
  quality: Text | null;
  passes: boolean;
}

export interface ValidationRule {
  passRetrieval: number;
  passInterpretation: number;
  kappa: readonly { below: number | null; label: Text }[];
}

export interface ValidationResult {
  kind: 'validation';
  name: Text;
  note: Text;
  evidence: Evidence;
  parameter: { id: string; name: Text; unit: string };
  product: { name: string; formula: string; factor: number; acquired: string | null };
  passRetrieval: number;
  passInterpretation: number;
  classLimits: number[];
  plots: ValidationPlot[];
  /** All plots first, then per type. */
  accuracies: RetrievalAccuracy[];
  recipe: ValidationRecipe;
}

/** REE of HJ 1166 and HJ 1176; infinite where something was measured and nothing retrieved. */
export function retrievalError(pairs: readonly Pair[]): number | null {
  if (pairs.length === 0) return null;
  const sum = pairs.reduce(
    (total, { measured, estimate }) =>
      total + (measured === estimate ? 0 : ((measured - estimate) / estimate) ** 2),
    0,
  );
  return Math.sqrt(sum / pairs.length);
}

export function retrievalAccuracy(
  rule: ValidationRule,
  type: string | null,
  plots: readonly ValidationPlot[],
  limits: readonly number[],
): RetrievalAccuracy {
  const pairs = plots
    .filter(p => p.leftOut === null && (type === null || p.type === type))
    .map(p => ({ measured: p.measured, estimate: p.retrieved! }));
  const error = retrievalError(pairs);
  // Without an end it cannot be printed, and cannot pass.
  const ree = error !== null && Number.isFinite(error) ? error : null;
  return {
    type,
    plots: pairs.length,
    ree,
    p: ree === null ? null : 1 - ree,
    passes: error === null ? null : 1 - error >= rule.passRetrieval,
    agreement: agreementOf(pairs),
    classes: limits.length > 0 && pairs.length > 0 ? classAgreement(rule, pairs, limits) : null,
  };
}

/** Agreement of classes: share that is right, and Cohen's kappa with its word. */
export function classAgreement(
  rule: ValidationRule,
  pairs: readonly Pair[],
  limits: readonly number[],
): ClassAgreement {
  const size = limits.length + 1;
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { measured, estimate } of pairs) counts[classOf(limits, estimate)][classOf(limits, measured)]++;
  const total = pairs.length;
  const right = counts.reduce((sum, row, i) => sum + row[i], 0);
  const chance =
    counts.reduce(
      (sum, row, i) =>
        sum + row.reduce((a, b) => a + b, 0) * counts.reduce((column, other) => column + other[i], 0),
      0,
    ) /
    total ** 2;
  const overall = right / total;
  const kappa = chance >= 1 ? null : (overall - chance) / (1 - chance);
  return {
    counts,
    overall,
    kappa,
    quality: kappa === null ? null : rule.kappa.find(({ below }) => below === null || kappa < below)!.label,
    passes: overall >= rule.passInterpretation,
  };
}
