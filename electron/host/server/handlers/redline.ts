import { catalogueResolver } from '#host/run/resolvers.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { CallInput } from '#core/contract/calls.ts';
import type { ChangeHistogram } from '#core/contract/redline-calls.ts';
import type { ComparisonOptions } from '#core/redline/change-options.ts';
import { sameGrid } from '#core/grid/grid.ts';
import { catalogueZones } from '#core/zones/zone-set.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import type { ZoneTally } from '#core/tally/tally.ts';
import { say } from '#core/words/said.ts';
import { assessTallied, comparisonOf } from '#host/run/redline/assess-redline.ts';
import { commonRoles } from '#host/run/redline/plan-change.ts';
import { redlineRules } from '#host/run/rules/rules.ts';
import { tallyChange, type ChangeTallies } from '#host/run/redline/tally-change.ts';
import type { Progress } from '#host/files/progress.ts';
import { saveAssessment, versionOf } from './assessments.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

const km2 = 1e-6;
const keptTallies = 4;

interface Dates {
  beforeId: number;
  afterId: number;
  zoneIds: number[];
}

export const redlineHandlers: Pick<
  Handlers,
  'redline.tally' | 'redline.choices' | 'redline.chips' | 'redline.assess'
> = {
  'redline.chips': async (ask, context) => {
    // The drawing library is loaded when the first picture is asked for.
    const { patchChip } = await import('#host/exchange/ledger/chips.ts');
    const { geometry, scenes } = shapeOf(ask, context);
    const chip = async (scene: CatalogueScene | undefined) =>
      scene && scene.missing === null
        ? ((await patchChip(scene, geometry))?.toString('base64') ?? null)
        : null;
    return { before: await chip(scenes[0]), after: await chip(scenes[1]) };
  },

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
    const { sums, range } = tallied;
    return {
      measure: tallied.measure,
      range,
      loss: histogramOf(sums.loss),
      gain: histogramOf(sums.gain),
      otsu: tallied.otsu,
      valley: tallied.valley,
      defaultThreshold: tallied.defaultThreshold,
      coregistration: tallied.coregistration,
      maxShiftPx: redlineRules().coregistration.maxShiftPx,
      fits: tallied.fits,
      endmembers: tallied.endmembers,
      aligned: tallied.plan.change.align,
      warnings: tallied.warnings,
    };
  },

  'redline.assess': async ({ options, name, ...dates }, context, progress) => {
    const { workspace } = context;
    const [before, after] = [workspace.scene(dates.beforeId), workspace.scene(dates.afterId)];
    if (dates.beforeId === dates.afterId)
      throw new BloomlineError('bad-input', after.name, say('redline.two-scenes-needed'));
    const tallied = await talliesFor(dates, comparisonOf(options), context, progress);
    const known = catalogueResolver(workspace.catalogue).ledger(tallied.plan.zones);
    const result = await assessTallied(tallied, options, known, context.pool, progress);
    return saveAssessment(context, {
      name: name ?? `${before.name} – ${after.name}`,
      sceneIds: [dates.beforeId, dates.afterId],
      zoneIds: dates.zoneIds,
      result,
    });
  },
};

function shapeOf(ask: CallInput<'redline.chips'>, { workspace }: Context) {
  const { catalogue } = workspace;
  if ('entryId' in ask) {
    const { geometry, beforeScene, afterScene } = catalogue.ledger.get(ask.entryId);
    const all = workspace.scenes();
    return { geometry, scenes: [beforeScene, afterScene].map(name => all.find(s => s.name === name)) };
  }
  const { result, sceneIds } = catalogue.assessments.get(ask.assessmentId);
  const patch = result.kind === 'redline' ? result.patches.find(p => p.id === ask.patchId) : undefined;
  if (!patch) throw new BloomlineError('not-found', `patch ${ask.patchId}`, say('ledger.not-in-assessment'));
  return { geometry: patch.geometry, scenes: sceneIds.map(id => workspace.scenes().find(s => s.id === id)) };
}

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
  const zones = catalogueZones(dates.zoneIds.map(id => workspace.catalogue.zones.get(id)));
  const key = versionOf([
    dates,
    comparison,
    zones.zones,
    [before, after].map(s => [s.bands, s.files, s.acquired]),
  ]);
  const held = changeTallies.get(key);
  if (held) return held;
  const tallied = await tallyChange({ before, after, zones }, comparison, pool, progress);
  changeTallies.set(key, tallied);
  for (const oldest of changeTallies.keys())
    if (changeTallies.size > keptTallies) changeTallies.delete(oldest);
  return tallied;
}
