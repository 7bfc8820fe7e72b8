import { sharedData } from '#tests/fixtures/shared.ts';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, numberIn, settled, test } from './fixture.ts';

const harsha = join(sharedData, '01_scenes/harsha_s2');
const scene = 'S2_Harsha_BOA_08082016';

/**
 * NDCI > 0.05 inside the lake's outline, computed with rasterio, shapely (exact overlap of each pixel) and pyproj
 * (area of
 * each pixel's outline on GRS 80), km²; the lake is its whole outline by pyproj's Geod: 87 m² of it lie beside the
 * scene.
 */
const expected = { lake: 8.526982, valid: 8.366292, bloom: 5.370044 };

async function pick(window: Page, path: string): Promise<void> {
  const picker = window.getByRole('dialog').last();
  await picker.getByRole('textbox', { name: '路径' }).fill(path);
  await picker.getByRole('button', { name: /^选用/ }).click();
}

test.skip(!existsSync(harsha), 'needs ../shared/data');

test('the whole job on a real scene: Harsha Lake, 8 August 2016', async ({ window, host }) => {
  const shot = async (name: string) => {
    if (process.env.BLOOMLINE_SHOTS)
      await window.screenshot({ path: `${process.env.BLOOMLINE_SHOTS}/real-${name}.png` });
  };
  const folder = join(host.folder, 'harsha');
  mkdirSync(folder, { recursive: true });
  for (const file of [`${scene}.tif`, 'Harsha_Lake.gpkg', 'Harsha_wq_points_sub.gpkg'])
    copyFileSync(join(harsha, file), join(folder, file));

  await test.step('open the stack and say which bands it has', async () => {
    await window.keyboard.press('o');
    await pick(window, join(folder, `${scene}.tif`));
    // A scene whose bands nothing tells opens with the question.
    const dialog = window.getByRole('dialog', { name: scene });
    await dialog.getByLabel('波段 4 的含义').selectOption('R');
    await dialog.getByLabel('波段 5 的含义').selectOption('RE1');
    await dialog.getByLabel('成像日期（手工）').fill('2016-08-08');
    await dialog.getByRole('button', { name: '保存波段说明' }).click();
    await expect(dialog.getByText('2016-08-08').first()).toBeVisible();
    await shot('scene');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
  });

  await test.step('the stations of the field work, and the lake', async () => {
    await window.getByRole('tab', { name: '样点' }).click();
    await window.getByRole('button', { name: /导入外业数据/ }).click();
    await pick(window, join(folder, 'Harsha_wq_points_sub.gpkg'));
    const plots = window.getByRole('dialog', { name: /^导入：Harsha/ });
    await expect(plots.getByTestId('import-accepted')).not.toHaveText('');
    await shot('import');
    await plots.getByLabel('全部行的日期').fill('2016-08-08');
    await expect(plots.getByTestId('import-accepted')).toHaveText('42');
    await plots.getByRole('button', { name: /^导入 \d+ 行/ }).click();
    await expect(plots).toBeHidden();
    await window.getByRole('tab', { name: '水华' }).click();
    await window.getByRole('button', { name: '导入区域' }).click();
    const zones = window.getByRole('dialog', { name: '导入区域' });
    await zones.getByLabel('文件', { exact: true }).fill(join(folder, 'Harsha_Lake.gpkg'));
    await zones.getByLabel('文件', { exact: true }).press('Enter');
    await zones.getByLabel('区域集名称').fill('Harsha');
    await zones.getByRole('button', { name: '导入', exact: true }).click();
    await expect(zones).toBeHidden();
  });

  const total = window.getByTestId('bloom-total');
  await test.step('index, threshold, ground points', async () => {
    await window.getByLabel('指数或公式').selectOption('NDCI');
    await window.getByRole('button', { name: '统计', exact: true }).click();
    await expect(window.getByTestId('threshold-slider')).toBeVisible();
    await settled(window);
    const threshold = window.getByLabel('阈值（数值）');
    await threshold.fill('0.05');
    await threshold.press('Enter');
    await expect.poll(() => numberIn(total.textContent())).toBeCloseTo(expected.bloom, 2);
    await shot('tally');
    await window.getByRole('button', { name: '查找地面点' }).click();
    await expect(window.getByTestId('ground')).toContainText('42 个点');
    await window.getByTestId('ground').scrollIntoViewIfNeeded();
    await shot('ground');
  });

  await test.step('the saved result says what the independent computation says', async () => {
    const answer = window.waitForResponse('**/api/bloom.assess');
    await window.getByRole('button', { name: '评估并保存' }).click();
    const { result } = (await (await answer).json()) as { result: { zones: Record<string, number>[] } };
    const [zone] = result.zones;
    expect(zone.areaKm2).toBeCloseTo(expected.lake, 5);
    expect(zone.validAreaKm2).toBeCloseTo(expected.valid, 5);
    expect(zone.bloomAreaKm2).toBeCloseTo(expected.bloom, 5);
    await expect(window.getByTestId('bloom-result')).toBeInViewport();
    await expect(window.getByTestId('bloom-result')).not.toContainText('模拟数据');
    await shot('result');
  });

  await test.step('in English, in the light', async () => {
    await window.getByRole('button', { name: '切换到英文' }).click();
    await window.getByRole('button', { name: /Light theme/ }).click();
    await settled(window);
    await shot('result-en-light');
    await window.keyboard.press('l');
  });

  await test.step('sheet and products', async () => {
    await window.getByRole('tab', { name: '成图' }).click();
    await expect(window.getByTestId('sheet-preview').getByRole('img')).toBeVisible();
    await window.getByLabel('文件夹', { exact: true }).fill(join(host.folder, 'harsha-products'));
    await window.getByRole('button', { name: '导出', exact: true }).click();
    await expect(window.getByTestId('exported')).toBeVisible();
    await shot('sheet');
    if (process.env.BLOOMLINE_SHOTS) {
      const rows = window.getByTestId('exported').locator('[title]');
      for (const path of await rows.evaluateAll(all => all.map(row => row.getAttribute('title')!)))
        if (path.endsWith('.pdf')) copyFileSync(path, `${process.env.BLOOMLINE_SHOTS}/real.pdf`);
    }
  });

  await test.step('scene and lake leave the catalogue: other tests find the demo as it was', async () => {
    await window.getByRole('tab', { name: '水华' }).click();
    await window.getByRole('button', { name: '移除区域：Harsha_Lake' }).click();
    await window.getByRole('dialog').last().getByRole('button', { name: '移除' }).click();
    await expect(window.getByRole('button', { name: '移除区域：Harsha_Lake' })).toBeHidden();
    await window.getByRole('button', { name: `从目录中移除：${scene}` }).click();
    await window.getByRole('dialog').last().getByRole('button', { name: '移除' }).click();
    await expect(window.getByRole('button', { name: `影像信息：${scene}` })).toBeHidden();
  });
});
