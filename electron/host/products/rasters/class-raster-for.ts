import { BloomlineError } from '#core/foundation/errors.ts';
import { bloomClassRaster, redlineClassRaster, type ClassRaster } from '#host/run/class-raster.ts';
import { planOfResult } from '#host/run/redline/plan-change.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';
import { recordedMask } from '#host/recipe/recorded-mask.ts';
import type { Progress } from '#host/files/progress.ts';
import type { Masking } from '#host/raster/reader/scene-reader.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';

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

/** The mask that the result was made with, on the shown scene's grid. */
export function maskFor(input: SheetInput): Masking {
  const { result } = input.assessment;
  if (result.kind === 'redline') return result.options.clouds;
  const scene = shownScene(input);
  const placed = placeZones(input.zones, input.zonesCrs, scene.grid, input.assessment.name);
  const zones = input.zones.filter((_, i) => !placed[i].problem);
  return planMask(scene, zones, input.zonesCrs, input.mask ?? recordedMask(result.recipe, []));
}

/** The classes again, from what the recipe says. */
export async function classRasterFor(input: SheetInput, progress: Progress = {}): Promise<ClassRaster> {
  const { result, name } = input.assessment;
  const shown = shownScene(input);
  const mask = maskFor(input);
  const common = {
    zones: input.zones,
    zonesCrs: input.zonesCrs,
    zonesSubject: name,
    mask,
    pool: input.pool ?? null,
  } as const;
  if (result.kind === 'redline')
    return redlineClassRaster(
      planOfResult(input.scenes[0], shown, result),
      { ...common, threshold: result.threshold },
      progress,
    );
  return bloomClassRaster(shown, { ...common, index: result.index, threshold: result.threshold }, progress);
}
