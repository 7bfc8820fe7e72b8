import { reasonCode } from '#core/bands/validity.ts';
import { shareOf } from '#core/bloom/grade-zone.ts';
import { usualMaskLimits } from '#core/mask/mask-options.ts';
import { isReflectance, quantityOf } from '#core/scene/quantity.ts';
import { inEnglish } from '#core/words/said.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { Progress } from '#host/files/progress.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { usableZones, type PlacedZone } from '#host/run/zones/place-zones.ts';
import { tallyZones } from '#host/run/zones/tally-zones.ts';
import type { BloomTallies } from './tally-bloom.ts';

/** The index of water where the sensor has a shortwave infrared band. */
export const waterIndex = 'MNDWI';

/** How much of what was seen is water or floating scum, by place; null where that was not asked. */
export interface WaterShares {
  shares: ReadonlyMap<PlacedZone, number | null>;
  warnings: string[];
}

/**
 * Looks whether places with much "bloom" are water at all: land and emergent plants are as green. Floating scum counts
 * as water: bright in the near infrared and dark in the shortwave infrared. Nothing is asked where the mask tells land
 * already, a person said that all of it is water, or the values are no reflectance.
 */
export async function waterShares(
  tallied: BloomTallies,
  /** Share of bloom, 0–1. */
  bloom: ReadonlyMap<PlacedZone, number | null>,
  pool: RasterPool | null,
  progress: Progress,
): Promise<WaterShares> {
  const { plan } = tallied;
  const { scene, zones, placed, mask } = plan;
  const { askFrom } = bloomRules().waterShare;
  const asked = [...bloom].filter(([, share]) => (share ?? 0) >= askFrom).map(([place]) => place);
  const { allWater, water } = mask.options;
  if (asked.length === 0 || allWater || water || !isReflectance(quantityOf(scene)))
    return { shares: new Map(), warnings: [] };
  const has = (role: string) => scene.bands.some(b => b.role === role);
  if (!['G', 'R', 'N', 'S1'].every(has))
    return { shares: new Map(), warnings: [inEnglish('bloom.scum-or-plants')] };
  const options = {
    ...mask.options,
    water: { index: waterIndex, threshold: usualMaskLimits.waterThreshold },
  };
  const masking = planMask(scene, usableZones(zones, placed), { ...mask, options });
  const found = await tallyZones(scene, plan.formula, asked, null, masking, pool, {
    signal: progress.signal,
  });
  return {
    shares: new Map(
      asked.map((place, i) => {
        const seen = found[i].validAreaM2;
        return [place, shareOf(seen, seen + found[i].areaByReasonM2[reasonCode.land])];
      }),
    ),
    warnings: [],
  };
}
