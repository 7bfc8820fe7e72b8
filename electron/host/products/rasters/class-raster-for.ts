import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { bloomClassRaster, redlineClassRaster, type ClassRaster } from '#host/run/class-raster.ts';

import type { Progress } from '#host/files/progress.ts';

import type { SheetInput } from '#host/products/input/export-input.ts';

/** The scene that maps show: the later one. */
export const shownScene = ({ scenes, assessment }: Pick<SheetInput, 'scenes' | 'assessment'>) => {
  const scene = scenes[assessment.result.kind === 'redline' ? 1 : 0];
  if (!scene)
    throw new BloomlineError(
      'not-found',
      assessment.name,
      say('map.wrong-number-of-scenes', {
        wanted: assessment.result.kind === 'redline' ? say('map.two-scenes') : say('map.a-scene'),
        count: scenes.length,
      }),
    );
  return scene;
};

/** The classes again, from what the recipe says. */
export function classRasterFor(input: SheetInput, progress: Progress = {}): Promise<ClassRaster> {
  const { threshold } = input.assessment.result;
  const plan = input.plan();
  const classes = { threshold, pool: input.pool ?? null };
  return plan.kind === 'redline'
    ? redlineClassRaster(plan, classes, progress)
    : bloomClassRaster(plan, classes, progress);
}
