import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MaskPainter } from '#core/mask/mask-painter.ts';
import { edgesOf } from '#core/zones/project.ts';
import { placeInRing } from '#core/zones/rings.ts';
import { shoreLine } from '#core/zones/shore-line.ts';
import type { Ring } from '#core/zones/zone.ts';

const width = 24;
const height = 20;
const window = { col: 0, row: 0, width, height };

/** A star around a point: never crosses itself. */
const star = fc
  .record({
    x: fc.double({ min: 4, max: 20, noNaN: true }),
    y: fc.double({ min: 4, max: 16, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.3, max: 8, noNaN: true }), { minLength: 3, maxLength: 9 }),
  })
  .map(({ x, y, radii }): Ring => {
    const ring = radii.map((r, i) => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    });
    return [...ring, ring[0]];
  });

/** Pixels between the point and a stretch, by projecting the point onto it. */
function distanceTo(px: number, py: number, [x0, y0]: number[], [x1, y1]: number[], a: number, c: number) {
  const [bx, by] = [(x1 - x0) * a, (y1 - y0) * c];
  const [qx, qy] = [(px - x0) * a, (py - y0) * c];
  const t = Math.max(0, Math.min(1, (qx * bx + qy * by) / (bx * bx + by * by || 1)));
  return Math.hypot(qx - t * bx, qy - t * by);
}

describe('areas of a mask', () => {
  it('take the pixels whose centre lies inside', () => {
    fc.assert(
      fc.property(star, ring => {
        const painter = new MaskPainter({
          shore: null,
          areas: [{ code: 9, sides: edgesOf([[ring]]).coordinates }],
        });
        const codes = painter.window(window);
        for (let row = 0; row < height; row++)
          for (let col = 0; col < width; col++) {
            const place = placeInRing(col + 0.5, row + 0.5, ring);
            if (place !== 0) expect(codes[row * width + col]).toBe(place > 0 ? 9 : 0);
          }
      }),
      { numRuns: 200 },
    );
  });

  it('leave holes out, and later ones go over earlier ones', () => {
    const square = (x0: number, y0: number, x1: number, y1: number): Ring => [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
      [x0, y0],
    ];
    const ring = edgesOf([[square(0, 0, 6, 6), [...square(2, 2, 4, 4)].reverse()]]).coordinates;
    const over = edgesOf([[square(5, 5, 7, 7)]]).coordinates;
    const codes = new MaskPainter({
      shore: null,
      areas: [
        { code: 11, sides: ring },
        { code: 12, sides: over },
      ],
    }).window({ col: 0, row: 0, width: 8, height: 8 });
    const count = (code: number) => codes.filter(c => c === code).length;
    // 6 × 6 without 2 × 2 and without the one pixel that the later area takes; the later one has 2 × 2.
    expect([count(11), count(12)]).toEqual([36 - 4 - 1, 4]);
  });

  it('say the same at places as over a window', () => {
    fc.assert(
      fc.property(star, fc.double({ min: 0.2, max: 5, noNaN: true }), (ring, distanceM) => {
        const sides = shoreLine([[[ring]]]);
        const metric = Float64Array.from({ length: (sides.length / 4) * 3 }, (_, i) => [1, 0, 1][i % 3]);
        const painter = new MaskPainter({
          shore: { code: 10, distanceM, sides, metric },
          areas: [{ code: 9, sides: edgesOf([[ring]]).coordinates }],
        });
        const all = painter.window(window);
        const cols = Int32Array.from(
          { length: width * height + 1 },
          (_, i) => (i % width) - (i === 0 ? 1 : 0),
        );
        const rows = Int32Array.from(cols, (_, i) => Math.floor(i / width));
        const there = painter.places(cols, rows);
        expect([...there.slice(1, all.length)]).toEqual([...all.slice(1)]);
        expect(there[0]).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the shore of a mask', () => {
  it('is every pixel whose centre is nearer to the outline, with oblong pixels too', () => {
    fc.assert(
      fc.property(
        star,
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        fc.constantFrom([10, 10], [8, 14]),
        (ring, distanceM, [a, c]) => {
          const sides = shoreLine([[[ring]]]);
          const metric = Float64Array.from({ length: (sides.length / 4) * 3 }, (_, i) => [a, 0, c][i % 3]);
          const codes = new MaskPainter({ shore: { code: 10, distanceM, sides, metric }, areas: [] }).window(
            window,
          );
          for (let row = 0; row < height; row++)
            for (let col = 0; col < width; col++) {
              let nearest = Infinity;
              for (let i = 0; i + 1 < ring.length; i++)
                nearest = Math.min(nearest, distanceTo(col + 0.5, row + 0.5, ring[i], ring[i + 1], a, c));
              if (Math.abs(nearest - distanceM) < 1e-6) continue;
              expect(codes[row * width + col]).toBe(nearest < distanceM ? 10 : 0);
            }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('follows a turned grid: a step down the rows goes along the first axis, too', () => {
    // One side along the first row; a column's step is (3, 4) metres, so row r is 4·r metres away from the line.
    const sides = Float64Array.from([0, 0, 100, 0]);
    const painter = new MaskPainter({
      shore: { code: 10, distanceM: 11, sides, metric: Float64Array.from([5, 3, 4]) },
      areas: [],
    });
    const column = [0, 1, 2, 3, 4].map(row => {
      const out = new Uint8Array(1);
      painter.paintRow(row, 50, out);
      return out[0];
    });
    // Centres lie at 2, 6, 10, 14, 18 metres.
    expect(column).toEqual([10, 10, 10, 0, 0]);
  });
});
