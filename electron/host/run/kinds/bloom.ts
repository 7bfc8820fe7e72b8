import { bloomParametersSchema } from '#core/bloom/bloom-recipe.ts';
import type { BloomRequest } from '#core/bloom/bloom-request.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { planBloom, type BloomPlan } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom, type BloomTallies } from '#host/run/bloom/tally-bloom.ts';
import type { Means } from '#host/run/resolver.ts';
import { maskAgain } from './mask-again.ts';
import { resultKind } from './result-kind.ts';

export interface BloomMade {
  result: BloomResult;
  plan: BloomPlan;
}

/** Looks up what a request names and lays it on the scene's grid. */
export async function planOfRequest(
  { scene: ref, zones, index, mask }: Pick<BloomRequest, 'scene' | 'zones' | 'index' | 'mask'>,
  { resolver }: Pick<Means, 'resolver'>,
): Promise<BloomPlan> {
  const scene = await resolver.scene(ref);
  const set = await resolver.zones(zones);
  return planBloom({ scene, zones: set, index, mask: await resolver.mask(mask, ref) });
}

/** The result of a request whose pixels were counted. */
export async function resultOfTallies(
  { threshold, ground, retrieval }: Pick<BloomRequest, 'threshold' | 'ground' | 'retrieval'>,
  tallied: BloomTallies,
  { resolver, pool, progress }: Means,
): Promise<BloomResult> {
  const { zones, id } = tallied.plan;
  const points = ground && (await resolver.groundPoints(ground.points, zones));
  return assessBloom(
    tallied,
    {
      threshold,
      retrieval,
      lakeThreshold: resolver.lakeThreshold(zones, id),
      ground: ground && points && { points, options: ground.options },
    },
    pool,
    progress,
  );
}

export const bloomKind = resultKind({
  kind: 'bloom',
  parameters: bloomParametersSchema,
  result: (made: BloomMade) => made.result,
  drawnFrom: ({ plan }) => ({ plan }),
  async run(request: BloomRequest, means, use) {
    const plan = await planOfRequest(request, means);
    const tallied = await tallyBloom(plan, means.pool, means.progress);
    return use({ plan, result: await resultOfTallies(request, tallied, means) });
  },
  request({ parameters }, { path, zones, plants }): BloomRequest | null {
    const { index, threshold, thresholdMethod: method } = parameters;
    const [{ files, said }] = parameters.scenes;
    // A method is used again where it rests on the pixels alone; else its number is taken.
    const byPixels = method !== 'fixed' && method !== 'lake' && method !== 'ground';
    return {
      kind: 'bloom',
      scene: { files: files.map(path), said },
      zones,
      index,
      mask: maskAgain(parameters, plants),
      threshold: byPixels ? method : threshold,
      ground: null,
    };
  },
});
