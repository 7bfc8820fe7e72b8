import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { BloomlineError } from '#core/foundation/errors.ts';
import { readZones } from '#host/formats/read-zones.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeGeoJson } from '#host/formats/geojson/write-geojson.ts';
import { writeGeoPackage } from '#host/formats/geopackage/write-geopackage.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';
import { asWriteError, writeAtomically } from '#host/files/atomic-file.ts';
import { square, temporaryFolder } from './files.ts';

const gdal = spawnSync('ogrinfo', ['--version']).status === 0;
const features = [
  {
    geometry: [[square(119, 32, 1).toReversed(), square(119.2, 32.2, 0.1)]],
    properties: { zone: '高邮湖', area: 1.25, n: 3 },
  },
  {
    geometry: [[square(120.123456789012, 31, 1)], [square(122, 31, 1)]],
    properties: { zone: '太湖', area: null, n: 4 },
  },
];

describe('writeAtomically', () => {
  it('leaves the old file and no part where writing fails', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    await expect(
      writeAtomically(path, part => (writeFileSync(part, 'half'), Promise.reject(new Error('stop')))),
    ).rejects.toThrow('stop');
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await writeAtomically(path, part => writeFileSync(part, 'new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('says why it cannot write', async () => {
    const folder = temporaryFolder();
    const code = (path: string) => writeAtomically(path, part => writeFileSync(part, 'x')).then(() => null, (e: BloomlineError) => e.code); // prettier-ignore
    expect(await code(join(folder, 'no', 'a.txt'))).toBe('not-writable');
    writeFileSync(join(folder, 'file'), '');
    expect(await code(join(folder, 'file', 'a.txt'))).toBe('not-writable');
    mkdirSync(join(folder, 'dir.txt'));
    expect(await code(join(folder, 'dir.txt'))).toBe('not-writable');
    expect(readdirSync(folder)).toEqual(['dir.txt', 'file']);
    const error = (system: string) =>
      (asWriteError(Object.assign(new Error(), { code: system }), '/a/b') as BloomlineError).code;
    expect(['ENOSPC', 'SQLITE_FULL', 'EACCES', 'EROFS'].map(error)).toEqual([
      'disk-full',
      'disk-full',
      'not-writable',
      'not-writable',
    ]);
  });

  it.runIf(process.platform === 'linux')('says that the disk is full', async () => {
    // /dev/full refuses every byte with ENOSPC.
    const error: unknown = await writeAtomically(join(temporaryFolder(), 'a'), () =>
      writeFileSync('/dev/full', 'x'),
    ).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'disk-full' });
  });
});

describe('GeoJSON', () => {
  it('follows RFC 7946 and carries its recipe', async () => {
    const path = join(temporaryFolder(), 'a.geojson');
    await writeGeoJson(path, [...features, { geometry: { point: [119.123456789, 32] }, properties: {} }], {
      name: '水华',
      properties: { recipe: { kind: 'bloom' } },
    });
    const written = JSON.parse(readFileSync(path, 'utf8'));
    expect(written).toMatchObject({
      type: 'FeatureCollection',
      name: '水华',
      properties: { recipe: { kind: 'bloom' } },
    });
    expect(written.features[0].geometry).toEqual({ type: 'Polygon', coordinates: [square(119, 32, 1), square(119.2, 32.2, 0.1).toReversed().map(p => p.map(v => Number(v.toFixed(8))))] }); // prettier-ignore
    expect(written.features[1].geometry.coordinates[0][0][0]).toEqual([120.12345679, 31]);
    expect(written.features[2].geometry).toEqual({ type: 'Point', coordinates: [119.12345679, 32] });
    expect((await readZones(path)).zones.map(z => z.name)).toHaveLength(2);
  });
});

