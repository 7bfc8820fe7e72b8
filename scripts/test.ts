import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
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

const chromium = ensureChromium();
const vitest = run('core, host, shell, boundaries, pictures (vitest)', 'vitest/vitest.mjs', ['run']);
let browser = 1;
if (chromium === null)
  process.stderr.write(
    'error[setup]: browser tests: no Chromium was found and none could be installed; install one, or name it in BLOOMLINE_CHROMIUM\n',
  );
else
  browser = run(
    'browser (Playwright)',
    '@playwright/test/cli.js',
    ['test'],
    chromium === 'playwright' ? {} : { BLOOMLINE_CHROMIUM: chromium },
  );
process.exit(vitest || browser);
