import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg, crsFromWkt, withDatum } from '#core/grid/crs.ts';
import { datumNote, datumOf, isNoShift } from '#core/grid/datum.ts';
import { crsOfGeoKeys } from '#core/grid/geo-keys.ts';
import { put, temporaryFolder } from '#tests/host/formats/files.ts';
import { datumRows, useDatumsOf, useOwnDatums } from '#host/files/datum-table.ts';

const epsg = (code: number) => crsFromEpsg(code)!;
const hasPyproj = spawnSync('/usr/bin/python3', ['-c', 'import pyproj']).status === 0;

/** As ArcGIS writes a .prj: no codes. */
const esriXian80 = [
  'PROJCS["Xian_1980_3_Degree_GK_CM_117E",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",',
  'SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],',
  'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],',
  'PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],',
  'UNIT["Meter",1.0]]',
].join('');

describe('systems of one datum', () => {
  it('lie on each other, whatever wrote their definition', () => {
    const withShift = esriXian80.replace('298.257]', '298.257],TOWGS84[24,-123,-94,-0.02,-0.25,0.13,1.1]');
    const [x, y] = converter(epsg(4610), epsg(2384))([118.7, 33.2]);
    for (const text of [esriXian80, withShift]) {
      const to = converter(crsFromWkt(text)!, epsg(2384));
      const [east, north] = to([x, y]);
      expect(Math.hypot(east - x, north - y)).toBeLessThan(1e-3);
    }
  });

  it('are told from the codes, names and citations of GeoTIFF keys', () => {
    const base: [number, number | string][] = [
      [1024, 2],
      [2048, 32767],
      [2057, 6378140],
      [2059, 298.257],
      [2054, 9102],
    ];
    expect(crsOfGeoKeys(new Map([...base, [2050, 6610]]))!.datum!.name).toBe('Xian 1980');
    const citation = 'GCS Name = GCS_Xian_1980|Datum = D_Xian_1980|Ellipsoid = Xian_1980|Primem = Greenwich|';
    expect(crsOfGeoKeys(new Map([...base, [2049, citation]]))!.datum!.name).toBe('Xian 1980');
    const shifted = new Map<number, number | number[] | string>([
      ...base,
      [2050, 6610],
      [2062, [24, -123, -94]],
    ]);
    expect(crsOfGeoKeys(shifted)!.proj4).not.toContain('towgs84');
  });

  it.each(['D_Beijing_1954', 'Beijing_1954', 'Beijing 1954', '北京54'])('%s is Beijing 1954', name => {
    const datum = `DATUM["${name}",SPHEROID["Krassowsky",6378245,298.3]]`;
    const text = `GEOGCS["x",${datum},PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]`;
    expect(datumOf(crsFromWkt(text)!).name).toBe('Beijing 1954');
  });

  it('are found again for records that tell no datum', () => {
    expect(withDatum({ ...epsg(2384), datum: undefined }).datum!.name).toBe('Xian 1980');
  });
});

describe('systems of two datums', () => {
  it('are shifted as PROJ 9.1.1 does where a shift is published', () => {
    // echo "819069.80 836694.05" | cs2cs -f %.9f EPSG:2326 EPSG:4326
    const [lon, lat] = converter(epsg(2326), epsg(4326))([836694.05, 819069.8]);
    expect(lon).toBeCloseTo(114.181009327, 6);
    expect(lat).toBeCloseTo(22.310602434, 6);
    const [east, north] = converter(epsg(4326), epsg(2326))([lon, lat]);
    expect(Math.hypot(east - 836694.05, north - 819069.8)).toBeLessThan(0.01);
  });

  it('reach web Mercator through longitude and latitude of WGS 84', () => {
    const [x] = converter(epsg(2326), epsg(3857))([836694.05, 819069.8]);
    expect(x).toBeCloseTo((114.181009327 * Math.PI * 6378137) / 180, 0);
  });

  it('are not moved where none is published, and that is told with its size', () => {
    const [x, y] = converter(epsg(4610), epsg(4326))([118.7, 33.2]);
    expect([x, y]).toEqual([expect.closeTo(118.7, 10), expect.closeTo(33.2, 10)]);
    expect(datumNote(epsg(4610), epsg(4326))).toContain('50–120 m');
    expect(datumNote(epsg(2436), epsg(4490))).toContain('Beijing 1954');
    expect(datumNote(epsg(4490), epsg(32650))).toBeNull();
    expect(datumNote(epsg(2326), epsg(4326))).toContain('EPSG:1825');
  });
});

