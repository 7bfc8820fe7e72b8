import type { Grade } from '#core/foundation/grade.ts';
import { gradeByDensity, type BloomRules, type WaterRules } from '#core/foundation/rules.ts';
import { visitMeans, visitOf, type WaterValue } from './period-means.ts';
import { trophicState, type TrophicState } from './trophic-state.ts';
import type { WaterBody } from './water-body.ts';
import { waterQuality, type WaterClass, type WaterQuality } from './water-quality.ts';

/** What one visit says: the mean over its verticals and layers. */
export interface WaterSample {
  time: string;
  /** The most values of one parameter that were averaged. */
  n: number;
  /** Metres, ascending. */
  depths: number[];
  quality: WaterQuality;
  /** Of lakes and reservoirs only. */
  trophic: TrophicState | null;
  bloom: Grade | null;
}

/** Samples of a site, newest first. */
export function waterSamples(
  observations: readonly WaterValue[],
  body: WaterBody | null,
  water: WaterRules,
  bloom: BloomRules,
  target: WaterClass | null = null,
): WaterSample[] {
  return [...Map.groupBy(observations, visitOf).values()]
    .map((group): WaterSample => {
      const means = visitMeans(group);
      const quality = waterQuality(water, body, means, target);
      const density = means.find(m => m.parameter === 'algal-density');
      const judged = [...water.surfaceWater.items, ...water.trophic.components].map(i => i.parameter);
      const own = means.filter(m => judged.includes(m.parameter));
      return {
        time: group[0].time,
        n: Math.max(0, ...own.map(m => m.n)),
        depths: [...new Set(own.flatMap(m => m.depths))].sort((a, b) => a - b),
        quality,
        trophic: body === 'lake' ? trophicState(water.trophic, means) : null,
        bloom: density ? gradeByDensity(bloom, density.value) : null,
      };
    })
    .filter(s => s.n > 0 || s.bloom)
    .sort((a, b) => (a.time < b.time ? 1 : -1));
}
