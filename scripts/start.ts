import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorLine, toErrorData } from '#core/foundation/errors.ts';
import { serve, untilStopped } from '../electron/cli/serve.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Electron's program file, or why there is none. Nothing is downloaded here. */
export function electronBinary(): { path: string } | { missing: string } {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist');
  const name =
    process.platform === 'win32'
      ? 'electron.exe'
      : process.platform === 'darwin'
        ? 'Electron.app/Contents/MacOS/Electron'
        : 'electron';
  const path = join(folder, name);
  return existsSync(path)
    ? { path }
    : { missing: 'the Electron binary is not installed (npx install-electron fetches it)' };
}

/** Why no window can be shown, or null. */
function noDisplay(): string | null {
  if (process.platform !== 'linux') return null;
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? null : 'there is no display';
}

/** Opens the address in the user's browser, where there is a display and a way to. */
function openBrowser(url: string): void {
  if (process.env.CI || process.env.BLOOMLINE_NO_BROWSER) return;
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '""', url]
      : process.platform === 'darwin'
        ? ['open', url]
        : ['xdg-open', url];
  if (process.platform === 'linux' && (noDisplay() !== null || spawnSync('which', [command]).status !== 0))
    return;
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

async function main(): Promise<void> {
  const binary = electronBinary();
  const reason = 'missing' in binary ? binary.missing : noDisplay();
  if ('path' in binary && reason === null) {
    const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const child = spawn(binary.path, [...sandbox, root, ...process.argv.slice(2)], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('exit', code => process.exit(code ?? 1));
    return;
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  process.stdout.write(`Bloomline ${version}: no desktop window: ${reason}.\n`);
  const host = await serve({});
  process.stdout.write(`Open this address in a browser (Ctrl-C ends):\n${host.url}\n`);
  openBrowser(host.url);
  await untilStopped();
  process.stdout.write('\nClosing …\n');
  await host.close();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${errorLine(toErrorData(error))}\n`);
  process.exitCode = 1;
}
