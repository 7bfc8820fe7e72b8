import { describe, expect, it } from 'vitest';
import { areaAboveKm2, areaCurveKm2, snapThreshold } from '#core/bloom/histogram-area.ts';

const range = { min: 0, max: 0.4, step: 0.1 };
/** Bins (0, 0.1], (0.1, 0.2], (0.2, 0.3], (0.3, 0.4], and 5 km² above 0.4. */
const histogram = { areaKm2ByBin: [1, 2, 4, 8], aboveKm2: 5 };

describe('area above a threshold', () => {
  it('adds the bins above it to what lies beyond the range', () => {
    expect(areaAboveKm2(histogram, range, 0.2)).toBe(4 + 8 + 5);
    expect(areaAboveKm2(histogram, range, 0)).toBe(1 + 2 + 4 + 8 + 5);
    expect(areaAboveKm2(histogram, range, 0.4)).toBe(5);
  });

  it('takes 0.3 for the third step although 0.3 / 0.1 is not 3 in binary', () => {
    expect(0.3 / 0.1).not.toBe(3);
    expect(areaAboveKm2(histogram, range, 0.3)).toBe(8 + 5);
  });

  it('is what the curve says at every step', () => {
    expect(areaCurveKm2(histogram)).toEqual([1 + 2 + 4 + 8 + 5, 2 + 4 + 8 + 5, 4 + 8 + 5, 8 + 5, 5]);
  });

  it('snaps to whole steps inside of the range', () => {
    expect(snapThreshold(range, 0.26)).toBe(0.3);
    expect(snapThreshold(range, 9)).toBe(0.4);
    expect(snapThreshold({ min: -0.2, max: 0.5, step: 0.005 }, 0.0349)).toBe(0.035);
  });
});
