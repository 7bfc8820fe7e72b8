import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { invert, sameGrid, toMap, type Affine, type Grid } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { tileGridOf, tilePlace } from '#core/grid/tile-grid.ts';

const grid = (epsg: number, affine: Affine, width = 64, height = 64): Grid => ({
  width,
  height,
  affine,
  crs: crsFromEpsg(epsg)!,
});
const one = (g: Grid, col = 0, row = 0) => pixelAreasM2(g, { col, row, width: 1, height: 1 })[0];

describe('pixelAreasM2', () => {
  it('agrees with geodesic areas of PROJ (pyproj Geod on GRS 80)', () => {
    // pyproj.Geod(ellps='GRS80').polygon_area_perimeter of a 320 m square at 750000 E, 4323000 N of EPSG:32616,
    // divided by its planar area: 0.9992610919.
    const utm16 = grid(32616, [750000 - 10, 20, 0, 4323000 + 10, 0, -20]);
    expect(one(utm16) / 400).toBeCloseTo(0.9992610919, 8);
  });

  it('is 0.9996² smaller than the grid on the central meridian of UTM', () => {
    expect(100 / one(grid(32650, [500000 - 5, 10, 0, 3600000, 0, -10]))).toBeCloseTo(0.9996 ** 2, 6);
  });

  it('sums a degree cell exactly: a band of the ellipsoid', () => {
    // Area between latitudes 0 and 1 per degree of longitude on GRS 80, from the closed form, by hand:
    // a²(1 − e²)/2 · [s/(1 − e²s²) + atanh(e s)/e] · π/180 with s = sin 1°.
    const a = 6378137;
    const e2 = (2 - 1 / 298.257222101) / 298.257222101;
    const e = Math.sqrt(e2);
    const s = Math.sin(Math.PI / 180);
    const expected =
      ((a * a * (1 - e2)) / 2) * (s / (1 - e2 * s * s) + Math.atanh(e * s) / e) * (Math.PI / 180);
    expect(one(grid(4490, [100, 1, 0, 1, 0, -1]))).toBeCloseTo(expected, 3);
    // The same cell split into 100 × 100 pixels adds up to it.
    const fine = pixelAreasM2(grid(4490, [100, 0.01, 0, 1, 0, -0.01], 100, 100), {
      col: 0,
      row: 0,
      width: 100,
      height: 100,
    });
    expect(fine.reduce((x, y) => x + y, 0) / expected).toBeCloseTo(1, 12);
  });

  it('gives a pixel the same area in every window', () => {
    const g = grid(32650, [300000, 10, 0, 3600000, 0, -10], 500, 500);
    const whole = pixelAreasM2(g, { col: 0, row: 0, width: 500, height: 500 });
    const part = pixelAreasM2(g, { col: 137, row: 251, width: 3, height: 2 });
    expect(part[4]).toBe(whole[252 * 500 + 138]);
  });

  it('takes planar metres where there is no CRS', () => {
    expect(one({ width: 1, height: 1, affine: [0, 2, 0, 0, 0, -3], crs: null })).toBe(6);
  });
});

describe('affine', () => {
  it('inverts a rotated one', () => {
    const affine: Affine = [1000, 3, 4, 2000, 4, -3];
    const [x, y] = toMap(affine, 12.5, 7.25);
    const [col, row] = toMap(invert(affine), x, y);
    expect(col).toBeCloseTo(12.5, 10);
    expect(row).toBeCloseTo(7.25, 10);
    expect(() => invert([0, 1, 1, 0, 1, 1])).toThrow(RangeError);
  });

  it('knows grids that are half a pixel apart', () => {
    const a = grid(32650, [0, 10, 0, 0, 0, -10]);
    expect(sameGrid(a, grid(32650, [0.05, 10, 0, 0, 0, -10]))).toBe(true);
    expect(sameGrid(a, grid(32650, [5, 10, 0, 0, 0, -10]))).toBe(false);
    expect(sameGrid(a, grid(32651, [0, 10, 0, 0, 0, -10]))).toBe(false);
  });
});

describe('tileGridOf', () => {
  it('halves pixels from one tile down to the scene', () => {
    const tiles = tileGridOf(grid(32650, [500000, 10, 0, 3600000, 0, -10], 1200, 900));
    // 12000 m / 256 = 46.9 m: levels of 80, 40, 20, 10 m; one tile of 80 m shows 20480 m.
    expect(tiles.resolutions).toEqual([80, 40, 20, 10]);
    expect(tilePlace(tiles, 3, 1, 2)).toEqual({ x: 500000 + 2560, y: 3600000 - 5120, resolution: 10 });
    expect(() => tilePlace(tiles, 4, 0, 0)).toThrow(RangeError);
  });
});
