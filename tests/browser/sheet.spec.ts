import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, settled, test } from './fixture.ts';

test('a sheet is previewed and its products are written', async ({ window, host }) => {
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: '统计', exact: true }).click();
  await window.getByRole('button', { name: '评估并保存' }).click();
  await window
    .getByTestId('bloom-result')
    .getByText('模拟数据')
    .or(window.getByText('模拟数据').first())
    .waitFor();
  await window.getByRole('tab', { name: '成图' }).click();

  const image = window.getByTestId('sheet-preview').getByRole('img');
  await test.step('the preview follows the form', async () => {
    await expect(image).toBeVisible({ timeout: 30_000 });
    await settled(window);
    const landscape = await image.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
    expect(landscape[0]).toBeGreaterThan(600);
    expect(landscape[0]).toBeGreaterThan(landscape[1]);
    const first = await image.getAttribute('src');
    await window.getByRole('radio', { name: '纵向' }).click();
    await expect(image).not.toHaveAttribute('src', first!, { timeout: 30_000 });
    const portrait = await image.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
    expect(portrait[0]).toBeLessThan(portrait[1]);
  });

  await window.getByLabel('图名').fill('碧澜湖水华遥感监测图');
  await window.getByLabel('制图', { exact: true }).fill('张三');
  const folder = join(host.folder, 'products');
  await window.getByLabel('文件夹', { exact: true }).fill(folder);
  await window.getByRole('button', { name: '导出', exact: true }).click();
  const written = window.getByTestId('exported');
  await expect(written).toBeVisible({ timeout: 45_000 });

  await test.step('every file that is listed exists and is what it says', async () => {
    const paths = await written
      .locator('[title]')
      .evaluateAll(rows => rows.map(row => row.getAttribute('title')!).filter(path => path.includes('.')));
    expect(paths.length).toBeGreaterThanOrEqual(8);
    for (const path of paths) {
      expect(existsSync(path), path).toBe(true);
      expect(statSync(path).size, path).toBeGreaterThan(100);
    }
    const head = (extension: string, bytes: number) =>
      readFileSync(paths.find(path => path.endsWith(extension))!)
        .subarray(0, bytes)
        .toString('latin1');
    expect(head('.pdf', 5)).toBe('%PDF-');
    expect(head('.png', 4)).toBe('\x89PNG');
    expect(['II', 'MM']).toContain(head('.tif', 2));
    expect(head('.gpkg', 15)).toBe('SQLite format 3');
  });
});
