import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { gaussKrugerOfEasting, readAngle, readPlace } from '#core/plots/coordinates.ts';

/** Within a centimetre. */
const near = (place: ReturnType<typeof readPlace>, lon: number, lat: number) => {
  if ('problem' in place) throw new Error(place.problem);
  expect(place.lon).toBeCloseTo(lon, 7);
  expect(place.lat).toBeCloseTo(lat, 7);
};

describe('an angle', () => {
  it('is read from decimals and from degrees, minutes and seconds', () => {
    // 119° 15′ 36″ = 119 + 15/60 + 36/3600 = 119.26
    for (const text of [
      '119.26',
      '119°15′36″',
      `119°15'36"E`,
      'E119°15′36″',
      '119 15 36',
      '119度15分36秒',
      '东经119°15′36″',
    ])
      expect(readAngle(text)).toBeCloseTo(119.26, 10);
    expect(readAngle('33°30′S')).toBe(-33.5);
    expect(readAngle('122.5W')).toBe(-122.5);
    expect(readAngle('-12°30′')).toBe(-12.5);
  });

  it('is none where it cannot be one', () => {
    for (const text of ['', 'x', '119°75′', '119°15′61″', '1,2,3']) expect(readAngle(text)).toBeNull();
  });

  it('survives being written in degrees, minutes and seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 179 * 3600 }), seconds => {
        const text = `${Math.floor(seconds / 3600)}°${Math.floor((seconds % 3600) / 60)}′${seconds % 60}″`;
        expect(readAngle(text)).toBeCloseTo(seconds / 3600, 9);
      }),
    );
  });
});

describe('a typed place', () => {
  it('takes longitude and latitude in either order where letters or numbers tell', () => {
    near(readPlace('119.26, 32.85', null), 119.26, 32.85);
    near(readPlace('32.85, 119.26', null), 119.26, 32.85);
  });

  it('takes letters before order', () => {
    near(readPlace('32°51′N 119°15′36″E', null), 119.26, 32.85);
    near(readPlace('N32.85 E119.26', null), 119.26, 32.85);
    near(readPlace('北纬32.85 东经119.26', null), 119.26, 32.85);
  });

  it('reads metres of CGCS2000 Gauss–Krüger and UTM (expected values by GDAL)', () => {
    near(readPlace('40500000, 3600000', null), 120, 32.5243649183362);
    near(readPlace('3600000, 40500000', null), 120, 32.5243649183362);
    near(readPlace('21480000 3600000', null), 122.787124645156, 32.524184785812);
    near(readPlace('500000, 3600000', crsFromEpsg(4549)), 120, 32.5243649183362);
    near(readPlace('700000, 3600000', crsFromEpsg(32650)), 119.129284450628, 32.5193276650489);
  });

  it('says what is missing', () => {
    expect(readPlace('500000, 3600000', null)).toEqual({ problem: 'zone-needed' });
    expect(readPlace('119.26', null)).toEqual({ problem: 'not-two-numbers' });
    expect(readPlace('190, 95', null)).toEqual({ problem: 'outside' });
  });
});

describe('the zone of an easting', () => {
  it('is its prefix', () => {
    expect(gaussKrugerOfEasting(40_500_000)?.epsg).toBe(4528);
    expect(gaussKrugerOfEasting(20_500_000)?.epsg).toBe(4498);
    expect(gaussKrugerOfEasting(500_000)).toBeNull();
    expect(gaussKrugerOfEasting(40_050_000)).toBeNull();
  });
});
