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
    await expect(image).toBeVisible();
    await settled(window);
    const landscape = await image.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
    expect(landscape[0]).toBeGreaterThan(600);
    expect(landscape[0]).toBeGreaterThan(landscape[1]);
    const first = await image.getAttribute('src');
    await window.getByRole('radio', { name: '纵向' }).click();
    await expect(image).not.toHaveAttribute('src', first!);
    const portrait = await image.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
    expect(portrait[0]).toBeLessThan(portrait[1]);
  });

  await window.getByLabel('图名', { exact: true }).fill('碧澜湖水华遥感监测图');
  await window.getByLabel('制图', { exact: true }).fill('张三');
  const folder = join(host.folder, 'products');
  await window.getByLabel('文件夹', { exact: true }).fill(folder);
  await window.getByRole('button', { name: '导出', exact: true }).click();
  const written = window.getByTestId('exported');
  await expect(written).toBeVisible();

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

  const templates = window.getByRole('radiogroup', { name: '地图模板' });
  const preview = window.getByTestId('sheet-preview');
  const ready = () => expect(preview).toHaveAttribute('aria-busy', 'false');
  await test.step('templates that do not fit are grey and say why', async () => {
    await expect(templates.getByRole('radio', { name: '水华监测图' })).toBeChecked();
    const redline = templates.getByRole('radio', { name: /红线变化图/ });
    await expect(redline).toBeDisabled();
    await expect(redline).toContainText('此图由红线评估生成');
  });

  await test.step('the title is written in place, taken back, and kept as a template of the workspace', async () => {
    await window.getByRole('button', { name: '改图名' }).click();
    await window.getByRole('textbox', { name: '改图名' }).fill('{zones}水华简图 {date}');
    await window.getByRole('textbox', { name: '改图名' }).press('Enter');
    const title = window.getByLabel('图名', { exact: true });
    await expect(title).toHaveValue('{zones}水华简图 {date}');
    await window.getByRole('button', { name: '撤销图幅设置' }).click();
    await expect(title).toHaveValue('碧澜湖水华遥感监测图');
    await window.getByRole('button', { name: '重做图幅设置' }).click();
    await expect(title).toHaveValue('{zones}水华简图 {date}');
    await window.getByLabel('配色').selectOption('grey');
    await window.getByLabel('网线间隔').selectOption('120');
    await window.getByLabel('自定模板', { exact: true }).fill('黑白简图');
    await window.getByRole('button', { name: '保存为自定模板' }).click();
    await expect(templates.getByRole('radio', { name: '黑白简图' })).toBeChecked();
    await expect(title).toHaveAttribute('placeholder', '{zones}水华简图 {date}');
    await expect(window.getByLabel('配色')).toHaveValue('grey');
    await ready();
    await expect(preview.locator('.danger')).toHaveCount(0);
  });

  await test.step('the sites of the catalogue make a map of their own', async () => {
    await window.getByRole('button', { name: /^目录样点/ }).click();
    await expect(templates.getByRole('radio', { name: '样点分布图' })).toBeChecked();
    await expect(templates.getByRole('radio', { name: /水华监测图/ })).toBeDisabled();
    await ready();
    await window.getByRole('button', { name: '导出', exact: true }).click();
    await expect(written.getByText(/^sites-map_.*\.pdf$/)).toBeVisible();
    await expect(written.getByText(/^sites-map_.*\.png$/)).toBeVisible();
  });
});

test('a report is made of the workspace, written over in place, and exported', async ({ window, host }) => {
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: '统计', exact: true }).click();
  await window.getByRole('button', { name: '评估并保存' }).click();
  await window.getByTestId('bloom-result').waitFor();
  await window.getByRole('tab', { name: '成图' }).click();
  await window.getByRole('button', { name: '编制报告' }).click();
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByLabel('日期', { exact: true })).not.toHaveValue('');
  await dialog.getByRole('button', { name: '生成报告' }).click();
  const report = window.getByTestId('report-text');
  await expect(report.getByRole('heading', { name: '一、监测结果' })).toBeVisible();
  await expect(report.getByRole('table').first()).toContainText('待核对');
  const overview = report.locator('[data-paragraph="overview"]');
  const made = await overview.locator('p').textContent();
  await overview.getByRole('button', { name: '改写此段' }).click();
  await dialog.getByLabel('段落文字').fill('本月水华明显。');
  await dialog.getByLabel('编制人').fill('张三');
  await expect(overview).toContainText('本月水华明显。');
  await expect(overview.getByText('已改写')).toBeVisible();
  await overview.getByRole('button', { name: '恢复生成的文字' }).click();
  await expect(overview.locator('p')).toHaveText(made!);
  await dialog.getByLabel('报告文件夹', { exact: true }).fill(join(host.folder, 'reports'));
  for (const left of ['Word (.docx)', 'Markdown']) await dialog.getByLabel(left).uncheck();
  await dialog.getByRole('button', { name: '导出报告' }).click();
  const files = window.getByTestId('report-exported');
  for (const ending of ['pdf', 'xlsx'])
    await expect(files.getByText(new RegExp(`\\.${ending}$`))).toBeVisible();
});
