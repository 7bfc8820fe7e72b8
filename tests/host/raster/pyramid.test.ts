import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openScene } from '#host/raster/open-scene.ts';
import { buildPyramid } from '#host/raster/pyramid/build-pyramid.ts';
import { pyramidPlan } from '#host/raster/lanes/pyramid-plan.ts';
import { PyramidStore } from '#host/raster/pyramid/pyramid-store.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { gdalPixels } from '#tests/fixtures/gdal-pixels.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const pool = new RasterPool(2);
afterAll(() => pool.close());
const all = { atOnce: 2 };

/** Sides that halve evenly (GDAL weighs every pixel anew where they do not); a corner without data. */
const [width, height] = [2504, 2208];
const grid = { width, height, affine: [500000, 10, 0, 3600000, 0, -10] as const, crs: null };
const made = Uint16Array.from({ length: width * height }, (_, i) => {
  const [col, row] = [i % width, Math.floor(i / width)];
  return col + row < 900 ? 0 : 1 + ((col * 7 + row * 13 + ((col * row) % 97) * 31) % 4000);
});
await writeGeoTiff(at('source.tif'), { grid, bands: [made, made.map(v => (v ? 5000 - v : 0))], nodata: 0 });

const layouts = {
  'strips, interleaved': ['-co', 'INTERLEAVE=PIXEL', '-co', 'BLOCKYSIZE=3'],
  'LZW strips, bands apart': ['-co', 'COMPRESS=LZW', '-co', 'INTERLEAVE=BAND', '-co', 'BLOCKYSIZE=1'],
  'tiles, bands apart': ['-co', 'TILED=YES', '-co', 'COMPRESS=DEFLATE', '-co', 'INTERLEAVE=BAND'],
  'tiles, interleaved': ['-co', 'TILED=YES', '-co', 'BLOCKXSIZE=512', '-co', 'BLOCKYSIZE=512'],
};

/** Overview n (from 0) of a file, as GDAL reads it; little endian, band after band. */
function overview(file: string, n: number): Buffer {
  gdal('gdal_translate', ['-q', '-oo', `OVERVIEW_LEVEL=${n}`, file, at('overview.tif')]);
  return gdalPixels(at('overview.tif'), at('raw'));
}

describe.runIf(hasGdal)('the pyramid beside gdaladdo -r average (needs GDAL)', () => {
  it.each(Object.entries(layouts))('%s', async (name, options) => {
    const file = at(`${name}.tif`);
    gdal('gdal_translate', ['-q', ...options, at('source.tif'), file]);
    const pyramid = at(`${name}.pyramid.tif`);
    await buildPyramid(pyramidPlan(openScene([file]), file), pyramid, pool, all);
    const info = JSON.parse(gdal('gdalinfo', ['-json', pyramid])) as {
      size: number[];
      bands: { noDataValue: number; overviews: { size: number[] }[] }[];
    };
    expect(info.size).toEqual([1252, 1104]);
    expect(info.bands).toHaveLength(2);
    expect(info.bands[0].noDataValue).toBe(0);
    expect(info.bands[0].overviews.map(o => o.size)).toEqual([
      [626, 552],
      [313, 276],
    ]);

    copyFileSync(file, at('theirs.tif'));
    copyFileSync(file, at('ours.tif'));
    gdal('gdaladdo', ['-q', '-ro', '-r', 'average', at('theirs.tif'), '2', '4', '8']);
    copyFileSync(pyramid, at('ours.tif.ovr'));
    for (const level of [0, 1, 2]) {
      const [ours, theirs] = ['ours.tif', 'theirs.tif'].map(
        n => new Uint16Array(new Uint8Array(overview(at(n), level)).buffer),
      );
      expect(ours.length).toBe(theirs.length);
      let worst = 0;
      let different = 0;
      let validity = 0;
      for (let i = 0; i < ours.length; i++) {
        worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
        if (ours[i] !== theirs[i]) different++;
        if ((ours[i] === 0) !== (theirs[i] === 0)) validity++;
      }
      // Each level rounds once more.
      expect(validity).toBe(0);
      expect(different / ours.length, `level ${level}`).toBeLessThan(0.01);
      if (level === 0) expect(worst).toBeLessThanOrEqual(1);
    }
  });
});

