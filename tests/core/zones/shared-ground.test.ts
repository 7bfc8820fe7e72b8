import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedGround } from '#core/zones/shared-ground.ts';
import { signedArea } from '#core/zones/rings.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';

const rectangle = (name: string, left: number, bottom: number, right: number, top: number): Zone => ({
  name,
  geometry: [
    [
      [
        [left, bottom],
        [right, bottom],
        [right, top],
        [left, top],
        [left, bottom],
      ],
    ],
  ],
  attributes: {},
});
const area = (outline: MultiPolygon) => outline.flat().reduce((sum, ring) => sum + signedArea(ring), 0);

describe('zones that share ground', () => {
  it('are a lake and its parts, which are told as such, and are together what the lake is', () => {
    const lake = rectangle('lake', 0, 0, 4, 3);
    const { groups, partOf } = sharedGround([
      rectangle('west', 0, 0, 2, 3),
      lake,
      rectangle('bay', 0, 0, 1, 1),
    ]);
    expect(groups.map(g => g.zones)).toEqual([[0, 1, 2]]);
    expect(area(groups[0].outline)).toBeCloseTo(12, 12);
    // The bay is a part of the west, and that of the lake.
    expect(partOf).toEqual([1, null, 0]);
  });

  it('are the same outline twice', () => {
    const { groups, partOf, sameAs } = sharedGround([rectangle('a', 0, 0, 1, 1), rectangle('b', 0, 0, 1, 1)]);
    expect(area(groups[0].outline)).toBeCloseTo(1, 12);
    expect(partOf).toEqual([null, null]);
    expect(sameAs).toEqual([null, 0]);
  });

  it('are not neighbours, nor ones whose borders were digitised twice', () => {
    expect(sharedGround([rectangle('a', 0, 0, 1, 1), rectangle('b', 1, 0, 2, 1)]).groups).toEqual([]);
    const { groups } = sharedGround([rectangle('a', 0, 0, 1.00002, 1), rectangle('b', 1, 0, 2, 1)]);
    expect(groups).toEqual([]);
  });

  it('have the area of their union: 16 + 16 − 4', () => {
    const { groups, partOf } = sharedGround([rectangle('a', 0, 0, 4, 4), rectangle('b', 2, 2, 6, 6)]);
    expect(area(groups[0].outline)).toBeCloseTo(28, 12);
    expect(partOf).toEqual([null, null]);
  });

  it('are counted cell by cell, for any rectangles on a grid', () => {
    const cell = fc.integer({ min: 0, max: 8 });
    const box = fc
      .tuple(cell, cell, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .map(([x, y, w, h]) => [x, y, x + w, y + h] as const);
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 5 }), boxes => {
        const zones = boxes.map((b, i) => rectangle(String(i), ...b));
        const { groups } = sharedGround(zones);
        const grouped = new Set(groups.flatMap(g => g.zones));
        const alone = zones.filter((_, i) => !grouped.has(i));
        const measured = [...alone.map(z => z.geometry), ...groups.map(g => g.outline)].reduce(
          (sum, outline) => sum + area(outline),
          0,
        );
        const cells = new Set(
          boxes.flatMap(([l, b, r, t]) =>
            Array.from(
              { length: (r - l) * (t - b) },
              (_, i) => `${l + (i % (r - l))} ${b + Math.floor(i / (r - l))}`,
            ),
          ),
        );
        expect(measured).toBeCloseTo(cells.size, 9);
      }),
      { seed: 14 },
    );
  });
});
