import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { pixelTransform, transformRow } from '#core/grid/grid-transform.ts';
import type { Grid } from '#core/grid/grid.ts';

const utm: Grid = {
  width: 100,
  height: 100,
  affine: [500000, 10, 0, 3500000, 0, -10],
  crs: crsFromEpsg(32650)!,
};

describe('pixelTransform', () => {
  it('between grids of one system is arithmetic', () => {
    const coarse: Grid = { ...utm, affine: [500005, 20, 0, 3500000, 0, -20] };
    // Column 3 of the coarse grid begins 5 + 60 m east of the fine one's origin.
    expect(pixelTransform(coarse, utm)(3, 2)).toEqual([6.5, 4]);
  });

  it('refuses a grid without a system beside one that has it', () => {
    expect(() => pixelTransform({ ...utm, crs: null }, utm)).toThrow(RangeError);
  });
});

describe('transformRow', () => {
  it('stays within the tolerance of the exact places', () => {
    const degrees: Grid = {
      width: 900,
      height: 10,
      affine: [117, 0.003, 0, 31.6, 0, -0.003],
      crs: crsFromEpsg(4326)!,
    };
    const transform = pixelTransform(degrees, utm);
    const cols = new Float64Array(901);
    const rows = new Float64Array(901);
    transformRow(transform, 0, 900, 5, 0.05, cols, rows);
    for (let i = 0; i <= 900; i++) {
      const [c, r] = transform(i, 5);
      expect(Math.abs(cols[i] - c)).toBeLessThanOrEqual(0.05);
      expect(Math.abs(rows[i] - r)).toBeLessThanOrEqual(0.05);
    }
  });
});
