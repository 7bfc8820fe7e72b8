import { createHash } from 'node:crypto';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Crs } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { MaskParameters } from '#core/recipe/recipe.ts';
import type { Zone } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import { cloudsOnly, type MaskRequest } from './mask-request.ts';

/** A recipe of a run that had a mask. */
export interface Masked {
  parameters: MaskParameters;
}

const outlineHash = (zones: readonly Zone[]): string | null =>
  zones.length === 0
    ? null
    : createHash('sha256')
        .update(JSON.stringify(zones.map(zone => zone.geometry)))
        .digest('hex');

/** What a recipe's parameters say of a mask. */
export function recordMask({ options, vegetation, corrections }: MaskRequest): MaskParameters {
  const used = options.corrections === false ? [] : [...corrections];
  if (Object.keys(options).length === 1 && used.length === 0) return { clouds: options.clouds };
  return {
    clouds: options.clouds,
    mask: {
      options,
      vegetation: vegetation.map(zone => zone.name),
      vegetationSha256: outlineHash(vegetation),
      corrections: used,
    },
  };
}

/** The options of the mask that a recipe tells of. */
export const recordedOptions = ({ parameters: { mask, clouds } }: Masked): MaskOptions =>
  mask?.options ?? { clouds };

/** The hand corrections that a result was made with. */
export const recordedCorrections = ({ parameters }: Masked): Correction[] =>
  parameters.mask?.corrections ?? [];

/** The same mask again: corrections are those of the recipe, not those of today. Throws `not-found` for lost zones. */
export function recordedMask(
  recipe: Masked,
  vegetation: readonly Zone[],
  vegetationCrs: Crs | null = cgcs2000,
): MaskRequest {
  const options = recordedOptions(recipe);
  const recorded = recipe.parameters.mask;
  if (!recorded) return cloudsOnly(options.clouds);
  if (vegetation.length !== recorded.vegetation.length)
    throw new BloomlineError('not-found', recorded.vegetation.join(', '), say('mask.plant-zones-gone'));
  if (outlineHash(vegetation) !== recorded.vegetationSha256)
    throw new BloomlineError('not-found', recorded.vegetation.join(', '), say('mask.plant-zones-changed'));
  return { options, vegetation, vegetationCrs, corrections: recorded.corrections };
}
