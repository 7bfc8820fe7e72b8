import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, test } from '@playwright/test';

/** The real Electron, where it is installed; nothing is downloaded here. */
const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? resolve('node_modules/electron/dist');
const binary = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

test('the desktop window opens the demo workspace', async () => {
  // A launch without a binary ends the whole run: look first.
  test.skip(!existsSync(binary), 'skipped: the Electron binary is not installed on this machine');
  test.skip(!display, 'skipped: there is no display on this machine');
  const home = await mkdtemp(join(tmpdir(), 'bloomline-electron-'));
  const app = await _electron.launch({
    executablePath: binary,
    args: [...(process.platform === 'linux' ? ['--no-sandbox'] : []), resolve('.')],
    env: {
      ...process.env,
      BLOOMLINE_HOME: join(home, 'config'),
      BLOOMLINE_DEMO: join(home, 'demo'),
    } as Record<string, string>,
  });
  try {
    const window = await app.firstWindow();
    await expect(window).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await expect(window.locator('canvas').first()).toBeVisible();
    expect(await window.evaluate(() => typeof (window as unknown as { require?: unknown }).require)).toBe(
      'undefined',
    );
    expect(
      await window.evaluate(
        () => typeof (globalThis as unknown as { bloomline?: { reveal?: unknown } }).bloomline?.reveal,
      ),
    ).toBe('function');
  } finally {
    await app.close();
  }
});
