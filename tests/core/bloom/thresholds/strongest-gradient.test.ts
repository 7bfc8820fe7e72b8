import { describe, expect, it } from 'vitest';
import {
  addGradients,
  emptyGradientCounts,
  gradientThreshold,
} from '#core/bloom/thresholds/strongest-gradient.ts';

const [width, height] = [50, 40];
const range = { min: -1, max: 1, step: 0.001 };
/** A round bloom with a soft edge, and a little texture. */
const field = Float64Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  const edge = 1 + Math.exp((Math.hypot(x - 24.5, y - 19.5) - 11.3) * 0.9);
  return 0.4 / edge - 0.1 + 0.002 * Math.sin(x * 1.3) * Math.cos(y * 0.7);
});
const valid = new Uint8Array(width * height);
const inside = new Float64Array(width * height).fill(1);

function countsOf(validity = valid, covered = inside) {
  const counts = emptyGradientCounts(range);
  addGradients(counts, field, validity, covered, width, height);
  return counts;
}

describe('the value of the steepest pixels', () => {
  it('is near to what scipy.ndimage.sobel gives for the steepest hundredth (0.0915) and twentieth (0.1018)', () => {
    const counts = countsOf();
    const hundredth = gradientThreshold(counts, 0.01)!;
    expect(hundredth.pixels).toBe((width - 2) * (height - 2));
    // Whole classes of slope are taken: a few pixels more than the 19 and 92 that scipy's list has.
    expect(hundredth.edgePixels).toBeGreaterThanOrEqual(19);
    expect(Math.abs(hundredth.threshold - 0.0915)).toBeLessThan(0.006);
    expect(Math.abs(gradientThreshold(counts, 0.05)!.threshold - 0.1018)).toBeLessThan(0.004);
  });

  it('comes out the same from two halves that lend each other a row', () => {
    const halves = emptyGradientCounts(range);
    const rows = (from: number, to: number) => [from * width, to * width] as const;
    for (const [from, to] of [rows(0, 21), rows(19, height)])
      addGradients(
        halves,
        field.subarray(from, to),
        valid.subarray(from, to),
        inside.subarray(from, to),
        width,
        (to - from) / width,
      );
    expect(halves.counts).toEqual(countsOf().counts);
  });

  it('leaves out pixels beside clouds and beside the shore', () => {
    const cloud = valid.slice();
    cloud[20 * width + 30] = 3;
    expect(countsOf(cloud).counts.reduce((a, b) => a + b)).toBe((width - 2) * (height - 2) - 9);
    const shore = inside.slice();
    for (let i = 0; i < width; i++) shore[i] = 0.2;
    expect(countsOf(valid, shore).counts.reduce((a, b) => a + b)).toBe((width - 2) * (height - 3));
  });

  it('says nothing where everything is flat', () => {
    const counts = emptyGradientCounts(range);
    addGradients(counts, new Float64Array(9), new Uint8Array(9), new Float64Array(9).fill(1), 3, 3);
    expect(gradientThreshold(counts, 0.01)).toBeNull();
  });
});
