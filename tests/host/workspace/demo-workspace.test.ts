import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctor } from '#host/catalogue/doctor.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { makeDemoWorkspace } from '#host/workspace/demo/make-demo-workspace.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();

describe('the demo workspace', () => {
  it('is whole, healthy, simulated throughout, can be made in a folder that is there, and moved', async () => {
    const made = join(folder, 'demo');
    mkdirSync(made);
    await makeDemoWorkspace(made);
    expect(readdirSync(folder)).toEqual(['demo']);
    expect(await doctor(made)).toEqual([]);
    const moved = join(folder, 'moved');
    renameSync(made, moved);
    const catalogue = await openCatalogue(moved);
    const scenes = catalogue.scenes.list();
    expect(scenes.map(s => [s.name, s.simulated, s.missing])).toEqual([
      ['SIM_20240722', true, null],
      ['SIM_20250718', true, null],
    ]);
    expect(catalogue.scenes.find(scenes[1].files.map(f => f.file))?.id).toBe(scenes[1].id);
    expect(catalogue.sites.list().every(site => site.simulated)).toBe(true);
    expect(catalogue.counts()).toMatchObject({ scenes: 2, zones: 8, sites: 16 });
    catalogue.close();
    await expect(makeDemoWorkspace(moved)).rejects.toMatchObject({ code: 'bad-input' });
  });
});
