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

  /** Texts as gdalsrsinfo -o wkt_esri writes them for these codes. */
  const degrees = 'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
  const nad83 = `GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],${degrees}`;
  const osgb = `GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],${degrees}`;
  const wgs84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],${degrees}`;
  const origin = (east: number, north: number, meridian: number) =>
    `PARAMETER["False_Easting",${east}],PARAMETER["False_Northing",${north}],PARAMETER["Central_Meridian",${meridian}]`;
  it.each([
    [
      27700,
      `PROJCS["British_National_Grid",${osgb},PROJECTION["Transverse_Mercator"],${origin(400000, -100000, -2)},PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]`,
    ],
    [
      26918,
      `PROJCS["NAD_1983_UTM_Zone_18N",${nad83},PROJECTION["Transverse_Mercator"],${origin(500000, 0, -75)},PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`,
    ],
    [
      2263,
      `PROJCS["NAD_1983_StatePlane_New_York_Long_Island_FIPS_3104_Feet",${nad83},PROJECTION["Lambert_Conformal_Conic"],${origin(984250, 0, -74)},PARAMETER["Standard_Parallel_1",40.6666666666667],PARAMETER["Standard_Parallel_2",41.0333333333333],PARAMETER["Latitude_Of_Origin",40.1666666666667],UNIT["Foot_US",0.304800609601219]]`,
    ],
    [
      6933,
      `PROJCS["WGS_1984_NSIDC_EASE-Grid_2.0_Global",${wgs84},PROJECTION["Cylindrical_Equal_Area"],${origin(0, 0, 0)},PARAMETER["Standard_Parallel_1",30.0],UNIT["Meter",1.0]]`,
    ],
  ])('EPSG:%i is known by its datum and numbers', (code, wkt) => {
    expect(crsOfGeoKeys(ofArcGis(3073, `ESRI PE String = ${wkt}|`))?.epsg).toBe(code);
    // Other numbers are another system, on the datum that the text says.
    const other = wkt.replace(/"Central_Meridian",[-\d.]+/, '"Central_Meridian",11.25');
    expect(crsOfGeoKeys(ofArcGis(3073, `ESRI PE String = ${other}|`))).toMatchObject({
      epsg: null,
      kind: 'projected',
    });
  });

  it('an equal-area cylinder without a code: places as gdaltransform gives them', () => {
    const wkt = `PROJCS["cea",${wgs84},PROJECTION["Cylindrical_Equal_Area"],${origin(0, 0, 105)},PARAMETER["Standard_Parallel_1",30.0],UNIT["Meter",1.0]]`;
    const crs = crsOfGeoKeys(ofArcGis(3073, `ESRI PE String = ${wkt}|`))!;
    const [x, y] = proj4(crs.proj4).forward([118, 30]);
    expect(x).toBeCloseTo(1254321.64326166, 3);
    expect(y).toBeCloseTo(3658789.32485501, 3);
  });
});
