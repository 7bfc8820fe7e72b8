import { reasonCode } from '#core/bands/validity.ts';

/** What a pixel counts as at a threshold: bloom is a value above it, or what a person said; `out` is not seen. */
export function pixelClass(validity: number, index: number, threshold: number): 'bloom' | 'clear' | 'out' {
  if (validity === reasonCode.handBloom) return 'bloom';
  if (validity === reasonCode.handClear) return 'clear';
  if (validity !== 0) return 'out';
  return index > threshold ? 'bloom' : 'clear';
}
