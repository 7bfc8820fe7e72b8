import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';

const loaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some(path => path.includes('geotiff-geokeys-to-proj4'));

describe('the tables of EPSG parameters', () => {
  it('are loaded when a code needs them, not for the usual ones', () => {
    const utm = 'PROJCS["WGS 84 / UTM zone 50N",AUTHORITY["EPSG","32650"]]';
    for (const code of [4326, 4490, 3857, 32650, 32721, 4498, 4528, 4549, 3826])
      expect(crsFromEpsg(code)).not.toBeNull();
    expect(crsFromWkt(utm)).toMatchObject({ epsg: 32650 });
    expect(loaded()).toBe(false);
    // TWD97 / TM2 zone 119, from the EPSG registry.
    expect(crsFromEpsg(3825)!.proj4).toMatch(/\+proj=tmerc.*\+lon_0=119.*\+k(_0)?=0\.9999.*\+x_0=250000/);
    expect(loaded()).toBe(true);
  });
});
