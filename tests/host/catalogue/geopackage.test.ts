import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctor } from '#host/catalogue/doctor.ts';
import { open, square, temporaryFolder } from './workspace.ts';

const gdal = spawnSync('ogrinfo', ['--version']).status === 0;

/** Truth from elsewhere: GDAL reads and writes the same file. Skipped where ogrinfo is not installed. */
describe.runIf(gdal)('GDAL', () => {
  it('reads the catalogue without a warning and finds by its R-tree', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    const zones = [
      { name: '太湖', geometry: square(120, 31, 0.5), attributes: {} },
      { name: '巢湖', geometry: square(117.3, 31.4, 0.5), attributes: {} },
    ];
    catalogue.zones.import('li', { set: 'lakes', kind: 'lake', zones });
    catalogue.sites.add('li', { name: '1号点', kind: 'section', lon: 120.1, lat: 31.2 });
    catalogue.close();
    const run = spawnSync('ogrinfo', ['-al', '-spat', '119', '30', '121', '32', catalogue.path, 'zone'], {
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('Feature Count: 1');
    expect(run.stdout).toContain('太湖');
    expect(run.stdout).toContain('ID["EPSG",4490]');
    expect(run.stdout.replace(/\.0\b/g, '')).toContain(
      'MULTIPOLYGON (((120 31,120.5 31,120.5 31.5,120 31.5,120 31)))',
    );
  });

  it('finds nothing wrong with its own validator, filled with field work', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', {
      name: '1号点',
      kind: 'forest-plot',
      lon: 119,
      lat: 32,
      outline: square(119, 32, 0.001),
    });
    catalogue.quadrats.add('li', 1, [
      { name: '1', kind: 'tree', sideM: 20, geometry: square(119, 32, 0.0002) },
    ]);
    catalogue.tracks.add('li', 1, { name: 'w', started: null, ended: null, lines: [[[119, 32], [119.1, 32.1]]] }); // prettier-ignore
    catalogue.close();
    const script =
      'import sys; from osgeo_utils.samples import validate_gpkg; print(validate_gpkg.check(sys.argv[1]))';
    const run = spawnSync('/usr/bin/python3', ['-c', script, catalogue.path], { encoding: 'utf8' });
    if (run.stderr.includes('ModuleNotFoundError')) return; // GDAL without its Python part
    expect(run.stdout.trim()).toBe('[]');
  });

  it('adds, moves and removes features, and our index follows', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.close();
    const sql = (statement: string) =>
      execFileSync('ogrinfo', ['-q', join(folder, 'catalogue.gpkg'), '-sql', statement]);
    execFileSync('ogr2ogr', ['-append', '-update', '-nln', 'site', '-f', 'GPKG', catalogue.path, 'CSV:/vsistdin/', '-oo', 'X_POSSIBLE_NAMES=x', '-oo', 'Y_POSSIBLE_NAMES=y', '-a_srs', 'EPSG:4490'], {
      input: 'x,y,name\n119.5,32.5,outside\n110,31,second\n',
    }); // prettier-ignore
    sql("UPDATE site SET geom = (SELECT geom FROM site WHERE name = 'outside') WHERE name = 'second'");
    const again = await open(folder, {});
    expect(again.sites.find({ box: [119, 32, 120, 33] }).sites.map(s => s.name)).toEqual([
      'outside',
      'second',
    ]);
    again.close();
    sql("DELETE FROM site WHERE name = 'outside'");
    expect((await open(folder, {})).sites.find({ box: [119, 32, 120, 33] }).sites.map(s => s.name)).toEqual([
      'second',
    ]);
    expect(await doctor(folder)).toEqual([]);
  });
});

const qgis = spawnSync('/usr/bin/python3', ['-c', 'import qgis.core']).status === 0;

describe.runIf(qgis)('QGIS', () => {
  it('opens every layer, and what it changes is in the journal with its place right', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', {
      name: '1号点',
      kind: 'forest-plot',
      lon: 119,
      lat: 32,
      outline: square(119, 32, 0.001),
    });
    catalogue.quadrats.add('li', 1, [
      { name: '1', kind: 'tree', sideM: 20, geometry: square(119, 32, 0.0002) },
    ]);
    const seen = execFileSync('/usr/bin/python3', [join('tests', 'fixtures', 'qgis_edit.py'), catalogue.path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }); // prettier-ignore
    expect(seen).toContain('site True 1 EPSG:4490');
    expect(seen).toContain('quadrat True 1 EPSG:4490');
    expect(seen).toContain('outline True 1 EPSG:4490');
    expect(seen).toContain('done');
    expect(catalogue.noticeOutside()).toEqual(['site']);
    expect(catalogue.sites.find({ box: [121, 31, 122, 32] }).sites.map(s => s.note)).toEqual(['QGIS 里改的']);
    expect(catalogue.sites.find({ box: [118, 31, 120, 33] }).sites).toEqual([]);
    expect(catalogue.journal.list({ limit: 1 })[0].who).toBe('changed outside');
    expect(await doctor(folder)).toEqual([]);
  });
});

describe.skipIf(gdal)('GDAL', () => {
  it.skip('is not installed here: ogrinfo is not on the PATH', () => undefined);
});
