import type { Observation } from '#core/plots/site.ts';
import type { Grade } from '#core/foundation/grade.ts';
import { gradeByDensity, type BloomRules, type WaterRules } from '#core/foundation/rules.ts';
import { trophicState, type TrophicState } from './trophic-state.ts';
import { waterQuality, type WaterBody, type WaterQuality } from './water-quality.ts';

/** What one sample of water says: everything that was measured at a place, a time and a depth. */
export interface WaterSample {
  time: string;
  depthM: number | null;
  quality: WaterQuality;
  trophic: TrophicState | null;
  bloom: Grade | null;
}

/** What a value has to say to be part of a sample. */
type SampleValue = Pick<Observation, 'parameter' | 'value' | 'time' | 'depthM' | 'flag' | 'supersededBy'>;

const usable = (o: SampleValue): boolean => o.supersededBy === null && o.flag !== 'invalid';

/** Samples of a site, newest first. Superseded and invalid values do not count; those to review do. */
export function waterSamples(
  observations: readonly SampleValue[],
  body: WaterBody,
  water: WaterRules,
  bloom: BloomRules,
): WaterSample[] {
  const groups = new Map<string, SampleValue[]>();
  for (const o of observations.filter(usable)) {
    const key = `${o.time}|${o.depthM ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), o]);
  }
  return [...groups.values()]
    .map(group => {
      const density = group.find(o => o.parameter === 'algal-density');
      return {
        time: group[0].time,
        depthM: group[0].depthM,
        quality: waterQuality(water.surfaceWater, body, group),
        trophic: trophicState(water.trophic, group),
        bloom: density ? gradeByDensity(bloom, density.value) : null,
      };
    })
    .filter(s => s.quality.class !== null || s.quality.items.length > 0 || s.trophic || s.bloom)
    .sort((a, b) => (a.time < b.time ? 1 : -1));
}

/** Rivers have other limits than lakes: the form of a section says which it is; everything else is a lake. */
export const waterBodyOf = (fields: Readonly<Record<string, unknown>>): WaterBody =>
  fields['water-body'] === 'river' ? 'river' : 'lake';