describe('what a pyramid keeps', () => {
  it('the commonest class for classifications, and averages for the rest of the scene', async () => {
    const classes = Uint8Array.from({ length: width * height }, (_, i) => (i % 2 ? 4 : 8));
    await writeGeoTiff(at('classes.tif'), {
      grid,
      bands: [classes],
      palette: new Map([
        [4, [0, 255, 0]],
        [8, [255, 255, 255]],
      ]),
    });
    const scene = openScene([at('classes.tif')]);
    const plan = pyramidPlan(scene, at('classes.tif'));
    expect(plan.halving).toEqual(['mode']);
    await buildPyramid(plan, at('classes.pyramid.tif'), pool, all);
    const reader = new SceneReader(scene, undefined, { [at('classes.tif')]: at('classes.pyramid.tif') });
    const cols = Int32Array.of(10, 500, 1000);
    const { values } = await reader.samplePixels(['b1'], cols, cols, 4, 'none');
    reader.close();
    // Four pixels 8 4 8 4: of equals the first. Never their mean, 6.
    expect([...values[0]]).toEqual([8, 8, 8]);
  });

  it.runIf(hasGdal)(
    'masks: a pixel is valid where one of the four is, and takes their mean (needs GDAL)',
    async () => {
      const plane = new Uint8Array(2200 * 2200).map((_, i) => ((i % 2200) % 2 ? 40 : 20));
      const valid = plane.map((_, i) => (i % 2200 < 1100 ? ((i % 2200) % 2 ? 255 : 0) : 0));
      const square = { ...grid, width: 2200, height: 2200 };
      await writeGeoTiff(at('two.tif'), { grid: square, bands: [plane, valid] });
      const internal = ['--config', 'GDAL_TIFF_INTERNAL_MASK', 'YES'];
      gdal('gdal_translate', ['-q', '-b', '1', '-mask', '2', ...internal, at('two.tif'), at('masked.tif')]);
      const scene = openScene([at('masked.tif')]);
      const plan = pyramidPlan(scene, at('masked.tif'));
      expect(plan.mask).toBe('mask');
      await buildPyramid(plan, at('masked.pyramid.tif'), pool, all);
      const reader = new SceneReader(scene, undefined, { [at('masked.tif')]: at('masked.pyramid.tif') });
      const cols = Int32Array.of(4, 600, 1090, 1110, 2000);
      const { values, validity } = await reader.samplePixels(['b1'], cols, cols, 4, 'none');
      reader.close();
      expect([...validity]).toEqual([0, 0, 0, 1, 1]);
      expect([...values[0]].slice(0, 3)).toEqual([40, 40, 40]);
    },
  );
});

describe('a build that is stopped', () => {
  const file = at('source-raw.tif');
  const setUp = () => {
    gdal('gdal_translate', ['-q', '-co', 'INTERLEAVE=BAND', at('source.tif'), file]);
    return pyramidPlan(openScene([file]), file);
  };

  it.runIf(hasGdal)('goes on where it was, and drops what the disk lost', async () => {
    const plan = setUp();
    await buildPyramid(plan, at('whole.tif'), pool, all);
    const stop = new AbortController();
    let told = 0;
    const stopping = buildPyramid(plan, at('stopped.tif'), pool, {
      atOnce: 1,
      signal: stop.signal,
      onProgress: () => ++told === 4 && stop.abort(),
    });
    await expect(stopping).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(at('stopped.tif'))).toBe(false);
    const lines = readFileSync(at('stopped.tif.journal'), 'utf8').trim().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(5);
    // A line that was cut off while it was written, and a last row whose bytes never reached the disk.
    appendFileSync(at('stopped.tif.journal'), '{"level":0,"ro');
    const last = JSON.parse(lines.at(-1)!) as { at: number };
    truncateSync(at('stopped.tif.part'), last.at + 10);
    let first: number | null = null;
    let rows = 0;
    await buildPyramid(plan, at('stopped.tif'), pool, {
      atOnce: 1,
      onProgress: (done, total) => {
        first ??= done / total;
        rows++;
      },
    });
    // 2 bands × 3 rows of tiles, × 2, × 1: four were there and one of them was lost.
    expect(rows).toBe(2 * (3 + 2 + 1) - 3);
    expect(first!).toBeGreaterThan(0.3);
    for (const level of [0, 1])
      expect(overview(at('stopped.tif'), level)).toEqual(overview(at('whole.tif'), level));
    expect(gdalPixels(at('stopped.tif'), at('raw'))).toEqual(gdalPixels(at('whole.tif'), at('raw')));
    expect(existsSync(at('stopped.tif.part'))).toBe(false);
  });

  it.runIf(hasGdal)('starts over when the source is another one', async () => {
    const plan = setUp();
    writeFileSync(at('other.tif.part'), 'something');
    writeFileSync(at('other.tif.journal'), `${JSON.stringify({ ...plan, bytes: 1 })}\n`);
    await buildPyramid(plan, at('other.tif'), pool, all);
    expect(gdalPixels(at('other.tif'), at('raw'))).toEqual(gdalPixels(at('whole.tif'), at('raw')));
  });
});

