import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, numberIn, settled, test } from './fixture.ts';

/** A reed bed in the middle of the demo lake, beside the lake's own file. */
function writeReeds(workspace: string): string {
  const path = join(workspace, 'zones', 'reeds.geojson');
  const [x, y, d] = [119.372, 32.896, 0.006];
  const ring = [[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]; // prettier-ignore
  const geometry = { type: 'Polygon', coordinates: [ring] };
  writeFileSync(
    path,
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { name: '芦苇' }, geometry }],
    }),
  );
  return path;
}

const table = (window: Page) => window.getByTestId('reason-table').first();
const cell = (window: Page, reason: string) =>
  numberIn(
    table(window)
      .getByRole('row', { name: new RegExp(`^${reason}`) })
      .getByRole('cell')
      .nth(1)
      .textContent(),
  );

test('a mask with reasons and corrections by hand, from the first switch to the saved result', async ({
  window,
  host,
}) => {
  const reeds = writeReeds(host.workspace);

  await test.step('zones, an index, a shore buffer and a zone of reeds', async () => {
    await window.locator('.zone-picker input[type=checkbox]').first().check();
    await window.getByLabel('指数或公式').selectOption('NDVI');
    await window.getByRole('checkbox', { name: '岸边缓冲' }).check();
    await window.getByLabel('岸边缓冲距离/m').fill('200');
    await window.getByLabel('岸边缓冲距离/m').press('Enter');
    await window
      .locator('.mask-option')
      .filter({ hasText: '水生植被区' })
      .getByRole('button', { name: '导入' })
      .click();
    const dialog = window.getByRole('dialog', { name: '导入区域' });
    await expect(dialog.getByLabel('文件', { exact: true })).toBeVisible();
    await dialog.getByLabel('文件', { exact: true }).fill(reeds);
    await dialog.getByLabel('文件', { exact: true }).press('Enter');
    await expect(dialog.getByRole('radio', { name: '水生植被' })).toHaveAttribute('aria-checked', 'true');
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(window.getByRole('checkbox', { name: /^水生植被区/ })).toBeChecked();
  });

  await test.step('the table says where the area goes, the map shows it', async () => {
    await window.getByRole('button', { name: '统计', exact: true }).click();
    await expect(table(window)).toBeVisible();
    for (const reason of ['参与统计', '岸边缓冲', '水生植被区'])
      expect(await cell(window, reason)).toBeGreaterThan(0);
    await window.getByRole('button', { name: '显示或隐藏：掩膜原因' }).click();
    await expect(window.locator('.legend')).toContainText('岸边缓冲');
    await settled(window);
  });

  const total = window.getByTestId('bloom-total');
  const list = window.getByRole('list', { name: '人工修正列表' });
  const threshold = window.getByLabel('阈值（数值）');
  await threshold.fill('0.3');
  await threshold.press('Enter');
  const automatic = await numberIn(total.textContent());
  const box = (await window.getByTestId('map').boundingBox())!;
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];

  await test.step('the brush adds bloom with grounds; undo and redo', async () => {
    await expect(window.getByRole('button', { name: '画刷' })).toBeDisabled();
    await window.getByLabel('依据（必填）').fill('现场照片');
    await window.getByRole('button', { name: '画刷' }).click();
    await window.getByLabel('画刷半径/m').fill('300');
    await window.getByLabel('画刷半径/m').press('Enter');
    await window.mouse.move(cx - 40, cy + 10);
    await window.mouse.down();
    await window.mouse.move(cx + 20, cy + 20, { steps: 4 });
    await window.mouse.move(cx + 60, cy + 10, { steps: 4 });
    await window.mouse.up();
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText('水华');
    await expect(list).toContainText('现场照片');
    await expect.poll(() => numberIn(total.textContent())).toBeGreaterThan(automatic);
    expect(await cell(window, '人工判为水华')).toBeGreaterThan(0);

    await window.keyboard.press('Escape');
    await window.getByRole('button', { name: '撤销：人工修正' }).click();
    await expect(list).toHaveCount(0);
    await expect.poll(() => numberIn(total.textContent())).toBe(automatic);
    await window.getByRole('button', { name: '重做：人工修正' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect.poll(() => numberIn(total.textContent())).toBeGreaterThan(automatic);
  });

  await test.step('a polygon leaves pixels out for a reason, and can be decided otherwise', async () => {
    await window.getByLabel('判为').selectOption('exclude:sun-glint');
    await window.getByRole('button', { name: '多边形' }).click();
    await window.mouse.click(cx - 30, cy - 60);
    await window.mouse.click(cx + 40, cy - 60);
    await window.mouse.click(cx + 40, cy - 20);
    await window.mouse.dblclick(cx - 30, cy - 20);
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await expect.poll(() => table(window).textContent()).toContain('太阳耀斑');
    await window.keyboard.press('Escape');
    await list.getByRole('listitem').first().getByRole('button').first().click();
    await window.getByLabel('改判').selectOption('exclude:cloud');
    await expect.poll(() => table(window).textContent()).not.toContain('太阳耀斑');
    await list.getByRole('listitem').first().getByRole('button').first().click();
    await window.keyboard.press('z');
    await settled(window);
  });

  await test.step('the patch that is connected to a click', async () => {
    await window.getByLabel('判为').selectOption('clear');
    await window.getByRole('button', { name: '连通斑块' }).click();
    // What was painted is bloom at every threshold.
    await window.mouse.click(cx, cy + 16);
    await expect(list.getByRole('listitem')).toHaveCount(3);
    await expect(list.getByRole('listitem').first()).toContainText('无水华');
    await expect.poll(() => table(window).textContent()).toContain('人工判为无水华');
    await window.keyboard.press('Escape');
  });

  await test.step('the saved result names them', async () => {
    await window.getByLabel('评估名称').fill('修正后的评估');
    await expect(window.getByRole('button', { name: '评估并保存' })).toBeEnabled();
    await window.getByRole('button', { name: '评估并保存' }).click();
    const result = window.getByTestId('bloom-result');
    await expect(result).toContainText('修正后的评估');
    await expect(result.getByTestId('correction-effect').first()).toContainText('3 处');
    await expect(result.getByTestId('reason-table')).toContainText('岸边缓冲');
  });
});
