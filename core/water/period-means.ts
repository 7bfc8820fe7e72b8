import { beijingTime } from '#core/foundation/dates.ts';
import type { Observation } from '#core/plots/site.ts';

/** What a value has to say to be averaged. */
export type WaterValue = Pick<
  Observation,
  'parameter' | 'value' | 'time' | 'depthM' | 'flag' | 'supersededBy'
> &
  Partial<Pick<Observation, 'censored' | 'vertical' | 'layer'>>;

/** The mean of one parameter, and of what. */
export interface ItemMean {
  parameter: string;
  value: number;
  /** Values in it, and how many of them were below the limit of detection. */
  n: number;
  censored: number;
  /** Metres, ascending; empty where none was told. */
  depths: number[];
}

export const oxygenSaturation = 'oxygen-saturation';

/** Superseded and invalid values do not count; those to review do. */
export const isUsable = (o: Pick<Observation, 'flag' | 'supersededBy'>): boolean =>
  o.supersededBy === null && o.flag !== 'invalid';

/** YYYY-MM-DD in Beijing. */
export const dayOfSample = (time: string): string => beijingTime(time)?.date ?? time.slice(0, 10);

/**
 * Values that were taken together: at one time, or on one day where verticals or layers are told, since a boat needs
 * a while from one bank to the other.
 */
export const visitOf = ({ time, vertical, layer }: WaterValue): string =>
  vertical || layer ? dayOfSample(time) : time;

/** Of one visit: verticals and layers are averaged item by item. */
export function visitMeans(values: readonly WaterValue[]): ItemMean[] {
  const usable = values.filter(isUsable);
  return meansOf(
    [...usable, ...saturations(usable)].map(({ parameter, value, censored, depthM }) => ({
      parameter,
      value,
      n: 1,
      censored: censored === '<' ? 1 : 0,
      depths: depthM === null ? [] : [depthM],
    })),
  );
}

/** Of one month: verticals and layers of a visit first, then the visits. */
export const monthMeans = (values: readonly WaterValue[]): ItemMean[] =>
  meansOf([...Map.groupBy(values, visitOf).values()].flatMap(visitMeans));

/** The mean of means, each with the same weight; of pH that of the hydrogen ions. Keeps the parameters' order. */
export function meansOf(parts: readonly ItemMean[]): ItemMean[] {
  return [...Map.groupBy(parts, p => p.parameter)].map(([parameter, own]) => ({
    parameter,
    value: meanOf(
      parameter,
      own.map(p => p.value),
    ),
    n: own.reduce((sum, p) => sum + p.n, 0),
    censored: own.reduce((sum, p) => sum + p.censored, 0),
    depths: [...new Set(own.flatMap(p => p.depths))].sort((a, b) => a - b),
  }));
}

function meanOf(parameter: string, values: readonly number[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, v) => sum + v, 0) / numbers.length;
  if (values.every(v => v === values[0])) return values[0];
  return parameter === 'ph' ? -Math.log10(mean(values.map(v => 10 ** -v))) : mean(values);
}

/**
 * Per cent of saturation of each oxygen value whose water temperature (°C) is known, by
 * DOs = 468 / (31.6 + T) of fresh water; where it was measured itself, that counts.
 */
function saturations(values: readonly WaterValue[]): WaterValue[] {
  const oxygen = values.filter(v => v.parameter === 'dissolved-oxygen');
  if (oxygen.length === 0 || values.some(v => v.parameter === oxygenSaturation)) return [];
  const temperatures = values.filter(v => v.parameter === 'water-temperature');
  return oxygen.flatMap(o => {
    const here = temperatures.filter(
      t => t.depthM === o.depthM && t.vertical === o.vertical && t.layer === o.layer,
    );
    const near = here.length > 0 ? here : temperatures;
    if (near.length === 0) return [];
    const temperature = near.reduce((sum, t) => sum + t.value, 0) / near.length;
    return [{ ...o, parameter: oxygenSaturation, value: (100 * o.value * (31.6 + temperature)) / 468 }];
  });
}