describe('the table of datums', () => {
  const rows = datumRows();

  it('holds every system once, and names that tell one datum each', () => {
    const spans = rows.flatMap(row => row.systems).sort((a, b) => a[0] - b[0]);
    for (let i = 1; i < spans.length; i++) expect(spans[i][0]).toBeGreaterThan(spans[i - 1][1]);
    const labels = rows.flatMap(row => row.labels);
    expect(new Set(labels).size).toBe(labels.length);
    for (const row of rows) if (row.shift) expect(row.shift.parameters.every(Number.isFinite)).toBe(true);
  });

  it('there and back is where it was', () => {
    const shifted = rows.filter(row => row.shift && !isNoShift(row.shift) && row.systems[0][0] > 4000);
    fc.assert(
      fc.property(
        fc.constantFrom(...shifted),
        fc.double({ min: -170, max: 170, noNaN: true }),
        fc.double({ min: -75, max: 75, noNaN: true }),
        (row, lon, lat) => {
          const crs = crsFromEpsg(row.systems.find(([first]) => first >= 4000 && first < 5000)?.[0] ?? 4611);
          if (crs?.kind !== 'geographic') return;
          const [a, b] = converter(epsg(4326), crs)(converter(crs, epsg(4326))([lon, lat]));
          expect(Math.hypot(a - lon, b - lat)).toBeLessThan(1e-5);
        },
      ),
    );
  });

  it.skipIf(!hasPyproj)('equals what PROJ does by the named operation (needs pyproj)', () => {
    const asked = rows.flatMap(({ systems, shift }) => {
      if (!shift || isNoShift(shift)) return [];
      const code = systems.flatMap(([a, b]) => [a, b]).find(c => crsFromEpsg(c)?.kind === 'geographic');
      return code === undefined ? [] : [{ code, operation: shift.source }];
    });
    expect(asked.length).toBeGreaterThan(80);
    const script = `
import sys, json, pyproj
from pyproj.transformer import Transformer
out = []
for row in json.load(sys.stdin):
    use = pyproj.CRS(row['code']).area_of_use
    east = use.east + (360 if use.east < use.west else 0)
    lon, lat = (use.west + east) / 2, (use.south + use.north) / 2
    lon = lon - 360 if lon > 180 else lon
    axes = pyproj.CRS(row['code']).axis_info
    operation = Transformer.from_pipeline(row['operation'])
    b, a = operation.transform(lat, lon)
    out.append([lon, lat, a, b, axes[0].unit_name])
print(json.dumps(out))`;
    const run = spawnSync('/usr/bin/python3', ['-c', script], {
      input: JSON.stringify(asked),
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    const answers = JSON.parse(run.stdout) as [number, number, number, number, string][];
    const off = answers.flatMap(([lon, lat, a, b, unit], i) => {
      if (unit !== 'degree') return [];
      const [x, y] = converter(epsg(asked[i].code), epsg(4326))([lon, lat]);
      const metres = Math.hypot((x - a) * 111320 * Math.cos((lat * Math.PI) / 180), (y - b) * 110574);
      return metres > 0.5 ? [`${asked[i].code} ${asked[i].operation}: ${metres.toFixed(1)} m`] : [];
    });
    expect(off).toEqual([]);
  });
});

describe('seven parameters of a centre', () => {
  afterEach(() => useOwnDatums(null));
  const own = (parameters: number[]) =>
    JSON.stringify([{ datum: '西安80', parameters, source: '本单位 2009', area: '示范区', accuracy: 0.5 }]);

  it('are those of a file, or of the workspace that is open', () => {
    const folder = temporaryFolder();
    put('datums.json', own([24, -123, -94, -0.02, -0.25, 0.13, 1.1]), folder);
    useDatumsOf(folder);
    expect(datumNote(epsg(4610), epsg(4326))).toContain('本单位 2009 (示范区, ±0.5 m)');
    // echo "118.7 33.2" | cs2cs -f %.9f +proj=longlat +a=6378140 +rf=298.257
    //   +towgs84=24,-123,-94,-0.02,-0.25,0.13,1.1 +type=crs +to +proj=longlat +datum=WGS84 +type=crs
    const [lon, lat] = converter(epsg(4610), epsg(4326))([118.7, 33.2]);
    expect(lon).toBeCloseTo(118.700481694, 7);
    expect(lat).toBeCloseTo(33.199841622, 7);
    useDatumsOf(temporaryFolder());
    expect(datumNote(epsg(4610), epsg(4326))).toContain('50–120 m');
  });

  it('are refused in words where they are none', () => {
    const named = (text: string) => () => useOwnDatums(put('datums.json', text));
    expect(named(own([1, 2, 3]))).toThrow('seven numbers');
    expect(named('{')).toThrow('is not JSON');
    expect(named(own([0, 0, 0, 0, 0, 0, 0]).replace('西安80', '月球'))).toThrow('月球');
    expect(() => useOwnDatums('/nowhere/datums.json')).toThrow('no such file');
  });
});
