import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { demoGrid } from '#host/workspace/demo/landscape.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { expect, test } from './fixture.ts';

/** Pixels of 100 m over the demo's ground: bloom in so many columns from the west, or nothing at all. */
async function writeDate(folder: string, day: string, bloomColumns: number | null): Promise<void> {
  const [width, height] = [120, 90];
  const nir = new Uint16Array(width * height);
  if (bloomColumns !== null) nir.forEach((_, i) => (nir[i] = i % width < bloomColumns ? 3000 : 500));
  await writeGeoTiff(join(folder, `sim_${day}.tif`), {
    grid: {
      width,
      height,
      affine: [demoGrid.originX, 100, 0, demoGrid.originY, 0, -100],
      crs: crsFromEpsg(demoGrid.epsg)!,
    },
    bands: [new Uint16Array(width * height).fill(1000), nir],
    nodata: 0,
    descriptions: ['red', 'nir'],
    items: { BLOOMLINE_SIMULATED: 'yes' },
  });
}

/** The whole lake of the demo: other tests bring in zones of the same name. */
const lakeOf = (window: Page) =>
  window.getByRole('group', { name: /^碧澜湖\(模拟\)/ }).getByLabel('碧澜湖', { exact: true });

test('a folder becomes a series with gaps, a calendar and warnings; a new date costs one scene', async ({
  window,
  host,
}) => {
  const folder = join(host.folder, 'dates');
  mkdirSync(folder);
  await writeDate(folder, '20250601', 0);
  await writeDate(folder, '20250606', 40);
  await writeDate(folder, '20250611', null);
  await writeDate(folder, '20250616', 70);

  await test.step('the series is made of a folder and zones', async () => {
    await window.getByRole('radio', { name: '序列' }).click();
    await window.getByRole('button', { name: '新建序列' }).click();
    await window.getByLabel('影像文件夹', { exact: true }).fill(folder);
    await window.getByRole('combobox', { name: '指数', exact: true }).selectOption('NDVI');
    await window.getByLabel('序列阈值').fill('0');
    await window.getByLabel('序列名称').fill('碧澜湖 2025');
    await lakeOf(window).check();
    await window.getByRole('button', { name: '开始评估' }).click();
    await expect(window.getByTestId('series-view')).toBeVisible();
  });

  await test.step('dates, a gap as a gap, what they say together', async () => {
    const rows = window.getByTestId('series-table').locator('tbody tr');
    await expect(rows).toHaveCount(4);
    await expect(rows.nth(1)).toContainText('2025-06-11');
    await expect(rows.nth(1)).toContainText('不可评估');
    await expect(rows.nth(3)).toContainText('0.0 %');
    await expect(window.getByTestId('series-summary')).toContainText('2 次 / 可评估 3 期（共 4 期）');
    await expect(window.getByTestId('series-summary')).toContainText('2025-06-06 – 2025-06-16');
    await expect(window.getByTestId('series-view')).toContainText('模拟');
    const calendar = window.getByTestId('series-calendar');
    await expect(calendar.getByRole('button')).toHaveCount(4);
    await expect(calendar.locator('.day-gap[aria-label^="2025-06-11"]')).toBeVisible();
  });

  await test.step('the animation goes from date to date', async () => {
    await window
      .getByTestId('series-calendar')
      .getByRole('button', { name: /^2025-06-06/ })
      .click();
    await expect(window.getByRole('img', { name: '2025-06-06 的水华分布' })).toBeVisible();
    await window.getByRole('button', { name: '下一期' }).click();
    await expect(window.getByTestId('frame-date')).toContainText('2025-06-11');
    await window.getByRole('button', { name: '播放' }).click();
    await expect(window.getByTestId('frame-date')).toContainText('2025-06-16');
    await window.getByRole('button', { name: '暂停' }).click();
  });

  await test.step('a new date is taken in', async () => {
    await writeDate(folder, '20250621', 80);
    await window.getByRole('button', { name: '更新序列：碧澜湖 2025' }).click();
    await expect(window.getByTestId('series-table').locator('tbody tr')).toHaveCount(5);
  });

  await test.step('a date opens as a scene with the options of the series, and knows the date before', async () => {
    await window.getByTestId('series-table').getByRole('cell', { name: '2025-06-21' }).click();
    await window.getByRole('button', { name: '按单景评估' }).click();
    await expect(window.getByTestId('bloom-total')).toBeVisible();
    await window.getByRole('button', { name: '评估并保存' }).click();
    await expect(window.getByTestId('bloom-result')).toContainText('较 2025-06-16');
  });

  await test.step('a warning was issued and is verified', async () => {
    await window.getByRole('radio', { name: /^预警/ }).click();
    const card = window.getByRole('list', { name: '预警' }).getByRole('listitem').filter({ hasText: '达到轻度及以上水华' }); // prettier-ignore
    await expect(card).toHaveCount(1);
    await expect(card).toContainText('2025-06-06 – 2025-06-21');
    await card.getByRole('button', { name: '核实' }).click();
    await card.getByLabel('原因或核实情况').fill('现场可见水华');
    await card.getByRole('button', { name: '核实' }).click();
    await expect(card.locator('.chip', { hasText: '核实' })).toBeVisible();
    await expect(card).toContainText('现场可见水华');
    await window.reload();
    await window.getByRole('radio', { name: /^预警/ }).click();
    await expect(card.locator('.chip', { hasText: '核实' })).toBeVisible();
  });

  // Other tests begin with the scenes of the demo.
  const scenes = (await (await window.request.post(`${host.origin}/api/scene.list`, { data: {} })).json()) as { id: number; name: string }[]; // prettier-ignore
  for (const { id, name } of scenes)
    if (name.startsWith('sim_2025'))
      await window.request.post(`${host.origin}/api/scene.remove`, { data: { sceneId: id } });
});

