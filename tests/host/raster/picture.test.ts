import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { openScene } from '#host/raster/open-scene.ts';
import { sampleRows } from '#host/raster/reader/sample-rows.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { gdalPixels } from '#tests/fixtures/gdal-pixels.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const [width, height] = [2300, 1900];
/** Column in the low, row in the high bits: a pixel tells where it is from. */
const valueAt = (col: number, row: number) => ((row % 200) * 256 + (col % 251) + 1) & 0xffff;

async function makeSource(): Promise<string> {
  const grid = { width, height, affine: [500000, 10, 0, 3600000, 0, -10] as const, crs: null };
  const plane = Uint16Array.from({ length: width * height }, (_, i) =>
    valueAt(i % width, Math.floor(i / width)),
  );
  await writeGeoTiff(at('cog.tif'), { grid, bands: [plane, plane.map(v => v ^ 1)] });
  return at('cog.tif');
}
const source = await makeSource();

const layouts = {
  'raw strips': ['-co', 'BLOCKYSIZE=1'],
  'raw strips, bands apart, big endian': ['-co', 'INTERLEAVE=BAND', '-co', 'ENDIANNESS=BIG'],
  'LZW strips': ['-co', 'COMPRESS=LZW', '-co', 'PREDICTOR=2', '-co', 'BLOCKYSIZE=3'],
  'tiles without overviews': ['-co', 'TILED=YES', '-co', 'COMPRESS=DEFLATE', '-co', 'INTERLEAVE=BAND'],
  'raw tiles': ['-co', 'TILED=YES', '-co', 'BLOCKXSIZE=128', '-co', 'BLOCKYSIZE=64'],
};

describe.runIf(hasGdal)('a picture of the whole scene (needs GDAL)', () => {
  it.each(Object.entries(layouts))('%s: the pixels of gdal_translate -r nearest', async (name, options) => {
    const file = at(`${name}.tif`);
    gdal('gdal_translate', ['-q', ...options, source, file]);
    gdal('gdal_translate', ['-q', '-r', 'nearest', '-outsize', '333', '0', file, at('nearest.tif')]);
    const expected = new Uint16Array(new Uint8Array(gdalPixels(at('nearest.tif'), at('raw'))).buffer);
    const reader = new SceneReader(openScene([file]));
    const picture = { width: 333, height: 275, first: 0, count: 275 };
    const { values } = await sampleRows(reader, {
      scene: reader.scene,
      layers: ['b1', 'b2'],
      clouds: 'none',
      ...picture,
    });
    reader.close();
    expect(Uint16Array.from([...values[0], ...values[1]])).toEqual(expected);
  });

  it.each(Object.entries(layouts))(
    '%s: windows are those of gdal_translate -srcwin',
    async (name, options) => {
      const file = at(`${name}.tif`);
      gdal('gdal_translate', ['-q', ...options, source, file]);
      for (const [col, row, w, h] of [
        [0, 0, 1, 1],
        [1033, 517, 259, 300],
        [2299, 1899, 1, 1],
        [0, 100, width, 7],
      ]) {
        const srcwin = [col, row, w, h].map(String);
        gdal('gdal_translate', ['-q', '-srcwin', ...srcwin, file, at('window.tif')]);
        const tiff = new TiffFile(file, new BlockCache(0));
        const planes = await tiff.readWindow(tiff.image, { col, row, width: w, height: h }, [0, 1]);
        tiff.close();
        expect(Buffer.concat(planes.map(p => Buffer.from(p.buffer, p.byteOffset, p.byteLength)))).toEqual(
          gdalPixels(at('window.tif'), at('raw')),
        );
      }
    },
  );
});

