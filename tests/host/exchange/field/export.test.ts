import Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { storePhoto } from '#host/catalogue/photos.ts';
import { readFieldFile } from '#host/formats/tables/read-field-tables.ts';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import { acceptDifferences } from '#host/exchange/field-export/accept-differences.ts';
import { comparePackage } from '#host/exchange/field-export/compare-package.ts';
import { exportPlots, type PlotFormat } from '#host/exchange/field-export/export-plots.ts';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import { gdal, hasGdal } from '#tests/fixtures/gdal.ts';
import { failure, open, square, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { jpegWithPlace, put } from './files.ts';

async function filled(): Promise<Catalogue> {
  const catalogue = await open(temporaryFolder());
  catalogue.sites.add('li', { name: '湖心', code: 'S1', kind: 'section', lon: 119.26, lat: 32.85, note: '备注, 一', fields: { 'water-body': 'lake', 'water-name': '高邮湖' } }); // prettier-ignore
  catalogue.sites.add('li', { name: '样地', kind: 'forest-plot', lon: 119.5, lat: 32.5, fields: { slope: 12.5 }, outline: square(119.4995, 32.4995, 0.001) }); // prettier-ignore
  catalogue.observations.add('li', { siteId: 1, time: '2026-08-01', observer: '王', values: [{ parameter: 'chlorophyll-a', value: 32.5 }, { parameter: 'ph', value: 8.25 }] }); // prettier-ignore
  catalogue.observations.add('li', {
    siteId: 1,
    time: '2026-08-02',
    depthM: 0.5,
    values: [{ parameter: 'ph', value: 8 }],
  });
  const [wrong] = catalogue.observations.add('li', {
    siteId: 1,
    time: '2026-08-03',
    values: [{ parameter: 'ph', value: 3 }],
  });
  catalogue.observations.correct('li', wrong.id, { value: 8.3, reason: '抄写' });
  catalogue.quadrats.add('li', 2, [
    { name: '1', kind: 'tree', sideM: 20, geometry: square(119.5, 32.5, 0.0002) },
  ]);
  catalogue.rows.set('li', 2, 'trees', 1, [{ fields: { species: '马尾松', dbh: 12.3 } }]);
  const photo = put(temporaryFolder(), '样地.jpg', jpegWithPlace(119.5, 32.5, '2026:08:01 09:30:15'));
  catalogue.photos.add('li', 2, [await storePhoto(catalogue.directory, photo)]);
  return catalogue;
}

const exported = async (catalogue: Catalogue, format: PlotFormat, more: object = {}) => {
  const path = join(temporaryFolder(), `plots.${format}`);
  const result = await exportPlots(catalogue, { filter: {}, format, path, ...more });
  return { path, result };
};

describe('sites that leave', () => {
  it.each(['csv', 'xlsx', 'geojson', 'kml', 'shp', 'gpkg'] as const)(
    'as %s come back as they are',
    async format => {
      const { path, result } = await exported(await filled(), format);
      expect(result).toMatchObject({ sites: 2, observations: 4, photos: 0 });
      const { tables } = await readFieldFile(path);
      const table = format === 'xlsx' ? tables[1] : tables[0];
      expect(table.rows.length).toBe(format === 'gpkg' ? 2 : 4);
      const text = JSON.stringify(table.rows);
      expect(text).toContain('湖心');
      expect(text).toContain('备注, 一');
      if (format !== 'gpkg') {
        expect(text).toContain('2026-08-03');
        expect(text).toContain('8.3');
        expect(text).not.toContain('"3"');
      }
    },
  );

  it('as CSV in GB18030 where an old program wants it', async () => {
    const { path } = await exported(await filled(), 'csv', { encoding: 'gb18030' });
    const bytes = readFileSync(path);
    expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes)).toContain(
      '名称,编号,类型,经度 (°),纬度 (°)',
    );
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  });

  it('with their photos, with or without what the camera noted', async () => {
    const catalogue = await filled();
    for (const [photos, noted] of [
      ['keep-exif', true],
      ['strip-exif', false],
    ] as const) {
      // prettier-ignore
      const { path, result } = await exported(catalogue, 'gpkg', { photos });
      expect(result).toMatchObject({ photos: 1, missingPhotos: [] });
      const folder = join(path, '..', 'DCIM');
      expect(readdirSync(folder)).toEqual(['1_样地.jpg']);
      expect(readFileSync(join(folder, '1_样地.jpg')).includes('Exif')).toBe(noted);
    }
  });

  it.skipIf(!hasGdal)('are read by GDAL with Chinese names, types and places', async () => {
    const catalogue = await filled();
    for (const format of ['shp', 'geojson', 'kml', 'gpkg'] as const) {
      const { path } = await exported(catalogue, format);
      const text = gdal('ogrinfo', ['-ro', '-al', path]);
      expect(text).toContain('湖心');
      expect(text).toMatch(/POINT \(119\.26 32\.85\)/);
    }
    const { path } = await exported(catalogue, 'shp');
    const text = gdal('ogrinfo', ['-ro', '-al', '-so', path]);
    expect(text).toContain('ID["EPSG",4490]');
    expect(text).toMatch(/名称: String/);
    expect(text).toMatch(/pH: Real/);
    const layers = gdal('ogrinfo', ['-ro', '-so', (await exported(catalogue, 'gpkg')).path]);
    expect(layers.match(/\d: (\w+)/g)).toEqual([
      '1: site',
      '2: quadrat',
      '3: outline',
      '4: observation',
      '5: photo',
      '6: water_class',
    ]);
  });
});

