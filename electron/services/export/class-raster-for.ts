import { BloomlineError } from '#core/contract/errors.ts';
import { bloomClassRaster, redlineClassRaster, type ClassRaster } from '#services/assess/class-raster.ts';
import type { Progress } from '#services/assess/tally-zones.ts';
import type { SheetInput } from './export-input.ts';

/** The scene that maps show: the later one. */
export const shownScene = ({ scenes, assessment }: Pick<SheetInput, 'scenes' | 'assessment'>) => {
  const scene = scenes[assessment.result.kind === 'redline' ? 1 : 0];
  if (!scene)
    throw new BloomlineError(
      'not-found',
      assessment.name,
      `expected ${assessment.result.kind === 'redline' ? 'two scenes' : 'a scene'}, found ${scenes.length}`,
    );
  return scene;
};

/** The classes again, from what the recipe says. */
export async function classRasterFor(input: SheetInput, progress: Progress = {}): Promise<ClassRaster> {
  const { result, name } = input.assessment;
  const clouds = result.recipe.parameters.clouds === 'none' ? 'none' : 'auto';
  const common = { zones: input.zones, zonesCrs: input.zonesCrs, zonesSubject: name, clouds } as const;
  const shown = shownScene(input);
  if (result.kind === 'redline')
    return redlineClassRaster(input.scenes[0], shown, { ...common, loss: result.loss }, progress);
  return bloomClassRaster(shown, { ...common, index: result.index, threshold: result.threshold }, progress);
}
