import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gdal } from '../fixtures/gdal.ts';
import { rpbOf, skewedRpc } from '../fixtures/rpc.ts';
import { isAvailable, type BenchPlaces, type Job } from './job.ts';

const side = 3000;
const height = '300';
const name = 'GF1_WFV4_E118.0_N29.3_20191012_L1A0004266789';

/** JPEG 2000, pictures that polynomials place, and each rung from counts to reflectance; whole processes. */
export function intakeJobs({ bloomline, folder, data }: BenchPlaces): Job[] {
  const available = isAvailable('gdalwarp', ['--version']);
  if (!available) return [];
  const out = (by: string) => join(folder, `intake_${by}.tif`);
  const band = madeJp2(folder, data.striped_raw);
  const zones = madeZone(folder);
  const swath = madeSwath(folder, data.striped_raw);
  const cog = '-of COG -ot Float32 -co COMPRESS=DEFLATE -co OVERVIEW_RESAMPLING=AVERAGE'.split(' ');
  const prepare = (level: string) => [
    ...[...bloomline, 'prepare', swath, '--level', level, '--height', height, '--view-azimuth', '100'],
    ...['--out', out('ours'), '--json'],
  ];
  return [
    {
      name: 'JPEG 2000, a band of 10980 × 10980 to a COG of 32-bit floats',
      ours: [...bloomline, 'prepare', band, '--out', out('ours'), '--json'],
      rivals: [
        {
          name: 'gdal_translate -of COG',
          command: ['gdal_translate', '-q', ...cog, band, out('gdal')],
          available,
          reach: '≤ 0.9',
        },
      ],
      runs: 2,
    },
    {
      name: 'JPEG 2000, the mean of 1000 × 1000 pixels inside of a band',
      ours: [...bloomline, 'stats', '--scene', band, '--index', 'b1', '--zones', zones, '--json'],
      rivals: [
        {
          name: 'gdal_translate -srcwin to a file',
          command: ['gdal_translate', '-q', '-srcwin', '5000', '5000', '1000', '1000', band, out('gdal')],
          available,
          reach: '≤ GDAL + 0.5 s',
        },
      ],
      runs: 3,
    },
    {
      name: `placed by polynomials, ${side} × ${side} × 4, to a COG of 32-bit floats`,
      ours: prepare('counts'),
      rivals: [
        {
          name: 'gdalwarp -rpc -of COG',
          command: [
            ...[
              'gdalwarp',
              '-q',
              '-overwrite',
              '-rpc',
              '-to',
              `RPC_HEIGHT=${height}`,
              '-t_srs',
              'EPSG:32650',
            ],
            ...['-r', 'bilinear', ...cog, join(swath, `${name}.tiff`), out('gdal')],
          ],
          available,
          reach: '≤ 1.5',
        },
      ],
      runs: 3,
    },
    // 36 million values: a second more is 28 ns for each.
    ...['toa', 'rayleigh', 'surface'].map(level => ({
      name: `the ladder to ${level}, ${side} × ${side} × 4`,
      ours: prepare(level),
      rivals: [{ name: 'Bloomline, counts', command: prepare('counts'), available, reach: '≤ 1.2' }],
      runs: 3,
    })),
  ];
}

/** As Sentinel-2 has them: lossless, tiles of 1024. */
function madeJp2(folder: string, source: string): string {
  const path = join(folder, 'intake_band.jp2');
  if (!existsSync(path))
    gdal('gdal_translate', [
      ...['-q', '-b', '1', '-of', 'JP2OpenJPEG', '-co', 'QUALITY=100', '-co', 'REVERSIBLE=YES'],
      ...['-co', 'BLOCKXSIZE=1024', '-co', 'BLOCKYSIZE=1024', '-a_srs', 'EPSG:32650'],
      ...['-a_ullr', '500000', '3600000', '609800', '3490200', source, path],
    ]);
  return path;
}

function madeZone(folder: string): string {
  const path = join(folder, 'intake_zone.geojson');
  const [left, top, right, bottom] = [550000, 3550000, 560000, 3540000];
  const ring = [
    [left, top],
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
  writeFileSync(
    path,
    JSON.stringify({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32650' } },
      features: [
        { type: 'Feature', properties: { name: 'A' }, geometry: { type: 'Polygon', coordinates: [ring] } },
      ],
    }),
  );
  return path;
}

/** Counts without a map place, in strips, with their polynomials and XML. */
function madeSwath(folder: string, source: string): string {
  const own = join(folder, name);
  const path = join(own, `${name}.tiff`);
  if (existsSync(path)) return own;
  mkdirSync(own, { recursive: true });
  gdal('gdal_translate', [
    ...['-q', '-srcwin', '0', '0', String(side), String(side), '-b', '1', '-b', '2', '-b', '3', '-b', '4'],
    ...['-scale', '0', '10000', '100', '1000', '-co', 'INTERLEAVE=PIXEL', '-co', 'PROFILE=BASELINE'],
    ...[source, path],
  ]);
  const middle = side / 2;
  writeFileSync(
    path.replace('.tiff', '.rpb'),
    rpbOf({
      ...skewedRpc,
      lineOffset: middle,
      sampleOffset: middle,
      lineScale: middle,
      sampleScale: middle,
      latitudeScale: 0.2,
      longitudeScale: 0.24,
      heightScale: 3000,
    }),
  );
  const told = {
    SatelliteID: 'GF1',
    SensorID: 'WFV4',
    ProductLevel: 'LEVEL1A',
    CenterTime: '2019-10-12 11:05:22',
    SolarAzimuth: 163.5,
    SolarZenith: 40,
    SatelliteZenith: 25,
  };
  const elements = Object.entries(told).map(([key, value]) => `<${key}>${value}</${key}>`);
  writeFileSync(path.replace('.tiff', '.xml'), `<ProductMetaData>${elements.join('')}</ProductMetaData>`);
  return own;
}
