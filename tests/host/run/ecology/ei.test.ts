import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IndexResult } from '#core/ecology/ei.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { grid, hasNumpy, python, writeEcoZones, writeJson } from './scenes.ts';

const folder = temporaryFolder();
const legend = { 1: '有林地', 2: '旱地', 3: 'built_urban', 4: '湖泊(库)' };
const cover = join(folder, 'cover.tif');
const codes = Uint8Array.from({ length: 1200 }, (_, i) => 1 + ((i * 7) % 4));
const cli = (args: string[]) => runCli(['ei', ...args]);

describe('bloomline ei', () => {
  it.skipIf(!hasNumpy)('takes the areas of a land cover per zone, as numpy counts them', async () => {
    await writeGeoTiff(cover, { grid, bands: [codes], nodata: 0 });
    const zones = writeEcoZones(folder);
    const run = cli(['--landcover', cover, '--legend', writeJson(join(folder, 'legend.json'), legend), '--zones', zones, '--year', '2022', '--json']); // prettier-ignore
    const { regions, rows } = JSON.parse(run.stdout) as IndexResult;
    expect(regions.map(r => [r.region, r.year])).toEqual([['甲区', 2022], ['乙区', 2022]]); // prettier-ignore
    const counts = python<number[][]>(
      'import sys,json,rasterio,numpy as np\na=rasterio.open(sys.argv[1]).read(1)\nprint(json.dumps([[int((h==k).sum()) for k in (1,2,3,4)] for h in (a[:,:20],a[:,20:])]))',
      [cover],
    );
    rows.forEach(({ values }, z) => {
      const pixel = values.area_km2 / 600;
      expect(['land_forest_closed', 'land_crop_dry', 'land_built_urban', 'land_water_lake'].map(id => values[id] / pixel)).toEqual(counts[z].map(n => expect.closeTo(n, 4) as number)); // prettier-ignore
      expect(values.land_grass_high).toBe(0);
    });
    expect(regions[0].total).toBeNull();
    expect(regions[0].missing).toContain('river_km');
  });

  it('refuses codes without a legend, naming them with their area', async () => {
    await writeGeoTiff(cover, { grid, bands: [codes], nodata: 0 });
    const less = { 1: legend[1], 2: legend[2], 3: legend[3] };
    const run = cli(['--landcover', cover, '--legend', writeJson(join(folder, 'less.json'), less), '--zones', writeEcoZones(folder)]); // prettier-ignore
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/error\[bad-input\].*codes without a legend in 甲区: 4 \(0\.\d+ km²\)/);
  });

  it('reads a table with Chinese headings, and says what changed between two years', () => {
    const table = join(folder, 'eqi.csv');
    writeFileSync(
      table,
      '区域,年份,生态格局,生态功能,生物多样性,生态胁迫\n甲县,2021,60,50,40,20\n甲县,2022,65,55,45,20\n',
    );
    const out = join(folder, 'out');
    const run = cli([table, '--standard', 'EQI', '--out', out, '--json']);
    const { regions } = JSON.parse(run.stdout) as IndexResult;
    expect(regions[1].change).toMatchObject({ since: 2021, delta: expect.closeTo(4.5, 9) as number, direction: 'better' }); // prettier-ignore
    expect(
      readdirSync(out)
        .map(n => n.replace(/^[^.]*/, ''))
        .sort(),
    ).toEqual(['.csv', '.recipe.json', '.xlsx']);
  });

  it.each([
    ['区域,年份,生态格局,面积\n甲,2020,50,1\n', 'columns that are no input of the index: 面积'],
    ['区域,年份,生态格局\n甲,2020,五十\n', 'row 2, 生态格局: “五十” is not a number'],
    ['区域,年份,生态格局\n甲,20,50\n', '“20” is not a year'],
    ['区域,年份,生态格局\n甲,2020,50\n甲,2020,60\n', 'stands there twice'],
    ['区域,年份,生态格局\n甲,2020,150\n', '150 is not within 0–100'],
  ])('says what is wrong with %j', (text, words) => {
    const table = join(folder, 'bad.csv');
    writeFileSync(table, text);
    const run = cli([table, '--standard', 'EQI']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(words);
  });
});
