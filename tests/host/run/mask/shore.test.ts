import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { reasonCode } from '#core/bands/validity.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import { MaskPainter } from '#core/mask/mask-painter.ts';
import type { MaskPlan } from '#core/mask/mask-plan.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';

const hasShapely = spawnSync('/usr/bin/python3', ['-c', 'import shapely, pyproj']).status === 0;

/**
 * Reads zones, grid and EPSG; says per pixel centre the metres to the outside of the union, −1 where it lies outside.
 */
const script = `
import json, sys
from shapely.geometry import shape, Point
from shapely.ops import unary_union, transform
from shapely.prepared import prep
import pyproj
q = json.load(sys.stdin)
a = q['affine']
union = unary_union([shape({'type': 'MultiPolygon', 'coordinates': z}) for z in q['zones']])
place = lambda x, y: (x, y)
if q['metric']:
    place = pyproj.Transformer.from_crs(q['epsg'], q['metric'], always_xy=True).transform
    union = transform(place, union)
inside = prep(union)
edge = union.boundary
out = []
for row in range(q['height']):
    for col in range(q['width']):
        point = Point(*place(a[0] + (col + 0.5) * a[1], a[3] + (row + 0.5) * a[5]))
        out.append(edge.distance(point) if inside.contains(point) else -1)
print(json.dumps(out))
`;

function metresToOutside(grid: Grid, zones: MultiPolygon[], metric: number | null): number[] {
  const input = { ...grid, zones, epsg: grid.crs!.epsg, metric };
  return JSON.parse(
    execFileSync('/usr/bin/python3', ['-c', script], {
      input: JSON.stringify(input),
      maxBuffer: 1e9,
    }).toString(),
  ) as number[];
}

const zone = (name: string, geometry: MultiPolygon): Zone => ({ name, geometry, attributes: {} });

function shoreCodes(grid: Grid, zones: Zone[], shoreBufferM: number): Uint8Array {
  const scene = { name: 'test', grid, bands: [], classification: null } as unknown as Scene;
  const request = { ...cloudsOnly('none'), options: { clouds: 'none' as const, shoreBufferM } };
  const plan = planMask(scene, { zones, crs: grid.crs }, request) as MaskPlan;
  return new MaskPainter(plan).window({ col: 0, row: 0, width: grid.width, height: grid.height });
}

/** A ragged ring around a centre, always the same. */
function lake(cx: number, cy: number, radius: number, corners: number): number[][] {
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    const r = radius * (0.7 + 0.3 * Math.sin(i * 12.9898) * Math.cos(i * 4.1414));
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  });
  return [...ring, ring[0]];
}

describe.runIf(hasShapely)('the shore buffer agrees with shapely (needs shapely)', () => {
  const utm: Grid = {
    width: 160,
    height: 140,
    affine: [500_000, 10, 0, 3_500_000, 0, -10],
    crs: crsFromEpsg(32650)!,
  };
  // The scale of UTM at its central meridian is 0.9996: 100 m on the ground are 99.96 m on the grid.
  const scale = 0.9996;

  it.each([35, 100, 230])('a ragged lake with two islands, %d m', distance => {
    const island = (x: number, y: number, r: number) => [...lake(x, y, r, 11)].reverse();
    const geometry: MultiPolygon = [
      [lake(500_800, 3_499_300, 700, 83), island(500_700, 3_499_200, 60), island(501_000, 3_499_500, 25)],
    ];
    const expected = metresToOutside(utm, [geometry], null);
    const codes = shoreCodes(utm, [zone('lake', geometry)], distance);
    let seen = 0;
    expected.forEach((metres, i) => {
      if (metres < 0 || Math.abs(metres / scale - distance) < 0.05) return;
      seen++;
      expect(codes[i] === reasonCode.shore, `pixel ${i}: ${metres}`).toBe(metres / scale < distance);
    });
    expect(seen).toBeGreaterThan(5000);
  });

  it('the border between two zones of one lake is no shore, a strait between lakes is', () => {
    const rect = (x0: number, y0: number, x1: number, y1: number): MultiPolygon => [
      [
        [
          [x0, y0],
          [x1, y0],
          [x1, y1],
          [x0, y1],
          [x0, y0],
        ],
      ],
    ];
    const west = rect(500_100, 3_498_700, 500_703, 3_499_900);
    const east = rect(500_703, 3_498_900, 501_300, 3_499_700);
    const other = rect(501_360, 3_498_700, 501_500, 3_499_900);
    const expected = metresToOutside(utm, [west, east, other], null);
    const codes = shoreCodes(utm, [zone('west', west), zone('east', east), zone('other', other)], 62);
    let wrong = 0;
    expected.forEach((metres, i) => {
      // Near the ends of the inner border the shore may begin a quarter of a pixel beside its place.
      if (metres < 0 || Math.abs(metres / scale - 62) < 2.5) return;
      if ((codes[i] === reasonCode.shore) !== metres / scale < 62) wrong++;
    });
    expect(wrong).toBe(0);
    // In the middle of the inner border, far from any shore: row 70 is 3499300 m north.
    expect(codes[70 * utm.width + 70]).toBe(0);
  });

  it('metres are metres on a geographic grid', () => {
    // At 45° a degree of longitude is 0.71 of one of latitude: 0.0002° are about 15.8 and 22.2 m.
    const degrees: Grid = {
      width: 150,
      height: 120,
      affine: [116, 0.0002, 0, 45.02, 0, -0.0002],
      crs: crsFromEpsg(4326)!,
    };
    const geometry: MultiPolygon = [[lake(116.015, 45.008, 0.012, 61)]];
    // UTM 50N: scale 0.9996 · (1 + tiny) within 60 km of 117° E.
    const expected = metresToOutside(degrees, [geometry], 32650);
    const codes = shoreCodes(degrees, [zone('lake', geometry)], 150);
    let seen = 0;
    expected.forEach((metres, i) => {
      if (metres < 0 || Math.abs(metres / 0.99968 - 150) < 0.3) return;
      seen++;
      expect(codes[i] === reasonCode.shore, `pixel ${i}: ${metres}`).toBe(metres / 0.99968 < 150);
    });
    expect(seen).toBeGreaterThan(2000);
  });
});
