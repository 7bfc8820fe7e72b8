import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

it('writes as “outside” where people are set up, whatever name the environment has', async () => {
  const folder = temporaryFolder();
  const home = { BLOOMLINE_HOME: join(folder, 'home') };
  process.env.BLOOMLINE_HOME = home.BLOOMLINE_HOME;
  const workspace = join(folder, 'workspace');
  const catalogue = await openCatalogue(workspace, { create: true });
  await catalogue.people.add('os', { name: '王审', role: 'admin', pin: 'heron-905318' });
  catalogue.close();
  const table = join(folder, 'plots.csv');
  writeFileSync(table, '样地号,样地类型,经度,纬度,日期,叶绿素a(μg/L)\nA1,断面,119.5,32.5,2025-07-18,12\n');
  const run = runCli(['import', table, '--into', workspace], { ...home, BLOOMLINE_USER: '王审' });
  expect(run.stderr).not.toContain('error[');
  const after = await openCatalogue(workspace);
  // People were set up by the user of the computer; what the command wrote came behind that.
  const [newest] = after.journal.list();
  expect(newest.who, run.stdout).toBe('outside');
  expect(after.journal.list().map(line => line.who)).not.toContain('王审');
  after.close();
});
