import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bloomline-water-'));
  const catalogue = await openCatalogue(folder, { create: true });
  const add = (name: string, fields: Record<string, string>, values: Record<string, number>, lon = 119) => {
    const site = catalogue.sites.add('me', { name, kind: 'section', lon, lat: 32, fields });
    for (const time of ['2025-06-05', '2025-05-05'])
      catalogue.observations.add('me', {
        siteId: site.id,
        time,
        values: Object.entries(values).map(([parameter, value]) => ({ parameter, value })),
      });
  };
  const canal = { 'water-body': 'river', 'water-name': '京杭大运河' };
  // Phosphorus 0.15: Ⅲ of a river, Ⅴ of a lake.
  add('邵伯大桥', { ...canal, 'target-class': 'Ⅱ' }, { 'total-phosphorus': 0.15, ph: 7.9 });
  add('三江营', canal, { 'ammonia-nitrogen': 1.8 });
  add('湖中', {}, { 'total-phosphorus': 0.15 }, 120);
  add('无类型', {}, { 'total-phosphorus': 0.15 });
  add('仅pH', { 'water-body': 'river' }, { ph: 7.9 });
  add('污水厂排污口', canal, { 'total-phosphorus': 9 });
  catalogue.zones.import('me', {
    set: 'lakes',
    kind: 'lake',
    zones: [
      {
        name: '高邮湖',
        geometry: [
          [
            [
              [119.5, 31],
              [120.5, 31],
              [120.5, 33],
              [119.5, 33],
              [119.5, 31],
            ],
          ],
        ],
        attributes: {},
      },
    ],
  });
  catalogue.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bloomline water classes', () => {
  it('answers with the names that other programs rely on', () => {
    const run = runCli(['water', 'classes', '--workspace', folder, '--period', '2025-06', '--json']);
    const found = JSON.parse(run.stdout) as { sections: { name: string; items: unknown[] }[] };
    const of = (name: string) => found.sections.find(s => s.name === name);
    expect(found).toMatchObject({
      period: '2025-06',
      // Ⅲ of the river; Ⅴ of the river and of the lake
      shares: { good: 1 / 3, fair: 2 / 3, bad: 0 },
      previousPeriod: { good: 1 / 3, fair: 2 / 3, bad: 0 },
      lastYear: null,
    });
    expect(of('邵伯大桥')).toMatchObject({
      body: 'river',
      class: 'Ⅲ',
      reason: null,
      target: 'Ⅱ',
      reached: false,
    });
    expect(of('邵伯大桥')!.items[1]).toMatchObject({
      parameter: 'total-phosphorus',
      mean: 0.15,
      n: 1,
      censored: 0,
      class: 'Ⅲ',
      exceedance: null,
    });
    expect(of('三江营')).toMatchObject({
      class: 'Ⅴ',
      items: [{ exceedance: 0.8 }],
      target: null,
      reached: null,
    });
    expect(of('湖中')).toMatchObject({ body: 'lake', bodyFrom: 'zone', river: '高邮湖', class: 'Ⅴ' });
    expect(of('无类型')).toMatchObject({
      body: null,
      class: null,
      reason: expect.stringContaining('river or lake'),
    });
    expect(of('仅pH')).toMatchObject({
      body: 'river',
      class: null,
      reason: expect.stringContaining('at least one of'),
    });
    expect(of('污水厂排污口')).toBeUndefined();
  });

  it('prints a table in either language, of one river, a quarter or a year', () => {
    const print = (...more: string[]) => runCli(['water', 'classes', '--workspace', folder, ...more]).stdout;
    const zh = print('--period', '2025-Q2', '--river', '京杭大运河', '--language', 'zh-CN');
    expect(zh).toContain('氨氮 (0.80)');
    expect(zh).toContain('本期（2025年第2季度）：2 个断面定类，Ⅰ～Ⅲ类 50.0 %');
    expect(zh).not.toContain('湖中');
    expect(print('--period', '2025', '--language', 'en')).toContain(
      '2 months of values, fewer than the usual 8',
    );
  });

  it('refuses what is no period and no river, in words', () => {
    const refused = (...more: string[]) =>
      runCli(['water', 'classes', '--workspace', folder, '--language', 'en', ...more]).stderr;
    expect(refused('--period', '2025-13')).toContain('write 2025-06, 2025-Q2 or 2025');
    expect(refused('--period', '2025', '--river', '长江')).toContain('there are 京杭大运河、高邮湖');
  });
});

describe('a map of classes', () => {
  it('without room for its table has the whole of it in a file beside', async () => {
    const full = mkdtempSync(join(tmpdir(), 'bloomline-dense-'));
    try {
      const catalogue = await openCatalogue(join(full, 'workspace'), { create: true });
      for (let i = 1; i <= 60; i++) {
        const site = catalogue.sites.add('me', {
          name: `生态环境监测站第${i}号国控考核断面（湖心东北侧）`,
          kind: 'section',
          lon: 119 + (i % 8) / 100,
          lat: 32 + Math.floor(i / 8) / 100,
        });
        const values = [{ parameter: 'total-phosphorus', value: 0.04 }];
        catalogue.observations.add('me', { siteId: site.id, time: '2025-07-08', values });
      }
      catalogue.close();
      const map = (period: string) =>
        runCli([
          'map',
          'water-class',
          '--points',
          join(full, 'workspace'),
          '--period',
          period,
          '--out',
          full,
          '--format',
          'png',
          '--dpi',
          '60',
          '--json',
        ]);
      const { files } = JSON.parse(map('2025-Q3').stdout) as { files: { path: string }[] };
      expect(files).toHaveLength(2);
      const lines = readFileSync(files[1].path, 'utf8').trim().split('\r\n');
      expect(lines).toHaveLength(61);
      expect(lines[60]).toContain('第60号');
      expect(lines[60]).toContain('Ⅲ');
      expect(map('2025-Q9').stderr).toContain('2025-Q2');
    } finally {
      rmSync(full, { recursive: true, force: true });
    }
  });
});
