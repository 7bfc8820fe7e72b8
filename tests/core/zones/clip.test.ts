import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beside, common, joined } from '#core/zones/clip.ts';
import { signedArea } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

const rectangle = (left: number, bottom: number, right: number, top: number): MultiPolygon => [
  [
    [
      [left, bottom],
      [right, bottom],
      [right, top],
      [left, top],
      [left, bottom],
    ],
  ],
];
const area = (geometry: MultiPolygon) =>
  geometry.reduce((sum, [outer, ...holes]) => {
    const own = Math.abs(signedArea(outer));
    return sum + holes.reduce((rest, hole) => rest - Math.abs(signedArea(hole)), own);
  }, 0);

describe('outlines', () => {
  it('are cut where their sides differ by rounding alone', () => {
    // As a zone comes back from longitude and latitude, beside the frame of its scene.
    const zone: MultiPolygon = [
      [
        [
          [600000.0000000005, 3240000.0000000005],
          [600099.9999999995, 3240000],
          [601600, 3239999.9999999995],
          [601600, 3239200],
          [600000, 3239200.0000000005],
          [600000.0000000005, 3240000.0000000005],
        ],
      ],
    ];
    const frame = rectangle(600000, 3239200, 600800, 3240000);
    expect(area(beside(zone, frame))).toBeCloseTo(800 * 800, 3);
    expect(area(common(zone, frame))).toBeCloseTo(800 * 800, 3);
    expect(area(joined([zone, frame]))).toBeCloseTo(1600 * 800, 3);
  });

  it('add up, whatever rounding did to their corners', () => {
    const corner = fc.integer({ min: 0, max: 20 });
    const off = fc.integer({ min: -3, max: 3 }).map(n => n * 1e-10);
    const box = fc
      .tuple(corner, corner, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), off, off)
      .map(([x, y, w, h, dx, dy]) =>
        rectangle(6e5 + x + dx, 3e6 + y + dy, 6e5 + x + w - dy, 3e6 + y + h + dx),
      );
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(area(common(a, b)) + area(beside(a, b))).toBeCloseTo(area(a), 3);
        expect(area(joined([a, b]))).toBeCloseTo(area(beside(a, b)) + area(b), 3);
      }),
      { seed: 14 },
    );
  });
});
