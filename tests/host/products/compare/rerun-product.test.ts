import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import Database from 'better-sqlite3';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRecord } from '#host/recipe/read-record.ts';
import { rerunProduct, type ProductRerun } from '#host/products/compare/rerun-product.ts';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene, writeZones } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const kinds = 'geotiff,index,csv,xlsx,gpkg,geojson,shp,kml,txt,recipe';
let count = 0;

beforeAll(async () => {
  await writeSmallScene(folder, undefined, 'lake_20240605.tif');
  const ring = [[0, 0], [20, 0], [20, 15], [0, 15], [0, 0]].map(([x, y]) => [500000 + x, 3600000 - y]); // prettier-ignore
  writeZones(join(folder, 'west.geojson'), [{ name: '西区', ring }]);
  for (const language of ['zh-CN', 'en']) {
    const made = runCli(['assess', 'bloom', '--scene', join(folder, 'lake_20240605.tif'), '--zones', join(folder, 'west.geojson'), '--index', 'NDVI', '--threshold', '0', '--export', kinds, '--language', language, '--out', join(folder, language)]); // prettier-ignore
    expect(made.stderr).not.toContain('error');
  }
});

/** The products in a folder of their own, to be tampered with. */
function copyOf(language: 'zh-CN' | 'en' = 'zh-CN') {
  const place = join(folder, `copy-${count++}`);
  cpSync(join(folder, language), place, { recursive: true });
  const named = (ending: string) =>
    join(place, readdirSync(place).find(n => n.endsWith(ending) && (ending !== '.tif' || !n.endsWith('_index.tif')))!); // prettier-ignore
  return { place, named };
}

const again = (product: string): Promise<ProductRerun> =>
  rerunProduct({ product, record: readRecord(product), lookIn: [folder], pool: null });

/** The pixels of a raster changed in place of the product, with everything else as it was. */
async function repaint(path: string, change: (pixels: Uint8Array) => void): Promise<void> {
  const { grid, metadata } = inspectFile(path);
  const file = new TiffFile(path, new BlockCache(2 ** 20));
  const { width, height } = grid;
  const [values] = await file.readWindow(file.image, { col: 0, row: 0, width, height }, [0]);
  file.close();
  const pixels = Uint8Array.from(values as Uint8Array);
  change(pixels);
  const painted = `${path}.painted.tif`;
  await writeGeoTiff(painted, {
    grid,
    bands: [pixels],
    nodata: 0,
    palette: new Map(),
    descriptions: [metadata.bands[0].description!],
    items: metadata.file,
  });
  renameSync(painted, path);
}

