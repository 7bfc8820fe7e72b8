import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What a runner says of a whole run. */
export interface Report {
  passed: number;
  failed: number;
  skipped: number;
  /** Tests that failed first and passed at the second try. */
  flaky: string[];
  /** Milliseconds by file. */
  files: Map<string, number>;
}

const none: Report = { passed: 0, failed: 0, skipped: 0, flaky: [], files: new Map() };

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { name: string; startTime: number; endTime: number }[];
}

export function readVitestReport(path: string, root: string): Report {
  const report = readReport<VitestReport>(path);
  if (!report) return none;
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, testResults } = report;
  const files = testResults.map(
    f => [relative(root, f.name).replaceAll('\\', '/'), f.endTime - f.startTime] as const,
  );
  return { passed, failed, skipped, flaky: [], files: new Map(files) };
}

interface BrowserTest {
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  results: { duration: number }[];
}

interface Suite {
  suites?: Suite[];
  specs: { title: string; file: string; tests: BrowserTest[] }[];
}

export function readBrowserReport(path: string): Report {
  const report = readReport<{ suites: Suite[] }>(path);
  if (!report) return none;
  const specs = (suite: Suite): Suite['specs'] => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
  const all = report.suites
    .flatMap(specs)
    .flatMap(({ title, file, tests }) =>
      tests.map(test => ({ ...test, title, file: `tests/browser/${file}` })),
    );
  const count = (status: BrowserTest['status']) => all.filter(test => test.status === status).length;
  const files = new Map<string, number>();
  for (const { file, results } of all)
    files.set(
      file,
      results.reduce((sum, { duration }) => sum + duration, files.get(file) ?? 0),
    );
  return {
    passed: count('expected'),
    failed: count('unexpected'),
    skipped: count('skipped'),
    flaky: all.filter(test => test.status === 'flaky').map(test => `${test.file}: ${test.title}`),
    files,
  };
}

function readReport<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

const slowest = 10;

/** The slowest files, what passed only at the second try, and the counts. `ended` is a runner's exit status. */
export function summary(runs: readonly (Report & { ended: number })[]): string {
  const total = (count: (run: Report) => number) => runs.reduce((sum, run) => sum + count(run), 0);
  const files = runs.flatMap(run => [...run.files]).toSorted((a, b) => b[1] - a[1]);
  const flaky = runs.flatMap(run => run.flaky);
  // A runner that ends badly without naming a test has failed all the same.
  const failed = total(run => run.failed) || Number(runs.some(run => run.ended !== 0));
  return [
    '',
    'slowest files:',
    ...files.slice(0, slowest).map(([file, ms]) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`),
    ...(flaky.length > 0 ? ['passed only at the second try:', ...flaky.map(test => `  ${test}`)] : []),
    '',
    `${total(run => run.passed)} passed, ${flaky.length} passed only at the second try, ${failed} failed, ${total(run => run.skipped)} skipped`,
    '',
  ].join('\n');
}
