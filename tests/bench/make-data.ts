import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gdal } from '../fixtures/gdal.ts';

/**
 * Layouts of the benchmark scene: 10980 × 10980 pixels, six bands of uint16 (blue, green, red, infrared, two
 * shortwave).
 */
export const layouts = {
  cog_deflate:
    '-of COG -co COMPRESS=DEFLATE -co PREDICTOR=YES -co BLOCKSIZE=512 -co RESAMPLING=AVERAGE -co NUM_THREADS=2 -co BIGTIFF=YES',
  tiled_deflate:
    '-co TILED=YES -co BLOCKXSIZE=512 -co BLOCKYSIZE=512 -co COMPRESS=DEFLATE -co PREDICTOR=2 -co INTERLEAVE=BAND -co NUM_THREADS=2',
  tiled_lzw:
    '-co TILED=YES -co BLOCKXSIZE=512 -co BLOCKYSIZE=512 -co COMPRESS=LZW -co PREDICTOR=2 -co INTERLEAVE=BAND -co NUM_THREADS=2',
  tiled_zstd:
    '-co TILED=YES -co BLOCKXSIZE=512 -co BLOCKYSIZE=512 -co COMPRESS=ZSTD -co PREDICTOR=2 -co INTERLEAVE=BAND -co NUM_THREADS=2',
  striped_raw: '-co INTERLEAVE=PIXEL -co BLOCKYSIZE=1',
  striped_lzw: '-co INTERLEAVE=BAND -co COMPRESS=LZW -co BLOCKYSIZE=1 -co NUM_THREADS=2',
} as const;
export type Layout = keyof typeof layouts;

const side = 10980;
const bands = 6;

/** Makes what is missing in `folder` (about 7 GB, a few minutes) and answers the files' paths. Deterministic. */
export function makeBenchData(folder: string, wanted: readonly Layout[]): Record<Layout, string> {
  mkdirSync(folder, { recursive: true });
  const paths = Object.fromEntries(
    Object.keys(layouts).map(name => [name, join(folder, `${name}.tif`)]),
  ) as Record<Layout, string>;
  const missing = wanted.filter(name => !existsSync(paths[name]));
  if (missing.length > 0) {
    const raw = join(folder, 'raw.bin');
    if (!existsSync(raw)) writeRaw(raw);
    for (const name of missing) {
      process.stderr.write(`making ${name} …\n`);
      const part = join(folder, `${name}.part.tif`);
      gdal('gdal_translate', [
        '-q',
        '-a_srs',
        'EPSG:32650',
        '-a_ullr',
        '600000',
        '3700020',
        '709800',
        '3590220',
        '-a_nodata',
        '0',
        ...layouts[name].split(' '),
        raw,
        part,
      ]);
      renameSync(part, paths[name]);
    }
    rmSync(raw, { force: true });
    rmSync(join(folder, 'raw.hdr'), { force: true });
  }
  for (const [name, count, radius] of [
    ['zones_300', 300, 0.012],
    ['zones_5000', 5000, 0.002],
  ] as const) {
    const path = join(folder, `${name}.geojson`);
    if (!existsSync(path)) writeZones(path, count, radius);
  }
  return paths;
}

function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 1442695041);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** A row of smooth noise: octaves of bilinear lattices, 0–1. */
function fractalRow(row: number, seed: number, out: Float32Array): void {
  out.fill(0);
  let total = 0;
  for (const [cell, weight] of [
    [1024, 8],
    [256, 5],
    [64, 3],
    [16, 1.5],
  ] as const) {
    const y = Math.floor(row / cell);
    const v = (row % cell) / cell;
    total += weight;
    for (let x = 0; x * cell < out.length; x++) {
      const left = hash(x, y, seed + cell) * (1 - v) + hash(x, y + 1, seed + cell) * v;
      const right = hash(x + 1, y, seed + cell) * (1 - v) + hash(x + 1, y + 1, seed + cell) * v;
      const end = Math.min(out.length, (x + 1) * cell);
      for (let col = x * cell; col < end; col++)
        out[col] += (left + ((right - left) * (col - x * cell)) / cell) * weight;
    }
  }
  for (let col = 0; col < out.length; col++) out[col] /= total;
}

/** Band-sequential uint16: fields with correlated bands, lakes with algae, 1 % noise, an oblique nodata edge. */
function writeRaw(path: string): void {
  process.stderr.write('making the raw scene …\n');
  const soil = [900, 1200, 1500, 2300, 2900, 2400];
  const green = [350, 700, 400, 4200, 1800, 950];
  const water = [500, 600, 420, 220, 110, 80];
  const algae = [520, 1100, 620, 2700, 500, 300];
  const fd = openSync(path, 'w');
  const cover = new Float32Array(side);
  const wet = new Float32Array(side);
  const bloom = new Float32Array(side);
  const line = new Uint16Array(side);
  try {
    for (let band = 0; band < bands; band++) {
      for (let row = 0; row < side; row++) {
        fractalRow(row, 1, cover);
        fractalRow(row, 7, wet);
        fractalRow(row, 13, bloom);
        const edge = side * 0.9 + (row * 0.1 * side) / side;
        for (let col = 0; col < side; col++) {
          if (col > edge) {
            line[col] = 0;
            continue;
          }
          const inLake = wet[col] > 0.6;
          const share = inLake ? Math.min(1, Math.max(0, (bloom[col] - 0.5) * 6)) : cover[col];
          const [a, b] = inLake ? [water[band], algae[band]] : [soil[band], green[band]];
          line[col] = Math.max(1, (a + (b - a) * share) * (0.97 + 0.06 * hash(col, row, band + 100)));
        }
        writeSync(fd, line);
      }
    }
  } finally {
    closeSync(fd);
  }
  writeFileSync(
    path.replace(/\.bin$/, '.hdr'),
    `ENVI\nsamples = ${side}\nlines = ${side}\nbands = ${bands}\ndata type = 12\ninterleave = bsq\nbyte order = 0\nheader offset = 0\n`,
  );
}

/** Irregular polygons of about `radius` of the scene's side, 540 or 60 corners, some partly outside. */
function writeZones(path: string, count: number, radius: number): void {
  const corners = count < 1000 ? 540 : 60;
  const features = Array.from({ length: count }, (_, n) => {
    const x = 600000 + 109800 * hash(n, 1, 5);
    const y = 3590220 + 109800 * hash(n, 2, 5);
    const ring = Array.from({ length: corners }, (_, i) => {
      const angle = (i / corners) * 2 * Math.PI;
      const r =
        109800 *
        radius *
        (0.5 + hash(n, 3, 5)) *
        (1 + 0.25 * Math.sin(3 * angle + n) + 0.1 * Math.sin(11 * angle + 2 * n) + 0.04 * hash(n, i, 9));
      return [
        Math.round((x + r * Math.cos(angle)) * 1000) / 1000,
        Math.round((y + r * Math.sin(angle)) * 1000) / 1000,
      ];
    });
    return {
      type: 'Feature',
      properties: { name: `z${n}` },
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    };
  });
  writeFileSync(
    path,
    JSON.stringify({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32650' } },
      features,
    }),
  );
}
