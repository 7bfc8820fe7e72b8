import { strFromU8, unzipSync } from 'fflate';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { exportReport } from '#host/products/reports/export-report.ts';
import { makeReport } from '#host/products/reports/make-report.ts';
import type { ReportRequest } from '#host/products/reports/report-request.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { approvedWorkspace } from '#tests/host/exchange/packages/approved.ts';

const folder = temporaryFolder();
const out = join(folder, 'out');
let workspace = '';
const day = '2024-06-05';
const has = (program: string) => spawnSync('which', [program]).status === 0;
const fileOf = (ending: string) =>
  join(
    out,
    readdirSync(out).find(f => f.endsWith(ending))!,
  );

beforeAll(async () => {
  mkdirSync(join(folder, 'source'), { recursive: true });
  const catalogue = await approvedWorkspace(join(folder, 'source'), `${day}T02:45:00Z`);
  workspace = catalogue.directory;
  catalogue.close();
  const run = runCli(['report', 'bloom-month', '--workspace', workspace, '--month', day.slice(0, 7), '--out', out, '--organisation', '监测中心', '--json']); // prettier-ignore
  expect(run.stderr).toBe('');
  expect((JSON.parse(run.stdout) as { files: unknown[] }).files).toHaveLength(4);
});

describe('bloomline report bloom-month', () => {
  it('writes a Word document with headings, fields, tables and the approved number', () => {
    const files = unzipSync(readFileSync(fileOf('.docx')));
    const document = strFromU8(files['word/document.xml']);
    expect(document).toContain('水华监测月报');
    expect(document).toMatch(/<w:pStyle w:val="Heading1"\/>/);
    expect(document).toMatch(/w:instr="SEQ 图 \\\* ARABIC"/);
    expect(document).toMatch(/<w:tblHeader\/>/);
    expect(document).toMatch(/BL-\d{4}-0001/);
    // The chart and the map.
    expect(Object.keys(files).filter(f => /^word\/media\/.*\.png$/.test(f))).toHaveLength(2);
  });

  it('writes a paged PDF with Chinese text, bookmarks and the sealed record', () => {
    const bytes = readFileSync(fileOf('.pdf')).toString('latin1');
    expect(bytes).toContain('/Outlines');
    expect(bytes).toContain('/EmbeddedFiles');
    if (!has('pdftotext')) return;
    const { stdout } = spawnSync('pdftotext', [fileOf('.pdf'), '-'], { encoding: 'utf8' });
    expect(stdout).toContain('一、监测结果');
    expect(stdout).toContain('待核对');
    expect(stdout).toMatch(/1 ?\/ ?\d/);
  });

  it('writes a workbook with a sheet per table, numbers as numbers and a chart that a spreadsheet draws', () => {
    const files = unzipSync(readFileSync(fileOf('.xlsx')));
    const chart = strFromU8(files['xl/charts/chart1.xml']);
    expect(chart).toContain('<c:lineChart>');
    const sheet = /<c:f>'(.+?)'!\$B\$1<\/c:f>/.exec(chart)![1];
    expect(strFromU8(files['xl/workbook.xml'])).toContain(`name="${sheet}"`);
    expect(strFromU8(files['[Content_Types].xml'])).toContain('/xl/drawings/drawing1.xml');
    const read = spawnSync('/usr/bin/python3', [join(import.meta.dirname, 'read-chart.py'), fileOf('.xlsx')], { encoding: 'utf8' }); // prettier-ignore
    if (read.error) return;
    expect(read.stderr).toBe('');
    const found = JSON.parse(read.stdout) as { sheet: string; cells: number[]; cached: number[] };
    expect(found.sheet).toBe(sheet);
    // What the chart shows is what its cells hold, and a number in them, not a text.
    expect(found.cached.length).toBeGreaterThan(0);
    expect(found.cells).toEqual(found.cached);
  });

  it('writes Markdown with pictures beside it, and the record', () => {
    const text = readFileSync(fileOf('.md'), 'utf8');
    const picture = /!\[图 1 .*?\]\((.+?)\)/.exec(text)![1];
    expect(readdirSync(out)).toContain(decodeURI(picture));
    const record = JSON.parse(readFileSync(fileOf('.report.json'), 'utf8')) as { kind: string; sources: { number: string }[]; seal: string }; // prettier-ignore
    expect(record).toMatchObject({ kind: 'report', seal: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    // The draft of the same day does not stand where there is an approved one.
    expect(record.sources.map(s => s.number)).toEqual([expect.stringMatching(/-0001$/)]);
  });

  it('says what is wrong with a period, a zone or an empty month, and leaves nothing behind', () => {
    const report = (...args: string[]) => runCli(['report', ...args, '--workspace', workspace, '--out', join(folder, 'none')]); // prettier-ignore
    const empty = report('bloom-month', '--month', '1999-01');
    expect(empty.status).toBe(1);
    expect(empty.stderr).toContain(`the workspace has 1 day from ${day}`);
    expect(report('bloom-day', '--date', '2025-02-30').stderr).toContain('names no period of this report; expected such as 2025-07-18'); // prettier-ignore
    expect(report('bloom-day', '--month', '2025-07').status).toBe(2);
    expect(readdirSync(folder)).not.toContain('none');
  });
});

describe('a written paragraph', () => {
  it('is kept by report, exported in its place, and taken back', async () => {
    const catalogue = await openCatalogue(workspace);
    try {
      const request: ReportRequest = { kind: 'bloom-month', period: day.slice(0, 7), zoneIds: null, resultId: null, language: 'zh-CN' }; // prettier-ignore
      const make = () => makeReport(catalogue, request, { dpi: null, pool: null });
      const first = await make();
      const overview = first.report.blocks.find(b => b.kind === 'paragraph' && b.id === 'overview')!;
      expect(overview.kind === 'paragraph' && overview.text).toContain('可评估');
      const key = { kind: request.kind, period: first.key, zoneIds: [], language: request.language };
      catalogue.reports.write('李析', key, 'overview', { text: '本月水华轻微。', from: '旧数字' });
      const again = await make();
      expect(again.report.blocks).toContainEqual(expect.objectContaining({ id: 'overview', text: '本月水华轻微。', stale: true, from: '旧数字' })); // prettier-ignore
      const target = join(folder, 'written');
      await exportReport(again, request.kind, { directory: target, formats: ['md'] });
      const text = readFileSync(
        join(
          target,
          readdirSync(target).find(f => f.endsWith('.md'))!,
        ),
        'utf8',
      );
      expect(text).toContain('【数字已变化，待核对】本月水华轻微。');
      expect((await makeReport(catalogue, { ...request, language: 'en' }, { dpi: null, pool: null })).report.blocks.some(b => b.kind === 'paragraph' && b.edited)).toBe(false); // prettier-ignore
      catalogue.reports.write('李析', key, 'overview', null);
      expect((await make()).report.blocks).toContainEqual(overview);
      expect(catalogue.journal.verify().ok).toBe(true);
    } finally {
      catalogue.close();
    }
  });
});
