import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '#core/contract/products.ts';
import { productFormats } from '#host/products/formats/product-formats.ts';
import { bloomRamp, patchColor, zoneColors } from '#core/page/map-look.ts';
import { exportAssessment } from '#host/products/export-assessment.ts';
import { bloomInput, redlineInput, simulated, temporaryFolder } from './scene.ts';

const productKinds = productFormats.map(f => f.kind);

const { folder, clean } = temporaryFolder();
afterAll(clean);

const works = (command: string, args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
};
const hasGdal = works('gdalinfo', ['--version']);
const hasQgis = works('/usr/bin/python3', ['-c', 'import qgis.core']);
const data: Product['kind'][] = ['geotiff', 'gpkg', 'index', 'shp', 'kml', 'qgis'];
const made = { bloom: [] as Product[], redline: [] as Product[] };
const pathOf = (kind: keyof typeof made, product: Product['kind']) =>
  made[kind].find(p => p.kind === product)!.path;
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 });
const qgis = (project: string) =>
  JSON.parse(run('/usr/bin/python3', join(import.meta.dirname, 'qgis-look.py'), project));

const bandOf = (path: string) => JSON.parse(run('gdalinfo', '-json', '-stats', path)).bands[0];

beforeAll(async () => {
  const bloom = simulated(await bloomInput(folder));
  const redline = await redlineInput(folder);
  for (const [kind, input] of Object.entries({ bloom, redline }))
    made[kind as keyof typeof made] = (
      await exportAssessment({ ...input, directory: `${folder}/${kind}`, products: data })
    ).products;
});

describe('index raster', () => {
  it.runIf(hasGdal)(
    'is a COG of the index: NaN outside, statistics, overviews where they help, recipe',
    () => {
      const info = JSON.parse(run('gdalinfo', '-json', pathOf('bloom', 'index')));
      expect(info.metadata.IMAGE_STRUCTURE).toMatchObject({ LAYOUT: 'COG', COMPRESSION: 'DEFLATE' });
      expect(info.metadata[''].BLOOMLINE_SIMULATED).toBe('yes');
      expect(JSON.parse(info.metadata[''].BLOOMLINE_RECIPE)).toMatchObject({ kind: 'bloom' });
      expect(info.bands[0]).toMatchObject({ type: 'Float32', noDataValue: 'NaN', description: 'NDVI' });
      // DN 3200 and 400 in the bloom, 200 and 300 elsewhere.
      const [bloom, water] = [(3200 - 400) / (3200 + 400), (200 - 300) / (200 + 300)];
      const found = info.bands[0].metadata[''];
      expect(Number(found.STATISTICS_MAXIMUM)).toBeCloseTo(bloom, 6);
      expect(Number(found.STATISTICS_MINIMUM)).toBeCloseTo(water, 6);
      // Zones of 25 × 45 and 23 × 45 pixels, 100 of them bloom; 2 columns between them are nodata.
      const count = (25 + 23) * 45;
      expect(Number(found.STATISTICS_MEAN)).toBeCloseTo((100 * bloom + (count - 100) * water) / count, 6);
      expect(Number(found.STATISTICS_VALID_PERCENT)).toBeCloseTo((100 * count) / (50 * 45), 1);
    },
  );

  it.runIf(hasGdal)(
    'holds the change for a redline assessment, and none where only classes are compared',
    () => {
      const { metadata } = bandOf(pathOf('redline', 'index'));
      const [green, water] = [(3200 - 400) / 3600, -100 / 500];
      expect(Number(metadata[''].STATISTICS_MINIMUM)).toBeCloseTo(water - green, 6);
      expect(Number(metadata[''].STATISTICS_MAXIMUM)).toBe(0);
    },
  );
});

const validator = 'osgeo_utils.samples.validate_cloud_optimized_geotiff';
it.runIf(works('/usr/bin/python3', ['-c', `import ${validator}`]))(
  'both rasters of both kinds pass the validator of GDAL for Cloud Optimized GeoTIFFs',
  () => {
    for (const kind of ['bloom', 'redline'] as const)
      for (const product of ['geotiff', 'index'] as const)
        expect(
          run('/usr/bin/python3', '-m', validator, '--full-check=yes', pathOf(kind, product)),
          `${kind} ${product}`,
        ).toContain('is a valid cloud optimized GeoTIFF');
  },
);

