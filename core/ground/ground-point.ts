import type { Observation } from '#core/plots/site.ts';
import { hoursApart } from '#core/plots/match-up.ts';
import type { WaterBody } from '#core/water/water-body.ts';
import type { WaterClass } from '#core/water/water-quality.ts';
import type { WaterValue } from '#core/water/period-means.ts';

/** A place where water was sampled, with everything that was measured there. CGCS2000, degrees. */
export interface GroundPoint {
  siteId: number;
  name: string;
  simulated?: boolean;
  code: string;
  lon: number;
  lat: number;
  /** Null where neither the form, a lake's zone nor the name says. */
  body: WaterBody | null;
  /** What it is called in the form; null where nobody told. */
  water?: string | null;
  target?: WaterClass | null;
  /** Lets water out: it has no class. */
  outlet?: boolean;
  observations: readonly (WaterValue & Pick<Observation, 'unit'>)[];
}

/** The value of a parameter that is nearest to a scene in time. */
export interface GroundValue {
  parameter: string;
  value: number;
  unit: string;
  time: string;
  /** Measured before the scene: negative. Whole days where either says a date only. */
  hoursApart: number;
}

/**
 * Of every parameter the value nearest in time to `acquired`, at most `withinHours` away; of equally near ones the
 * shallowest. Superseded and invalid values do not count; those to review do.
 */
export function valuesNear(point: GroundPoint, acquired: string, withinHours: number): GroundValue[] {
  const best = new Map<string, { value: GroundValue; depth: number }>();
  for (const o of point.observations) {
    if (o.supersededBy !== null || o.flag === 'invalid') continue;
    const apart = hoursApart(acquired, o.time);
    if (apart === null || Math.abs(apart) > withinHours) continue;
    const value = {
      parameter: o.parameter,
      value: o.value,
      unit: o.unit,
      time: o.time,
      hoursApart: apart,
    };
    const depth = o.depthM ?? 0;
    const known = best.get(o.parameter);
    const nearer = known && Math.abs(apart) - Math.abs(known.value.hoursApart);
    if (!known || nearer! < 0 || (nearer === 0 && depth < known.depth))
      best.set(o.parameter, { value, depth });
  }
  return [...best.values()].map(b => b.value);
}
