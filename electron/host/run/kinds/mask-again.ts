import type { MaskRef } from '#core/bloom/bloom-request.ts';
import type { MaskParameters } from '#core/recipe/recipe.ts';
import type { ZonesRef } from '#core/recipe/request.ts';

/** The mask of a record: its corrections, not those of today. */
export const maskAgain = ({ mask, clouds }: MaskParameters, plants: ZonesRef | null): MaskRef => ({
  options: mask?.options ?? { clouds },
  ...(plants ? { vegetation: plants } : {}),
  corrections: mask?.corrections ?? [],
});
