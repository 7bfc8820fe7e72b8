import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { registerGeometryFunctions } from '#host/formats/geopackage/geopackage-functions.ts';
import { expect, settled, test } from './fixture.ts';

const samples = `点位,经度,纬度,采样日期,水深(m),叶绿素a(µg/L)
青岬1,119.400,32.860,2025-08-01,0.4,32.5
青岬2,119.402,32.861,2025-08-01,0.5,48
青岬3,119.404,32.862,2025-08-01,0.6,没有
远处1,119.460,32.820,2025-08-02,0.7,5
`;

async function pick(window: Page, path: string): Promise<void> {
  const picker = window.getByRole('dialog').last();
  await picker.getByRole('textbox', { name: '路径' }).fill(path);
  await picker.getByRole('button', { name: /^选用/ }).click();
}

async function openImport(window: Page, path: string): Promise<void> {
  await window.getByRole('tab', { name: '样点' }).click();
  await window.getByRole('button', { name: /导入外业数据/ }).click();
  await pick(window, path);
}

test('a table is imported after a look at what it means, found, and taken back', async ({ window, host }) => {
  const path = join(host.folder, '采样.csv');
  writeFileSync(path, samples);
  const found = window.getByTestId('found');
  const row = (name: string) => found.getByRole('button', { name: new RegExp(`^${name}`) });

  await test.step('the dry run tells the bad row; a wrongly understood column is put right', async () => {
    await openImport(window, path);
    const dialog = window.getByRole('dialog', { name: '导入：采样.csv' });
    await expect(dialog.getByTestId('import-accepted')).toHaveText('3');
    await expect(dialog.getByTestId('import-rejected')).toHaveText('1');
    await expect(dialog.getByText('不是数字：没有')).toBeVisible();
    const depth = dialog.getByLabel('“水深(m)”列的含义');
    await expect(depth).toHaveValue('parameter:water-depth');
    await depth.selectOption('ignore');
    await expect(dialog.getByTestId('import-observations')).toHaveText('3');
    await depth.selectOption('parameter:secchi-depth');
    await expect(dialog.getByTestId('import-observations')).toHaveText('6');
    await expect(dialog.getByLabel('“水深(m)”列的单位')).toHaveValue('m');
    await dialog.getByLabel('映射名称').fill('湖区采样');
    await dialog.getByRole('button', { name: '保存映射' }).click();
    await expect(dialog.getByLabel('已存的映射')).toContainText('湖区采样');
    await dialog.getByRole('button', { name: '导入 3 行' }).click();
    await expect(dialog).toBeHidden();
    await expect(window.getByText('已导入：3 个新样点')).toBeVisible();
  });

  await test.step('the sites are found by words, by value and by drawing', async () => {
    await window.getByRole('searchbox', { name: '查找' }).fill('青岬');
    await expect(found.getByRole('listitem')).toHaveCount(2);
    await window.getByRole('button', { name: '按监测值与质量' }).click();
    await window.getByLabel('参数').selectOption('chlorophyll-a');
    await expect(window.getByTestId('found-sums')).toContainText(
      '2 个值，最小 32.50，平均 40.25，最大 48.00',
    );
    await window.getByLabel('不小于（µg/L）').first().fill('40');
    await window.getByLabel('不小于（µg/L）').first().press('Enter');
    await expect(found.getByRole('listitem')).toHaveCount(1);
    await expect(row('青岬2')).toContainText('48.00');
    await window.getByRole('button', { name: '清除全部' }).click();
    await expect(row('远处1')).toBeVisible();

    await settled(window);
    await window.getByRole('button', { name: '在地图上框选' }).click();
    const box = (await window.getByTestId('map').boundingBox())!;
    await window.mouse.click(box.x + 5, box.y + 5);
    await window.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6, { steps: 4 });
    await window.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.6);
    await expect(window.getByRole('button', { name: '去掉条件：地图上的范围' })).toBeVisible();
    await expect(row('远处1')).toBeHidden();
    await expect(row('西湖心')).toBeVisible();
    await window.getByRole('button', { name: '清除全部' }).click();
    await expect(row('远处1')).toBeVisible();
  });

  await test.step('the table is put in order by a column and opens the card', async () => {
    await found.getByRole('button', { name: '观测数' }).click();
    await found.getByRole('button', { name: /观测数/ }).click();
    await expect(found.getByRole('listitem').first()).toContainText('12');
    await row('青岬1').click();
    await expect(window.getByTestId('plot-card')).toContainText('青岬1');
    await window.getByTestId('plot-card').getByRole('button', { name: '返回列表' }).click();
  });

  await test.step('the mapping is used again by itself', async () => {
    await openImport(window, path);
    const dialog = window.getByRole('dialog', { name: '导入：采样.csv' });
    await expect(dialog.getByLabel('已存的映射')).toHaveValue('湖区采样');
    await expect(dialog.getByTestId('import-accepted')).toHaveText('0');
    await dialog.getByRole('button', { name: '取消', exact: true }).click();
  });

  await test.step('the import is taken back as one', async () => {
    await window.getByRole('button', { name: '导入记录' }).click();
    const list = window.getByTestId('imports');
    await expect(list).toContainText('采样.csv');
    await list.getByRole('button', { name: '撤回' }).click();
    await window.getByRole('dialog', { name: '撤回' }).getByRole('button', { name: '撤回' }).click();
    await expect(list).toContainText('已撤回');
    await window.keyboard.press('Escape');
    await expect(row('远处1')).toBeHidden();
    await expect(row('西湖心')).toBeVisible();
  });
});

