import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import * as XLSX from '@e965/xlsx';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '#core/contract/products.ts';
import { productFormats } from '#host/products/formats/product-formats.ts';
import { exportAssessment } from '#host/products/export-assessment.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { previewSheet } from '#host/products/sheets/preview-sheet.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { bloomInput, redlineInput, simulated, temporaryFolder } from './scene.ts';

const productKinds = productFormats.map(f => f.kind);

const { folder, clean } = temporaryFolder();
afterAll(clean);

const hasGdal = (() => {
  try {
    execFileSync('gdalinfo', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

const pathOf = (products: Product[], kind: Product['kind']) => products.find(p => p.kind === kind)!.path;
const csvLines = (path: string) => readFileSync(path, 'utf8').replace('\uFEFF', '').trim().split('\r\n');

describe('bloom products', () => {
  let input: SheetInput;
  let products: Product[];
  beforeAll(async () => {
    input = simulated(await bloomInput(folder));
    ({ products } = await exportAssessment({
      ...input,
      directory: `${folder}/bloom`,
      products: productKinds,
    }));
  });

  it('are all there under names of the rule', () => {
    expect(products.map(p => p.kind)).toEqual([...productKinds]);
    for (const p of products)
      expect(p.path).toMatch(
        /\/bloom\/bloom_lake_\d{4}-\d{2}-\d{2}(_index\.tif|_shp\.zip|\.(pdf|png|tif|csv|xlsx|gpkg|geojson|recipe\.json|txt|md|docx|kml|qgz))$/,
      );
    for (const p of products) expect(readFileSync(p.path).length).toBe(p.bytes);
  });

  it('CSV: byte order mark, units, the assessment’s own numbers, rule, evidence, simulated', () => {
    const path = pathOf(products, 'csv');
    expect([...readFileSync(path).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, east, west] = csvLines(path);
    for (const column of [
      '区域',
      '面积 (km²)',
      '水华面积 (km²)',
      '水华面积比例 P (%)',
      '依据状态',
      '统计规则',
      '数据性质',
    ])
      expect(head.split(',')).toContain(column);
    const at = head.split(',').indexOf('水华面积 (km²)');
    // 100 pixels of 20 m; UTM's scale at 2.1° from its meridian is within 0.1 % of 1.
    expect(Number(east.split(',')[at])).toBeCloseTo(0.04, 3);
    expect(Number(west.split(',')[at])).toBe(0);
    expect(east).toContain('待核对');
    expect(east).toContain('模拟数据 SIMULATED DATA');
    expect(east).toContain('像元与多边形的精确重叠比例');
  });

  it.runIf(hasGdal)('GeoTIFF: palette, nodata, class names, recipe and simulated as GDAL reads them', () => {
    const info = JSON.parse(
      execFileSync('gdalinfo', ['-json', pathOf(products, 'geotiff')], { encoding: 'utf8' }),
    );
    expect(info.bands[0]).toMatchObject({
      type: 'Byte',
      colorInterpretation: 'Palette',
      noDataValue: 0,
      block: [256, 256],
    });
    expect(info.bands[0].colorTable.entries[2].slice(0, 3)).toEqual([0x35, 0xa8, 0x53]);
    const found = info.bands[0].metadata[''];
    expect(found.CLASS_2).toContain('水华');
    // As GDAL finds them, and so the legend of QGIS.
    const words = execFileSync('gdalinfo', [pathOf(products, 'geotiff')], { encoding: 'utf8' });
    expect(words).toMatch(/Categories:\n[\s\S]* 2: \S*水华/);
    // 25 × 45 and 23 × 45 pixels of the zones: 100 are bloom (2), the others water (1).
    expect([found.STATISTICS_MINIMUM, found.STATISTICS_MAXIMUM].map(Number)).toEqual([1, 2]);
    expect(Number(found.STATISTICS_MEAN)).toBeCloseTo((100 * 2 + (48 * 45 - 100)) / (48 * 45), 9);
    expect(info.metadata['']).toMatchObject({ BLOOMLINE_SIMULATED: 'yes' });
    expect(JSON.parse(info.metadata[''].BLOOMLINE_RECIPE)).toMatchObject(input.assessment.result.recipe);
    expect(info.metadata.IMAGE_STRUCTURE.COMPRESSION).toBe('DEFLATE');
  });

  it('GeoTIFF: opens with our own reader', () => {
    const info = inspectFile(pathOf(products, 'geotiff'));
    expect(info.grid).toMatchObject({ width: 50, height: 45 });
    expect(info.nodata).toBe(0);
  });

  it('GPKG: bloom polygons add up to the zone’s bloom area', () => {
    const db = new Database(pathOf(products, 'gpkg'), { readonly: true });
    const bloom = db.prepare('SELECT zone, area_m2, data_nature FROM bloom').all() as {
      zone: string;
      area_m2: number;
      data_nature: string;
    }[];
    expect(bloom).toHaveLength(1);
    const [zone] = input.assessment.result.kind === 'bloom' ? input.assessment.result.zones : [];
    expect(bloom[0].zone).toBe('东湖区');
    expect(bloom[0].area_m2 / 1e6).toBeCloseTo(zone.bloomAreaKm2, 9);
    expect(bloom[0].data_nature).toContain('SIMULATED');
    expect((db.prepare('SELECT count(*) AS n FROM zones').get() as { n: number }).n).toBe(2);
    expect(
      (db.prepare('SELECT metadata FROM gpkg_metadata').get() as { metadata: string }).metadata,
    ).toContain('"simulated":true');
    db.close();
  });

  it('GeoJSON, recipe and XLSX say where they come from', () => {
    const json = JSON.parse(readFileSync(pathOf(products, 'geojson'), 'utf8'));
    expect(json.properties).toMatchObject({ simulated: true });
    expect(json.features.map((f: { properties: { layer: string } }) => f.properties.layer)).toEqual([
      'bloom',
      'zones',
      'zones',
    ]);
    expect(JSON.parse(readFileSync(pathOf(products, 'recipe'), 'utf8'))).toMatchObject(
      input.assessment.result.recipe,
    );
    const book = XLSX.read(readFileSync(pathOf(products, 'xlsx')));
    expect(book.SheetNames).toEqual(['分区统计', '水华斑块', '来源与方法']);
    expect(JSON.stringify(XLSX.utils.sheet_to_json(book.Sheets['来源与方法']))).toContain('模拟数据');
  });

  it('PNG knows 300 dpi; PDF carries fonts and recipe', () => {
    const png = readFileSync(pathOf(products, 'png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      Math.round((297 / 25.4) * 300),
      Math.round((210 / 25.4) * 300),
    ]);
    expect(png.readUInt32BE(png.indexOf('pHYs') + 4)).toBe(11_811);
    const pdf = readFileSync(pathOf(products, 'pdf'), 'latin1');
    expect(pdf).toMatch(/\/EmbeddedFiles/);
    expect(pdf).toMatch(/NotoSansSC-Bold/);
  });

  it('previews the same sheet smaller', async () => {
    const preview = await previewSheet(input);
    expect([preview.widthPx, preview.heightPx]).toEqual([
      Math.round((297 / 25.4) * 110),
      Math.round((210 / 25.4) * 110),
    ]);
    // 1 km of zones over about 170 mm.
    expect(preview.scale).toBe(7_500);
  });
});

describe('redline products', () => {
  it('hold patches with areas and both dates', async () => {
    const input = await redlineInput(folder);
    const { products } = await exportAssessment({
      ...input,
      directory: `${folder}/redline`,
      products: productKinds,
    });
    // A bulletin is made of bloom only.
    expect(products.map(p => p.kind)).toEqual(productKinds.filter(kind => kind !== 'txt' && kind !== 'md'));
    const book = XLSX.read(readFileSync(pathOf(products, 'xlsx')));
    expect(book.SheetNames).toEqual(['分区统计', '疑似图斑', '来源与方法']);
    const [patch] = XLSX.utils.sheet_to_json<Record<string, number>>(book.Sheets['疑似图斑']);
    expect(patch['面积 (m²)'] / 40_000).toBeCloseTo(1, 2);
    expect(csvLines(pathOf(products, 'csv'))[0]).not.toContain('数据性质');
    const json = JSON.parse(readFileSync(pathOf(products, 'geojson'), 'utf8'));
    expect(json.features[0].properties).toMatchObject({ layer: 'patches', patch: 1, zone: '红线一区' });
  });
});
