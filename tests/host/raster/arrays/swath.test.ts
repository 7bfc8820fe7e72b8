import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { reasonCode } from '#core/bands/validity.ts';
import { toMap, type Grid } from '#core/grid/grid.ts';
import { inspectArray } from '#host/raster/arrays/inspect-arrays.ts';
import { listScenes } from '#host/raster/list-scenes.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { micro, pixelsOf, swathOf, writeHdf5, writeSen3 } from '#tests/fixtures/arrays.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const [rows, cols] = [60, 70];
const product = '20230815T023110_20230815T023410_20230815T050000_0179_102_160_2340_MAR_O_NR_003.SEN3';
const water = join(folder, `S3A_OL_2_WFR____${product}`);
const radiance = join(folder, 'L1', `S3A_OL_1_EFR____${product}`);
const counted = (first: number) => Uint16Array.from({ length: rows * cols }, (_, i) => first + i);
/** Cloud in rows 20–29, columns 20–39; invalid in rows 40–44, columns 5–9; a bit above the 32nd everywhere. */
const inBox = (i: number, [r0, r1, c0, c1]: number[]) =>
  i >= r0 * cols && i < r1 * cols && i % cols >= c0 && i % cols < c1;
const cloudBox = [20, 30, 20, 40];
const invalidBox = [40, 45, 5, 10];

beforeAll(async () => {
  const bands = { Oa06: counted(3000), Oa08: counted(2000), Oa11: counted(4000), Oa17: counted(9000) };
  const wide = BigUint64Array.from(
    { length: rows * cols },
    (_, i) => (1n << 38n) | 2n | (inBox(i, cloudBox) ? 1n << 27n : 0n) | (inBox(i, invalidBox) ? 1n : 0n),
  );
  await writeSen3(water, 2, { rows, cols, bands }, wide);
  const narrow = Uint32Array.from(wide, v => (v & 1n ? 2 ** 25 : v & (1n << 27n) ? 2 ** 27 : 2 ** 31));
  await writeSen3(radiance, 1, { rows, cols, bands }, narrow);
});

/**
 * The nearest pixel of a swath to every pixel of a map by looking at all of them, on the unit sphere, and how far it is
 * in metres.
 */
function nearestByAll(grid: Grid, lon: ArrayLike<number>, lat: ArrayLike<number>) {
  const onSphere = (x: number, y: number) => {
    const [a, b] = [(x * Math.PI) / 180, (y * Math.PI) / 180];
    return [Math.cos(b) * Math.cos(a), Math.cos(b) * Math.sin(a), Math.sin(b)];
  };
  const points = Array.from(lon as number[], (x, i) => onSphere(x, lat[i]));
  return Array.from({ length: grid.width * grid.height }, (_, i) => {
    const [x, y] = toMap(grid.affine, (i % grid.width) + 0.5, Math.floor(i / grid.width) + 0.5);
    const [px, py, pz] = onSphere(x, y);
    let [best, at] = [Infinity, -1];
    points.forEach(([qx, qy, qz], j) => {
      const d = (px - qx) ** 2 + (py - qy) ** 2 + (pz - qz) ** 2;
      if (d < best) [best, at] = [d, j];
    });
    return { at, metres: Math.sqrt(best) * 6371007 };
  });
}

