import { describe, expect, it } from 'vitest';
import {
  ellipsoidalAreaM2,
  gapsBetween,
  intersectZones,
  overlapsWithin,
  partsAsZones,
} from '#core/zones/zone-overlay.ts';
import type { Zone } from '#core/zones/zone.ts';
import { processorTime } from '#tests/fixtures/processor-time.ts';

const box = (
  name: string,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  attributes: Zone['attributes'] = {},
): Zone => ({
  name,
  geometry: [[[[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]]], // prettier-ignore
  attributes,
});

describe('ellipsoidalAreaM2', () => {
  it('agrees with PROJ', () => {
    // pyproj.Geod(ellps='GRS80'), sides along parallels in 2000 steps: 1047748.261 m².
    expect(ellipsoidalAreaM2(box('a', 119, 32, 119.01, 32.01).geometry)).toBeCloseTo(1047748.261, 2);
    const [outer] = box('a', 119, 32, 119.01, 32.01).geometry[0];
    const [hole] = box('h', 119.002, 32, 119.004, 32.01).geometry[0];
    expect(ellipsoidalAreaM2([[outer, hole]]) / 1047748.261).toBeCloseTo(0.8, 6);
  });
});

describe('zones of one set', () => {
  const a = box('a', 0, 0, 1, 1);
  const b = box('b', 0.9, 0, 2, 1);
  const c = box('c', 2, 0, 3, 1);

  it('overlap where they share more than a sliver, not along borders', () => {
    const found = overlapsWithin([a, b, c]);
    expect(found.map(o => [o.a, o.b])).toEqual([[0, 1]]);
    expect(found[0].areaM2 / ellipsoidalAreaM2(a.geometry)).toBeCloseTo(0.1, 9);
  });

  it('enclose gaps; holes of a zone itself are none', () => {
    // Four boxes around the square 1–2 × 1–2.
    const ring = [box('s', 0, 0, 3, 1), box('n', 0, 2, 3, 3), box('w', 0, 1, 1, 2), box('e', 2, 1, 3, 2)];
    const [gap, ...others] = gapsBetween(ring);
    expect(others).toEqual([]);
    expect(gap.areaM2).toBeCloseTo(ellipsoidalAreaM2(box('g', 1, 1, 2, 2).geometry), 3);
    const [outer] = box('o', 0, 0, 3, 3).geometry[0];
    const [hole] = box('h', 1, 1, 2, 2).geometry[0];
    const lake: Zone = { name: 'lake', geometry: [[outer, hole.toReversed()]], attributes: {} };
    expect(gapsBetween([lake, box('x', 3, 0, 4, 3)])).toEqual([]);
  });
});

describe('intersectZones', () => {
  it('splits parcels by counties, areas and attributes kept', () => {
    const parcels = [box('红线1', 0, 0, 2, 1, { 编号: 'HX-1', 名称: '一' }), box('红线2', 10, 0, 11, 1)];
    const counties = [
      box('甲县', -1, -1, 0.5, 2, { 名称: '甲', 行政区代码: '1' }),
      box('乙县', 0.5, -1, 5, 2, { 名称: '乙', 行政区代码: '2' }),
    ];
    const parts = intersectZones(parcels, counties);
    expect(parts.map(p => [p.a, p.b])).toEqual([[0, 0], [0, 1]]); // prettier-ignore
    const whole = ellipsoidalAreaM2(parcels[0].geometry);
    expect(parts.map(p => p.areaM2 / whole)).toEqual([expect.closeTo(0.25, 9), expect.closeTo(0.75, 9)]);
    expect(partsAsZones(parcels, counties, parts, '县')[1]).toMatchObject({
      name: '红线1 · 乙县',
      attributes: { 编号: 'HX-1', 名称: '一', 县_名称: '乙', 行政区代码: '2', 红线: '红线1', 县: '乙县' },
    });
  });

  it('is fast enough for thousands of parcels', () => {
    const parcels = Array.from({ length: 3600 }, (_, i) => {
      const [x, y] = [119 + (i % 60) * 0.01, 32 + Math.floor(i / 60) * 0.01];
      return box(`${i}`, x, y, x + 0.009, y + 0.009);
    });
    const started = processorTime();
    expect(intersectZones(parcels, [box('县', 119, 32, 119.3, 33)])).toHaveLength(1800);
    expect(processorTime() - started).toBeLessThan(20_000);
  });
});
