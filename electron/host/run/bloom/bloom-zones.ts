import type { BloomZone } from '#core/bloom/bloom-result.ts';
import { coveredArea, intensityAreas } from '#core/bloom/bloom-classes.ts';
import { gradeZone, shareOf } from '#core/bloom/grade-zone.ts';
import { areaAboveKm2, type AreaHistogram } from '#core/bloom/histogram-area.ts';
import { seenShare } from '#core/bloom/seen-share.ts';
import { zoneStatistics } from '#core/tally/zone-statistics.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import { binCount, binEdge, type BinRange } from '#core/tally/tally.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { correctionEffects } from './correction-effects.ts';
import { waterShares } from './water-share.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { areaHistogram, type BloomTallies } from './tally-bloom.ts';
import type { Progress } from '#host/files/progress.ts';
import { tallyZones } from '#host/run/zones/tally-zones.ts';

/** True where the threshold is an edge of the bins, so that the tally gives its area exactly. */
function isEdge(range: BinRange, threshold: number): boolean {
  const n = Math.round((threshold - range.min) / range.step);
  return n >= 0 && n <= binCount(range) && binEdge(range, n) === threshold;
}

/** A threshold's areas: from the histogram where it is an edge, else by a pass that asks exactly this threshold. */
async function areasAbove(
  tallied: BloomTallies,
  /** By zone, and of the whole. */
  histograms: readonly AreaHistogram[],
  thresholds: number[],
  pool: RasterPool | null,
  progress: Progress,
): Promise<number[][]> {
  const { range, plan } = tallied;
  const { scene, formula, placed, together, masking } = plan;
  const places = [...new Set([...placed, ...together.once])];
  return Promise.all(
    thresholds.map(async threshold => {
      if (isEdge(range, threshold)) return histograms.map(h => areaAboveKm2(h, range, threshold));
      // No bins: only the areas at or below the threshold and above it.
      const own = { min: threshold, max: threshold, step: 1 };
      const found = await tallyZones(scene, formula, places, own, masking, pool, { signal: progress.signal });
      const above = new Map(places.map((place, i) => [place, found[i].aboveM2 * 1e-6]));
      const whole = together.once.reduce((sum, place) => sum + above.get(place)!, 0);
      return [...placed.map(place => above.get(place)!), whole];
    }),
  );
}

/**
 * Every zone at a threshold, and all together with every place once: areas, shares, grades, intensity and cover. Zones
 * of which nothing is seen say so.
 */
export async function bloomZones(
  tallied: BloomTallies,
  threshold: number,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<{ zones: BloomZone[]; whole: BloomZone; warnings: string[] }> {
  const { plan, range, delta } = tallied;
  const { id, placed, together } = plan;
  const tallies = [...tallied.tallies, tallied.whole];
  const rounded = (x: number) => Number(x.toPrecision(12));
  const histograms = tallies.map(areaHistogram);
  const [bloom, more, less] = await areasAbove(
    tallied,
    histograms,
    [threshold, rounded(threshold - delta), rounded(threshold + delta)],
    pool,
    progress,
  );
  const rules = bloomRules();
  const leastSeen = leastSeenOf(plan.mask.options);
  const effects = await correctionEffects(plan, threshold, progress);
  const water = await waterShares(
    tallied,
    new Map(placed.map((place, i) => [place, shareOf(bloom[i], tallies[i].validAreaM2 * 1e-6)])),
    pool,
    progress,
  );
  const measured = tallies.map((tally, i): BloomZone => {
    const zone = placed.at(i) ?? { name: '', problem: null };
    const statistics = zoneStatistics(zone.name, tally);
    const { validAreaKm2 } = statistics;
    const bloomShare = shareOf(bloom[i], validAreaKm2);
    const validShare = seenShare(statistics);
    const waterShare = placed[i] && water.shares.get(placed[i]);
    const graded = gradeZone(rules, bloomShare, validShare, leastSeen, waterShare);
    // What a person drew has no intensity: it is in no class and not in the cover.
    const hand = statistics.areaByReasonKm2['hand-bloom'] ?? 0;
    const histogram = { ...histograms[i], aboveKm2: Math.max(0, histograms[i].aboveKm2 - hand) };
    const own = { histogram, range, threshold, bloomKm2: Math.max(0, bloom[i] - hand) };
    return {
      ...statistics,
      ...(zone.problem ? { problem: { code: zone.problem.code, message: zone.problem.message } } : {}),
      bloomAreaKm2: bloom[i],
      bloomShare,
      validShare,
      ...(together.partOf[i] ? { partOf: together.partOf[i] } : {}),
      ...(effects?.[i] ? { corrections: effects[i] } : {}),
      ...(waterShare == null ? {} : { waterShare }),
      ...graded,
      assessable: graded.grade !== null,
      threshold,
      sensitivity: { delta, lowerKm2: less[i], upperKm2: more[i] },
      intensity: validAreaKm2 > 0 ? intensityAreas(rules.intensity, id, own) : null,
      cover: validAreaKm2 > 0 ? coveredArea(rules.subPixel, id, own) : null,
      change: null,
    };
  });
  return { zones: measured.slice(0, -1), whole: measured.at(-1)!, warnings: water.warnings };
}

/** The least share that must be seen: the user's, else the rules'. */
export const leastSeenOf = ({ minValidShare }: MaskOptions): number =>
  minValidShare ?? bloomRules().minValidShare.value;
