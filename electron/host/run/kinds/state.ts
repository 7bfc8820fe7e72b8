import { stateParametersSchema } from '#core/ecology/ecology-recipes.ts';
import type { StateRequest } from '#core/ecology/ecology-requests.ts';
import { checkLegend } from '#host/run/ecology/legend.ts';
import { withAligned } from '#host/run/ecology/align.ts';
import { assessState, type StateWork } from '#host/run/state/assess-state.ts';
import { isVegetationType, vegetationTypes, type QualityRasters } from '#host/run/state/state-quality.ts';
import type { Resolver } from '#host/run/resolver.ts';
import { resultKind } from './result-kind.ts';

export const stateKind = resultKind({
  kind: 'state',
  parameters: stateParametersSchema,
  result: (work: StateWork) => work.result,
  drawnFrom: work => ({ work }),
  async run(request: StateRequest, { resolver, pool, progress }, use) {
    const { indicators, clouds, endmembers, wetness, rseiScope, rseiScaling, align } = request;
    const scenes = await Promise.all(request.scenes.map(ref => resolver.scene(ref)));
    const zones = await resolver.zones(request.zones);
    const quality = request.quality && (await qualityOf(request.quality, resolver));
    const asked = { zones, indicators, clouds, endmembers, wetness, rseiScope, rseiScaling, quality, pool };
    if (!align) return use(await assessState({ ...asked, scenes }, progress));
    return withAligned(scenes, scenes[0].grid, align.how, async (used, notes) => {
      const sources = notes.length > 0 ? { sources: { scenes, notes, how: align.how } } : {};
      return use(await assessState({ ...asked, scenes: used, ...sources }, progress));
    });
  },
  request({ parameters }, { path, zones }): StateRequest | null {
    const { indicators, clouds, wetness, rseiScope, rseiScaling, scenes, asked } = parameters;
    if (!asked) return null;
    const { endmembers, quality, align } = asked;
    const files = (paths: readonly string[]) => ({ files: paths.map(path) });
    return {
      kind: 'state',
      scenes: scenes.map(scene => ({ ...files(scene.files), said: scene.said })),
      zones,
      indicators,
      clouds,
      endmembers,
      wetness,
      rseiScope,
      rseiScaling,
      align,
      quality: quality && {
        LAI: quality.LAI.map(files),
        GPP: quality.GPP.map(files),
        types: files(quality.types),
        legend: quality.legend,
      },
    };
  },
});

async function qualityOf(
  { LAI, GPP, types, legend }: NonNullable<StateRequest['quality']>,
  resolver: Resolver,
): Promise<QualityRasters> {
  const all = (refs: typeof LAI) => Promise.all(refs.map(ref => resolver.raster(ref)));
  const words = Object.entries(checkLegend(legend, 'legend', vegetationTypes));
  return {
    LAI: await all(LAI),
    GPP: await all(GPP),
    types: await resolver.raster(types),
    legend: Object.fromEntries(
      words.flatMap(([code, word]) => (isVegetationType(word) ? [[Number(code), word]] : [])),
    ),
  };
}
