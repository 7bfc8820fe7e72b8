import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { connectedPatches } from '#core/zones/connected-patches.ts';
import { edgesOf } from '#core/zones/project.ts';
import { findPatches } from '#core/zones/run-patches.ts';
import { signedArea } from '#core/zones/rings.ts';
import { tracePatches } from '#core/zones/trace-patches.ts';

/** Pixels of 10 m in a projection true to area to 1 part in 10³ here. */
const grid = {
  width: 40,
  height: 40,
  affine: [500_000, 10, 0, 3_600_000, 0, -10] as const,
  crs: crsFromEpsg(32650)!,
};
const none = { sievePixels: 0, closingPixels: 0, fillHolesM2: 0 };
const side = 12;

function measured(mask: ArrayLike<number>, value = (_: number) => 1) {
  const triples: number[] = [];
  const valueM2: number[] = [];
  for (let i = 0; i < side * side; i++)
    if (mask[i]) {
      triples.push(Math.floor(i / side), i % side, (i % side) + 1);
      valueM2.push(value(i) * 100);
    }
  return {
    triples: Int32Array.from(triples),
    valueM2: Float64Array.from(valueM2),
    areaM2: new Float64Array(valueM2.length).fill(100),
  };
}

const rectangle = (x0: number, y0: number, x1: number, y1: number) => {
  const ring = [[x0, y0], [x0, y1], [x1, y1], [x1, y0], [x0, y0]]; // prettier-ignore
  return {
    edges: edgesOf([[ring]]),
    window: {
      col: Math.floor(x0),
      row: Math.floor(y0),
      width: Math.ceil(x1) - Math.floor(x0),
      height: Math.ceil(y1) - Math.floor(y0),
    },
  };
};

describe('findPatches', () => {
  it('outlines what dense tracing outlines, with the middle of the longest row inside', () => {
    const masks = fc.array(fc.integer({ min: 0, max: 1 }), {
      minLength: side * side,
      maxLength: side * side,
    });
    fc.assert(
      fc.property(masks, mask => {
        const { labels, count } = connectedPatches(Uint8Array.from(mask), side, side);
        const dense = tracePatches(
          labels,
          side,
          side,
          new Set(Array.from({ length: count }, (_, i) => i + 1)),
        );
        const found = findPatches(measured(mask), none, grid, [], 0);
        expect(found.length).toBe(count);
        const area = (rings: number[][][]) => rings.reduce((sum, ring) => sum + signedArea(ring), 0);
        found.forEach((patch, i) => {
          expect(area(patch.polygon)).toBe(area(dense.get(i + 1)!));
          expect(patch.polygon.length).toBe(dense.get(i + 1)!.length);
          expect(Math.abs(area(patch.polygon))).toBe(patch.pixels);
          expect(labels[Math.floor(patch.row) * side + Math.floor(patch.col)]).toBe(i + 1);
        });
      }),
    );
  });

  it('weighs what lies in each place by exact cover, and shared ground once', () => {
    // Pixels 2–5 × 3–4 (8 pixels). The first place covers columns from 3.5 on, the second from 4.
    const mask = Array.from({ length: side * side }, (_, i) => {
      const [c, r] = [i % side, Math.floor(i / side)];
      return c >= 2 && c < 6 && r >= 3 && r < 5 ? 1 : 0;
    });
    const places = [rectangle(3.5, 0, 12, 12), rectangle(4, 0, 12, 4), rectangle(8, 8, 10, 10)];
    const [patch] = findPatches(
      measured(mask, i => i % side),
      none,
      grid,
      places,
      3,
    );
    const pixel = patch.areaM2 / 8;
    expect(pixel).toBeCloseTo(100, 0);
    expect(patch.inside.map(({ place }) => place)).toEqual([0, 1]);
    expect(patch.inside[0].areaM2 / pixel).toBeCloseTo(2.5 * 2, 4);
    expect(patch.inside[1].areaM2 / pixel).toBeCloseTo(2, 4);
    expect(patch.insideM2 / pixel).toBeCloseTo(5, 4);
    expect(patch.mean).toBeCloseTo((2 + 3 + 4 + 5) / 4, 9);
  });

  it('leaves out what touches no place, and takes the mean without closed pixels', () => {
    const mask = new Array<number>(side * side).fill(0);
    // Two columns of three with a gap of one: a cross fills the middle of it.
    for (const r of [1, 2, 3]) for (const c of [1, 3, 9]) mask[r * side + c] = 1;
    const cleaning = { ...none, closingPixels: 1 };
    const found = findPatches(
      measured(mask, i => i % side),
      cleaning,
      grid,
      [rectangle(0, 0, 6, 6)],
      1,
    );
    expect(found.map(p => p.pixels)).toEqual([7]);
    expect(found[0].mean).toBe(2);
    expect(findPatches(measured(mask), { ...none, sievePixels: 4 }, grid, [], 0)).toEqual([]);
  });
});
