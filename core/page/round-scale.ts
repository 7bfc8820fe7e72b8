const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 7.5];

/** The smallest 1, 1.5, 2, 2.5, 3, 4, 5 or 7.5 × 10^k that is not below n. */
export function roundScaleFrom(n: number): number {
  if (!(n > 0) || !Number.isFinite(n)) throw new RangeError(`no scale 1:${n}`);
  const power = 10 ** Math.floor(Math.log10(n) + 1e-12);
  const step = steps.find(s => s * power >= n * (1 - 1e-9));
  return step === undefined ? 10 * power : step * power;
}

/** The largest 1, 2 or 5 × 10^k that is not above n. */
export function roundLengthBelow(n: number): number {
  if (!(n > 0) || !Number.isFinite(n)) throw new RangeError(`no length ${n}`);
  const power = 10 ** Math.floor(Math.log10(n) + 1e-12);
  return [5, 2, 1].find(s => s * power <= n * (1 + 1e-9))! * power;
}
