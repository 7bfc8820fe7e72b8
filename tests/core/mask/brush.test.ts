import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { brushedPixels, mostBrushed } from '#core/mask/brush.ts';
import { MaskPainter } from '#core/mask/mask-painter.ts';
import { outlineOfPixels } from '#core/zones/outline-pixels.ts';
import { edgesOf, toPixelPolygons } from '#core/zones/project.ts';

/** Without a CRS a unit is a metre: distances are plain. */
const plain: Grid = { width: 60, height: 50, affine: [1000, 10, 0, 2000, 0, -10], crs: null };

describe('a stroke of the brush', () => {
  it('takes the pixels whose centre is nearer to the path than the radius, and those under its points', () => {
    const { window, mask } = brushedPixels(plain, [[1200, 1800], [1300, 1800]], 24)!; // prettier-ignore
    const taken: [number, number][] = [];
    mask.forEach((on, i) => {
      if (on) taken.push([window.col + (i % window.width), window.row + Math.floor(i / window.width)]);
    });
    // Centres at x = 1005 + 10·col, y = 1995 − 10·row; the path runs along y = 1800 from x = 1200 to 1300.
    const expected: [number, number][] = [];
    for (let row = 0; row < plain.height; row++)
      for (let col = 0; col < plain.width; col++) {
        const [x, y] = [1005 + 10 * col, 1995 - 10 * row];
        const away = Math.hypot(x - Math.max(1200, Math.min(1300, x)), y - 1800);
        if (away < 24 || (row === 20 && (col === 20 || col === 30))) expected.push([col, row]);
      }
    expect(taken.sort()).toEqual(expected.sort());
  });

  it('takes at least the pixel under a small brush, nothing outside, and refuses what is endless', () => {
    const one = brushedPixels(plain, [[1203, 1797]], 0.5)!;
    expect(one.mask.reduce((n, on) => n + on, 0)).toBe(1);
    expect(brushedPixels(plain, [[5000, 5000]], 20)).toBeNull();
    const large: Grid = { ...plain, width: 10_000, height: 10_000 };
    expect(mostBrushed).toBeLessThan(10_000 ** 2);
    expect(() => brushedPixels(large, [[1000, 2000], [101_000, -98_000]], 500)).toThrow(RangeError); // prettier-ignore
  });
});

describe('the outline of pixels', () => {
  it('gives the same pixels again, on projected and on geographic grids', () => {
    const grids: Grid[] = [
      { width: 40, height: 30, affine: [230_000, 30, 0, 3_500_000, 0, -30], crs: crsFromEpsg(32650)! },
      { width: 40, height: 30, affine: [119, 0.0003, 0, 32, 0, -0.0003], crs: crsFromEpsg(4326)! },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...grids),
        fc.uint8Array({ minLength: 120, maxLength: 120, max: 1 }),
        (grid, bits) => {
          const window = { col: 7, row: 5, width: 12, height: 10 };
          const outline = outlineOfPixels(bits, window, grid);
          const sides = edgesOf(toPixelPolygons(outline, 'outline', cgcs2000, grid)).coordinates;
          const again = new MaskPainter({ shore: null, areas: [{ code: 1, sides }] }).window(window);
          expect([...again]).toEqual([...bits]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('stays on the pixels along sides of tens of kilometres', () => {
    const grid: Grid = {
      width: 6000,
      height: 40,
      affine: [200_000, 10, 0, 5_400_000, 0, -10],
      crs: crsFromEpsg(32650)!,
    };
    const window = { col: 10, row: 5, width: 5800, height: 20 };
    const mask = new Uint8Array(window.width * window.height).fill(1);
    const outline = outlineOfPixels(mask, window, grid);
    const { coordinates } = edgesOf(toPixelPolygons(outline, 'outline', cgcs2000, grid));
    const codes = new MaskPainter({ shore: null, areas: [{ code: 1, sides: coordinates }] }).window({
      col: 0,
      row: 0,
      width: grid.width,
      height: grid.height,
    });
    expect(codes.reduce((n, code) => n + code, 0)).toBe(mask.length);
  });
});