test('the bulletin is made from the numbers, edited, and exported', async ({ window, host }) => {
  await lakeOf(window).check();
  await window.getByLabel('指数或公式').selectOption('NDVI');
  await window.getByRole('button', { name: '统计', exact: true }).click();
  await window.getByRole('button', { name: /^默认/ }).click();
  await window.getByRole('button', { name: '评估并保存' }).click();
  const result = window.getByTestId('bloom-result');
  await expect(result).toContainText('分布');
  await expect(result).toContainText('实际覆盖面积');
  await window.getByRole('tab', { name: '成图' }).click();
  const text = window.getByRole('textbox', { name: '快报文字' });
  await expect(text).toHaveValue(/北京时间/);
  await expect(text).toHaveValue(/【模拟数据】/);
  await expect(text).toHaveValue(/待核对/);
  const made = await text.inputValue();
  await text.fill(`${made}\n\n请各单位加强巡查。`);
  await window.getByRole('button', { name: '保存文字' }).click();
  await expect(window.getByText(/于 .* 修改/)).toBeVisible();

  const out = join(host.folder, 'bulletin');
  mkdirSync(out);
  for (const box of await window.locator('.products input').all()) await box.uncheck();
  await window.getByLabel('快报文字（TXT）').check();
  await window.getByLabel('快报文字（Markdown）').check();
  await window.getByRole('textbox', { name: '文件夹', exact: true }).fill(out);
  await window.getByRole('button', { name: '导出', exact: true }).click();
  await expect(window.getByTestId('exported').getByRole('listitem')).toHaveCount(3);
  const names = readdirSync(out).sort();
  expect(names.map(n => n.split('.').at(-1))).toEqual(['md', 'txt']);
  for (const name of names) expect(readFileSync(join(out, name), 'utf8')).toContain('请各单位加强巡查。');

  await window.getByRole('button', { name: '恢复自动文字' }).click();
  await expect(text).toHaveValue(made);
});