describe('a product is made again and compared itself', () => {
  it.each(['zh-CN', 'en'] as const)(
    'identical in %s, all files that a recipe stands for',
    async language => {
      const found = await again(copyOf(language).named('.recipe.json'));
      expect(found.products.filter(p => p.differing > 0)).toEqual([]);
      expect(found.identical).toBe(true);
      const looked = Object.fromEntries(found.products.map(p => [p.path.replace(/^[^.]*?(_index|_shp)?\./, '$1.'), p.of])); // prettier-ignore
      expect(looked).toEqual({
        '.tif': 'pixels',
        '_index.tif': 'pixels',
        '.csv': 'cells',
        '.xlsx': 'cells',
        '.gpkg': 'features',
        '.geojson': 'features',
        '.kml': 'features',
        '_shp.zip': 'features',
        '.txt': 'text',
      });
      expect(found.products.every(p => p.compared > 0)).toBe(true);
    },
    30_000,
  );

  it('names each falsified pixel of a class raster', async () => {
    const product = copyOf().named('.tif');
    // The zone has 2 × 2 pixels of which (0, 0), (0, 1), (1, 1) are bloom (2) and (1, 0) is water (1).
    await repaint(product, pixels => {
      expect([...pixels]).toEqual([2, 1, 2, 2]);
      pixels.set([1, 2, 2, 2]);
    });
    const found = await again(product);
    expect(found).toMatchObject({ identical: false, sealIntact: true, differences: [] });
    const [comparison] = found.products;
    expect(comparison.differences.filter(d => d.where.startsWith('band 1, column'))).toEqual([
      { where: 'band 1, column 1, row 1', product: 1, again: 2 },
      { where: 'band 1, column 2, row 1', product: 2, again: 1 },
    ]);
  });

  it('names a grade that was changed in a CSV and in a workbook', async () => {
    const { named } = copyOf();
    const text = readFileSync(named('.csv'), 'utf8');
    const [header, row] = text.replace('\uFEFF', '').split('\r\n').map(line => line.split(',')); // prettier-ignore
    const at = header.indexOf('水华程度分级');
    const grade = row[at];
    row[at] = 'Ⅰ';
    writeFileSync(named('.csv'), `\uFEFF${[header, row].map(l => l.join(',')).join('\r\n')}\r\n`);
    const csv = await again(named('.csv'));
    expect(csv.identical).toBe(false);
    expect(csv.products[0].differences).toEqual([
      { where: 'csv · 2 (西区) · 水华程度分级', product: 'Ⅰ', again: grade },
    ]);

    const book = XLSX.read(readFileSync(named('.xlsx')));
    const sheet = book.Sheets['分区统计'];
    const cell = XLSX.utils.encode_cell({ r: 1, c: at });
    sheet[cell] = { t: 's', v: 'Ⅰ' };
    writeFileSync(named('.xlsx'), XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const workbook = await again(named('.xlsx'));
    expect(workbook.products[0].differences).toEqual([
      { where: '分区统计 · 2 (西区) · 水华程度分级', product: 'Ⅰ', again: grade },
    ]);
  });

  it('names attributes and outlines that were changed in GeoPackage, GeoJSON, KML and Shapefile', async () => {
    const { named } = copyOf();
    const db = new Database(named('.gpkg'));
    registerGeometryFunctions(db);
    db.exec('UPDATE bloom SET area_m2 = area_m2 / 2');
    db.close();
    const gpkg = await again(named('.gpkg'));
    expect(gpkg.products[0].differences.map(d => d.where)).toEqual(['bloom · 2 (西区) · area_m2']);
    const [{ product, again: expected }] = gpkg.products[0].differences;
    expect(product).toBe((expected as number) / 2);

    const json = JSON.parse(readFileSync(named('.geojson'), 'utf8'));
    json.features[0].geometry.coordinates[0][0][0] += 0.001;
    writeFileSync(named('.geojson'), JSON.stringify(json));
    const geojson = await again(named('.geojson'));
    expect(geojson.identical).toBe(false);
    expect(geojson.products[0].differences.map(d => d.where)).toEqual(['bloom · 2 (bloom) · geometry']);

    const kml = readFileSync(named('.kml'), 'utf8');
    writeFileSync(named('.kml'), kml.replace(/(<Placemark><name>)[^<]*/, '$1东区'));
    expect((await again(named('.kml'))).identical).toBe(false);

    const shapes = unzipSync(readFileSync(named('_shp.zip')));
    const dbf = Object.keys(shapes).find(name => name.endsWith('zones.dbf'))!;
    shapes[dbf][shapes[dbf].length - 4] ^= 1;
    writeFileSync(named('_shp.zip'), zipSync(shapes));
    expect((await again(named('_shp.zip'))).products[0].differing).toBeGreaterThan(0);
  }, 30_000);

  it('the command line tells it and ends with 3; a table that lost a row or column, too', async () => {
    const { named } = copyOf('en');
    const text = readFileSync(named('.csv'), 'utf8');
    writeFileSync(named('.csv'), text.split('\r\n').slice(0, 1).join('') + '\r\n');
    const run = runCli(['rerun', named('.csv'), '--look-in', folder], { BLOOMLINE_LANG: 'en' });
    expect(run.status).toBe(3);
    expect(run.stdout).toContain('differs: ');
    expect(run.stdout).toContain('csv · rows');
    expect(run.stdout).not.toContain('\nidentical');
    const zh = runCli(['rerun', named('.csv'), '--look-in', folder], { BLOOMLINE_LANG: 'zh-CN' });
    expect(zh.stdout).toContain('不一致：');
  });
});
