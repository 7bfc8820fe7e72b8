import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

async function openPath(window: Page, path: string): Promise<void> {
  await window.keyboard.press('o');
  const picker = window.getByRole('dialog');
  await picker.getByRole('textbox').fill(path);
  await picker.locator('footer .button-primary').click();
}

test('a file that is no TIFF is refused with a clear message in both languages', async ({ window, host }) => {
  const path = join(host.folder, 'not-a-scene.tif');
  writeFileSync(path, 'these are words, not pixels\n'.repeat(20));
  const scenes = window.getByRole('list', { name: /影像|Scenes/ }).getByRole('listitem');
  const count = await scenes.count();

  await openPath(window, path);
  const alert = window.getByRole('alert');
  await expect(alert).toContainText('不是 TIFF 文件');
  await expect(alert).toContainText('not-a-scene.tif');

  await window.keyboard.press('l');
  await expect(alert).toContainText('Not a TIFF file');
  await expect(scenes).toHaveCount(count);
  await alert.getByRole('button', { name: 'Close' }).click();
  await expect(alert).toHaveCount(0);
});

test('a file that was cut short is called damaged, not shown as empty', async ({ window, host }) => {
  const folder = join(host.workspace, 'scenes', 'SIM_20250718');
  const band = readdirSync(folder).find(name => name.endsWith('B04.tif'))!;
  const whole = readFileSync(join(folder, band));
  const path = join(host.folder, 'cut-short.tif');
  writeFileSync(path, whole.subarray(0, whole.length / 2));
  await openPath(window, path);
  await expect(window.getByRole('alert').first()).toContainText('TIFF 文件已损坏或不完整');
  await window.keyboard.press('l');
  await expect(window.getByRole('alert').first()).toContainText('The TIFF file is damaged or cut short');
});

test('a path outside of the opened folders is refused', async ({ window }) => {
  await openPath(window, '/proc/1/environ');
  await expect(window.getByRole('alert')).toContainText('不允许');
});

test('a file without zones is refused inside of the dialog', async ({ window, host }) => {
  const folder = join(host.folder, 'zones');
  mkdirSync(folder, { recursive: true });
  const broken = join(folder, 'broken.geojson');
  writeFileSync(broken, '{ "type": "FeatureCollection", "features": [');
  await window.getByRole('button', { name: '导入区域' }).click();
  const dialog = window.getByRole('dialog', { name: '导入区域' });
  await dialog.getByLabel('文件', { exact: true }).fill(broken);
  await dialog.getByLabel('文件', { exact: true }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('无法读取区域文件');
  await expect(dialog.getByRole('button', { name: '导入', exact: true })).toBeDisabled();
});

test('when the host is gone the window says so', async ({ window }) => {
  await window.route('**/api/**', route => route.abort('connectionrefused'));
  await window.getByRole('tab', { name: '样点' }).click();
  await window.getByLabel('类型').selectOption('section');
  await expect(window.getByRole('alert')).toContainText('后台服务无响应');
});
