import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { readBrowserReport, readVitestReport, summary } from '../../scripts/test-reports.ts';

it('the end of a run names what passed only at the second try and the slowest files, and adds both runners up', () => {
  const folder = temporaryFolder();
  const put = (name: string, report: object) => {
    writeFileSync(join(folder, name), JSON.stringify(report));
    return join(folder, name);
  };
  const vitest = put('vitest.json', {
    numPassedTests: 7,
    numFailedTests: 0,
    numPendingTests: 2,
    testResults: [{ name: resolve('tests/core/a.test.ts'), startTime: 1000, endTime: 3500 }],
  });
  const spec = (title: string, status: string, ...durations: number[]) => ({
    title,
    file: 'b.spec.ts',
    tests: [{ status, results: durations.map(duration => ({ duration })) }],
  });
  const browser = put('browser.json', {
    suites: [
      {
        specs: [spec('one', 'expected', 4000)],
        suites: [{ specs: [spec('two', 'flaky', 1000, 2000), spec('three', 'skipped', 0)] }],
      },
    ],
  });
  const reports = [readVitestReport(vitest, resolve('.')), readBrowserReport(browser)];
  expect(
    summary(reports.map(report => ({ ...report, ended: 0 })))
      .trim()
      .split('\n'),
  ).toEqual([
    'slowest files:',
    '    7.0 s  tests/browser/b.spec.ts',
    '    2.5 s  tests/core/a.test.ts',
    'passed only at the second try:',
    '  tests/browser/b.spec.ts: two',
    '',
    '8 passed, 1 passed only at the second try, 0 failed, 3 skipped',
  ]);
  // Playwright that cannot even start writes no report.
  const absent = readBrowserReport(join(folder, 'absent.json'));
  expect(summary([{ ...absent, ended: 1 }])).toContain('1 failed');
});
