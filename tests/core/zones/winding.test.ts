import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedArea } from '#core/zones/rings.ts';
import { evenOdd } from '#core/zones/winding.ts';
import type { MultiPolygon, Ring } from '#core/zones/zone.ts';

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const turned = (ring: Ring): Ring => ring.toReversed();
/** Outer rings less their holes. */
const areaOf = (geometry: MultiPolygon): number =>
  geometry.flat().length === 0
    ? 0
    : geometry
        .flatMap(polygon => polygon.map((ring, i) => Math.abs(signedArea(ring)) * (i === 0 ? 1 : -1)))
        .reduce((sum, area) => sum + area, 0);

describe('evenOdd', () => {
  it('leaves a polygon with a hole of the other turn as it is', () => {
    const geometry = [[square(0, 0, 10), turned(square(2, 2, 4))]];
    expect(evenOdd(geometry)).toEqual({ geometry, note: null });
  });

  it('takes a ring in a ring as a hole, and tells what the other rule gives', () => {
    // 100 − 16 = 84 by even-odd, 100 by non-zero winding: 16 / 84 = 19.0 %.
    const { geometry, note } = evenOdd([[square(0, 0, 10)], [square(2, 2, 4)]]);
    expect(areaOf(geometry)).toBe(84);
    expect(note).toContain('19 %');
    expect(evenOdd([[square(0, 0, 10), square(2, 2, 4)]]).note).toBeNull();
  });

  it('takes an outline apart where it touches itself', () => {
    // Two triangles that meet in a corner, drawn through it: of 1 each, turned against each other.
    const bow: Ring = [
      [0, 0],
      [1, 1],
      [2, 0],
      [2, 2],
      [1, 1],
      [0, 2],
      [0, 0],
    ];
    expect(signedArea(bow)).toBeCloseTo(2, 12);
    const through: Ring = [
      [0, 0],
      [1, 1],
      [2, 2],
      [2, 0],
      [1, 1],
      [0, 2],
      [0, 0],
    ];
    expect(signedArea(through)).toBeCloseTo(0, 12);
    expect(areaOf(evenOdd([[through]]).geometry)).toBeCloseTo(2, 12);
  });

  it('counts a ring once that is there twice', () => {
    expect(areaOf(evenOdd([[square(0, 0, 3)], [square(0, 0, 3)]]).geometry)).toBe(9);
  });

  it('of rings in rings counts every second one, however they are wound', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), turns => {
        const rings = turns.map((turn, i) => (turn ? turned : (r: Ring) => r)(square(i, i, 20 - 2 * i)));
        const expected = turns.reduce((sum, _, i) => sum + (20 - 2 * i) ** 2 * (i % 2 ? -1 : 1), 0);
        expect(areaOf(evenOdd(rings.map(ring => [ring])).geometry)).toBeCloseTo(expected, 9);
        expect(areaOf(evenOdd([rings]).geometry)).toBeCloseTo(expected, 9);
      }),
    );
  });
});