test('a package goes to the field and comes back; what is accepted can be undone', async ({
  window,
  host,
}) => {
  await window.getByRole('tab', { name: '样点' }).click();
  const path = join(host.folder, '外业包.gpkg');
  const found = window.getByTestId('found');
  await expect(found).toContainText('湖心');

  await window.getByRole('button', { name: '导出样点' }).click();
  const away = window.getByRole('dialog', { name: '导出样点' });
  await away.getByLabel('文件夹', { exact: true }).fill(host.folder);
  await away.getByLabel('文件名').fill('外业包');
  await away.getByRole('button', { name: /导出 \d+ 个样点/ }).click();
  await expect(away.getByTestId('taken-away')).toContainText('外业包.gpkg');
  await window.keyboard.press('Escape');

  const db = new Database(path);
  registerGeometryFunctions(db);
  db.exec(`UPDATE site SET name = '北岸新名' WHERE name = '北岸';
    UPDATE site SET note = '外业备注' WHERE name = '湖心';
    INSERT INTO observation (site_id, time, parameter, value) VALUES (1, '2026-08-09', 'ph', 15);`);
  db.close();

  await window.getByRole('button', { name: '带回外业数据包' }).click();
  const back = window.getByRole('dialog', { name: '带回外业数据包' });
  await back.getByRole('button', { name: '选择数据包…' }).click();
  await pick(window, path);
  await expect(back.getByTestId('differences')).toContainText('北岸新名');
  await expect(back.getByText('值超出合理范围')).toBeVisible();
  await expect(back.getByRole('checkbox', { name: /新增 观测/ })).toBeDisabled();
  await back.getByRole('button', { name: '全不选' }).click();
  await back.getByRole('checkbox', { name: '接受：修改 样点 · 北岸' }).check();
  await back.getByRole('button', { name: '接受 1 项' }).click();
  await expect(back.getByText('已接受 1 项改动')).toBeVisible();
  await expect(found).toContainText('北岸新名');
  await back.getByRole('button', { name: '撤销' }).click();
  await expect(found).not.toContainText('北岸新名');
  await expect(back.getByTestId('differences')).toContainText('北岸新名');
  await window.keyboard.press('Escape');
  await expect(back).toBeHidden();
});

test('the catalogue is backed up, examined and restored', async ({ window }) => {
  await window.getByRole('tab', { name: '样点' }).click();
  await window.getByRole('button', { name: '目录维护：备份与检查' }).click();
  const care = window.getByRole('dialog', { name: '目录维护：备份与检查' });
  const restore = care.getByRole('button', { name: '恢复' });
  await expect(care.getByRole('button', { name: '立即备份' })).toBeEnabled();
  await settled(window);
  const before = await restore.count();
  await care.getByRole('button', { name: '立即备份' }).click();
  await expect(restore).toHaveCount(before + 1);
  await restore.first().click();
  await window.getByRole('dialog', { name: '恢复' }).getByRole('button', { name: '恢复' }).click();
  await expect(restore).toHaveCount(before + 2);
  await care.getByRole('radio', { name: '检查' }).click();
  await care.getByRole('button', { name: '开始检查' }).click();
  await expect(care.getByText('一切正常。')).toBeVisible();
  await care.getByRole('radio', { name: '日志' }).click();
  await expect(care.getByTestId('catalogue-journal')).toContainText('样点');
});

test('the satellite stands beside what was measured', async ({ window }) => {
  await window.getByRole('tab', { name: '样点' }).click();
  await window.getByRole('button', { name: '卫星值对照' }).click();
  const dialog = window.getByRole('dialog', { name: '卫星值对照' });
  await dialog.getByLabel('指数或波段公式').fill('(N - R) / (N + R)');
  await dialog.getByRole('button', { name: /^读取/ }).click();
  await expect(dialog.getByTestId('satellite')).toContainText('西北湾');
  await expect(dialog.getByRole('img', { name: '实测值（横）与卫星值（纵）' })).toBeVisible();
  const saved = window.waitForEvent('download');
  await dialog.getByRole('button', { name: '存为 CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('卫星值对照.csv');
});

test('200,000 rows: the window answers meanwhile, progress is seen, cancelling leaves nothing', async ({
  window,
  host,
}) => {
  const path = join(host.folder, '大表.csv');
  const lines = Array.from(
    { length: 200_000 },
    (_, i) => `大点${i % 5000},${(119.3 + (i % 5000) * 1e-5).toFixed(6)},32.85,2025-${String(1 + (Math.floor(i / 5000) % 12)).padStart(2, '0')}-${String(1 + Math.floor(i / 60_000)).padStart(2, '0')},${(i % 300) / 10}`, // prettier-ignore
  );
  writeFileSync(path, `点位,经度,纬度,采样日期,叶绿素a(µg/L)\n${lines.join('\n')}\n`);
  await openImport(window, path);
  const dialog = window.getByRole('dialog', { name: '导入：大表.csv' });
  await expect(dialog.getByTestId('import-rows')).toHaveText('200,000');

  await dialog.getByRole('button', { name: /^导入 / }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  const answer = await window.request.post(`${host.origin}/api/sites.find`, {
    data: { text: '湖心' },
    headers: { origin: host.origin },
  });
  expect(answer.ok()).toBe(true);
  // Answered while the import goes on, not after it.
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: '取消：正在导入' }).click();
  await expect(dialog.getByRole('button', { name: /^导入 / })).toBeEnabled();
  await dialog.getByRole('button', { name: '取消', exact: true }).click();
  await window.getByRole('searchbox', { name: '查找' }).fill('大点');
  await expect(window.getByText('没有符合条件的样点')).toBeVisible();
});
