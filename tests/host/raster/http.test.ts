import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { startRangeServer } from '#tests/fixtures/range-server.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeZones } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const side = 2048;
const grid = {
  width: side,
  height: side,
  affine: [500000, 10, 0, 3600000, 0, -10] as const,
  crs: crsFromEpsg(32650)!,
};
let server: Awaited<ReturnType<typeof startRangeServer>>;
let url = '';

beforeAll(async () => {
  // Noise that does not compress: a tile of 512 × 512 bytes takes about 256 KB.
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  const bands = [0, 1].map(() => Uint8Array.from({ length: side * side }, noise));
  await writeGeoTiff(at('cog.tif'), { grid, bands, descriptions: ['red', 'nir'] });
  server = await startRangeServer(folder);
  url = `${server.origin}/plain/cog.tif`;
});
afterAll(() => server.close());

async function blockOf(path: string): Promise<Uint8Array> {
  const file = new TiffFile(path, new BlockCache(0));
  try {
    const [plane] = await file.readWindow(file.image, { col: 600, row: 1100, width: 300, height: 200 }, [1]);
    return plane as Uint8Array;
  } finally {
    file.close();
  }
}

describe('a GeoTIFF behind an address', () => {
  it('is read like the file, and only the blocks that are wanted', async () => {
    await server.served();
    expect(await blockOf(url)).toEqual(await blockOf(at('cog.tif')));
    const served = await server.served();
    // The header and one tile of 512 × 512 × 2 bytes.
    const bytes = served.reduce((sum, s) => sum + s.bytes, 0);
    expect(served.length).toBeLessThanOrEqual(4);
    expect(bytes).toBeLessThan(65536 + 512 * 512 * 2 + 65536);
    expect(bytes).toBeGreaterThan(512 * 512 * 2);
  });

  it('takes neighbouring blocks in few requests, and overviews for small pictures', async () => {
    const file = new TiffFile(url, new BlockCache(2 ** 26));
    await server.served();
    await file.readWindow(file.image, { col: 0, row: 512, width: side, height: 512 }, [0, 1]);
    // Four tiles of half a megabyte lie side by side.
    expect((await server.served()).length).toBe(1);
    file.close();

    const reader = new SceneReader(openScene([url]));
    await server.served();
    const places = Int32Array.from({ length: 64 * 64 }, (_, i) => (i % 64) * 32);
    await reader.samplePixels(['b1'], places, places, 32, 'none');
    reader.close();
    const bytes = (await server.served()).reduce((sum, s) => sum + s.bytes, 0);
    // The smallest overview, 512 × 512 × 2, and the header again.
    expect(bytes).toBeLessThan(2 * 65536 + 512 * 512 * 2 + 65536);
  });

  it('follows redirects, and names the scene without what may be a key', async () => {
    expect(await blockOf(`${server.origin}/moved/cog.tif`)).toEqual(await blockOf(at('cog.tif')));
    const scene = openScene([`${url}?token=secret`]);
    expect(scene.name).toBe('cog');
    const recipe = await makeRecipe({
      kind: 'statistics',
      scenes: [scene],
      zones: null,
      parameters: {},
      rules: [],
      warnings: [],
    });
    expect(recipe.inputs[0]).toMatchObject({ path: url, bytes: expect.anything() as number, sha256: null });
    expect(recipe.inputs[0].etag).toMatch(/^"\d+-/);
    expect(recipe.inputs[0].lastModified).toContain('GMT');
    expect(JSON.stringify(recipe)).not.toContain('secret');
  });

  it.runIf(hasGdal)('strips and raw pixels too (needs GDAL)', async () => {
    for (const options of [
      ['-co', 'BLOCKYSIZE=1'],
      ['-co', 'COMPRESS=LZW', '-co', 'INTERLEAVE=BAND'],
    ]) {
      gdal('gdal_translate', ['-q', ...options, at('cog.tif'), at('strips.tif')]);
      expect(await blockOf(`${server.origin}/plain/strips.tif`)).toEqual(await blockOf(at('cog.tif')));
    }
  });
});

describe('what may go wrong', () => {
  const failing: [string, string, RegExp][] = [
    ['no-ranges/cog.tif', 'network', /does not give parts of files/],
    ['plain/missing.tif', 'not-found', /no such file \(HTTP 404\)/],
    ['status-401/x.tif', 'not-allowed', /HTTP 401/],
    ['status-403/x.tif', 'not-allowed', /HTTP 403/],
    ['status-503/x.tif', 'network', /the server failed \(HTTP 503\)/],
    ['status-416/x.tif', 'network', /empty, or shorter/],
    ['loop/x.tif', 'network', /is not followed/],
    ['away/x.tif', 'network', /is not followed/],
    ['changing/cog.tif', 'network', /changed while it was read/],
    ['short/cog.tif', 'network', /of \d+ bytes that were asked for|connection .* failed/],
  ];
  it.each(failing)('%s', async (path, code, message) => {
    const error = await blockOf(`${server.origin}/${path}`).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(BloomlineError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect((error as BloomlineError).subject).toContain(path.split('/')[0]);
  });

  it('a server that is not there, a name that is not known, one that never answers', () => {
    const line = (address: string, env = {}) => runCli(['info', address], env).stderr.trim();
    expect(line('http://127.0.0.1:1/x.tif')).toMatch(
      /^error\[network\].*cannot be reached|^error\[network\].*failed/,
    );
    expect(line('http://no-such-host.invalid/x.tif')).toMatch(/^error\[network\].*is this computer online/);
    expect(line(`${server.origin}/slow/x.tif`, { BLOOMLINE_HTTP_SECONDS: '1' })).toMatch(
      /^error\[network\].*did not answer within 1 second/,
    );
  });
});

describe('the command line', () => {
  it('info, stats and picture take addresses', () => {
    const info = runCli(['info', url, '--json']);
    expect(info.status, info.stderr).toBe(0);
    expect(JSON.parse(info.stdout)).toMatchObject({
      width: side,
      overviews: [
        [1024, 1024],
        [512, 512],
      ],
    });

    writeZones(at('zones.geojson'), [
      {
        name: 'a',
        ring: [
          [503000, 3595000],
          [506000, 3595000],
          [506000, 3592000],
          [503000, 3592000],
          [503000, 3595000],
        ],
      },
    ]);
    const stats = (scene: string) => {
      const { stdout, stderr, status } = runCli([
        'stats',
        '--scene',
        scene,
        '--index',
        '(b2 - b1) / (b2 + b1 + 1)',
        '--zones',
        at('zones.geojson'),
        '--json',
      ]);
      expect(status, stderr).toBe(0);
      return (JSON.parse(stdout) as { zones: object[] }).zones;
    };
    expect(stats(url)).toEqual(stats(at('cog.tif')));
    const picture = runCli(['picture', '--scene', url, '--width', '200', '--out', at('look.png')]);
    expect(picture.status, picture.stderr).toBe(0);
  });
});