describe('a package that comes back', () => {
  const edit = (path: string, sql: string) => {
    const db = new Database(path);
    registerGeometryFunctions(db);
    db.exec(sql);
    db.close();
  };

  it('differs in nothing where nobody touched it', async () => {
    const catalogue = await filled();
    const { path } = await exported(catalogue, 'gpkg');
    expect((await comparePackage(catalogue, path)).differences).toEqual([]);
  });

  it('tells each addition, change and deletion, and conflicts with what was changed here meanwhile', async () => {
    const catalogue = await filled();
    const { path } = await exported(catalogue, 'gpkg', { photos: 'keep-exif' });
    put(join(path, '..', 'DCIM'), 'new.jpg', jpegWithPlace(119.26, 32.85, '2026:08:09 10:00:00', 33));
    edit(
      path,
      `UPDATE site SET note = '外业改', name = '湖心2' WHERE id = 1;
       UPDATE site SET field_slope = 15 WHERE id = 2;
       INSERT INTO site (geom, name, kind) SELECT geom, '新点', 'check-point' FROM site WHERE id = 2;
       UPDATE observation SET value = 30 WHERE parameter = 'chlorophyll-a';
       DELETE FROM observation WHERE time = '2026-08-02';
       INSERT INTO observation (site_id, time, parameter, value) VALUES (1, '2026-08-09', 'secchi-depth', 0.4), (99, '2026-08-09', 'ph', 8), (1, '2026-08-09', 'ph', 15);
       INSERT INTO photo (site_id, path, note) VALUES (1, 'DCIM/new.jpg', '水面'), (1, 'DCIM/gone.jpg', '');`,
    );
    catalogue.sites.update('li', 1, { name: '湖中心' });
    const { differences } = await comparePackage(catalogue, path);
    expect(differences.map(d => [d.layer, d.action, d.row, d.problem])).toEqual([
      ['site', 'changed', 1, null],
      ['site', 'changed', 2, null],
      ['site', 'added', null, null],
      ['observation', 'changed', 1, null],
      ['observation', 'added', 1, null],
      ['observation', 'added', 99, 'site-unknown'],
      ['observation', 'added', 1, 'implausible'],
      ['observation', 'deleted', 3, null],
      ['photo', 'added', 1, null],
      ['photo', 'added', 1, 'photo-missing'],
    ]);
    expect(differences[0].changes).toEqual([
      { column: 'name', before: '湖心', theirs: '湖心2', ours: '湖中心', conflict: true },
      { column: 'note', before: '备注, 一', theirs: '外业改', ours: '备注, 一', conflict: false },
    ]);
    const good = differences.filter(d => d.problem === null).map(d => d.key);
    expect((await failure(() => acceptDifferences(catalogue, path, '王', differences.map(d => d.key)))).code).toBe('bad-input'); // prettier-ignore
    expect(catalogue.sites.get(1).name).toBe('湖中心');
    expect(await acceptDifferences(catalogue, path, '王', good)).toEqual({ accepted: 7 });
    expect(catalogue.sites.list().map(s => s.name)).toEqual(['湖心2', '样地', '新点']);
    expect(catalogue.sites.get(2).fields.slope).toBe(15);
    const card = catalogue.sites.card(1);
    expect(card.observations.find(o => o.id === 1)?.supersededBy).not.toBeNull();
    expect(
      card.observations.filter(o => o.supersededBy === null).map(o => [o.time, o.parameter, o.value]),
    ).toEqual([
      ['2026-08-09', 'secchi-depth', 0.4],
      ['2026-08-03', 'ph', 8.3],
      ['2026-08-01', 'ph', 8.25],
      ['2026-08-01', 'chlorophyll-a', 30],
    ]);
    expect(card.photos).toMatchObject([{ name: 'new.jpg', note: '水面' }]);
    // Taken back as one step.
    catalogue.edits.undo('王');
    expect(catalogue.sites.list().map(s => s.name)).toEqual(['湖中心', '样地']);
    expect(catalogue.sites.card(1).observations.filter(o => o.supersededBy === null)).toHaveLength(4);
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
  });

  it('is refused where it is none of ours', async () => {
    const catalogue = await filled();
    expect((await failure(() => comparePackage(catalogue, catalogue.path))).message).toContain(
      'import it instead',
    );
    expect(
      (await failure(() => comparePackage(catalogue, put(temporaryFolder(), 'a.gpkg', 'x')))).message,
    ).toContain('no GeoPackage');
  });
});

