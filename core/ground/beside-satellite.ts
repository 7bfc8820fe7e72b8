import { isBloom } from '#core/bloom/bloom-rule.ts';
import { z } from 'zod';
import type { Grade } from '#core/foundation/grade.ts';
import { gradeByDensity, type BloomRules, type WaterRules } from '#core/foundation/rules.ts';
import { trophicState, type TrophicState } from '#core/water/trophic-state.ts';
import { meansOf } from '#core/water/period-means.ts';
import type { WaterBody } from '#core/water/water-body.ts';
import { waterQuality, type WaterQuality } from '#core/water/water-quality.ts';
import { accuracyOf, type MapAccuracy } from './accuracy.ts';
import { fitRegression, regressionForms, type Regression } from './regression.ts';
import type { GroundValue } from './ground-point.ts';
import { gradeWholeLake, higherGrade, type WholeLakeGrade } from './whole-lake.ts';

export const groundSamplings = ['fixed', 'random'] as const;

export const groundOptionsSchema = z.strictObject({
  /** Samples at most this many hours from the scene. */
  withinHours: z
    .number()
    .nonnegative()
    .max(24 * 366),
  /** Pixels along a side of the window around a point. */
  side: z.union([z.literal(1), z.literal(3), z.literal(5)]),
  /** What is compared with the index. */
  parameter: z.string().min(1).max(40),
  /**
   * How the points were chosen: `random`, a probability sample of the map (simple or stratified by its classes);
   * `fixed`, stations and what else was chosen by people, which stand for no area. Left out: fixed.
   */
  sampling: z.enum(groundSamplings).optional(),
});
export type GroundOptions = z.infer<typeof groundOptionsSchema>;

/** The index around a point. */
export interface WindowValue {
  /** Mean over the valid pixels; null without any. */
  value: number | null;
  deviation: number | null;
  validShare: number;
  /** The index's value of the pixel under the point itself; null where that is not valid. */
  pixel: number | null;
}

/** A ground point, its samples near the scene, what they say and what the satellite says there. */
export interface GroundPointResult {
  siteId: number;
  name: string;
  code: string;
  lon: number;
  lat: number;
  body: WaterBody | null;
  /** Names of the zones that it lies in. */
  zones: string[];
  values: GroundValue[];
  density: Grade | null;
  trophic: TrophicState | null;
  quality: WaterQuality | null;
  /** Bloom by the rule for ground points; null where neither density nor chlorophyll-a was measured. */
  bloom: boolean | null;
  /** Null where the point lies outside of the scene. */
  satellite: WindowValue | null;
  /** Enough valid pixels that differ little: fit for comparison. */
  homogeneous: boolean;
}

/** What the points of one zone, or of all zones, say together. */
export interface GroundSummary {
  /** Null for all zones together. */
  zone: string | null;
  points: number;
  wholeLake: WholeLakeGrade | null;
  /** Of the mean of each parameter over the points. */
  trophic: TrophicState | null;
  quality: WaterQuality | null;
  satellite: Grade | null;
  /** Which of the two gradings is the worse. */
  higher: 'satellite' | 'ground' | 'equal' | null;
}

/** Ground points beside a scene, before any threshold. */
export interface GroundPoints {
  options: GroundOptions;
  acquired: string | null;
  points: GroundPointResult[];
}

export interface GroundResult extends GroundPoints {
  summaries: GroundSummary[];
  /** Points whose own pixel is mapped as bloom or water, against what the ground says. */
  accuracy: MapAccuracy;
  /** The parameter by the index, over homogeneous points; one per form that could be fitted. */
  regressions: Regression[];
}

/** A window is homogeneous with at least this share of valid pixels … */
export const leastValidShare = 0.5;
/**
 * … whose standard deviation is at most this part of their mean (Bailey & Werdell 2006), or δ of the index: near zero
 * a part of the mean says nothing.
 */
export const largestVariation = 0.15;

export function isHomogeneous({ value, deviation, validShare }: WindowValue, delta: number): boolean {
  return (
    value !== null &&
    validShare >= leastValidShare &&
    (deviation ?? 0) <= Math.max(largestVariation * Math.abs(value), delta)
  );
}

