import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import { frameCrs, groundPerUnit, northDirection, placeFrame, toPaper } from '#core/page/frame.ts';
import { degreeLabel, makeGraticule } from '#core/page/graticule.ts';
import { grouped, hm2Text, km2Text, signed } from '#core/page/number-text.ts';
import { roundLengthBelow, roundScaleFrom } from '#core/page/round-scale.ts';
import { makeScaleBar } from '#core/page/scale-bar.ts';
import { speaker, words, type Word } from '#core/page/words.ts';

const utm50 = crsFromEpsg(32650)!;
const box = { x: 10, y: 20, width: 180, height: 140 };

describe('round numbers', () => {
  it('takes 1, 1.5, 2, 2.5, 3, 4, 5, 7.5 × 10^k, and the number itself where it is round', () => {
    expect([1, 1.1, 2.2, 2.6, 7, 25_000, 25_001, 30_001, 99_999].map(roundScaleFrom)).toEqual([
      1, 1.5, 2.5, 3, 7.5, 25_000, 30_000, 40_000, 100_000,
    ]);
    expect([1, 1.9, 4.9, 5, 9999, 1000].map(roundLengthBelow)).toEqual([1, 1, 2, 5, 5000, 1000]);
    expect(() => roundScaleFrom(0)).toThrow(RangeError);
  });

  it('draws a scale bar as long as arithmetic says', () => {
    const bar = makeScaleBar(50_000, 70);
    // 70 mm at 1:50 000 are 3.5 km; the round length below is 2 km = 2 000 000 mm / 50 000.
    expect(bar).toEqual({ lengthM: 2000, lengthMm: 2_000_000 / 50_000, segments: 4, unit: 'km' });
    expect(makeScaleBar(2500, 60).unit).toBe('m');
  });

  it('writes numbers for people', () => {
    expect([km2Text(1.23456), km2Text(123.456), km2Text(12345.67), km2Text(null)]).toEqual([
      '1.235',
      '123.46',
      '12345.7',
      '—',
    ]);
    expect([hm2Text(12_345), hm2Text(1_234_567)]).toEqual(['1.23', '123.5']);
    expect([signed(-0.04, 1), signed(1.25, 1), signed(-2, 0)]).toEqual(['0.0', '+1.3', '−2']);
    expect(grouped(1_250_000)).toBe('1\u00a0250\u00a0000');
  });
});

describe('frame', () => {
  it('is true on the ground at its centre, whatever the CRS says', () => {
    // Web Mercator at 60° stretches by about 1/cos 60° = 2: a unit is about half a metre.
    const [x, y] = proj4('EPSG:4326', crsFromEpsg(3857)!.proj4, [20, 60]);
    expect(groundPerUnit(crsFromEpsg(3857)!, x, y)).toBeCloseTo(0.5, 2);
    // UTM has 0.9996 on its central meridian.
    expect(groundPerUnit(utm50, 500_000, 3_600_000)).toBeCloseTo(1 / 0.9996, 6);
    const { frame, scale, metresPerUnit } = placeFrame(box, crsFromEpsg(3857)!, [
      x - 10_000,
      y - 8000,
      x + 10_000,
      y + 8000,
    ]);
    const [left] = toPaper(frame, x, y);
    const [right] = toPaper(frame, x + 1000 / metresPerUnit, y);
    expect(right - left).toBeCloseTo(1_000_000 / scale, 9);
  });

  it('takes the largest round scale that shows everything, or the asked one', () => {
    // 20 km over 180 mm − 2 × 4 %: 1:120 772, so 1:150 000.
    const seen = [490_000, 3_595_000, 510_000, 3_605_000] as const;
    expect(placeFrame(box, utm50, seen).scale).toBe(150_000);
    expect(placeFrame(box, utm50, seen, 75_000).scale).toBe(75_000);
  });

  it('chooses a projected CRS for geographic scenes', () => {
    const wgs = crsFromEpsg(4326)!;
    expect(frameCrs(wgs, [119.4, 32.8], 0.5).epsg).toBe(4549);
    expect(frameCrs(wgs, [119.4, 32.8], 4).epsg).toBe(4509);
    expect(frameCrs(wgs, [-74.5, -8.4], 0.5).epsg).toBe(32718);
    expect(frameCrs(utm50, [119.4, 32.8], 0.5)).toBe(utm50);
  });

  it('turns the arrow to true north: east of the meridian north lies to the left of the grid', () => {
    const [x, y] = proj4('EPSG:4326', utm50.proj4, [119.5, 33]);
    // Convergence ≈ Δλ · sin φ = 2.5° · sin 33° = 1.36°.
    expect(northDirection(utm50, x, y)).toBeCloseTo(-2.5 * Math.sin((33 * Math.PI) / 180), 1);
  });
});

describe('graticule', () => {
  const [x, y] = proj4('EPSG:4326', utm50.proj4, [119.4, 32.8]);
  const { frame } = placeFrame(box, utm50, [x - 15_000, y - 12_000, x + 15_000, y + 12_000]);
  const { ticks, interval, lines } = makeGraticule(frame, utm50);

  it('puts ticks where proj4 puts their degrees', () => {
    expect(ticks.length).toBeGreaterThanOrEqual(8);
    expect(lines.length).toBeGreaterThan(3);
    for (const tick of ticks) {
      const mapX = frame.extent[0] + (tick.x - frame.x) / frame.mmPerUnit;
      const mapY = frame.extent[3] - (tick.y - frame.y) / frame.mmPerUnit;
      const [lon, lat] = proj4(utm50.proj4, '+proj=longlat +ellps=GRS80 +no_defs', [mapX, mapY]);
      expect(tick.axis === 'lon' ? lon : lat).toBeCloseTo(tick.value, 6);
      expect((tick.value * 3600) / interval).toBeCloseTo(Math.round((tick.value * 3600) / interval), 9);
    }
  });

  it('labels degrees, minutes and, where needed, seconds', () => {
    expect(degreeLabel(119.5 * 3600, 'lon', 600)).toBe('119°30′E');
    expect(degreeLabel(-8.25 * 3600, 'lat', 30)).toBe('8°15′00″S');
    expect(degreeLabel(0, 'lat', 3600)).toBe('0°');
  });
});

describe('Beijing time', () => {
  it('is eight hours ahead of UTC and may be the next day', () => {
    expect(beijingTime('2024-07-31T18:30:00Z')).toEqual({ date: '2024-08-01', time: '02:30' });
    expect(beijingTime('2024-07-31T02:30:00')).toEqual({ date: '2024-07-31', time: '10:30' });
    expect(beijingTime('2024-07-31T10:30:00+08:00')).toEqual({ date: '2024-07-31', time: '10:30' });
  });
  it('leaves a bare date as it is and gives nothing for nonsense', () => {
    expect(beijingTime('2024-07-31')).toEqual({ date: '2024-07-31', time: null });
    expect(beijingTime('soon')).toBeNull();
    expect(beijingTime(null)).toBeNull();
  });
});

describe('words', () => {
  it('exist in both languages with the same gaps', () => {
    const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort();
    for (const [name, { zh, en }] of Object.entries(words)) {
      expect(zh.trim(), name).not.toBe('');
      expect(en.trim(), name).not.toBe('');
      expect(gaps(zh), name).toEqual(gaps(en));
      expect(en, name).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
  it('are filled in', () => {
    expect(speaker('en')('moreRows' satisfies Word, { n: 7 })).toBe('… 7 more in the table file');
  });
});