describe('what a laboratory wrote leaves with its marks', () => {
  /** Two visits of a river's section: one below limits, doubted and judged, the other without water. */
  async function marked(): Promise<Catalogue> {
    const catalogue = await open(temporaryFolder());
    const table = [
      '断面名称,经度,纬度,采样日期,水体类型,垂线,层次,氨氮(mg/L),总磷(mg/L),石油类(mg/L)',
      '=桥下,119,32,2025-07-10,河流,左,表,<0.025,0.15,未检出',
      '=桥下,119,32,2025-08-10,河流,,,断流,断流,断流',
    ];
    const read = await readImport(catalogue, put(temporaryFolder(), 'a.csv', table.join('\n')), null);
    await commitImport(catalogue, read, { who: '李' });
    const phosphorus = catalogue.sites.card(1).observations.find(o => o.parameter === 'total-phosphorus')!;
    catalogue.observations.flag('李', [phosphorus.id], 'suspect', '平行样超差');
    return catalogue;
  }

  it('in a row of a table: as written, counted, limit, flag with its reason, class and limits', async () => {
    const { path } = await exported(await marked(), 'csv');
    const lines = readFileSync(path, 'utf8').replace('\uFEFF', '').split('\r\n');
    expect(lines[0]).toBe(
      '名称,编号,类型,经度 (°),纬度 (°),时间,垂线,层次,深度 (m),总磷 (mg/L),氨氮 (mg/L),氨氮 计入值 (mg/L),氨氮 检出限 (mg/L),石油类 (mg/L),石油类 计入值 (mg/L),无值原因,采样人,方法,质量标记,水质类别,评价限值,水体类型,备注',
    );
    expect(lines[1]).toBe(
      '"\'=桥下",,水质断面,119.00000000,32.00000000,2025-07-10,左,表层,,0.15,<0.025,0.0125,0.025,未检出,0,,,,总磷: 可疑 (平行样超差),Ⅲ,"河流: 氨氮 ≤0.15/0.5/1/1.5/2; 总磷 ≤0.02/0.1/0.2/0.3/0.4; 石油类 ≤0.05/0.05/0.05/0.5/1",河流,',
    );
    expect(lines[2]).toContain('2025-08-10,,,,断流,断流,,,断流,,断流,');
  });

  it('in a package: marks and limits of each observation, reasons and classes as tables', async () => {
    const { path } = await exported(await marked(), 'gpkg');
    const db = new Database(path, { readonly: true });
    const rows = (sql: string) => db.prepare(sql).raw().all();
    expect(
      rows('SELECT parameter, value, censored, detection_limit, written, vertical, layer, flag, flag_reason FROM observation ORDER BY id'), // prettier-ignore
    ).toEqual([
      ['ammonia-nitrogen', 0.0125, '<', 0.025, '<0.025', 'left', 'surface', 'valid', '<0.025'],
      ['total-phosphorus', 0.15, '', null, '0.15', 'left', 'surface', 'suspect', '平行样超差'],
      ['petroleum', 0, '<', null, '未检出', 'left', 'surface', 'valid', '未检出'],
    ]);
    expect(rows('SELECT time, parameter, reason FROM no_value')).toEqual([['2025-08-10', null, '断流']]);
    expect(rows('SELECT visit, class FROM water_class')).toEqual([['2025-07-10', 'Ⅲ']]);
    db.close();
  });

  it('in a Shapefile under names that an import knows, with the full names in a text beside it', async () => {
    const { path } = await exported(await marked(), 'shp');
    const [{ columns, rows }] = (await readFieldFile(path)).tables;
    const [first] = rows;
    const cell = (name: string) => first[columns.indexOf(name)];
    expect([cell('氨氮'), cell('计_氨氮'), cell('限_氨氮'), cell('水质类别')]).toEqual(['<0.025', 0.0125, 0.025, 'Ⅲ']); // prettier-ignore
    const notes = readFileSync(path.replace('.shp', '_fields.txt'), 'utf8');
    expect(notes).toContain('限_氨氮\t氨氮 检出限 (mg/L)');
  });

  it('in a workbook with a heading that stays, lists of choices and pages of its width', async () => {
    const { path } = await exported(await marked(), 'xlsx');
    const book = unzipSync(readFileSync(path));
    const sheet = strFromU8(book['xl/worksheets/sheet1.xml']);
    expect(sheet).toMatch(/<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/);
    expect(sheet).toMatch(
      /<dataValidation type="list"[^>]*sqref="C2:C2"><formula1>&quot;森林样地,[^<]*走航&quot;<\/formula1>/,
    );
    expect(sheet).toMatch(/<formula1>&quot;湖库,河流&quot;<\/formula1>/);
    expect(sheet).toMatch(/<pageSetup paperSize="9"[^>]*fitToWidth="1" fitToHeight="0"\/>/);
    // What a sheet holds stands in the order of its schema (ECMA-376, 18.3.1.99).
    const order = ['sheetPr', 'dimension', 'sheetViews', 'cols', 'sheetData', 'autoFilter', 'dataValidations', 'pageMargins', 'pageSetup', 'headerFooter']; // prettier-ignore
    expect(order.map(name => sheet.indexOf(`<${name}`)).toSorted((a, b) => a - b)).toEqual(
      order.map(name => sheet.indexOf(`<${name}`)),
    );
    const style = Number(/<c s="(\d+)" r="A1"/.exec(sheet)![1]);
    const styles = strFromU8(book['xl/styles.xml']);
    const formats = [
      .../<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)![1].matchAll(/<xf .*?(?:\/>|<\/xf>)/g),
    ];
    const font = Number(/fontId="(\d+)"/.exec(formats[style][0])![1]);
    expect([...styles.matchAll(/<font>.*?<\/font>/g)][font][0]).toContain('<b/>');
    expect(strFromU8(book['xl/workbook.xml'])).toContain('_xlnm.Print_Titles');
    // Text that begins like a formula is text.
    expect(sheet).toContain('<v>=桥下</v>');
    expect(sheet).not.toContain('<f>');
  });
});
