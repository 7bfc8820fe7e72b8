import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { rpcPlace } from '#core/grid/rpc.ts';
import { atmosphereTables } from '#host/files/atmosphere.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { rpbOf, skewedRpc } from '../../fixtures/rpc.ts';
import { writeZones } from '../../fixtures/small-scene.ts';

/** One layer of air over a band of WFV4, by 6SV 1.1: sun zenith 40°, view zenith 25°, 120° between them. */
export interface Air {
  path: number;
  down: number;
  up: number;
  albedo: number;
  ozone: number;
}

/** Without aerosol and without gases; 483, 560, 665 and 842 nm. */
export const clear: Air[] = [
  { path: 0.0613, down: 0.90143, up: 0.91542, albedo: 0.13025, ozone: 1 },
  { path: 0.03327, down: 0.94371, up: 0.95201, albedo: 0.07752, ozone: 1 },
  { path: 0.01639, down: 0.97132, up: 0.97565, albedo: 0.04127, ozone: 1 },
  { path: 0.00622, down: 0.9886, up: 0.99035, albedo: 0.01668, ozone: 1 },
];

/** Continental aerosol of 0.3 at 550 nm, ozone of the US standard atmosphere (344 DU). */
export const hazy: Air[] = [
  { path: 0.08649, down: 0.80926, up: 0.84026, albedo: 0.1753, ozone: 0.98559 },
  { path: 0.05497, down: 0.85789, up: 0.88331, albedo: 0.13084, ozone: 0.92057 },
  { path: 0.03406, down: 0.89511, up: 0.91534, albedo: 0.09644, ozone: 0.95987 },
  { path: 0.01863, down: 0.92479, up: 0.9399, albedo: 0.06479, ozone: 1 },
];

const side = 160;
const pixelM = 16;
const water = [0.03, 0.045, 0.03, 0.005];
const bloom = [0.03, 0.09, 0.05, 0.25];

/** Share of bloom in a pixel: a streak that fades over 55 pixels, ripples so that no row is like another. */
export const bloomShare = (row: number, col: number): number =>
  Math.min(1, Math.max(0, (60 - Math.abs(row - 80 + 12 * Math.sin(col / 13))) / 55));

export const surfaceOf = (band: number, row: number, col: number): number => {
  const share = bloomShare(row, col);
  return water[band] * (1 - share) + bloom[band] * share;
};

/** The share of the lake where NDVI of the ground is above 0. */
export function trueShare(): number {
  let pixels = 0;
  for (let row = 0; row < side; row++)
    for (let col = 0; col < side; col++) if (surfaceOf(3, row, col) > surfaceOf(2, row, col)) pixels++;
  return pixels / side ** 2;
}

export interface Day {
  folder: string;
  tiff: string;
  xml: string;
  zones: string;
}

/** Elements of the XML by name; null leaves one out. */
export type Told = Record<string, string | number | null>;

/** The lake's upper-left corner, and how the camera's pixels lie over it. */
interface Camera {
  epsg: number;
  left: number;
  top: number;
  width: number;
  height: number;
  /** Row and column of the lake that a pixel's centre shows. */
  shows(column: number, row: number): [number, number];
}

const onTheMap: Camera = {
  epsg: 32651,
  left: 222000,
  top: 3456000,
  width: side,
  height: side,
  shows: (column, row) => [row - 0.5, column - 0.5],
};

/** A tilted swath without a map place, 600 × 500 pixels of about 13 m around the lake, at the ellipsoid. */
export function swath(): Camera {
  const toMap = converter(crsFromEpsg(4326)!, crsFromEpsg(32650)!);
  const [x, y] = toMap([skewedRpc.longitudeOffset, skewedRpc.latitudeOffset]);
  const [left, top] = [x - (side * pixelM) / 2, y + (side * pixelM) / 2];
  return {
    epsg: 32650,
    left,
    top,
    width: 600,
    height: 500,
    shows(column, row) {
      const [x, y] = toMap(rpcPlace(skewedRpc, column, row, 0)!);
      return [(top - y) / pixelM - 0.5, (x - left) / pixelM - 0.5];
    },
  };
}