/** What the samples of a point say by the rules. */
export function gradePoint(
  values: readonly GroundValue[],
  body: WaterBody | null,
  bloom: BloomRules,
  water: WaterRules,
): Pick<GroundPointResult, 'density' | 'trophic' | 'quality' | 'bloom'> {
  const of = (parameter: string) => values.find(v => v.parameter === parameter)?.value ?? null;
  const density = of('algal-density');
  const chlorophyll = of('chlorophyll-a');
  const quality = waterQuality(water, body, values);
  return {
    density: density === null ? null : gradeByDensity(bloom, density),
    trophic: body === 'lake' ? trophicState(water.trophic, values) : null,
    quality: quality.items.length > 0 ? quality : null,
    // Where the two disagree, the higher counts.
    bloom:
      density === null && chlorophyll === null
        ? null
        : (density ?? 0) >= bloom.groundBloom.density || (chlorophyll ?? 0) >= bloom.groundBloom.chlorophyll,
  };
}

/** The points together with a threshold and the grades that it gives: zone by zone, and all in all. */
export function besideSatellite(
  ground: GroundPoints,
  threshold: number,
  zones: readonly { zone: string; grade: Grade | null; bloomAreaKm2: number; validAreaKm2: number }[],
  rules: { bloom: BloomRules; water: WaterRules },
  /** All zones together. */
  whole: { grade: Grade | null; bloomAreaKm2: number; validAreaKm2: number },
): GroundResult {
  const { points } = ground;
  const summary = (zone: string | null, satellite: Grade | null): GroundSummary => {
    const own = zone === null ? points : points.filter(p => p.zones.includes(zone));
    const wholeLake = gradeWholeLake(
      rules.bloom,
      own.flatMap(p => p.values.filter(v => v.parameter === 'algal-density').map(v => v.value)),
    );
    const means = meansOf(own.flatMap(p => p.values.map(v => ({ ...v, n: 1, censored: 0, depths: [] }))));
    const body = (['lake', 'river'] as const).find(b => own.some(p => p.body === b)) ?? null;
    const quality = waterQuality(rules.water, body, means);
    return {
      zone,
      points: own.length,
      wholeLake,
      trophic: body === 'lake' ? trophicState(rules.water.trophic, means) : null,
      quality: quality.items.length > 0 ? quality : null,
      satellite,
      higher: higherGrade(rules.bloom, satellite, wholeLake?.grade ?? null),
    };
  };
  const pairs = matchUps(ground).map(p => ({ x: p.index, y: p.measured }));
  return {
    ...ground,
    summaries: [
      ...(zones.length > 1 ? [summary(null, whole.grade)] : []),
      ...zones.map(z => summary(z.zone, z.grade)),
    ],
    accuracy: accuracyOf(
      points.flatMap(p =>
        p.bloom === null || p.satellite?.pixel == null
          ? []
          : [{ mapped: isBloom(p.satellite.pixel, threshold), bloom: p.bloom }],
      ),
      ground.options.sampling === 'random'
        ? { bloom: whole.bloomAreaKm2, water: Math.max(0, whole.validAreaKm2 - whole.bloomAreaKm2) }
        : null,
    ),
    regressions: regressionForms.flatMap(form => fitRegression(pairs, form) ?? []),
  };
}

/** Index and measured value of the points that are fit for comparison. */
export function matchUps({ points, options }: GroundPoints): {
  point: GroundPointResult;
  index: number;
  measured: number;
}[] {
  return points.flatMap(point => {
    const measured = point.values.find(v => v.parameter === options.parameter)?.value;
    const index = point.satellite?.value ?? null;
    return point.homogeneous && measured !== undefined && index !== null ? [{ point, index, measured }] : [];
  });
}

/** The points as labelled values, to find the threshold that separates them. */
export const labelledValues = ({ points }: GroundPoints): { value: number; bloom: boolean }[] =>
  points.flatMap(p =>
    p.bloom === null || p.satellite?.pixel == null ? [] : [{ value: p.satellite.pixel, bloom: p.bloom }],
  );
