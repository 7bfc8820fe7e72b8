import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';

const forward = (code: number, lon: number, lat: number) =>
  proj4('EPSG:4326', crsFromEpsg(code)!.proj4, [lon, lat]);

describe('crsFromEpsg', () => {
  it.each([
    [4491, 75, 13_500_000],
    [4501, 135, 23_500_000],
    [4502, 75, 500_000],
    [4512, 135, 500_000],
    [4513, 75, 25_500_000],
    [4528, 120, 40_500_000],
    [4533, 135, 45_500_000],
    [4534, 75, 500_000],
    [4549, 120, 500_000],
    [4554, 135, 500_000],
  ])('%i has its central meridian %i at easting %i', (code, meridian, easting) => {
    const [x, y] = forward(code, meridian, 0);
    expect(x).toBeCloseTo(easting, 6);
    expect(y).toBeCloseTo(0, 6);
  });

  it('agrees with PROJ 9 (gdaltransform) on Gauss-Kruger, UTM and a database code', () => {
    // echo "118.66863358516595 33.18083818835384" | gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4549
    const [x, y] = forward(4549, 118.66863358516595, 33.18083818835384);
    expect(x).toBeCloseTo(375829.450025, 4);
    expect(y).toBeCloseTo(3673593.724538, 4);
    expect(forward(32650, 117, 0)[0]).toBeCloseTo(500000, 6);
    expect(forward(32721, -57, 0)).toEqual([expect.closeTo(500000, 6), expect.closeTo(10_000_000, 6)]);
    // echo "121.5 25.03" | gdaltransform -s_srs EPSG:4490 -t_srs EPSG:3826
    const [east, north] = forward(3826, 121.5, 25.03);
    expect(east).toBeCloseTo(300458.149970616, 4);
    expect(north).toBeCloseTo(2769193.57649757, 4);
    expect(crsFromEpsg(3825)).toMatchObject({ epsg: 3825, kind: 'projected' });
  });

  it('knows the two datums by name and nothing of codes that do not exist', () => {
    expect(cgcs2000).toMatchObject({ name: 'CGCS2000', kind: 'geographic' });
    expect(crsFromEpsg(4326)).toMatchObject({ name: 'WGS 84', kind: 'geographic' });
    for (const code of [999999, 0, -1, 1.5, 32661, Number.NaN]) {
      const crs = crsFromEpsg(code);
      expect(crs === null || !/UTM zone 61/.test(crs.name)).toBe(true);
    }
    expect(crsFromEpsg(999999)).toBeNull();
  });
});

describe('crsFromWkt', () => {
  const esri = (name: string, easting: number, meridian: number, projection = 'Gauss_Kruger', scale = 1) =>
    `PROJCS["${name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["${projection}"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",${scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

  it.each([
    ['CGCS2000_3_Degree_GK_CM_120E', 500000, 120, 4549],
    ['CGCS2000_3_Degree_GK_Zone_40', 40500000, 120, 4528],
    ['CGCS2000_GK_CM_117E', 500000, 117, 4509],
    ['CGCS2000_GK_Zone_20', 20500000, 117, 4498],
    ['CGCS2000_3_Degree_GK_CM_117E', 500000, 117, 4548],
  ])('recognises Esri %s', (name, easting, meridian, epsg) => {
    expect(crsFromWkt(esri(name, easting, meridian))).toMatchObject({ epsg, kind: 'projected' });
  });

  it('takes a local variant as it is', () => {
    const crs = crsFromWkt(esri('local', 512345, 119))!;
    expect(crs).toMatchObject({ epsg: null, name: 'local', kind: 'projected' });
    expect(proj4('EPSG:4326', crs.proj4, [119, 0])[0]).toBeCloseTo(512345, 5);
  });

  it('does not swap the axes of a text that lists latitude first', () => {
    const wkt =
      'GEOGCS["NAD83",DATUM["North_American_Datum_1983",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AXIS["Latitude",NORTH],AXIS["Longitude",EAST]]';
    const [x, y] = proj4('EPSG:4326', crsFromWkt(wkt)!.proj4, [-84, 39]);
    expect([x, y]).toEqual([expect.closeTo(-84, 6), expect.closeTo(39, 6)]);
  });

  it('reads US feet', () => {
    const wkt =
      'PROJCS["unnamed",GEOGCS["NAD83",DATUM["North_American_Datum_1983",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["standard_parallel_1",38.7333333333333],PARAMETER["standard_parallel_2",40.0333333333333],PARAMETER["latitude_of_origin",38],PARAMETER["central_meridian",-82.5],PARAMETER["false_easting",1968500],PARAMETER["false_northing",0],UNIT["US survey foot",0.304800609601219]]';
    const [x, y] = proj4(crsFromWkt(wkt)!.proj4, 'EPSG:4326', [1498683.68752, 374045.376706]);
    expect([x, y]).toEqual([expect.closeTo(-84.153596639, 8), expect.closeTo(39.015175809, 8)]);
  });

  it('is null for what is no coordinate system', () => {
    for (const text of ['', 'undefined', 'LOCAL_CS["x"]', 'PROJCS["broken"', '<html>'])
      expect(crsFromWkt(text)).toBeNull();
  });
});
