import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { toMap } from '#core/grid/grid.ts';
import { rpcPixel, type Rpc } from '#core/grid/rpc.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { userOptions } from '#core/scene/user-options.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { plainTiff } from '#tests/fixtures/gaofen-package.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { rpbOf, skewedRpc } from '#tests/fixtures/rpc.ts';

const folder = temporaryFolder();

function product(name: string, rpc: Rpc, width = 600, height = 500): string {
  const own = join(folder, name);
  mkdirSync(own);
  // Ramps: between pixels a straight line, so that a bilinear pixel tells where it came from.
  writeFileSync(
    join(own, `${name}.tiff`),
    plainTiff(width, height, 2, (c, r, b) => (b === 0 ? 100 * c + 50 : 100 * r + 50)),
  );
  writeFileSync(join(own, `${name}.rpb`), rpbOf(rpc));
  return own;
}

async function pixels(path: string, options: SceneOptions) {
  const scene = openScene([path], options);
  const reader = new SceneReader(scene);
  const { width, height } = scene.grid;
  const { values, validity } = await reader.readWindow(
    ['b1', 'b2'],
    { col: 0, row: 0, width, height },
    'none',
  );
  reader.close();
  return { scene, values, validity };
}

describe('a picture that its polynomials place', () => {
  const own = product('GF1_WFV3_E118.0_N29.3_20230815_L1A0001', skewedRpc);

  it('north up in UTM, pixels of its own size; every pixel comes from where the polynomials say', async () => {
    const { scene, values, validity } = await pixels(own, { height: 250, join: 'bilinear' });
    expect(scene.grid.crs?.epsg).toBe(32650);
    expect(scene.grid.affine.slice(1, 3).concat(scene.grid.affine.slice(4))).toEqual([13, 0, 0, -13]);
    expect([scene.grid.affine[0] % 13, scene.grid.affine[3] % 13]).toEqual([0, 0]);
    const degrees = converter(scene.grid.crs!, crsFromEpsg(4326)!);
    let seen = 0;
    for (let i = 0; i < validity.length; i += 997) {
      if (validity[i] !== 0) continue;
      const [x, y] = toMap(
        scene.grid.affine,
        (i % scene.grid.width) + 0.5,
        Math.floor(i / scene.grid.width) + 0.5,
      );
      const [column, row] = rpcPixel(skewedRpc, ...(degrees([x, y]) as [number, number]), 250);
      if (column < 1 || row < 1 || column > 599 || row > 499) continue;
      // 100 per pixel, first centre at .5.
      expect(Math.abs(values[0][i] - (100 * (column - 0.5) + 50))).toBeLessThan(2);
      expect(Math.abs(values[1][i] - (100 * (row - 0.5) + 50))).toBeLessThan(2);
      seen++;
    }
    expect(seen).toBeGreaterThan(200);
    expect(scene.warnings.join()).toMatch(/given height of 250 m/);
  });

  it('without a height it takes the middle of the polynomials and says so', async () => {
    const { scene } = await pixels(own, {});
    expect(scene.warnings.join()).toMatch(/constant height of 400 m .*give --height or --dem/);
  });

  const modelOfHeights = (name: string, west: number) => {
    const path = join(folder, name);
    const asc = join(folder, `${name}.asc`);
    const rows = Array.from({ length: 300 }, (_, r) =>
      Array.from({ length: 300 }, (_, c) =>
        (400 + 250 * Math.sin(c / 25) * Math.cos(r / 31)).toFixed(2),
      ).join(' '),
    );
    writeFileSync(
      asc,
      `ncols 300\nnrows 300\nxllcorner ${west}\nyllcorner 29.24\ncellsize 0.0004\nNODATA_value -9999\n${rows.join('\n')}\n`,
    );
    gdal('gdal_translate', ['-q', '-a_srs', 'EPSG:4326', '-ot', 'Float32', asc, path]);
    return path;
  };

  it.skipIf(!hasGdal).each([
    ['a constant height', () => ({ height: 900 }), () => ['RPC_HEIGHT=900']],
    [
      'a model of heights',
      (dem: string) => ({ dem: { file: dem } }),
      (dem: string) => [`RPC_DEM=${dem}`, 'RPC_DEMINTERPOLATION=bilinear', 'RPC_DEM_APPLY_VDATUM_SHIFT=NO'],
    ],
    [
      'a model above the geoid',
      (dem: string) => ({ dem: { file: dem, geoid: 25 } }),
      (dem: string) => [
        `RPC_DEM=${dem}`,
        'RPC_HEIGHT=25',
        'RPC_DEMINTERPOLATION=bilinear',
        'RPC_DEM_APPLY_VDATUM_SHIFT=NO',
      ],
    ],
  ])('gdalwarp -rpc takes the same pixels: %s', async (what, options, to) => {
    const dem = modelOfHeights(`${what.replaceAll(' ', '-')}.tif`, 117.94);
    const { scene, values, validity } = await pixels(own, { ...options(dem), join: 'nearest' });
    const { width, height, affine } = scene.grid;
    const out = join(folder, `${what.replaceAll(' ', '-')}-warped.tif`);
    const extent = [affine[0], affine[3] - 13 * height, affine[0] + 13 * width, affine[3]];
    gdal('gdalwarp', [
      ...[
        '-q',
        '-overwrite',
        '-rpc',
        '-t_srs',
        'EPSG:32650',
        '-tr',
        '13',
        '13',
        '-te',
        ...extent.map(String),
      ],
      ...['-r', 'near', '-et', '0', '-ot', 'Float32', ...to(dem).flatMap(option => ['-to', option])],
      join(own, 'GF1_WFV3_E118.0_N29.3_20230815_L1A0001.tiff'),
      out,
    ]);
    const file = new TiffFile(out, new BlockCache(0));
    const theirs = await file.readWindow(file.image, { col: 0, row: 0, width, height }, [0, 1]);
    file.close();
    let compared = 0;
    let missing = 0;
    let others = 0;
    for (let i = 0; i < validity.length; i++) {
      const valid = validity[i] === 0;
      if (valid !== theirs[0][i] > 0) missing++;
      if (!valid || !(theirs[0][i] > 0)) continue;
      compared++;
      if (values[0][i] !== theirs[0][i] || values[1][i] !== theirs[1][i]) others++;
    }
    expect(compared).toBeGreaterThan(250_000);
    expect(missing).toBeLessThan(50);
    // A place that is off by d pixels takes another one in 2 d of all cases for each of its axes: 0.1 would be 40 %.
    expect(others / compared).toBeLessThan(0.02);
  });

  it.skipIf(!hasGdal)('a model of heights that does not reach over the picture is refused', () => {
    const dem = modelOfHeights('beside.tif', 118.0);
    expect(() => openScene([own], { dem: { file: dem } })).toThrow(/does not reach over the whole picture/);
  });

  it('polynomials of another picture are refused', () => {
    const wrong = product('GF1_WFV3_E118.0_N29.3_20230815_L1A0002', { ...skewedRpc, sampleOffset: 6000 });
    expect(() => openScene([wrong])).toThrow(
      /RPC is of another picture: its middle is at 6000, 250 of 600 × 500/,
    );
    const flat = product('GF1_WFV3_E118.0_N29.3_20230815_L1A0003', { ...skewedRpc, latitudeScale: 1e9 });
    expect(() => openScene([flat])).toThrow(/leads to no place on the ground/);
  });

  it('strips of one camera lie beside each other, each by its own polynomials, on one lattice', async () => {
    const name = 'GF6_WFV_E118.0_N29.3_20230815_L1A1420012345';
    const strips = join(folder, name);
    mkdirSync(strips);
    for (let s = 0; s < 3; s++) {
      const left = s * 200;
      const picture = plainTiff(200, 500, 8, (c, _, b) => 100 * (left + c) + 50 + b);
      writeFileSync(join(strips, `${name}-${s + 1}.tiff`), picture);
      const own: Rpc = { ...skewedRpc, sampleOffset: 100, sampleScale: 100 };
      // The same sight, counted from the strip's own first column and in its own scale.
      const numerator = skewedRpc.sampleNumerator.map(n => n * 3);
      const shift = (300 - left - 100) / 100;
      const denominators = skewedRpc.sampleDenominator;
      writeFileSync(
        join(strips, `${name}-${s + 1}.rpb`),
        rpbOf({ ...own, sampleNumerator: numerator.map((n, k) => n + shift * denominators[k]) }),
      );
    }
    const { scene, values, validity } = await pixels(strips, { height: 400 });
    expect(scene.bands).toHaveLength(8);
    expect(scene.joined?.parts).toHaveLength(3);
    const whole = await pixels(own, { height: 400 });
    expect(Math.abs(scene.grid.width - whole.scene.grid.width)).toBeLessThanOrEqual(1);
    const dx = Math.round((scene.grid.affine[0] - whole.scene.grid.affine[0]) / 13);
    const dy = Math.round((whole.scene.grid.affine[3] - scene.grid.affine[3]) / 13);
    let compared = 0;
    for (let row = 5; row < 525; row += 7)
      for (let col = 5; col < 625; col += 7) {
        const i = (row - dy) * scene.grid.width + col - dx;
        const j = row * whole.scene.grid.width + col;
        if (validity[i] !== 0 || whole.validity[j] !== 0) continue;
        // At a seam the nearest valid pixel stands for what lies beyond it: half a pixel at most.
        expect(Math.abs(values[0][i] - whole.values[0][j])).toBeLessThanOrEqual(55);
        compared++;
      }
    expect(compared).toBeGreaterThan(4000);
  });

  it('what was said of its place holds when it is opened again', () => {
    const strips = join(folder, 'GF6_WFV_E118.0_N29.3_20230815_L1A1420012345');
    for (const [path, options] of [
      [own, {}],
      [own, { height: 250, join: 'nearest' }],
      [strips, { height: 120, join: 'cubic' }],
    ] as const) {
      const scene = openScene([path], options);
      const files = scene.files.map(f => f.file);
      const again = openScene(files, userOptions(scene));
      expect(again.joined?.files).toEqual(scene.joined?.files);
      expect(again.grid).toEqual(scene.grid);
    }
  });
});
