import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs every test: vitest for core, host, shell, boundaries and pictures, then Playwright in a real Chromium. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);

function run(name: string, file: string, fileArgs: string[], env: Record<string, string> = {}): number {
  process.stderr.write(`\n── ${name}\n`);
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', file), ...fileArgs], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

/** A Chromium that is there: the system's, or Playwright's own. */
function findChromium(): string | null {
  const named = process.env.BLOOMLINE_CHROMIUM;
  const candidates = [
    named,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
  return candidates.find((path): path is string => path !== undefined && existsSync(path)) ?? null;
}

const quiet = (command: string, commandArgs: string[], env: Record<string, string> = {}) =>
  spawnSync(command, commandArgs, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
    timeout: 600_000,
  }).status === 0;

/** An installed Chromium, Playwright's own where it can be downloaded, else the system's package when root. */
function ensureChromium(): string | null {
  const found = findChromium();
  if (found) return found;
  process.stderr.write('Looking for a Chromium for the browser tests …\n');
  if (
    quiet(process.execPath, [join(root, 'node_modules', '@playwright/test', 'cli.js'), 'install', 'chromium'])
  )
    return 'playwright';
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    if (
      quiet('apt-get', ['update', '-qq'], env) &&
      quiet('apt-get', ['install', '-y', '-qq', 'chromium'], env)
    )
      return findChromium();
  }
  return null;
}

if (args.length > 0) process.exit(run('vitest', 'vitest/vitest.mjs', ['run', ...args]));

/** Counts of both runners, from the reports that they write. */
const reports = mkdtempSync(join(tmpdir(), 'bloomline-reports-'));
const vitestReport = join(reports, 'vitest.json');
const browserReport = join(reports, 'browser.json');

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

function vitestCounts(): Counts {
  const report = readReport(vitestReport) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  } | null;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

function browserCounts(): Counts {
  const report = readReport(browserReport) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  } | null;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

const chromium = ensureChromium();
const vitest = run(
  'core, host, shell, boundaries, pictures (vitest)',
  'vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
  // Built before: what is tested is what is shipped.
  { BLOOMLINE_CLI: join(root, 'dist', 'host', 'cli.js') },
);
let browser = 1;
if (chromium === null)
  process.stderr.write(
    'error[setup]: browser tests: no Chromium was found and none could be installed; install one, or name it in BLOOMLINE_CHROMIUM\n',
  );
else
  browser = run('browser (Playwright)', '@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
    ...(chromium === 'playwright' ? {} : { BLOOMLINE_CHROMIUM: chromium }),
  });
const [a, b] = [vitestCounts(), browserCounts()];
rmSync(reports, { recursive: true, force: true });
const failed = a.failed + b.failed || (vitest || browser ? 1 : 0);
process.stdout.write(`\n${a.passed + b.passed} passed, ${failed} failed, ${a.skipped + b.skipped} skipped\n`);
process.exit(vitest || browser);
