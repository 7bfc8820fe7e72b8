#!/usr/bin/env node
// The one entry of every npm script. Runs on any Node ≥ 20: sets up what is missing, then hands over to Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { bundledNode } from './bundled-node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...args] = process.argv.slice(2);
const say = line => process.stderr.write(`${line}\n`);

/** Installs the dependencies when they are missing or package-lock.json has changed since. */
function installDependencies() {
  const stamp = join(root, 'node_modules', '.bloomline-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing dependencies (npm ci) …');
  const run = npm(['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (run.status !== 0) {
    say('error[setup]: npm ci: the dependencies could not be installed; see the lines above');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

/** The npm that started this, run by this Node; else the one on PATH, which on Windows is a script for the shell. */
function npm(npmArgs) {
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const started = process.env.npm_execpath ?? '';
  if (basename(started) === 'npm-cli.js') return spawnSync(process.execPath, [started, ...npmArgs], options);
  return spawnSync('npm', npmArgs, { ...options, shell: process.platform === 'win32' });
}

/** Node 24: this one if it is new enough, else the one that comes with the dependencies. */
function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const bundled = bundledNode(root);
  if (existsSync(bundled)) return bundled;
  const { platform, arch, versions } = process;
  say(
    `error[setup]: Node ${versions.node}: no Node 24 comes with the dependencies for ${platform} ${arch}; install Node 24`,
  );
  process.exit(1);
}

/** True where the built files are missing or older than a source. */
function needsBuild() {
  const index = join(root, 'dist', 'shell', 'preload.cjs'); // made last
  if (!existsSync(index)) return true;
  const built = statSync(index).mtimeMs;
  const list = spawnSync(
    'git',
    ['ls-files', '-z', '-co', '--exclude-standard', 'renderer', 'core', 'electron', 'package-lock.json'],
    { cwd: root },
  );
  if (list.status !== 0) return false;
  return list.stdout
    .toString()
    .split('\0')
    .some(f => f && existsSync(join(root, f)) && statSync(join(root, f)).mtimeMs > built);
}

const node = () => node24();

/** The built command line starts faster; the sources are always right. */
function cli() {
  const built = join(root, 'dist', 'host', 'cli.js');
  return existsSync(built) && !needsBuild() ? built : join(root, 'electron', 'cli', 'main.ts');
}
const quiet = {
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile'),
  ...process.env,
  NODE_NO_WARNINGS: '1',
};

function runSync(command, commandArgs, options = {}) {
  const run = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit', env: quiet, ...options });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

/** What each says is printed in one piece; one that fails lets those that run finish and starts no more. */
async function runTwoAtATime(commands) {
  let failed = false;
  const lane = async () => {
    for (let args = commands.shift(); args && !failed; args = commands.shift()) {
      const child = spawn(node(), args, { cwd: root, env: quiet, stdio: ['ignore', 'pipe', 'pipe'] });
      const said = [];
      child.stdout.on('data', data => said.push(data));
      child.stderr.on('data', data => said.push(data));
      const status = await new Promise(resolve => child.on('close', resolve));
      process.stdout.write(Buffer.concat(said));
      if (status !== 0) failed = true;
    }
  };
  await Promise.all([lane(), lane()]);
  if (failed) process.exit(1);
}

/** Hands over: same terminal, signals passed on, exit status kept. */
function become(command, commandArgs, options = {}) {
  const child = spawn(command, commandArgs, { stdio: 'inherit', env: quiet, ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', error => {
    say(`error[setup]: ${command}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

const script = name => join(root, 'scripts', name);
const js = (pkg, file) => join(root, 'node_modules', pkg, file);

/** Builds the window's files when they are missing or older than their sources. */
function build(force = false) {
  if (!force && !needsBuild()) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  say('Building …');
  runSync(node(), [script('build.ts')], { stdio: ['ignore', 2, 2] });
}

installDependencies();
switch (task) {
  case 'cli':
    become(node(), [cli(), ...args]);
    break;
  case 'start':
    build();
    become(node(), [script('start.ts'), ...args]);
    break;
  case 'demo':
    become(node(), [cli(), 'demo', ...args]);
    break;
  case 'build':
    build(true);
    break;
  case 'check':
    // The longest first, so that the last does not run alone.
    await runTwoAtATime([
      [js('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0'],
      ...['tests', 'renderer', 'electron', 'core'].map(part => [js('typescript', 'bin/tsc'), '-p', part]),
      [js('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
      [
        js('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
        ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'core', 'electron', 'renderer'],
      ],
    ]);
    say('check: format, lint, types and boundaries are in order');
    break;
  case 'test':
    build();
    become(node(), [script('test.ts'), ...args]);
    break;
  case 'campaign':
    become(node(), [script('campaign.ts'), ...args]);
    break;
  case 'docs':
    become(node(), [script('docs.ts'), ...args]);
    break;
  case 'bench':
    become(node(), [script('bench.ts'), ...args]);
    break;
  case 'compile-wasm':
    runSync(node(), [script('compile-wasm.ts')]);
    runSync(node(), [js('prettier', 'bin/prettier.cjs'), '--write', 'core/wasm/*.wasm.ts']);
    break;
  case 'package': {
    build(true);
    const builder = [js('electron-builder', 'cli.js'), '--config', 'electron-builder.yml', ...args];
    const { status } = spawnSync(node(), builder, { cwd: root, stdio: 'inherit' });
    if (status !== 0)
      say(
        'package: where Electron’s binary cannot be fetched, name an unpacked one: ' +
          'npm run package -- --config.electronDist=<folder>',
      );
    process.exit(status ?? 1);
    break;
  }
  default:
    say(
      'usage: npm start | npm test | npm run demo | check | campaign | bench | docs | build | compile-wasm | package | bloomline -- …',
    );
    process.exit(2);
}
