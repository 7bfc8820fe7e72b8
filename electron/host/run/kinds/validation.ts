import { validationParametersSchema } from '#core/ecology/ecology-recipes.ts';
import type { ValidationRequest } from '#core/ecology/ecology-requests.ts';
import type { ValidationResult } from '#core/ecology/validation.ts';
import { validateRetrieval } from '#host/run/validation/validate.ts';
import { resultKind } from './result-kind.ts';

export const validationKind = resultKind({
  kind: 'validation',
  parameters: validationParametersSchema,
  result: (result: ValidationResult) => result,
  async run({ kind: _, scene, ...asked }: ValidationRequest, { resolver, pool, progress }, use) {
    return use(await validateRetrieval({ ...asked, scene: await resolver.scene(scene), pool }, progress));
  },
  request({ parameters, inputs }, { path }): ValidationRequest | null {
    const { product, window: side, clouds, scenes, asked } = parameters;
    if (!asked) return null;
    const [{ files, said }] = scenes;
    const rasters = new Set(files);
    return {
      kind: 'validation',
      scene: { files: files.map(path), said },
      product,
      side,
      clouds,
      ...asked,
      files: inputs
        .map(i => i.path)
        .filter(file => !rasters.has(file))
        .map(path),
      notes: [],
    };
  },
});
