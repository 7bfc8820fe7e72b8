import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { writeZones } from '#tests/fixtures/small-scene.ts';

export const grid: Grid = {
  width: 40,
  height: 30,
  affine: [500000, 30, 0, 3600000, 0, -30],
  crs: crsFromEpsg(32650)!,
};

export const hasNumpy = spawnSync('/usr/bin/python3', ['-c', 'import numpy, rasterio']).status === 0;

/** Runs a script over numpy and rasterio; it prints one JSON document. */
export function python<T>(script: string, args: string[]): T {
  const run = spawnSync('/usr/bin/python3', ['-c', script, ...args], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as T;
}

/** Whole numbers 0 … n − 1 that are the same on every run. */
export function seeded(seed: number): (n: number) => number {
  let state = seed;
  return n => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/**
 * Blue, green, red, near and two shortwave infrared bands (1/10000) and a temperature (K): a slope from bare to
 * green, water left.
 */
export async function writeEcoScene(path: string, seed: number, greener = 0): Promise<string> {
  const next = seeded(seed);
  const size = grid.width * grid.height;
  const bands = Array.from({ length: 7 }, () => new Float32Array(size));
  for (let i = 0; i < size; i++) {
    const col = i % grid.width;
    const green = Math.min(1, Math.max(0, (col - 6) / 33 + greener + (next(1000) - 500) / 4000));
    const noise = () => (next(2000) - 1000) / 40000;
    const isWater = col < 4;
    const dn = isWater
      ? [0.08, 0.09, 0.05, 0.03, 0.02, 0.01]
      : [0.09, 0.12, 0.2 - 0.14 * green, 0.22 + 0.25 * green, 0.34 - 0.18 * green, 0.28 - 0.19 * green];
    dn.forEach((v, b) => (bands[b][i] = v + (isWater ? 0 : noise() / 3)));
    bands[6][i] = isWater ? 293 : 312 - 12 * green + noise() * 60;
  }
  bands.forEach(band => (band[size - 1] = -9999));
  await writeGeoTiff(path, {
    grid,
    bands,
    nodata: -9999,
    descriptions: ['blue', 'green', 'red', 'nir', 'swir1', 'swir2', 'temperature'],
  });
  return path;
}

/** Two zones: one over whole pixels and one that cuts pixels. */
export function writeEcoZones(folder: string): string {
  const path = join(folder, 'zones.geojson');
  const rect = (name: string, c0: number, r0: number, c1: number, r1: number) => {
    const [x0, x1, y0, y1] = [500000 + c0 * 30, 500000 + c1 * 30, 3600000 - r1 * 30, 3600000 - r0 * 30];
    return { name, ring: [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]] }; // prettier-ignore
  };
  writeZones(path, [rect('甲区', 0, 0, 20, 30), rect('乙区', 20, 0, 40, 30)]);
  return path;
}

/** The whole grid as one zone. */
export function writeWholeZone(folder: string): string {
  const path = join(folder, 'whole.geojson');
  const [x1, y1] = [500000 + 1200, 3600000 - 900];
  writeZones(path, [
    { name: '全区', ring: [[500000, 3600000], [x1, 3600000], [x1, y1], [500000, y1], [500000, 3600000]] }, // prettier-ignore
  ]);
  return path;
}

export const writeJson = (path: string, value: unknown): string => {
  writeFileSync(path, JSON.stringify(value));
  return path;
};
