import { describe, expect, it } from 'vitest';
import type { Ring } from '#core/zones/zone.ts';
import {
  boxOf,
  closeRing,
  groupRings,
  isClockwise,
  placeInRing,
  rightHanded,
  signedArea,
} from '#core/zones/rings.ts';

/** Counter-clockwise square. */
const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const clockwise = (ring: Ring): Ring => ring.toReversed();

describe('rings', () => {
  it('have a signed area', () => {
    expect(signedArea(square(0, 0, 3))).toBe(9);
    expect(signedArea(clockwise(square(0, 0, 3)))).toBe(-9);
    expect(signedArea(square(40_500_000, 3_600_000, 0.5))).toBe(0.25);
    expect(isClockwise(square(0, 0, 1))).toBe(false);
  });

  it('are closed once', () => {
    expect(closeRing(square(0, 0, 1))).toHaveLength(5);
    expect(closeRing(square(0, 0, 1).slice(0, 4))).toEqual(square(0, 0, 1));
  });

  it('have an inside, an outside and a line', () => {
    expect([
      placeInRing(0.5, 0.5, square(0, 0, 1)),
      placeInRing(1, 0.5, square(0, 0, 1)),
      placeInRing(2, 0.5, square(0, 0, 1)),
    ]).toEqual([1, 0, -1]);
  });

  it('are grouped: a hole belongs to the smallest outer ring around it, an island in a lake is its own polygon', () => {
    const outer = clockwise(square(0, 0, 10));
    const hole = square(1, 1, 6);
    const island = clockwise(square(2, 2, 3));
    const pond = square(3, 3, 1);
    const far = clockwise(square(20, 0, 1));
    expect(groupRings([pond, far, hole, outer, island])).toEqual([[far], [outer, hole], [island, pond]]);
  });

  it('keep a hole that touches its outer ring', () => {
    const outer = clockwise(square(0, 0, 4));
    const hole: Ring = [[0, 2], [2, 1], [2, 3], [0, 2]]; // prettier-ignore
    expect(groupRings([outer, hole])).toEqual([[outer, hole]]);
  });

  it('that run the wrong way round and lie in no other are outer rings', () => {
    expect(groupRings([square(0, 0, 1), square(5, 5, 1)])).toEqual([[square(0, 0, 1)], [square(5, 5, 1)]]);
  });

  it('are turned to the right hand', () => {
    const [[outer, hole]] = rightHanded([[clockwise(square(0, 0, 4)), square(1, 1, 1)]]);
    expect([signedArea(outer), signedArea(hole)]).toEqual([16, -1]);
  });

  it('have a box', () => {
    expect(boxOf([[square(1, 2, 3)], [square(-1, 7, 1)]])).toEqual([-1, 2, 4, 8]);
    expect(boxOf([])).toBeNull();
  });
});
