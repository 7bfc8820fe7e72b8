import { join } from 'node:path';
import { expect, test } from './fixture.ts';

test('times are Beijing times, and reasons are in the language of the window', async ({ window }) => {
  const row = window.getByRole('list', { name: '影像' }).getByText('2025-07-18 10:46 (UTC+8)');
  await expect(row).toBeVisible();
  await window.getByRole('list', { name: '影像' }).getByText('SIM_20250718').click();
  await window.keyboard.press('i');
  const dialog = window.getByRole('dialog');
  await expect(dialog).toContainText('2025-07-18 10:46 (北京时间 UTC+8)');
  await expect(dialog).toContainText('演示数据的文件名');
  await expect(dialog).toContainText('反射率 = DN × 0.0001 + -0.1');
  await expect(dialog).not.toContainText('declared in the file');
  await window.keyboard.press('Escape');
  await window.keyboard.press('l');
  await window.keyboard.press('i');
  await expect(dialog).toContainText('declared in the file');
  await expect(dialog).toContainText('Simulated sensor');
});

test('what was said of a scene stays until it is emptied', async ({ window }) => {
  await window.getByRole('list', { name: '影像' }).getByText('SIM_20240722').click();
  await window.keyboard.press('i');
  const dialog = window.getByRole('dialog');
  const save = dialog.getByRole('button', { name: '保存波段说明' });
  const scale = dialog.locator('.describe').getByLabel('比例系数');
  const date = dialog.getByLabel('成像日期（手工）');
  await scale.fill('0.0002');
  await save.click();
  await expect(dialog.locator('tbody tr').first()).toContainText('用户给定');
  await date.fill('2023-07-01');
  await save.click();
  await expect(dialog).toContainText('成像时间2023-07-01');
  await expect(scale).toHaveValue('0.0002');
  await scale.fill('');
  await dialog.locator('.describe').getByLabel('偏移').fill('');
  await date.fill('');
  await save.click();
  await expect(dialog).toContainText('2024-07-22 10:45');
  await expect(dialog.locator('tbody tr').first()).not.toContainText('用户给定');
});

test('a threshold outside of the histogram is refused with words', async ({ window }) => {
  await window.getByRole('list', { name: '影像' }).getByText('SIM_20250718').click();
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: '统计', exact: true }).click();
  const number = window.locator('.threshold input[type=number]');
  const before = await number.inputValue();
  await number.fill('7');
  await number.press('Enter');
  await expect(window.getByTestId('threshold-refused')).toContainText('未采用 7');
  await expect(number).toHaveValue(before);
  await number.fill('0.1');
  await number.press('Enter');
  await expect(window.getByTestId('threshold-refused')).toHaveCount(0);
});

test('details of errors are Chinese in the Chinese window', async ({ window, host }) => {
  await window.keyboard.press('o');
  const picker = window.getByRole('dialog');
  await picker.getByRole('textbox').fill(join(host.folder, 'nowhere.tif'));
  await picker.locator('footer .button-primary').click();
  await expect(window.getByRole('alert').first()).toContainText('文件不存在');
});
