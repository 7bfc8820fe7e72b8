import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import { findCrossing } from '#core/zones/find-crossing.ts';
import { projectPolygons, toPixelPolygons } from '#core/zones/project.ts';

const utm50 = crsFromEpsg(32650)!;
const wgs84 = crsFromEpsg(4326)!;

describe('toPixelPolygons', () => {
  const grid: Grid = { width: 100, height: 100, affine: [500000, 10, 0, 3600000, 0, -10], crs: utm50 };

  it('only shifts and scales within the same CRS', () => {
    const ring = [
      [500000, 3600000],
      [500000, 3599000],
      [501000, 3599000],
      [500000, 3600000],
    ];
    expect(toPixelPolygons([[ring]], 'z', utm50, grid)[0][0]).toEqual([
      [0, 0],
      [0, 100],
      [100, 100],
      [0, 0],
    ]);
  });

  it('bends long sides: a parallel is no straight line in UTM', () => {
    // Two degrees along latitude 32.5: in zone 50 (CM 117°E) the middle lies south of the chord's ends.
    const ring = [
      [116, 32.5],
      [118, 32.5],
      [118, 32.6],
      [116, 32.6],
      [116, 32.5],
    ];
    const bent = projectPolygons([[ring]], 'z', wgs84, utm50, 0.1)[0][0];
    expect(bent.length).toBeGreaterThan(30);
    // Transverse Mercator: the northing of the parallel is least on the central meridian.
    const lowest = bent.reduce((a, b) => (b[1] < a[1] ? b : a));
    const south = bent.filter(p => p[1] < lowest[1] + 1000);
    expect(Math.abs(lowest[0] - 500000)).toBeLessThan(4000);
    // Sagitta of the parallel over ±1°: N cos φ sin φ λ² / 2 = 6384 km · cos · sin · (π/180)² / 2 ≈ 440 m.
    const ends = south.filter(p => Math.abs(p[0] - 500000) > 93900).map(p => p[1]);
    const phi = (32.5 * Math.PI) / 180;
    const sagitta = (0.9996 * 6384000 * Math.cos(phi) * Math.sin(phi) * (Math.PI / 180) ** 2) / 2;
    expect(Math.min(...ends) - lowest[1]).toBeGreaterThan(sagitta * 0.97);
    expect(Math.max(...ends) - lowest[1]).toBeLessThan(sagitta * 1.03);
  });

  it('names the zone whose corner has no place', () => {
    expect(() =>
      toPixelPolygons(
        [
          [
            [
              [NaN, 0],
              [1, 1],
              [1, 0],
              [NaN, 0],
            ],
          ],
        ],
        '东湖',
        wgs84,
        grid,
      ),
    ).toThrow(/has no place/);
  });
});

describe('findCrossing', () => {
  it('finds where a bow tie crosses itself', () => {
    expect(
      findCrossing([
        [
          [
            [0, 0],
            [2, 2],
            [2, 0],
            [0, 2],
            [0, 0],
          ],
        ],
      ]),
    ).toEqual([1, 1]);
  });

  it('finds two rings that overlap', () => {
    const a = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0],
    ];
    const b = [
      [1, 1],
      [3, 1],
      [3, 3],
      [1, 3],
      [1, 1],
    ];
    expect(findCrossing([[a], [b]])).not.toBeNull();
  });

  it('lets rings touch in a point and repeat a corner', () => {
    const a = [
      [0, 0],
      [1, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ];
    const b = [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 2],
      [1, 1],
    ];
    expect(findCrossing([[a], [b]])).toBeNull();
  });
});