describe('a .SEN3 folder of OLCI', () => {
  it('Level 2 is a scene of reflectance on a grid in degrees, with what was done said', () => {
    const scene = openScene([water]);
    expect(scene.sensor).toBe('olci-l2-water');
    expect(scene.acquired).toBe('2023-08-15T02:31:10Z');
    expect(scene.bands.map(b => b.role)).toEqual(['G', 'R', 'RE1', 'N', 'FLAGS']);
    expect(scene.bands[1].radiometry).toMatchObject({ scale: 1.5e-5, offset: -0.02 });
    expect(scene.quantity?.value).toBe('surface');
    expect(scene.classification).toEqual({ kind: 'FLAGS', band: 5 });
    expect(scene.grid.crs?.epsg).toBe(4326);
    // 300 m: 300 / 111195 degrees of latitude.
    expect(-scene.grid.affine[5]).toBeCloseTo(300 / 111195, 12);
    const said = scene.warnings.join('\n');
    expect(said).toContain(`a swath of ${rows} × ${cols} pixels`);
    expect(said).toContain('INVALID → nodata, CLOUD → cloud, CLOUD_AMBIGUOUS → lowCloud');
  });

  it('Level 1 is said to be radiance', () => {
    const scene = openScene([radiance]);
    expect(scene.sensor).toBe('olci-l1');
    expect(scene.quantity?.value).toBe('radiance');
    expect(scene.bands[0].radiometry).toMatchObject({ scale: 0.0138, quantity: 'radiance' });
    expect(scene.warnings.join('\n')).toContain('radiance, not reflectance');
  });

  it('every pixel of the map takes the nearest one of the swath, and none lies beyond its edges', async () => {
    const path = `${water}/Oa08_reflectance.nc/Oa08_reflectance`;
    const { grid } = inspectArray(path);
    const values = await pixelsOf(path);
    const { lon, lat } = swathOf(rows, cols, 300);
    const degrees = (v: Float64Array) => Float64Array.from(micro(v), n => n * 1e-6);
    const nearest = nearestByAll(grid, degrees(lon), degrees(lat));
    let inside = 0;
    let wrong = 0;
    nearest.forEach(({ at, metres }, i) => {
      const isEdge = at % cols === 0 || at % cols === cols - 1 || at < cols || at >= cols * (rows - 1);
      // Inside of the swath, or so near to a centre at its edge that its pixel reaches it.
      if (!isEdge || metres < 145) {
        inside++;
        if (values[i] !== 2000 + at) wrong++;
      }
      if (metres > 240) expect(values[i]).toBe(65535);
    });
    expect(inside).toBeGreaterThan(rows * cols * 0.9);
    expect(wrong).toBe(0);
  });

  it('flags become reasons', async () => {
    const scene = openScene([water]);
    const reader = new SceneReader(scene);
    const { width, height } = scene.grid;
    const { values, validity } = await reader.readWindow(['R'], { col: 0, row: 0, width, height }, 'auto');
    reader.close();
    let [cloud, invalid] = [0, 0];
    validity.forEach((code, i) => {
      const source = Math.round((values[0][i] + 0.02) / 1.5e-5) - 2000;
      if (code === reasonCode.cloud) cloud += Number(inBox(source, cloudBox));
      if (code === 0) expect(inBox(source, cloudBox) || inBox(source, invalidBox)).toBe(false);
      invalid += Number(code === reasonCode.nodata && inBox(source, invalidBox));
    });
    // 200 and 25 pixels of the swath are somewhat more on the map: its pixels are 300 m, those of the swath larger.
    expect(cloud).toBeGreaterThan(190);
    expect(invalid).toBeGreaterThan(20);
  });

  it('is one scene in a folder of scenes, and is assessed and drawn by the command line', () => {
    expect(listScenes(folder).map(g => g.paths)).toEqual([[radiance], [water]].sort());
    const zones = join(folder, 'lake.geojson');
    const ring = [
      [119.56, 31.27],
      [119.64, 31.27],
      [119.64, 31.33],
      [119.56, 31.33],
      [119.56, 31.27],
    ];
    const feature = {
      type: 'Feature',
      properties: { name: 'lake' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    writeFileSync(zones, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
    const stats = runCli([
      'stats',
      '--scene',
      water,
      '--index',
      'NDVI',
      '--zones',
      zones,
      '--clouds',
      'none',
      '--json',
    ]);
    expect(stats.status).toBe(0);
    const [lake] = (JSON.parse(stats.stdout) as { zones: { mean: number; min: number; max: number }[] })
      .zones;
    const { inputs } = (JSON.parse(stats.stdout) as { recipe: { inputs: { path: string }[] } }).recipe;
    expect(inputs.map(i => basename(i.path))).toContain('geo_coordinates.nc');
    // Stored R = 2000 + i, N = 9000 + i, value = stored · 1.5e-5 − 0.02: NDVI of the extremes of i.
    const ndvi = (i: number) => {
      const [r, n] = [(2000 + i) * 1.5e-5 - 0.02, (9000 + i) * 1.5e-5 - 0.02];
      return (n - r) / (n + r);
    };
    expect(lake.mean).toBeGreaterThan(ndvi(rows * cols));
    expect(lake.mean).toBeLessThan(ndvi(0));
    const out = join(folder, 'picture.png');
    expect(runCli(['picture', '--scene', water, '--layers', 'R', '--out', out]).status).toBe(0);
  });

  it('without geo_coordinates.nc, or with it of another shape, says what is missing', async () => {
    const lone = join(folder, 'lone', `S3B_OL_2_WFR____${product}`);
    const bands = { Oa08: counted(0), Oa17: counted(0) };
    await writeSen3(lone, 2, { rows, cols, bands }, new BigUint64Array(rows * cols));
    rmSync(join(lone, 'geo_coordinates.nc'));
    expect(() => openScene([lone])).toThrow(/geo_coordinates.nc is missing/);
    await writeHdf5(join(lone, 'geo_coordinates.nc'), [
      { name: 'latitude', data: new Int32Array(6), shape: [2, 3] },
      { name: 'longitude', data: new Int32Array(6), shape: [2, 3] },
    ]);
    expect(() => openScene([lone])).toThrow(/no array in it can be placed/);
  });
});

describe('swaths of other instruments', () => {
  it('bow-tie: rows of neighbouring scans overlap, the nearest centre wins', async () => {
    // Scans of 8 rows; at the rim each begins two rows above the end of the one before.
    const [scans, perScan, across] = [5, 8, 40];
    const shape = [scans * perScan, across];
    const lon = new Float64Array(shape[0] * across);
    const lat = new Float64Array(lon.length);
    for (let r = 0; r < shape[0]; r++)
      for (let c = 0; c < across; c++) {
        const wide = 1 + 0.5 * Math.abs((c - across / 2) / (across / 2));
        const scan = Math.floor(r / perScan);
        lat[r * across + c] = 31.5 - ((scan + 0.5) * perScan + ((r % perScan) - 3.5) * wide) * 0.007;
        lon[r * across + c] = 119 + c * 0.008 + r * 0.0004;
      }
    const path = await writeHdf5(join(folder, 'bowtie.h5'), [
      { name: 'geolocation_data/latitude', data: lat, shape },
      { name: 'geolocation_data/longitude', data: lon, shape },
      {
        name: 'observation_data/I01',
        data: Uint16Array.from(lon, (_, i) => i),
        shape,
        attributes: { _FillValue: Uint16Array.of(65535) },
      },
    ]);
    const { grid } = inspectArray(`${path}/observation_data/I01`);
    const values = await pixelsOf(`${path}/observation_data/I01`);
    const nearest = nearestByAll(grid, lon, lat);
    let [same, inside] = [0, 0];
    nearest.forEach(({ at, metres }, i) => {
      const column = at % across;
      if (
        metres > 450 ||
        column === 0 ||
        column === across - 1 ||
        at < across ||
        at >= across * (shape[0] - 1)
      )
        return;
      inside++;
      same += Number(values[i] === at);
      const [row, col] = [Math.floor(values[i] / across), values[i] % across];
      expect(Math.hypot(lat[row * across + col] - lat[at], lon[row * across + col] - lon[at])).toBeLessThan(
        0.012,
      );
    });
    expect(inside).toBeGreaterThan(1000);
    expect(same / inside).toBeGreaterThanOrEqual(0.99);
  });

  it('PACE: bands side by side in one array, told by their wavelengths', async () => {
    const { lon, lat } = swathOf(20, 24, 1200);
    const shape = [20, 24];
    const wavelengths = [442, 490, 560, 665, 865];
    const data = Int16Array.from({ length: 20 * 24 * 5 }, (_, i) => i);
    const path = await writeHdf5(
      join(folder, 'PACE_OCI.20240815T052330.L2.SFREFL.V3_0.nc'),
      [
        {
          name: 'wavelength_3d',
          data: Float32Array.from(wavelengths),
          shape: [5],
          attributes: { units: 'nm' },
        },
        { name: 'number_of_lines', data: new Float32Array(20), shape: [20] },
        { name: 'pixels_per_line', data: new Float32Array(24), shape: [24] },
        { name: 'navigation_data/latitude', data: Float32Array.from(lat), shape },
        { name: 'navigation_data/longitude', data: Float32Array.from(lon), shape },
        {
          name: 'geophysical_data/rhos',
          data,
          shape: [...shape, 5],
          chunks: [8, 24, 2],
          scales: ['number_of_lines', 'pixels_per_line', 'wavelength_3d'],
          attributes: {
            scale_factor: Float64Array.of(2e-5),
            add_offset: Float64Array.of(0.05),
            _FillValue: Int16Array.of(-32767),
          },
        },
      ],
      { time_coverage_start: '2024-08-15T05:23:30.123Z' },
    );
    const scene = openScene([path]);
    expect(scene.bands.map(b => [b.role, b.wavelengthNm])).toEqual([
      ['A', 442],
      ['B', 490],
      ['G', 560],
      ['R', 665],
      ['N', 865],
    ]);
    expect([scene.quantity?.value, scene.acquired]).toEqual(['surface', '2024-08-15T05:23:30Z']);
    const reader = new SceneReader(scene);
    const { width, height } = scene.grid;
    const window = { col: 0, row: 0, width, height };
    const { values, validity } = await reader.readWindow(['R', 'G'], window, 'none');
    reader.close();
    const nearest = nearestByAll(scene.grid, Float32Array.from(lon), Float32Array.from(lat));
    let seen = 0;
    validity.forEach((code, i) => {
      if (code !== 0) return;
      seen++;
      expect(values[0][i]).toBeCloseTo((nearest[i].at * 5 + 3) * 2e-5 + 0.05, 12);
      expect(values[1][i]).toBeCloseTo((nearest[i].at * 5 + 2) * 2e-5 + 0.05, 12);
    });
    expect(seen).toBeGreaterThan(450);
  });
});
