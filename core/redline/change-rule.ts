/**
 * Which way a pixel changed: 1 a rise (or a change without a direction) above the threshold, -1 a fall by more than
 * it, else 0. What equals the threshold has not changed. `signed` is false for a measure that has no direction.
 */
export function changeSign(change: number, threshold: number, signed: boolean): -1 | 0 | 1 {
  if (change > threshold) return 1;
  return signed && -change > threshold ? -1 : 0;
}
