import type { ChangePatch, RedlineResult } from '#core/redline/redline-result.ts';
import type { Assessment } from '#core/review/assessment.ts';
import { regionCodeOf, zoneCodeOf } from '#core/redline/ledger.ts';
import { trackPatches } from '#core/redline/track-patches.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { groundMetric } from '#core/grid/ground-metric.ts';
import { intersectWindows, type Grid } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Scene } from '#core/scene/scene.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import type { Place } from '#core/zones/run-patches.ts';
import { edgesOf, toPixelPolygons } from '#core/zones/project.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import { redlineRules } from '#host/run/rules/rules.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { LedgerSighting } from '#host/catalogue/ledger.ts';

export interface TakenPatches {
  added: number;
  updated: number;
  gone: number;
  /** Patches that an earlier call took from the same assessment. */
  already: number;
}

/**
 * Takes the patches of a redline assessment into the ledger, as one step: known ones are updated, others added, and
 * known ones that the assessment saw to be gone are marked. Who a patch is, is decided against the ledger of now.
 */
export function takePatches(
  catalogue: Catalogue,
  who: string,
  assessment: Pick<Assessment, 'id' | 'name' | 'result'>,
  scenes: readonly [Scene, Scene],
  zones: readonly Zone[],
): TakenPatches {
  const { result } = assessment;
  if (result.kind !== 'redline')
    throw new BloomlineError('bad-input', assessment.name, say('ledger.of-redline'));
  const [before, after] = scenes;
  const names = new Set(zones.map(z => z.name));
  const seen = new Set(catalogue.ledger.seen(assessment.id));
  const fresh = result.patches.filter(p => !seen.has(p.id));
  const known = catalogue.ledger.list().filter(e => names.has(e.zone) && e.assessmentId !== assessment.id);
  const { grid } = before;
  const places = known.map(k => placeOf(k.geometry, grid));
  const found = fresh.map(patch => {
    const place = placeOf(patch.geometry, grid);
    const common = places.flatMap((other, i) => {
      const areaM2 = place && other ? commonAreaM2(place, other, grid) : 0;
      return areaM2 > 0 ? [{ known: i, areaM2 }] : [];
    });
    return { areaM2: patch.areaM2, common };
  });
  const asKnown = known.map(({ id, number, zone, areaM2 }) => ({ ledgerId: id, number, zone, areaM2 }));
  const { tracks, gone } = trackPatches(found, asKnown, redlineRules().samePatch);
  const wasGone = new Set(result.gone.map(g => g.ledgerId));
  const nowGone = gone.filter(g => wasGone.has(g.ledgerId) || g.mergedInto !== null);
  const metric = groundMetric(grid)(grid.width / 2, grid.height / 2);
  const resolutionM = Math.round(Math.sqrt(metric[0] * metric[2]) * 100) / 100;
  const day = (scene: Scene) => scene.acquired?.slice(0, 10) ?? null;
  const sightings = fresh.map((patch, i) => ({
    entryId: tracks[i].ledgerId,
    sighting: {
      ...sightingOf(patch, result, zones),
      trend: tracks[i].trend,
      beforeScene: before.name,
      beforeDate: day(before),
      afterScene: after.name,
      afterDate: day(after),
      resolutionM,
      assessmentId: assessment.id,
    },
  }));
  catalogue.ledger.take(
    who,
    sightings,
    nowGone.map(g => ({
      id: g.ledgerId,
      why: `${g.mergedInto ? 'merged into another patch' : 'gone'} (${day(before) ?? '?'} – ${day(after) ?? '?'})`,
    })),
  );
  const updated = sightings.filter(s => s.entryId !== null).length;
  return {
    added: sightings.length - updated,
    updated,
    gone: nowGone.length,
    already: result.patches.length - fresh.length,
  };
}

type Sighted = Omit<
  LedgerSighting,
  'trend' | 'beforeScene' | 'beforeDate' | 'afterScene' | 'afterDate' | 'resolutionM' | 'assessmentId'
>;

function sightingOf(patch: ChangePatch, { options, recipe }: RedlineResult, zones: readonly Zone[]): Sighted {
  const zone = zones.find(z => z.name === patch.zone) ?? { attributes: {} };
  const nameOf = (code: number | undefined) =>
    code === undefined ? null : options.legend?.[code] ? `${code} ${options.legend[code]}` : String(code);
  return {
    geometry: patch.geometry,
    zone: patch.zone,
    zoneCode: zoneCodeOf(zone),
    regionCode: regionCodeOf(zone),
    direction: patch.direction,
    classBefore: nameOf(patch.transition?.[0]),
    classAfter: nameOf(patch.transition?.[1]),
    areaM2: patch.areaM2,
    overlapM2: patch.overlapM2,
    meanChange: patch.transition ? null : patch.meanChange,
    lon: patch.center[0],
    lat: patch.center[1],
    patchNumber: patch.id,
    simulated: recipe.simulated,
  };
}

function placeOf(geometry: MultiPolygon, grid: Grid): Place | null {
  try {
    const edges = edgesOf(toPixelPolygons(geometry, 'patch', cgcs2000, grid));
    const { minCol: col, minRow: row, maxCol, maxRow } = edges;
    return maxCol > col && maxRow > row
      ? { edges, window: { col, row, width: maxCol - col, height: maxRow - row } }
      : null;
  } catch (error) {
    // It has no place in the scene's reference system: it is elsewhere.
    if (error instanceof BloomlineError) return null;
    throw error;
  }
}

const rowsAtOnce = 256;

/** m² that two outlines share, by the cover of pixels: exact along pixel sides. */
function commonAreaM2(a: Place, b: Place, grid: Grid): number {
  const shared = intersectWindows(a.window, b.window);
  if (!shared) return 0;
  let sum = 0;
  for (let row = shared.row; row < shared.row + shared.height; row += rowsAtOnce) {
    const part = { ...shared, row, height: Math.min(rowsAtOnce, shared.row + shared.height - row) };
    const [inA, inB] = [coverageFractions(a.edges, part), coverageFractions(b.edges, part)];
    const areas = pixelAreasM2(grid, part);
    for (let i = 0; i < areas.length; i++) sum += Math.min(inA[i], inB[i]) * areas[i];
  }
  return sum;
}