/** A GF-1 WFV4 day over Taihu on 2019-10-12, 11:05 Beijing time: counts and XML as the agency lays them out. */
export async function writeDay(
  folder: string,
  air: readonly Air[],
  changes: Told = {},
  year = 2019,
  camera = onTheMap,
): Promise<Day> {
  const { width, height, epsg, left, top } = camera;
  mkdirSync(folder, { recursive: true });
  const name = `GF1_WFV4_E120.1_N31.2_${year}1012_L1A0004266789`;
  const gains = atmosphereTables().gains.filter(
    g => g.satellite === 'GF1' && g.camera === 'WFV4' && g.year === 2019,
  );
  const f0 = air.map((_, i) => f0Of(i));
  // Spencer's series for day 285: d² = 1 / (1.00011 + 0.034221 cos γ + 0.00128 sin γ + …), γ = 2π · 284 / 365
  const angle = (2 * Math.PI * 284) / 365;
  const inverse =
    1.00011 +
    0.034221 * Math.cos(angle) +
    0.00128 * Math.sin(angle) +
    0.000719 * Math.cos(2 * angle) +
    0.000077 * Math.sin(2 * angle);
  const shown = Array.from({ length: width * height }, (_, i) =>
    camera.shows((i % width) + 0.5, Math.floor(i / width) + 0.5),
  );
  const bands = air.map(({ path, down, up, albedo, ozone }, band) => {
    const dn = new Uint16Array(shown.length);
    for (let i = 0; i < dn.length; i++) {
      const ground = surfaceOf(band, ...shown[i]);
      const toa = ozone * (path + (down * up * ground) / (1 - albedo * ground));
      const radiance = (toa * f0[band] * Math.cos((40 * Math.PI) / 180) * inverse) / Math.PI;
      const { gain, offset } = gains.find(g => g.band === `B${band + 1}`)!;
      dn[i] = Math.round((radiance - offset) / gain);
    }
    return dn;
  });
  const tiff = join(folder, `${name}.tiff`);
  await writeGeoTiff(tiff, {
    grid:
      camera === onTheMap
        ? { width, height, affine: [left, pixelM, 0, top, 0, -pixelM], crs: crsFromEpsg(epsg)! }
        : { width, height, affine: [0, 1, 0, 0, 0, 1], crs: null },
    bands,
  });
  if (camera !== onTheMap) writeFileSync(tiff.replace('.tiff', '.rpb'), rpbOf(skewedRpc));
  const told: Told = {
    SatelliteID: 'GF1',
    SensorID: 'WFV4',
    ProductLevel: 'LEVEL1A',
    Gain: '',
    StartTime: `${year}-10-12 11:05:11`,
    CenterTime: `${year}-10-12 11:05:22`,
    SolarAzimuth: 163.5,
    SolarZenith: 40,
    SatelliteAzimuth: 43.5,
    SatelliteZenith: 25,
    ...changes,
  };
  const xml = join(folder, `${name}.xml`);
  const elements = Object.entries(told).flatMap(([key, value]) =>
    value === null ? [] : `<${key}>${value}</${key}>`,
  );
  writeFileSync(
    xml,
    `<?xml version="1.0" encoding="utf-8"?>\n<ProductMetaData>${elements.join('')}</ProductMetaData>`,
  );
  const zones = join(folder, 'lake.geojson');
  const [right, bottom] = [left + side * pixelM, top - side * pixelM];
  writeZones(
    zones,
    [
      {
        name: '湖',
        ring: [
          [left, top],
          [left, bottom],
          [right, bottom],
          [right, top],
          [left, top],
        ],
      },
    ],
    epsg,
  );
  return { folder, tiff, xml, zones };
}

const f0Of = (band: number) =>
  atmosphereTables().bands.find(
    b => b.satellite === 'GF1' && b.camera === 'WFV4' && b.band === `B${band + 1}`,
  )!.f0;