describe('GeoPackage', () => {
  const fields = [{ name: 'zone', type: 'text' }, { name: 'area', type: 'real' }, { name: 'n', type: 'integer' }] as const; // prettier-ignore
  const layers = [
    { name: '斑块', fields: [...fields], srs: 4490 as const, features },
    {
      name: 'points',
      fields: [],
      srs: 4326 as const,
      features: [{ geometry: { point: [119, 32] as [number, number] }, properties: {} }],
    },
    { name: 'none', fields: [], srs: 4490 as const, features: [] },
  ];

  it('comes back as it was written, with its recipe', async () => {
    const path = join(temporaryFolder(), '斑块.gpkg');
    await writeGeoPackage(path, layers, { kind: 'redline' });
    const file = await readZones(path, { nameField: 'zone' });
    expect(file).toMatchObject({ layer: '斑块', crs: { epsg: 4490 } });
    expect(file.zones.map(z => [z.name, z.attributes.area, z.attributes.n])).toEqual([['高邮湖', 1.25, 3], ['太湖', null, 4]]); // prettier-ignore
    expect(file.zones[1].geometry).toEqual(features[1].geometry);
    const db = new Database(path, { readonly: true });
    expect(JSON.parse(db.prepare('SELECT metadata FROM gpkg_metadata').pluck().get() as string)).toEqual({
      kind: 'redline',
    });
    expect(db.prepare('SELECT typeof(n) FROM "斑块"').pluck().all()).toEqual(['integer', 'integer']);
    expect(
      db
        .prepare('SELECT count(*) FROM "rtree_斑块_geom" WHERE minx <= 119.5 AND maxx >= 119.5')
        .pluck()
        .get(),
    ).toBe(1);
    db.close();
  });

  it.runIf(gdal)('opens in GDAL without a warning', async () => {
    const path = join(temporaryFolder(), 'a.gpkg');
    await writeGeoPackage(path, layers, { kind: 'redline' });
    const run = spawnSync('ogrinfo', ['-al', path], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout.match(/Feature Count: \d/g)).toEqual([
      'Feature Count: 2',
      'Feature Count: 1',
      'Feature Count: 0',
    ]);
    expect(run.stdout).toContain('n (Integer64) = 3');
    const json = JSON.parse(
      execFileSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', path, '斑块'], { encoding: 'utf8' }),
    );
    expect(json.features[0].properties.zone).toBe('高邮湖');
  });
  it.skipIf(gdal).skip('is not opened in GDAL here: ogrinfo is not on the PATH', () => undefined);
});

describe('tables', () => {
  const table = {
    columns: [
      { key: 'zone', label: '湖泊' },
      { key: 'area', label: '面积', unit: 'km²', decimals: 2 },
      { key: 'n', label: 'n' },
    ],
    rows: [
      { zone: '太湖, "北"', area: 1.005, n: -3 },
      { zone: '=1+1', area: -0.125, n: null },
      { zone: '-x', area: Number.NaN, n: 1e-7 },
    ],
  };

  it('as CSV open in Excel and run nothing', async () => {
    const path = join(temporaryFolder(), 'a.csv');
    await writeCsv(path, table);
    const lines = [
      '\uFEFF湖泊,面积 (km²),n',
      '"太湖, ""北""",1.005,-3',
      `"'=1+1",-0.125,`,
      `"'-x",,1e-7`,
      '',
    ];
    expect(readFileSync(path, 'utf8')).toBe(lines.join('\r\n'));
  });

  it('as XLSX keep numbers as numbers and text as text', async () => {
    const path = join(temporaryFolder(), 'a.xlsx');
    await writeXlsx(path, [{ name: '水华', table }, { name: '水华', table }, { name: 'a/b'.padEnd(40, 'c'), table }]); // prettier-ignore
    const book = XLSX.read(readFileSync(path), { cellNF: true, cellFormula: true });
    expect(book.SheetNames).toEqual(['水华', '水华 2', `a b${'c'.repeat(28)}`]);
    const sheet = book.Sheets['水华'];
    expect(sheet.B2).toMatchObject({ t: 'n', v: 1.005, z: '0.000' });
    expect(sheet.A3).toMatchObject({ t: 's', v: '=1+1' });
    expect(sheet.A3.f).toBeUndefined();
    expect(sheet.B4).toBeUndefined();
    expect(XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1 })[0]).toEqual(['湖泊', '面积 (km²)', 'n']);
  });
});
