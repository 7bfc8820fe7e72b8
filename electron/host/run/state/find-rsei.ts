import {
  emptyMoments,
  firstComponent,
  mergeMoments,
  type FirstComponent,
  type Moments,
} from '#core/ecology/principal-component.ts';
import type { RseiScaling } from '#core/ecology/ecology-names.ts';
import type { StateRules, Wetness } from '#core/ecology/state-rules.ts';
import { rseiComponents, type RseiInfo } from '#core/ecology/state.ts';
import { histogramPercentile } from '#core/ecology/vegetation-cover.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { spreadBins, type StateGathered } from '#host/raster/lanes/state-lane.ts';
import type { RseiFacts, StateFacts, StatePlan } from '#host/raster/lanes/state-pixels.ts';
import { addSpread, runState, type StateRun } from './run-state.ts';

export interface RseiChoice {
  /** Scales and component of all dates together, or of each date on its own. */
  scope: 'each' | 'common';
  scaling: RseiScaling;
}

/** Scales and component of a date; what RSEI itself is scaled by is not known yet. */
export interface DateComponent {
  facts: RseiFacts;
  component: FirstComponent;
}

/** Per date: what it has of its own, or what all have together. */
function shared<T>(scope: RseiChoice['scope'], parts: readonly T[], join: (parts: readonly T[]) => T): T[] {
  if (scope === 'each') return parts.map(part => join([part]));
  const all = join(parts);
  return parts.map(() => all);
}

function joinMoments(parts: readonly Moments[]): Moments {
  const all = emptyMoments(parts[0].size);
  for (const part of parts) mergeMoments(all, part);
  return all;
}

type Spread = readonly Float64Array[] | null;
const joinSpreads = (parts: readonly Spread[]): Spread =>
  parts.reduce((all, part) => (part ? addSpread(all, part) : all), null);

const positions = { min: 0, max: 1, step: 1 / spreadBins };
const positionOf = (bins: Float64Array, percent: number) => histogramPercentile(positions, bins, percent)!;

export const withRsei = (facts: readonly StateFacts[], rsei: readonly RseiFacts[]): StateFacts[] =>
  facts.map((fact, d) => ({ ...fact, rsei: rsei[d] }));

/** The component of each date. Throws `nothing-valid` where there is none. */
export async function findComponents(
  run: StateRun,
  facts: readonly StateFacts[],
  gathered: readonly StateGathered[],
  { scope, scaling }: RseiChoice,
  warnings: string[],
): Promise<DateComponent[]> {
  const names = run.plans.map(p => p.scene.name);
  const subject = (d: number) => (scope === 'common' ? names.join(', ') : names[d]);
  const flat = (d: number) => new BloomlineError('nothing-valid', subject(d), say('state.rsei-flat'));
  const allOf = (parts: readonly StateGathered[]) =>
    shared(
      scope,
      parts.map(g => g.moments!),
      joinMoments,
    );
  let moments = allOf(gathered);
  let scales = moments.map((found, d): RseiFacts => {
    const range = Array.from(found.max, (max, n) => max - found.min[n]);
    if (!(found.weight > 0) || !range.every(r => r > 0)) throw flat(d);
    return { loadings: [], min: [...found.min], range, rawMin: 0, rawMax: 1, clipped: false };
  });
  if (scaling) {
    const spreads = shared(
      scope,
      (await runState(run, withRsei(facts, scales), 'spread')).map((g): Spread => g.spread),
      joinSpreads,
    );
    scales = scales.map((scale, d) => {
      const low = spreads[d]!.map(bins => positionOf(bins, scaling.lowPercent));
      const high = spreads[d]!.map(bins => positionOf(bins, scaling.highPercent));
      const range = scale.range.map((r, n) => r * (high[n] - low[n]));
      if (!range.every(r => r > 0)) throw flat(d);
      return {
        ...scale,
        min: scale.min.map((min, n) => min + scale.range[n] * low[n]),
        range,
        clipped: true,
      };
    });
    moments = allOf(await runState(run, withRsei(facts, scales), 'clipped'));
  }
  const found = moments.map((of, d) => firstComponent(of, [0, 1]) ?? flat(d));
  const wrong = found.map(component => {
    if (component instanceof BloomlineError) throw component;
    return component.loadings.flatMap((loading, n) =>
      loading > 0 === n < 2 ? [] : [`${rseiComponents[n]} ${loading.toFixed(3)}`],
    );
  });
  wrong.slice(0, scope === 'common' ? 1 : undefined).forEach((loadings, d) => {
    if (loadings.length > 0)
      warnings.push(inEnglish('state.rsei-loading', { name: subject(d), wrong: loadings.join(', ') }));
  });
  if (scope === 'each' && names.length > 1) warnings.push(inEnglish('state.rsei-each'));
  return (found as FirstComponent[]).map((component, d) => {
    const { loadings } = component;
    const sum = (of: (loading: number) => number) => loadings.reduce((total, l) => total + of(l), 0);
    const bounds = scaling
      ? { rawMin: sum(l => Math.min(0, l)), rawMax: sum(l => Math.max(0, l)) }
      : { rawMin: 0, rawMax: 1 };
    return { component, facts: { ...scales[d], ...bounds, loadings } };
  });
}

/** The scale of RSEI itself, by what a pass over PC1 found. */
export function scaleRsei(
  components: readonly DateComponent[],
  found: readonly StateGathered[],
  { scope, scaling }: RseiChoice,
): RseiFacts[] {
  const lows = shared(
    scope,
    found.map(f => f.rawMin),
    all => Math.min(...all),
  );
  const highs = shared(
    scope,
    found.map(f => f.rawMax),
    all => Math.max(...all),
  );
  const spreads = shared(
    scope,
    found.map((f): Spread => f.spread),
    joinSpreads,
  );
  return components.map(({ facts }, d) => {
    if (!scaling) return { ...facts, rawMin: lows[d], rawMax: highs[d] };
    const at = (percent: number) =>
      facts.rawMin + (facts.rawMax - facts.rawMin) * positionOf(spreads[d]![0], percent);
    return { ...facts, rawMin: at(scaling.lowPercent), rawMax: at(scaling.highPercent) };
  });
}

/** How the RSEI of a date was made, for the result. */
export function rseiInfo(
  used: RseiFacts,
  { eigenvalues, explained }: FirstComponent,
  moments: Moments,
  { rsei }: StatePlan,
  wetness: Wetness,
  rules: StateRules,
  choice: RseiChoice,
): RseiInfo {
  const { id, name, source, evidence, coefficients } = wetness;
  return {
    ...choice,
    components: rseiComponents.slice(0, used.loadings.length),
    loadings: used.loadings,
    eigenvalues,
    explained,
    ranges: used.min.map((min, n) => ({ min, max: min + used.range[n], mean: moments.mean[n] })),
    raw: { min: used.rawMin, max: used.rawMax },
    wetness: { id, name, source, evidence, coefficients },
    temperature:
      rsei!.temperature === null
        ? null
        : rsei!.temperature.kind === 'kelvin'
          ? { how: inEnglish('state.temperature-band'), evidence: 'verified-2' }
          : {
              how: inEnglish('state.brightness-temperature'),
              evidence: rules.landSurfaceTemperature.evidence,
            },
    pixels: moments.weight,
  };
}
