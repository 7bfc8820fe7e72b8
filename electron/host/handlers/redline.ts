import { BloomlineError } from '#core/contract/errors.ts';
import type { ChangeHistogram } from '#core/contract/redline-calls.ts';
import type { ComparisonOptions } from '#core/assessment/land-change/change-options.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { sameGrid } from '#core/grid/grid.ts';
import type { ZoneTally } from '#core/zones/tally.ts';
import { assessTallied, comparisonOf } from '#services/assess/assess-redline.ts';
import { commonRoles } from '#services/assess/plan-change.ts';
import { redlineRules } from '#services/assess/rules.ts';
import { sumOf, tallyChange, type ChangeTallies } from '#services/assess/tally-change.ts';
import type { Progress } from '#services/assess/tally-zones.ts';
import { saveAssessment, versionOf } from './assessments.ts';
import type { Context, Handlers } from './context.ts';

const km2 = 1e-6;
const keptTallies = 4;

interface Dates {
  beforeId: number;
  afterId: number;
  zoneIds: number[];
}

export const redlineHandlers: Pick<Handlers, 'redline.tally' | 'redline.choices' | 'redline.assess'> = {
  'redline.choices': ({ beforeId, afterId }, { workspace }) => {
    const [before, after] = [workspace.scene(beforeId), workspace.scene(afterId)];
    return {
      sameGrid: sameGrid(before.grid, after.grid),
      roles: commonRoles(before, after),
      minPatchM2: redlineRules().vegetationLoss.defaultMinPatchM2,
    };
  },

  'redline.tally': async ({ comparison, ...dates }, context, progress) => {
    const tallied = await talliesFor(dates, comparison, context, progress);
    const { tallies, range, placed } = tallied;
    const all = (of: (t: ChangeTallies['tallies'][number]) => ZoneTally): ChangeHistogram => ({
      areaKm2ByBin: range ? Array.from(sumOf(tallies.map(of), range), area => area * km2) : [],
      aboveKm2: tallies.reduce((sum, t) => sum + of(t).aboveM2, 0) * km2,
    });
    const names = placed.filter(p => p.window).map(p => p.name);
    return {
      measure: tallied.measure,
      range,
      loss: all(t => t.loss),
      gain: all(t => t.gain),
      zones: tallies.map((t, i) => ({
        zone: names[i],
        comparedKm2: t.gain.validAreaM2 * km2,
        loss: histogramOf(t.loss),
        gain: histogramOf(t.gain),
      })),
      otsu: tallied.otsu,
      valley: tallied.valley,
      defaultThreshold: tallied.defaultThreshold,
      coregistration: tallied.coregistration,
      maxShiftPx: redlineRules().coregistration.maxShiftPx,
      fits: tallied.fits,
      endmembers: tallied.endmembers,
      aligned: tallied.plan.align,
      warnings: tallied.warnings,
    };
  },

  'redline.assess': async ({ options, name, ...dates }, context, progress) => {
    const { workspace } = context;
    const [before, after] = [workspace.scene(dates.beforeId), workspace.scene(dates.afterId)];
    if (dates.beforeId === dates.afterId)
      throw new BloomlineError('bad-input', after.name, 'both dates are the same scene; choose two');
    const tallied = await talliesFor(dates, comparisonOf(options), context, progress);
    const result = await assessTallied(tallied, options, null, progress);
    return saveAssessment(context, {
      name: name ?? `${before.name} – ${after.name}`,
      sceneIds: [dates.beforeId, dates.afterId],
      zoneIds: dates.zoneIds,
      result,
    });
  },
};

const histogramOf = (tally: ZoneTally): ChangeHistogram => ({
  areaKm2ByBin: Array.from(tally.areaByBinM2, area => area * km2),
  aboveKm2: tally.aboveM2 * km2,
});

/** The tallies of an earlier call with the same input, or one pass over both dates. */
async function talliesFor(
  dates: Dates,
  comparison: ComparisonOptions,
  { workspace, pool, changeTallies }: Context,
  progress: Progress,
): Promise<ChangeTallies> {
  const [before, after] = [workspace.scene(dates.beforeId), workspace.scene(dates.afterId)];
  const zones = dates.zoneIds.map(id => workspace.catalogue.zones.get(id));
  const key = versionOf([dates, comparison, zones, [before, after].map(s => [s.bands, s.files, s.acquired])]);
  const held = changeTallies.get(key);
  if (held) return held;
  const tallied = await tallyChange(
    { before, after, zones, zonesCrs: crsFromEpsg(4490), zonesSubject: 'zones', zoneFiles: [], pool },
    comparison,
    progress,
  );
  changeTallies.set(key, tallied);
  for (const oldest of changeTallies.keys())
    if (changeTallies.size > keptTallies) changeTallies.delete(oldest);
  return tallied;
}
