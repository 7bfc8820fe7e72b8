import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { crsOfGeoKeys, projectionNamed, type GeoKeyValues } from '#core/grid/geo-keys.ts';

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

  /** ArcGIS: no model type, the projection only in a citation. */
  const ofArcGis = (id: number, text: string): GeoKeyValues =>
    new Map<number, number | string>([
      [1024, 32767],
      [1026, 'PCS Name = lake'],
      [2048, 4326],
      [2054, 9102],
      [3076, 9001],
      [id, text],
    ]);
  const pe = (projection: string, parameters: string, unit = 'UNIT["Meter",1.0]') =>
    'ESRI PE String = PROJCS["lake",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],' +
    `PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["${projection}"],${parameters},${unit}]|`;
  const albers =
    'PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],' +
    'PARAMETER["Standard_Parallel_1",25.0],PARAMETER["Standard_Parallel_2",47.0],PARAMETER["Latitude_Of_Origin",0.0]';

  it.each([
    [3073, pe('Albers', albers), [1400000, 3500000], [120.095731389666, 31.9726679180874]],
    [1026, pe('Albers', albers), [1400000, 3500000], [120.095731389666, 31.9726679180874]],
    [
      3073,
      pe(
        'Mollweide',
        'PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0]',
      ),
      [10000000, 3000000],
      [105.800918904604, 24.5525537565177],
    ],
  ])('key %i holds an ESRI PE string: places as gdaltransform gives them', (id, text, place, expected) => {
    const crs = crsOfGeoKeys(ofArcGis(id, text))!;
    expect(crs.kind).toBe('projected');
    const found = proj4(crs.proj4).inverse(place);
    expect(found[0]).toBeCloseTo(expected[0], 8);
    expect(found[1]).toBeCloseTo(expected[1], 8);
  });

  it('projected coordinates are never those of the geographic base: the projection is named', () => {
    const unknown = ofArcGis(3073, pe('Hammer_Aitoff', 'PARAMETER["Central_Meridian",0.0]'));
    expect(crsOfGeoKeys(unknown)).toBeNull();
    expect(projectionNamed(unknown)).toBe('lake, Hammer_Aitoff');
    const imagine: GeoKeyValues = new Map<number, number | string>([
      [1024, 32767],
      [
        1026,
        'IMAGINE GeoTIFF Support\nCopyright 1991 - 2001 by ERDAS, Inc.\nProjection Name = Krovak\nUnits = meters',
      ],
      [2048, 4326],
    ]);
    expect(crsOfGeoKeys(imagine)).toBeNull();
    expect(projectionNamed(imagine)).toBe('Krovak');
    // The parameters of the keys are enough; the name is Imagine's.
    const complete: GeoKeyValues = new Map([
      ...imagine,
      [1026, 'IMAGINE GeoTIFF Support\nProjection Name = Albers Conical Equal Area\nUnits = meters'],
      [3072, 32767],
      [3075, 11],
      [3076, 9001],
      [3078, 25],
      [3079, 47],
      [3080, 105],
      [3081, 0],
      [3082, 0],
      [3083, 0],
    ]);
    const crs = crsOfGeoKeys(complete)!;
    expect(crs.name).toBe('Albers Conical Equal Area');
    expect(proj4(crs.proj4).inverse([1400000, 3500000])[0]).toBeCloseTo(120.095731389666, 8);
  });

  it('a geographic base alone is geographic, whether a model type says so or not', () => {
    for (const keys of [[[1024, 2]], [[1024, 32767]], []] as [number, number][][])
      expect(
        crsOfGeoKeys(new Map<number, number | string>([...keys, [2048, 4326], [2049, 'GCS_WGS_1984']]))?.epsg,
      ).toBe(4326);
  });
});
