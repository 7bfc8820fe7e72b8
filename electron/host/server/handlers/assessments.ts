import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { resultOfTallies } from '#host/run/kinds/bloom.ts';
import { meansOf } from './requests.ts';
import { createHash } from 'node:crypto';
import type { GroundOptions } from '#core/ground/beside-satellite.ts';
import { lakeOf } from '#core/bloom/thresholds/threshold-choice.ts';
import { changeSince } from '#core/bloom/bloom-change.ts';
import type { ZoneTally } from '#core/tally/tally.ts';
import { zoneStatistics } from '#core/tally/zone-statistics.ts';
import type { Assessment } from '#core/review/assessment.ts';
import { BloomlineError } from '#core/foundation/errors.ts';

import type { MaskOptions } from '#core/mask/mask-options.ts';
import { inBoth, say } from '#core/words/said.ts';
import { earlierOf } from '#host/run/bloom/earlier-results.ts';
import { areaHistogram, tallyBloom, type BloomTallies } from '#host/run/bloom/tally-bloom.ts';

import { leastSeenOf } from '#host/run/bloom/bloom-zones.ts';
import { keptThreshold } from '#host/run/catalogue-request.ts';
import { findThreshold } from '#host/run/bloom/find-threshold.ts';
import { groundPoints } from '#host/run/bloom/ground-points.ts';
import { bloomRules, waterRules } from '#host/run/rules/rules.ts';
import type { Progress } from '#host/files/progress.ts';
import { assessmentMaterial } from '#host/products/review/assessment-material.ts';
import { keepLakeThreshold } from '#host/catalogue/lake-thresholds.ts';
import { waterPoints } from '#host/catalogue/water-points.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

const statisticsOf = (name: string, tally: ZoneTally) => ({
  ...zoneStatistics(name, tally),
  ...areaHistogram(tally),
  belowKm2: tally.belowM2 * 1e-6,
});
const keptTallies = 8;

interface TallyInput {
  sceneId: number;
  zoneIds: number[];
  index: string;
  mask: MaskOptions;
}

export const assessmentHandlers: Pick<
  Handlers,
  | 'bloom.tally'
  | 'bloom.find-threshold'
  | 'bloom.keep-threshold'
  | 'bloom.ground'
  | 'bloom.assess'
  | 'assessment.list'
  | 'assessment.get'
  | 'assessment.remove'
