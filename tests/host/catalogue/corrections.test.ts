import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { NewCorrection } from '#core/mask/correction.ts';
import type { Scene } from '#core/scene/scene.ts';
import { doctor } from '#host/catalogue/doctor.ts';
import { open, square, temporaryFolder } from './workspace.ts';

const gdal = spawnSync('ogrinfo', ['--version']).status === 0;

const scene = (file: string): Scene =>
  ({
    name: 'S2 高邮湖',
    files: [{ file }],
    bands: [],
    sensor: null,
    acquired: '2026-07-01',
    simulated: false,
    beliefs: [],
    warnings: [],
    classification: null,
  }) as unknown as Scene;

const scum: NewCorrection = {
  action: 'bloom',
  note: '现场照片',
  tool: 'brush',
  geometry: square(119.3, 32.8, 0.01),
};
const cloud: NewCorrection = {
  ...scum,
  action: 'exclude',
  reason: 'cloud',
  geometry: square(119.4, 32.8, 0.01),
};

describe('hand corrections in the catalogue', () => {
  it('carry who and when, can be taken back, done again, decided otherwise; the journal has it all', async () => {
    const catalogue = await open(temporaryFolder());
    const { id } = catalogue.scenes.add('li', scene('/data/a.tif'), null);
    const before = new Date().toISOString();
    const first = catalogue.corrections.add('李明', id, scum);
    catalogue.corrections.add('王芳', id, cloud);
    expect(first).toMatchObject({ action: 'bloom', reason: null, author: '李明', note: '现场照片' });
    expect([before, first.time, new Date().toISOString()].toSorted()[1]).toBe(first.time);
    expect(first.geometry).toEqual(scum.geometry);
    const actions = () => catalogue.corrections.list(id).map(c => c.reason ?? c.action);
    expect(actions()).toEqual(['bloom', 'cloud']);

    expect(catalogue.edits.undo('王芳')).toEqual({ undo: 'add-correction', redo: 'add-correction' });
    expect(actions()).toEqual(['bloom']);
    catalogue.edits.redo('王芳');
    expect(actions()).toEqual(['bloom', 'cloud']);
    catalogue.corrections.update('李明', first.id, { action: 'exclude', reason: 'land', note: '改判' });
    expect(actions()).toEqual(['land', 'cloud']);
    catalogue.edits.undo('李明');
    expect(actions()).toEqual(['bloom', 'cloud']);
    catalogue.corrections.remove('李明', [first.id]);
    expect(actions()).toEqual(['cloud']);
    expect(catalogue.journal.verify().ok).toBe(true);
    const lines = catalogue.journal.list({}).filter(line => line.table === 'correction');
    expect(lines.map(line => line.action).toReversed()).toEqual(['insert', 'insert', 'delete', 'insert', 'update', 'update', 'delete']); // prettier-ignore
  });

  it('outlive their scene: the same files opened anew have them again', async () => {
    const catalogue = await open(temporaryFolder());
    const { id } = catalogue.scenes.add('li', scene('/data/a.tif'), null);
    catalogue.corrections.add('li', id, scum);
    catalogue.scenes.remove('li', id);
    expect(catalogue.corrections.list(id)).toEqual([]);
    const other = catalogue.scenes.add('li', scene('/data/b.tif'), null);
    expect(catalogue.corrections.list(other.id)).toEqual([]);
    const again = catalogue.scenes.add('li', scene('/data/a.tif'), null);
    expect(catalogue.corrections.list(again.id)).toHaveLength(1);
  });

  it.runIf(gdal)('are a layer of the GeoPackage, and what others change is in the journal', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    const { id } = catalogue.scenes.add('li', scene('/data/a.tif'), null);
    catalogue.corrections.add('li', id, scum);
    catalogue.corrections.add('li', id, cloud);
    const run = spawnSync('ogrinfo', ['-al', '-spat', '119.35', '32', '120', '33', catalogue.path, 'correction'], { encoding: 'utf8' }); // prettier-ignore
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('Feature Count: 1');
    expect(run.stdout).toContain('reason (String) = cloud');
    catalogue.close();
    execFileSync('ogrinfo', ['-q', catalogue.path, '-sql', "UPDATE correction SET note = 'QGIS' WHERE action = 'bloom'"]); // prettier-ignore
    const again = await open(folder, {});
    expect(again.corrections.list(id)[0].note).toBe('QGIS');
    expect(again.journal.list({ limit: 1 })[0]).toMatchObject({
      who: 'changed outside',
      table: 'correction',
    });
    // A row that says nothing is not taken for a decision.
    again.close();
    execFileSync('ogrinfo', ['-q', catalogue.path, '-sql', "UPDATE correction SET reason = 'whatever' WHERE action = 'exclude'"]); // prettier-ignore
    expect((await open(folder, {})).corrections.list(id).map(c => c.action)).toEqual(['bloom']);
    expect(await doctor(folder)).toEqual([]);
  });
});
