import { redlineParametersSchema } from '#core/redline/redline-recipe.ts';
import type { RedlineRequest } from '#core/redline/redline-request.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { changeOptionsSchema, defaultChangeOptions } from '#core/redline/change-options.ts';
import { commonRoles, type RedlinePlan } from '#host/run/redline/plan-change.ts';
import { assessRedline } from '#host/run/redline/assess-redline.ts';
import { resultKind } from './result-kind.ts';

export interface RedlineMade {
  result: RedlineResult;
  plan: RedlinePlan;
}

export const redlineKind = resultKind({
  kind: 'redline',
  parameters: redlineParametersSchema,
  result: (made: RedlineMade) => made.result,
  drawnFrom: ({ plan }) => ({ plan }),
  async run(
    { before, after, zones: ref, options, ledger }: RedlineRequest,
    { resolver, pool, progress },
    use,
  ) {
    const zones = await resolver.zones(ref);
    const matter = { before: await resolver.scene(before), after: await resolver.scene(after), zones };
    const known = ledger ? resolver.ledger(zones) : null;
    // A change vector that nobody chose bands for takes those that both dates have.
    const layers =
      options.method === 'vector' && options.layers.length === 0
        ? commonRoles(matter.before, matter.after)
        : options.layers;
    return use(await assessRedline(matter, { ...options, layers }, known, pool, progress));
  },
  request({ parameters }, { path, zones }): RedlineRequest | null {
    const { index, threshold, thresholdMethod: method, scenes } = parameters;
    const [before, after] = scenes.map(({ files, said }) => ({ files: files.map(path), said }));
    return {
      kind: 'redline',
      before,
      after,
      zones,
      options: changeOptionsSchema.parse({
        ...Object.fromEntries(
          Object.entries(parameters).filter(([name]) => name in changeOptionsSchema.shape),
        ),
        index: index ?? defaultChangeOptions.index,
        threshold: method === 'fixed' ? threshold : method,
      }),
      ledger: false,
    };
  },
});
