import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { crsOfGeoKeys, type GeoKeyValues } from '#core/grid/geo-keys.ts';

describe('crsOfGeoKeys', () => {
  it('a code whose unit the keys change is no longer that code', () => {
    // EPSG:32064 counts US survey feet; key 3076 says kilometres (9036).
    const keys: GeoKeyValues = new Map([
      [1024, 1],
      [3072, 32064],
      [3076, 9036],
    ]);
    const crs = crsOfGeoKeys(keys)!;
    expect(crs.epsg).toBeNull();
    const metres = proj4(crs.proj4.replace('+to_meter=1000', '+to_meter=1')).forward([-98, 40]);
    const kilometres = proj4(crs.proj4).forward([-98, 40]);
    expect(kilometres[0]).toBeCloseTo(metres[0] / 1000, 9);
    expect(crsOfGeoKeys(new Map([...keys, [3076, 9003]]))!.epsg).toBe(32064);
  });

  it('Hotine’s oblique Mercator, variant B', () => {
    const keys: GeoKeyValues = new Map<number, number | string>([
      [1024, 1],
      [1026, 'NAD83(2011) / PCCS zone 1 (ft)'],
      [2048, 6318],
      [2057, 6378137],
      [2059, 298.257222101],
      [3072, 32767],
      [3074, 32767],
      [3075, 9815],
      [3076, 9002],
      [3082, 160000],
      [3083, 800000],
      [3088, -111.4],
      [3089, 32.25],
      [3093, 1.00011],
      [3094, 45],
      [3096, 45],
    ]);
    const crs = crsOfGeoKeys(keys)!;
    // GDAL 3.6.2 puts 440750 ft, 3751290 ft at 110°24′54.03″ W, 40°20′32.15″ N.
    const [longitude, latitude] = proj4(crs.proj4).inverse([440750, 3751290]);
    expect(longitude).toBeCloseTo(-(110 + 24 / 60 + 54.03 / 3600), 5);
    expect(latitude).toBeCloseTo(40 + 20 / 60 + 32.15 / 3600, 5);
  });

  it('a projection that cannot be computed with is none', () => {
    // Laborde's oblique Mercator of Madagascar (EPSG:8441).
    expect(crsOfGeoKeys(new Map([[1024, 1], [3072, 8441]]))).toBeNull(); // prettier-ignore
  });
});