describe('Shapefile', () => {
  it.runIf(hasGdal)(
    'is GBK with unique field names of ten bytes, CGCS2000, and the areas of the GeoPackage',
    () => {
      const zip = unzipSync(readFileSync(pathOf('bloom', 'shp')));
      expect(Object.keys(zip).sort()).toEqual(
        [
          'fields.txt',
          ...['bloom', 'zones'].flatMap(n => ['cpg', 'dbf', 'prj', 'shp', 'shx'].map(e => `${n}.${e}`)),
        ].sort(),
      );
      expect(Buffer.from(zip['zones.cpg']).toString()).toBe('GBK');
      const said = run('ogrinfo', '-al', `/vsizip/${pathOf('bloom', 'shp')}`, 'zones');
      expect(said).toContain('东湖区');
      expect(said).toMatch(/China|CGCS2000/);
      const fields = [...said.matchAll(/^(\S+): (?:String|Real|Integer)/gm)].map(m => m[1]);
      expect(new Set(fields).size).toBe(fields.length);
      for (const name of fields) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(10);
      const notes = Buffer.from(zip['fields.txt']).toString();
      for (const name of fields) expect(notes).toContain(`${name}\t`);
      expect(notes).toContain('bloom_area_km2\t水华面积 (km²)');
      const area = (path: string) =>
        Number(/area_m2 \(Real\) = (\S+)/.exec(run('ogrinfo', '-al', path, 'bloom'))![1]);
      expect(area(`/vsizip/${pathOf('bloom', 'shp')}`)).toBeCloseTo(area(pathOf('bloom', 'gpkg')), 6);
      // The GeoPackage tells the box of its index, which has single precision.
      const extent = (path: string) =>
        /Extent: (.*)/
          .exec(run('ogrinfo', '-al', '-so', path, 'bloom'))![1]
          .match(/[\d.]+/g)!
          .map(Number);
      const wanted = extent(pathOf('bloom', 'gpkg'));
      extent(`/vsizip/${pathOf('bloom', 'shp')}`).forEach((value, i) =>
        expect(value).toBeCloseTo(wanted[i], 4),
      );
    },
  );
});

describe('KML', () => {
  it.runIf(hasGdal)('keeps Chinese names, every attribute and the colours', () => {
    const path = pathOf('redline', 'kml');
    const said = run('ogrinfo', '-al', path);
    for (const layer of ['疑似图斑', '评估区域']) expect(said).toContain(layer);
    for (const field of ['area_m2', 'mean_change', 'measure', 'threshold'])
      expect(said).toContain(`${field} (String) =`);
    const text = readFileSync(path, 'utf8');
    const [r, g, b] = [1, 3, 5].map(at => patchColor.slice(at, at + 2));
    expect(text).toContain(`<color>ff${b}${g}${r}</color>`);
    expect(text).toContain('<displayName>面积 (m²)</displayName>');
  });
});

describe('QGIS project', () => {
  it.runIf(hasQgis)('opens bloom as the window shows it, from any folder', () => {
    const found = qgis(pathOf('bloom', 'qgis'));
    expect(found).toMatchObject({ read: true, crs: 'EPSG:32650', absolute: false });
    const layers = found.layers as Record<string, unknown>[];
    expect(layers.map(l => [l.name, l.valid, l.crs, l.visible])).toEqual([
      ['评估区域', true, 'EPSG:4490', true],
      ['水华斑块', true, 'EPSG:4490', false],
      ['水华分类', true, 'EPSG:32650', false],
      ['NDVI', true, 'EPSG:32650', true],
    ]);
    expect(layers[0]).toMatchObject({
      stroke: zoneColors.lake,
      labels: true,
      aloneStroke: zoneColors.lake,
      count: 2,
    });
    expect((layers[0].aliases as Record<string, string>).bloom_area_km2).toBe('水华面积 (km²)');
    expect(layers[2].classes).toContainEqual([2, '#35a853', '水华']);
    const stops = layers[3].stops as [number, string][];
    expect(stops.slice(-bloomRamp.length).map(s => s[1])).toEqual([...bloomRamp]);
    expect(stops.at(-bloomRamp.length)![0]).toBeCloseTo(0.1, 5);
    // The zones' columns 5–55 and rows 5–50 with a twentieth of the longer side around.
    const margin = 0.05 * 50 * 20;
    const at = [
      700_000 + 100 - margin,
      3_640_000 - 1000 - margin,
      700_000 + 1100 + margin,
      3_640_000 - 100 + margin,
    ];
    (found.extent as number[]).forEach((value, i) => expect(value).toBeCloseTo(at[i], 2));
  });

  it.runIf(hasQgis)('opens redline with its patches on top', () => {
    const found = qgis(pathOf('redline', 'qgis'));
    const layers = found.layers as Record<string, unknown>[];
    expect(layers.map(l => [l.name, l.valid, l.visible])).toEqual([
      ['疑似图斑', true, true],
      ['评估区域', true, true],
      ['变化分类', true, true],
      ['NDVI 变化', true, false],
    ]);
    expect(layers[0]).toMatchObject({ stroke: patchColor, aloneStroke: patchColor, count: 1 });
  });
});

it('are all of the kinds that the contract names', () => {
  expect(made.bloom.map(p => p.kind)).toEqual(productKinds.filter(kind => data.includes(kind)));
});
