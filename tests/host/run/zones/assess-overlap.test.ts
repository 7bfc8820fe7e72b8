import { describe, expect, it } from 'vitest';
import { overlappingZones, overlapWarnings } from '#host/run/zones/overlapping-zones.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import type { Zone } from '#core/zones/zone.ts';
import { smallGrid } from '#tests/fixtures/small-scene.ts';

/** A rectangle in columns and rows of the 4 × 3 grid. */
const zone = (name: string, left: number, top: number, right: number, bottom: number): Zone => {
  const at = (col: number, row: number): [number, number] => [500000 + col * 10, 3600000 - row * 10];
  return {
    name,
    geometry: [[[at(left, top), at(right, top), at(right, bottom), at(left, bottom), at(left, top)]]],
    attributes: {},
  };
};
const placed = (...zones: Zone[]) => placeZones({ zones, crs: smallGrid.crs, subject: 'zones' }, smallGrid);

describe('zones that share ground', () => {
  it('are found: a lake and its part', () => {
    const both = placed(zone('lake', 0, 0, 4, 3), zone('part', 1, 1, 2, 2));
    expect(overlappingZones(both)).toEqual(['lake', 'part']);
    expect(overlapWarnings(both)[0]).toContain('the zones lake and part overlap');
  });

  it('are not neighbours that share a border, even within a pixel', () => {
    expect(overlappingZones(placed(zone('a', 0, 0, 1.5, 3), zone('b', 1.5, 0, 4, 3)))).toBeNull();
    expect(overlapWarnings(placed(zone('a', 0, 0, 1, 1), zone('b', 3, 2, 4, 3)))).toEqual([]);
  });
});
