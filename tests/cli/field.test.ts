import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'workspace');
const table = join(folder, 'a.csv');
writeFileSync(
  table,
  '站名,经度,纬度,采样日期,总磷(μg/L)\n甲,119,32,2026-08-01,80\n乙,119.1,32,2026-13-01,60\n',
);

describe('field data on the command line', () => {
  it('a dry run writes nothing and says what would come in', () => {
    const run = runCli(['import', table, '--into', workspace, '--dry-run', '--json']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ encoding: 'UTF-8', delimiter: ',', rows: 2, accepted: 1, sites: 1, observations: 1, photos: 0, importId: null }); // prettier-ignore
    expect(existsSync(workspace)).toBe(false);
  });

  it('imports with a mapping from a file, tells what stayed out, and exports what came in', () => {
    const mapping = { kind: 'section', crs: 4490, utcOffset: '+08:00', dateOrder: 'ymd', implausible: 'reject', columns: { 站名: { as: 'site-name' }, 经度: { as: 'lon' }, 纬度: { as: 'lat' }, 采样日期: { as: 'date' }, '总磷(μg/L)': { as: 'parameter', parameter: 'total-phosphorus', unit: 'μg/L' } } }; // prettier-ignore
    const path = join(folder, 'mapping.json');
    writeFileSync(path, JSON.stringify(mapping));
    const run = runCli(['import', table, '--into', workspace, '--mapping', path, '--json']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      rows: 2, accepted: 1, sites: 1, observations: 1, photos: 0,
      rejected: [{ row: 3, column: '采样日期', code: 'time-invalid', message: '2026-13-01 is no date of this column’s form' }],
    }); // prettier-ignore
    const out = join(folder, 'out.geojson');
    const exported = runCli(['export', 'plots', '--workspace', workspace, '--where', 'kind=section,parameter=total-phosphorus,min=0.05', '--format', 'geojson', '--out', out, '--json']); // prettier-ignore
    expect(JSON.parse(exported.stdout)).toEqual({
      path: out,
      sites: 1,
      observations: 1,
      photos: 0,
      missingPhotos: [],
    });
    const doctor = runCli(['doctor', '--workspace', workspace, '--json']);
    expect(JSON.parse(doctor.stdout)).toMatchObject({ ok: true });
  });

  it('says what is wrong with its arguments and files', () => {
    expect(runCli(['import', table]).status).toBe(2);
    expect(runCli(['import', table, '--into', workspace, '--kind', 'pond']).stderr).toContain(
      'expected one of forest-plot',
    );
    expect(runCli(['import', table, '--into', workspace, '--mapping', 'none']).stderr).toMatch(
      /^error\[not-found\]: none/m,
    );
    expect(runCli(['import', join(folder, 'none.csv'), '--into', workspace]).stderr).toMatch(
      /^error\[not-found\]/m,
    );
    expect(
      runCli(['export', 'plots', '--workspace', workspace, '--format', 'dwg', '--out', 'x']).status,
    ).toBe(2);
    expect(runCli(['export', 'plots', '--workspace', workspace, '--where', 'colour=red', '--format', 'csv', '--out', 'x']).status).toBe(2); // prettier-ignore
  });
});