describe('the sketch of a file without overviews', () => {
  it.runIf(hasGdal)('gives real pixels at most half a step beside the place (needs GDAL)', async () => {
    for (const options of Object.values(layouts)) {
      gdal('gdal_translate', ['-q', ...options, source, at('plain.tif')]);
      const tiff = new TiffFile(at('plain.tif'), new BlockCache(2 ** 26));
      const step = 8;
      const cols = Int32Array.from({ length: 90 * 90 }, (_, i) => (i % 90) * 25 + 3);
      const rows = Int32Array.from({ length: 90 * 90 }, (_, i) => Math.floor(i / 90) * 21);
      for (const once of [1, 2]) {
        const [plane] = await tiff.samplePixels(tiff.image, cols, rows, [0], step);
        const wrong = plane.filter((value, i) => {
          for (let dy = -4; dy <= 4; dy++)
            for (let dx = -4; dx <= 4; dx++)
              if (
                valueAt(
                  Math.min(width - 1, Math.max(0, cols[i] + dx)),
                  Math.min(height - 1, Math.max(0, rows[i] + dy)),
                ) === value
              )
                return false;
          return true;
        });
        expect(wrong.length, `${options.join(' ')}, time ${once}`).toBe(0);
      }
      tiff.close();
    }
  });
});

describe('bloomline picture', () => {
  it('stretches between the 2nd and the 98th percentile, transparent where there is no data', async () => {
    // 100 columns of 1 … 100, and one row of nodata: the percentiles are the values 3 and 99 of 100 (index 2 and 98).
    const grid = { width: 100, height: 100, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
    const plane = Uint16Array.from({ length: 10_000 }, (_, i) => (i < 100 ? 0 : (i % 100) + 1));
    await writeGeoTiff(at('wedge.tif'), { grid, bands: [plane], nodata: 0 });
    const { stdout, status, stderr } = runCli([
      'picture',
      '--scene',
      at('wedge.tif'),
      '--width',
      '100',
      '--out',
      at('wedge.png'),
      '--json',
    ]);
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ width: 100, height: 100, ranges: [{ min: 3, max: 99 }] });
    const drawn = createCanvas(100, 100).getContext('2d');
    drawn.drawImage(await loadImage(at('wedge.png')), 0, 0);
    const { data } = drawn.getImageData(0, 0, 100, 100);
    const pixel = (x: number, y: number) => [...data.subarray((y * 100 + x) * 4, (y * 100 + x) * 4 + 4)];
    expect(pixel(50, 0)[3]).toBe(0);
    expect(pixel(0, 1)).toEqual([0, 0, 0, 255]);
    expect(pixel(99, 1)).toEqual([255, 255, 255, 255]);
    // 51 lies half way from 3 to 99; gamma 1.2.
    const half = Math.round(255 * 0.5 ** (1 / 1.2));
    expect(Math.abs(pixel(50, 1)[0] - half)).toBeLessThanOrEqual(1);
  });

  it('says what is wrong with its options', () => {
    expect(runCli(['picture', '--scene', source, '--out', at('x.bmp')]).status).toBe(2);
    expect(runCli(['picture', '--scene', source, '--out', source]).stderr).toContain('would be overwritten');
    expect(runCli(['convert', source, '--window', '0,0,9999,1', '--out', at('x.tif')]).stderr).toContain(
      'leaves the picture of 2300 × 1900',
    );
  });

  it.runIf(hasGdal)('writes a GeoTIFF that lies where the scene lies (needs GDAL)', () => {
    const out = at('look.tif');
    expect(
      runCli(['picture', '--scene', source, '--layers', 'b1', '--width', '230', '--out', out]).status,
    ).toBe(0);
    const info = JSON.parse(gdal('gdalinfo', ['-json', out])) as {
      geoTransform: number[];
      bands: { colorInterpretation: string }[];
    };
    expect(info.geoTransform).toEqual([500000, 100, 0, 3600000, 0, -100]);
    expect(info.bands.map(b => b.colorInterpretation)).toEqual(['Red', 'Green', 'Blue', 'Alpha']);
  });

  it.runIf(hasGdal)('convert --window writes the pixels and the place of gdal_translate -srcwin', () => {
    const window = ['700', '800', '90', '70'];
    gdal('gdal_translate', ['-q', '-srcwin', ...window, source, at('theirs.tif')]);
    expect(runCli(['convert', source, '--window', window.join(','), '--out', at('ours.tif')]).status).toBe(0);
    const described = (path: string) => {
      const { size, geoTransform, bands } = JSON.parse(gdal('gdalinfo', ['-json', '-checksum', path])) as {
        size: number[];
        geoTransform: number[];
        bands: { checksum: number }[];
      };
      return { size, geoTransform, sums: bands.map(b => b.checksum) };
    };
    expect(described(at('ours.tif'))).toEqual(described(at('theirs.tif')));
  });
});
