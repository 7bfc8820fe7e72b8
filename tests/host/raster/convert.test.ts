import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertToCog } from '#host/raster/convert-to-cog.ts';
import { hashBands } from '#host/raster/hash-bands.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { compressions } from '#host/raster/tiff/write/encode-tile.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);

/** `gdalinfo -json` of a file, without what names it. */
function described(path: string) {
  const info = JSON.parse(gdal('gdalinfo', ['-json', '-checksum', '-nogcp', path])) as {
    coordinateSystem?: { wkt: string };
    geoTransform?: number[];
    bands: { checksum: number; type: string; noDataValue?: unknown; scale?: number; description?: string }[];
  };
  return {
    wkt: info.coordinateSystem?.wkt ?? '',
    affine: info.geoTransform,
    bands: info.bands.map(({ checksum, type, noDataValue, scale, description }) => ({
      checksum,
      type,
      noDataValue,
      scale,
      description,
    })),
  };
}

describe.runIf(hasGdal)('convertToCog (needs GDAL)', () => {
  const source = at('source.tif');
  const make = (...options: string[]) => {
    gdal('gdal_create', [
      '-q',
      '-outsize',
      '90',
      '70',
      '-burn',
      '7',
      '-ot',
      'Int16',
      '-bands',
      '2',
      ...options,
      source,
    ]);
  };

  it.each(compressions)('%s: the same pixels, place, nodata and names', async compression => {
    make('-a_srs', 'EPSG:32650', '-a_ullr', '500000', '3500000', '500900', '3499300', '-a_nodata', '-1');
    await convertToCog(source, at('out.tif'), compression);
    expect(described(at('out.tif'))).toEqual(described(source));
    expect(inspectFile(at('out.tif')).layout.compression).toBe(compression.toUpperCase());
  });

  it.each([
    [
      'a transverse Mercator of its own',
      '+proj=tmerc +lat_0=10 +lon_0=117.3 +k=0.9999 +x_0=300000 +y_0=-5000 +ellps=GRS80 +units=m',
    ],
    [
      'an Albers conic',
      '+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0 +ellps=krass +units=m',
    ],
    ['degrees on an ellipsoid of its own', '+proj=longlat +a=6378000 +b=6356000'],
  ])('a user-defined reference system: %s', async (_, srs) => {
    make('-a_srs', srs, '-a_ullr', '10', '40', '19', '33');
    expect(inspectFile(source).grid.crs).not.toBeNull();
    await convertToCog(source, at('out.tif'), 'deflate');
    expect(described(at('out.tif'))).toEqual(described(source));
    // What is computed on such a grid keeps the system too.
    await writeGeoTiff(at('derived.tif'), {
      grid: inspectFile(source).grid,
      bands: [new Uint8Array(90 * 70)],
    });
    expect(described(at('derived.tif')).wkt).toBe(described(source).wkt);
  });

  it('ground control points instead of a place', async () => {
    make('-a_srs', 'EPSG:32650');
    gdal('gdal_translate', [
      '-q',
      '-gcp',
      '0',
      '0',
      '100',
      '200',
      '-gcp',
      '9',
      '0',
      '190',
      '210',
      '-gcp',
      '0',
      '9',
      '95',
      '110',
      source,
      at('gcps.tif'),
    ]);
    await convertToCog(at('gcps.tif'), at('out.tif'), 'deflate');
    const gcps = (path: string) =>
      (JSON.parse(gdal('gdalinfo', ['-json', path])) as { gcps: { gcpList: object[] } }).gcps;
    expect(gcps(at('out.tif')).gcpList).toEqual(gcps(at('gcps.tif')).gcpList);
  });

  it('masks and colours stay', async () => {
    make();
    gdal('gdal_translate', [
      '-q',
      '-b',
      '1',
      '-mask',
      '2',
      '--config',
      'GDAL_TIFF_INTERNAL_MASK',
      'YES',
      source,
      at('masked.tif'),
    ]);
    await convertToCog(at('masked.tif'), at('out.tif'), 'zstd');
    expect(inspectFile(at('out.tif')).mask).toBe('internal mask');
    const palette = new Map<number, [number, number, number]>([
      [0, [0, 0, 0]],
      [7, [10, 200, 255]],
    ]);
    const grid = { width: 600, height: 20, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
    await writeGeoTiff(at('classes.tif'), { grid, bands: [new Uint8Array(12000).fill(7)], palette });
    await convertToCog(at('classes.tif'), at('out.tif'), 'lzw');
    const info = JSON.parse(gdal('gdalinfo', ['-json', at('out.tif')])) as {
      bands: { colorTable: { entries: number[][] }; overviews: object[] }[];
    };
    expect(info.bands[0].colorTable.entries[7]).toEqual([10, 200, 255, 255]);
    expect(info.bands[0].overviews).toHaveLength(1);
  });
});

describe('names of classes', () => {
  const grid = { width: 40, height: 20, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
  const bands = [new Uint8Array(800).fill(3)];
  const besideOut = () => at('out.tif.aux.xml');

  it.runIf(hasGdal)(
    'that GDAL wrote beside a file are read, kept by a conversion, and found by GDAL',
    async () => {
      await writeGeoTiff(at('plain.tif'), { grid, bands });
      const names = ['', '水体 <water>', 'grass & shrub', '"forest"'];
      const text = names.map(n => `<Category>${n.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</Category>`);
      writeFileSync(
        at('plain.tif.aux.xml'),
        `<PAMDataset><PAMRasterBand band="1"><CategoryNames>${text.join('')}</CategoryNames></PAMRasterBand></PAMDataset>`,
      );
      expect(inspectFile(at('plain.tif')).metadata.bands[0].items).toMatchObject({
        CLASS_1: '水体 <water>',
        CLASS_2: 'grass & shrub',
        CLASS_3: '"forest"',
      });
      await convertToCog(at('plain.tif'), at('out.tif'), 'deflate');
      expect(gdal('gdalinfo', [at('out.tif')])).toMatch(
        /Categories:\s+0: \n\s+1: 水体 <water>\n\s+2: grass & shrub\n\s+3: "forest"\n/,
      );
    },
  );

  it('of a file that was replaced do not stay', async () => {
    await writeGeoTiff(at('out.tif'), { grid, bands, categories: new Map([[3, '林地 forest']]) });
    expect(readFileSync(besideOut(), 'utf8')).toContain('<Category>林地 forest</Category>');
    await writeGeoTiff(at('out.tif'), { grid, bands });
    expect(existsSync(besideOut())).toBe(false);
    expect(inspectFile(at('out.tif')).metadata.bands[0]?.items ?? {}).not.toHaveProperty('CLASS_3');
  });
});

describe('bloomline on the command line', () => {
  const run = (...args: string[]) => runCli(args);

  it('info --each --hash goes past a bad file', async () => {
    const good = at('good.tif');
    const grid = { width: 3, height: 2, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
    await writeGeoTiff(good, { grid, bands: [Uint8Array.of(1, 2, 3, 4, 0, 6)], nodata: 0 });
    writeFileSync(at('bad.tif'), 'no picture');
    const { stdout, status } = run(
      'info',
      '--each',
      '--hash',
      at('bad.tif'),
      good,
      at('missing.tif'),
      '--json',
    );
    const lines = stdout
      .trim()
      .split('\n')
      .map(l => JSON.parse(l) as { ok: boolean; error?: { code: string }; bands?: object[] });
    expect(status).toBe(0);
    expect(lines.map(l => l.ok)).toEqual([false, true, false]);
    expect([lines[0].error?.code, lines[2].error?.code]).toEqual(['not-a-tiff', 'not-found']);
    // SHA-256 of the bytes 01 02 03 04 00 06; five pixels are valid: (1 + 2 + 3 + 4 + 6) / 5.
    expect(lines[1].bands).toMatchObject([
      { index: 1, min: 1, max: 6, mean: 16 / 5, validPixels: 5, sha256: (await hashBands(good))[0].sha256 },
    ]);
  });

  it('convert writes a file and refuses to overwrite its source', async () => {
    const good = at('small.tif');
    const grid = { width: 3, height: 2, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
    await writeGeoTiff(good, { grid, bands: [Uint8Array.of(1, 2, 3, 4, 5, 6)] });
    const { stdout, status } = run(
      'convert',
      good,
      '--out',
      at('converted.tif'),
      '--compress',
      'zstd',
      '--json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ compression: 'zstd' });
    expect(await hashBands(at('converted.tif'))).toEqual(await hashBands(good));
    expect(run('convert', good, '--out', good).status).toBe(1);
    expect(run('convert', good, '--out', at('x.tif'), '--compress', 'rar').status).toBe(2);
  });
});
