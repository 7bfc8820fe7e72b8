import { reasonCode } from '#core/bands/validity.ts';

/** Bloom is a value above the threshold; one that equals it is not. NaN is not. */
export const isBloom = (index: number, threshold: number): boolean => index > threshold;

/** The same as an expression of the map's shader, over two expressions. */
export const bloomExpression = <E>(index: E, threshold: E) => ['>', index, threshold] as const;

/** The same in a recipe. */
export const bloomRule = 'bloom where index > threshold';

/** What a pixel counts as at a threshold: bloom by the rule, or what a person said; `out` is not seen. */
export function pixelClass(validity: number, index: number, threshold: number): 'bloom' | 'clear' | 'out' {
  if (validity === reasonCode.handBloom) return 'bloom';
  if (validity === reasonCode.handClear) return 'clear';
  if (validity !== 0) return 'out';
  return isBloom(index, threshold) ? 'bloom' : 'clear';
}