describe.runIf(hasGdal)('the store of a workspace (needs GDAL)', () => {
  const raw = (name: string) => {
    gdal('gdal_translate', ['-q', at('source.tif'), at(name)]);
    return openScene([at(name)]);
  };

  it('knows what is missing, finds what fits and forgets what its source outgrew', async () => {
    const scene = raw('kept.tif');
    const store = new PyramidStore(at('store'));
    expect(store.missing(scene)).toEqual([at('kept.tif')]);
    await store.build(scene, pool, all);
    expect(store.missing(scene)).toEqual([]);
    expect(Object.keys(store.find(scene))).toEqual([at('kept.tif')]);
    expect(store.bytesOf(scene)).toBeGreaterThan(1000);
    // The user says otherwise what means no data: averages would be others.
    expect(store.find(openScene([at('kept.tif')], { nodata: 7 }))).toEqual({});
    utimesSync(at('kept.tif'), new Date(), new Date(1_700_000_000_000));
    expect(store.find(scene)).toEqual({});
    await store.build(scene, pool, all);
    store.remove(scene);
    expect(store.bytesOf(scene)).toBe(0);
  });

  it('lets the one used longest ago go when the limit is reached', async () => {
    const scenes = [raw('a.tif'), raw('b.tif'), raw('c.tif')];
    const store = new PyramidStore(at('small-store'), () => 2.5 * size);
    let size = Infinity;
    await store.build(scenes[0], pool, all);
    size = store.bytesOf(scenes[0]);
    await store.build(scenes[1], pool, all);
    utimesSync(store.pathOf(at('b.tif')), new Date(1_000_000), new Date());
    await store.build(scenes[2], pool, all);
    expect(scenes.map(s => store.bytesOf(s) > 0)).toEqual([true, false, true]);
  });

  it('leaves numbers alone: statistics are the same with and without a pyramid', async () => {
    const scene = raw('numbers.tif');
    const store = new PyramidStore(at('store'));
    await store.build(scene, pool, all);
    const window = { col: 1000, row: 1000, width: 300, height: 200 };
    const read = async (pyramids: Record<string, string>) => {
      const reader = new SceneReader(scene, undefined, pyramids);
      const { values } = await reader.readWindow(['b1'], window, 'none');
      reader.close();
      return values[0];
    };
    expect(await read(store.find(scene))).toEqual(await read({}));
  });

  it('is filled and emptied from the command line', () => {
    raw('cli.tif');
    const nowhere = runCli(['pyramid', at('cli.tif'), '--workspace', at('nowhere'), '--json']);
    expect(nowhere.stderr).toContain('error[not-writable]');
    expect(existsSync(at('nowhere'))).toBe(false);
    mkdirSync(at('workspace'), { recursive: true });
    const args = ['pyramid', at('cli.tif'), '--workspace', at('workspace'), '--json'];
    const { stdout, status, stderr } = runCli(args);
    expect(status, stderr).toBe(0);
    const { pyramids } = JSON.parse(stdout) as { pyramids: Record<string, string> };
    expect(existsSync(pyramids[at('cli.tif')])).toBe(true);
    expect(pyramids[at('cli.tif')]).toContain(join('workspace', 'cache', 'pyramids'));
    expect(runCli([...args, '--remove']).status).toBe(0);
    expect(existsSync(pyramids[at('cli.tif')])).toBe(false);
  });
});