> = {
  'bloom.tally': async (input, context, progress) => {
    const tallied = await talliesFor(input, context, progress);
    return {
      tallyId: createHash('sha256').update(tallyKey(input)).digest('hex').slice(0, 16),
      sceneId: input.sceneId,
      index: tallied.plan.id,
      formula: tallied.plan.formula,
      range: tallied.range,
      zones: tallied.plan.placed.map(({ name, problem }, i) => ({
        ...statisticsOf(name, tallied.tallies[i]),
        ...(problem ? { problem: { code: problem.code, message: problem.message } } : {}),
        ...(tallied.plan.together.partOf[i] ? { partOf: tallied.plan.together.partOf[i] } : {}),
        zoneId: input.zoneIds[i],
      })),
      whole: statisticsOf('', tallied.whole),
      separability: tallied.separability,
      otsu: tallied.otsu,
      valley: tallied.valley,
      lake: lakeOf(zonesOf(context, input)),
      lakeThreshold: kept(context, input),
      delta: tallied.delta,
      defaultThreshold: tallied.defaultThreshold,
      thresholdSource: tallied.thresholdSource,
      thresholdRefused: tallied.thresholdRefused && inBoth(tallied.thresholdRefused),
      minValidShare: leastSeenOf(input.mask),
      warnings: tallied.warnings,
    };
  },

  'bloom.find-threshold': async ({ method, ground: options, ...input }, context, progress) => {
    const tallied = await talliesFor(input, context, progress);
    const ground = options
      ? await groundPoints(tallied.plan, groundFor(input, context, options), progress)
      : null;
    const lakeThreshold = kept(context, input);
    return findThreshold(tallied, method, { lakeThreshold, ground }, context.pool, progress);
  },

  'bloom.keep-threshold': ({ zoneIds, index, value, note }, { workspace, send }) => {
    const lake = lakeOf(zoneIds.map(id => workspace.catalogue.zones.get(id)));
    if (lake === null) throw new BloomlineError('bad-input', 'zones', say('bloom.several-sets'));
    const kept = keepLakeThreshold(workspace.catalogue, workspace.who, { lake, index, value, note });
    send({ type: 'changed', what: 'workspace' });
    return kept;
  },

  'bloom.ground': async ({ ground, ...input }, context, progress) => {
    const tallied = await talliesFor(input, context, progress);
    const found = await groundPoints(tallied.plan, groundFor(input, context, ground), progress);
    return { ...found, rules: { bloom: bloomRules(), water: waterRules() } };
  },

  'bloom.assess': async ({ threshold, name, ground, retrieval, ...input }, context, progress) => {
    const tallied = await talliesFor(input, context, progress);
    const request = {
      threshold,
      retrieval,
      ground: ground ? { points: 'catalogue' as const, options: ground } : null,
    };
    const result = await resultOfTallies(request, tallied, meansOf(context, progress));
    const scene = context.workspace.scene(input.sceneId);
    if (scene.acquired)
      result.zones.forEach((zone, i) => {
        const earlier = earlierOf(context.workspace.catalogue, input.zoneIds[i], result.index);
        zone.change = changeSince(bloomRules(), zone, scene.acquired!, earlier);
      });
    return saveAssessment(context, {
      name: name ?? `${scene.name} ${result.index}`,
      sceneIds: [input.sceneId],
      zoneIds: input.zoneIds,
      result,
    });
  },

  'assessment.list': (_, { workspace }) => workspace.catalogue.assessments.list(),
  'assessment.get': ({ assessmentId }, { workspace }) => workspace.catalogue.assessments.get(assessmentId),
  'assessment.remove': ({ assessmentId }, { workspace, send }) => {
    workspace.catalogue.assessments.remove(workspace.who, assessmentId);
    send({ type: 'changed', what: 'assessments' });
    return null;
  },
};

const zonesOf = ({ workspace }: Context, { zoneIds }: Pick<TallyInput, 'zoneIds'>) =>
  zoneIds.map(id => workspace.catalogue.zones.get(id));

const kept = (context: Context, input: TallyInput) =>
  keptThreshold(context.workspace.catalogue, zonesOf(context, input), input.index);

/** The catalogue's points around the zones. */
const groundFor = (input: TallyInput, context: Context, options: GroundOptions) => ({
  points: waterPoints(context.workspace.catalogue, zonesOf(context, input)),
  options,
});

const tallyKey = (input: TallyInput) =>
  JSON.stringify([input.sceneId, input.zoneIds, input.index, input.mask]);

/** The tallies of an earlier call with the same input, or one pass over the pixels. */
async function talliesFor(input: TallyInput, context: Context, progress: Progress): Promise<BloomTallies> {
  const { pool, tallies } = context;
  const { resolver } = meansOf(context, progress);
  const ref = { id: input.sceneId };
  const scene = await resolver.scene(ref);
  const zones = await resolver.zones({ ids: input.zoneIds });
  const mask = await resolver.mask({ options: input.mask }, ref);
  const key = `${tallyKey(input)} ${versionOf([zones.zones, scene.bands, scene.files, mask])}`;
  const held = tallies.get(key);
  if (held) return held;
  const plan = planBloom({ scene, zones, index: input.index, mask });
  const tallied = await tallyBloom(plan, pool, progress);
  tallies.set(key, tallied);
  for (const oldest of tallies.keys()) if (tallies.size > keptTallies) tallies.delete(oldest);
  return tallied;
}

export const versionOf = (parts: unknown): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

export function saveAssessment(
  context: Context,
  added: Parameters<Context['workspace']['catalogue']['assessments']['add']>[1],
): Assessment {
  const { workspace, send } = context;
  const saved = workspace.catalogue.assessments.add(workspace.who, added);
  send({ type: 'changed', what: 'assessments' });
  return saved;
}

/** What the sheet of an assessment is made of. */
export const material = ({ workspace, pool }: Context, assessmentId: number) => ({
  ...assessmentMaterial(workspace.catalogue, assessmentId),
  pool,
});
