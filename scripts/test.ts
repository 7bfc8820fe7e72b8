import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBrowserReport, readVitestReport, summary } from './test-reports.ts';

/** Runs every test: vitest for core, host, shell, boundaries and pictures, beside Playwright in a real Chromium. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);

/** Runs a program of the dependencies. `inOnePiece` keeps what it says together, until its end. */
async function run(
  name: string,
  file: string,
  fileArgs: string[],
  env: Record<string, string> = {},
  inOnePiece = false,
): Promise<number> {
  process.stderr.write(`\n── ${name}\n`);
  const child = spawn(process.execPath, [join(root, 'node_modules', file), ...fileArgs], {
    cwd: root,
    stdio: inOnePiece ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...env },
  });
  const said: Buffer[] = [];
  child.stdout?.on('data', (data: Buffer) => said.push(data));
  child.stderr?.on('data', (data: Buffer) => said.push(data));
  const status = await new Promise<number>(resolve => child.once('close', code => resolve(code ?? 1)));
  process.stdout.write(Buffer.concat(said));
  return status;
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

if (args.length > 0) process.exit(await run('vitest', 'vitest/vitest.mjs', ['run', ...args]));

const reports = mkdtempSync(join(tmpdir(), 'bloomline-reports-'));
const vitestReport = join(reports, 'vitest.json');
const browserReport = join(reports, 'browser.json');

async function runBrowser(): Promise<number> {
  if (chromium === null) {
    process.stderr.write(
      'error[setup]: browser tests: no Chromium was found and none could be installed; install one, or name it in BLOOMLINE_CHROMIUM\n',
    );
    return 1;
  }
  return run(
    'browser (Playwright)',
    '@playwright/test/cli.js',
    ['test', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
      ...(chromium === 'playwright' ? {} : { BLOOMLINE_CHROMIUM: chromium }),
    },
    true,
  );
}

const chromium = ensureChromium();
// Beside each other: a browser test waits for the window half of its time.
const [vitest, browser] = await Promise.all([
  run(
    'core, host, shell, boundaries, pictures (vitest)',
    'vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    // Built before: what is tested is what is shipped.
    { BLOOMLINE_CLI: join(root, 'dist', 'host', 'cli.js') },
  ),
  runBrowser(),
]);
process.stdout.write(
  summary([
    { ended: vitest, ...readVitestReport(vitestReport, root) },
    { ended: browser, ...readBrowserReport(browserReport) },
  ]),
);
rmSync(reports, { recursive: true, force: true });
process.exit(vitest || browser);
