import { describe, expect, it } from 'vitest';
import { valleyThreshold } from '#core/bloom/thresholds/valley.ts';

const range = { min: 0, max: 100, step: 1 };
/** Two hills with some roughness; whole numbers. */
const hills = Array.from({ length: 100 }, (_, i) =>
  Math.round(
    1000 * Math.exp(-(((i - 25) / 8) ** 2)) + 400 * Math.exp(-(((i - 70) / 10) ** 2)) + 3 * ((i * 7) % 5),
  ),
);

describe('the valley of a histogram', () => {
  it('is where skimage.filters.threshold_minimum (0.19.3) finds it: bin 46 is the last one below', () => {
    expect(valleyThreshold(range, hills)).toBe(47);
  });

  it('does not mind empty bins around', () => {
    const wide = { min: -50, max: 200, step: 1 };
    const bins = [...new Array<number>(50).fill(0), ...hills, ...new Array<number>(100).fill(0)];
    expect(valleyThreshold(wide, bins)).toBe(47);
  });

  it('does not exist with one hill, one bin or none', () => {
    const one = Array.from({ length: 100 }, (_, i) => Math.round(1000 * Math.exp(-(((i - 50) / 12) ** 2))));
    expect(valleyThreshold(range, one)).toBeNull();
    expect(valleyThreshold(range, [0, 0, 5, 0])).toBeNull();
    expect(valleyThreshold(range, new Array<number>(100).fill(0))).toBeNull();
  });
});
