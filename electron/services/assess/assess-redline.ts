import type { LossPatch, RedlineResult, RedlineZone } from '#core/assessment/assessment.ts';
import { ruleStamp } from '#core/assessment/rules.ts';
import { histogramPercentile, type EndMembers } from '#core/assessment/vegetation-cover.ts';
import { BloomlineError } from '#core/contract/errors.ts';
import { sameGrid, type Crs } from '#core/grid/grid.ts';
import { mixedBaselines, usedOffset } from '#core/scene/suspicious-radiometry.ts';
import type { Scene } from '#core/scene/scene.ts';
import { binCount, emptyTally, type ZoneTally } from '#core/zones/tally.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { RasterPool } from '#services/raster/raster-pool.ts';
import type { Clouds } from '#services/raster/scene-reader.ts';
import { compareZone, type ZoneComparison } from './compare-zone.ts';
import { findIndex, kernelFor } from './index-choice.ts';
import { overlapWarnings } from './overlapping-zones.ts';
import { placeZones, usablePlaces } from './place-zones.ts';
import { makeRecipe } from './recipe.ts';
import { redlineRules } from './rules.ts';
import { tallyZones, type Progress } from './tally-zones.ts';

export interface RedlineInput {
  before: Scene;
  after: Scene;
  zones: readonly Zone[];
  zonesCrs: Crs | null;
  zonesSubject: string;
  zoneFiles: readonly string[];
  clouds: Clouds;
  /** Loss where NDVI falls by more than this. */
  loss: number;
  minPatchM2: number;
  pool: RasterPool | null;
}

/**
 * Compares two dates inside redline zones: NDVI and vegetation cover per zone and date, and patches of loss. Throws
 * `grids-differ` where the dates do not share a grid; nothing is resampled unasked.
 */
export async function assessRedline(input: RedlineInput, progress: Progress = {}): Promise<RedlineResult> {
  const { before, after, clouds, pool } = input;
  if (!sameGrid(before.grid, after.grid))
    throw new BloomlineError(
      'grids-differ',
      after.name,
      `expected the grid of ${before.name} (${describe(before)}), found ${describe(after)}; bring both dates onto one grid first, for example with gdalwarp -te … -tr …`,
    );
  const ndvi = findIndex('NDVI').definition!;
  kernelFor(before, ndvi.formula);
  kernelFor(after, ndvi.formula);
  const placed = placeZones(input.zones, input.zonesCrs, before.grid, input.zonesSubject);
  const usable = usablePlaces(placed);
  const tally = (scene: Scene) => tallyZones(scene, ndvi.formula, usable, ndvi.range, clouds, pool, progress);
  const tallied = [await tally(before), await tally(after)];
  if (tallied.some(ts => ts.every(t => t.validCoverage === 0)))
    throw new BloomlineError(
      'nothing-valid',
      before.name,
      'no valid pixel lies in the zones on one of the dates',
    );

  const rules = redlineRules();
  const { lowPercent, highPercent } = rules.vegetationCover;
  const weights = new Float64Array(binCount(ndvi.range));
  for (const t of tallied.flat()) t.areaByBinM2.forEach((area, i) => (weights[i] += area));
  const endmembers: EndMembers = {
    soil: histogramPercentile(ndvi.range, weights, lowPercent) ?? 0,
    vegetation: histogramPercentile(ndvi.range, weights, highPercent) ?? 1,
  };
  const warnings = [...overlapWarnings(placed), ...mixedBaselines([before, after].map(usedOffset))];
  if (!(endmembers.vegetation - endmembers.soil > 0.05))
    warnings.push(
      `NDVI of soil (${endmembers.soil.toFixed(3)}) and of full cover (${endmembers.vegetation.toFixed(3)}) are too close: the vegetation cover says little`,
    );
  if (before.acquired && after.acquired && before.acquired > after.acquired)
    warnings.push(
      `the first date (${before.acquired}) is later than the second (${after.acquired}): are they swapped?`,
    );

  const zones: RedlineZone[] = [];
  const patches: LossPatch[] = [];
  let next = 0;
  for (const [i, zone] of placed.entries()) {
    if (!zone.window || !zone.edges) {
      zones.push({
        ...zoneRow(zone.name, emptyTally(null), emptyTally(null), null, 0),
        problem: { code: zone.problem!.code, message: zone.problem!.message },
      });
      continue;
    }
    const comparison = await compareZone(
      {
        before,
        after,
        clouds,
        endmembers,
        loss: input.loss,
        minPatchM2: input.minPatchM2,
        zone: { edges: zone.edges, window: zone.window },
      },
      { signal: progress.signal, onProgress: () => progress.onProgress?.(i, placed.length, 'patches') },
    );
    for (const patch of comparison.patches)
      patches.push({ ...patch, id: patches.length + 1, zone: zone.name });
    zones.push(zoneRow(zone.name, tallied[0][next], tallied[1][next], comparison, comparison.patches.length));
    next++;
  }
  patches.sort((a, b) => b.areaM2 - a.areaM2);
  patches.forEach((patch, i) => (patch.id = i + 1));

  const recipe = await makeRecipe(
    {
      kind: 'redline',
      scenes: [before, after],
      files: input.zoneFiles,
      zones: input.zones,
      parameters: {
        index: 'NDVI',
        formula: ndvi.formula,
        loss: input.loss,
        rule: 'loss where NDVI(before) − NDVI(after) > loss, both dates valid',
        minPatchM2: input.minPatchM2,
        connection:
          'four-connected pixels; outlines of pixels with at least half of their area inside the zone',
        clouds,
        endmembers,
        endmemberRule: `${lowPercent} % and ${highPercent} % of the valid area of both dates in all zones`,
      },
      rules: [ruleStamp(rules.vegetationCover), ruleStamp(rules.vegetationLoss)],
      warnings: [...warnings, ...placed.flatMap(p => (p.problem ? [`${p.name}: ${p.problem.message}`] : []))],
    },
    progress,
  );
  return {
    kind: 'redline',
    zones,
    patches,
    endmembers,
    loss: input.loss,
    minPatchM2: input.minPatchM2,
    recipe,
  };
}

function zoneRow(
  zone: string,
  before: ZoneTally,
  after: ZoneTally,
  comparison: ZoneComparison | null,
  patchCount: number,
): RedlineZone {
  const date = (tally: ZoneTally, fvcMean: number | null) => ({
    ndviMean: tally.validCoverage > 0 ? tally.mean : null,
    fvcMean,
    validShare: tally.areaM2 > 0 ? tally.validAreaM2 / tally.areaM2 : null,
  });
  return {
    zone,
    areaKm2: before.areaM2 * 1e-6,
    comparedAreaKm2: (comparison?.comparedM2 ?? 0) * 1e-6,
    before: date(before, comparison?.fvcBefore ?? null),
    after: date(after, comparison?.fvcAfter ?? null),
    ndviChange: comparison?.ndviChange ?? null,
    fvcChange: comparison?.fvcChange ?? null,
    lossAreaM2: comparison?.lossM2 ?? 0,
    patchCount,
  };
}

function describe({ grid }: Scene): string {
  return `${grid.width} × ${grid.height} pixels of ${grid.affine[1]} from ${grid.affine[0]}, ${grid.affine[3]} in ${grid.crs?.name ?? 'no CRS'}`;
}
