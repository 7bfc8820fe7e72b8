import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { impossiblePlace } from '#core/zones/impossible-place.ts';

const square = (x: number, y: number, side: number) => [
  [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
];
const why = (x: number, y: number, side: number, epsg: number) =>
  impossiblePlace(square(x, y, side), crsFromEpsg(epsg)!)?.why.code ?? null;

describe('impossiblePlace', () => {
  it.each([
    ['degrees', 119.3, 32.8, 0.1, 4490, null],
    ['the whole globe', -180, -90, 180, 4326, null],
    ['longitudes up to 360', 200, -20, 1, 4326, null],
    ['north before east', 32.8, 119.3, 0.1, 4490, 'zones.looks-swapped'],
    ['metres without a system', 434434, 3630784, 1000, 4326, 'zones.looks-metres'],
    ['too far', 500, 32, 1, 4326, 'zones.beyond-globe'],
    ['Gauss–Krüger', 434434, 3630784, 1000, 4549, null],
    ['with a zone in front', 40434434, 3630784, 1000, 4528, null],
    ['a zone in front where none is', 40434434, 3630784, 1000, 4549, 'zones.off-projection'],
    ['north before east in metres', 3630784, 434434, 1000, 4549, 'zones.looks-swapped'],
    ['degrees in a projection', 119.3, 32.8, 0.1, 4549, 'zones.looks-degrees'],
    ['UTM', 434434, 3630784, 1000, 32650, null],
    ['UTM that cannot be', 9e7, 3630784, 1000, 32650, 'zones.off-projection'],
    ['web Mercator', 13280000, 3870000, 1000, 3857, null],
    ['Lambert', 500000, 4000000, 1000, 2154, null],
    ['Hong Kong', 836694, 819069, 100, 2326, null],
    ['British', 430000, 180000, 1000, 27700, null],
  ])('%s', (_, x, y, side, epsg, expected) => {
    expect(why(x, y, side, epsg)).toBe(expected);
  });
});
