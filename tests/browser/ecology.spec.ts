import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, numberIn, settled, test } from './fixture.ts';

/** Pictures of the dialogs, for a person to look at. */
const pictures = process.env.BLOOMLINE_PICTURES;

async function shoot(window: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await window.screenshot({ path: join(pictures, `${name}.png`) });
}

async function openView(window: Page, name: string): Promise<Locator> {
  await window.getByRole('tab', { name: '红线' }).click();
  await window.getByRole('button', { name, exact: true }).click();
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name, exact: true })).toHaveAttribute('aria-checked', 'true');
  return dialog;
}

test('an ecologist assesses the state of two dates, and takes tables and rasters away', async ({
  window,
  host,
}) => {
  await window.getByRole('tab', { name: '红线' }).click();
  await expect(window.getByLabel('前期', { exact: true }).locator('option:checked')).toContainText('2024');
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  const dialog = await openView(window, '生态状况');

  await test.step('dates and zones are those of the task; RSEI and its variant exclude each other', async () => {
    await expect(dialog.getByRole('button', { name: '评估并保存' })).toBeEnabled();
    await dialog.getByRole('checkbox', { name: '遥感生态指数 RSEI' }).check();
    await dialog.getByRole('checkbox', { name: 'RSEI-3（无地温变体）' }).check();
    await expect(dialog.getByRole('checkbox', { name: '遥感生态指数 RSEI' })).not.toBeChecked();
    await dialog.getByRole('checkbox', { name: 'RSEI-3（无地温变体）' }).uncheck();
    await shoot(window, 'state-form');
  });

  await test.step('without a thermal band RSEI is refused in words, and nothing of the form is lost', async () => {
    await dialog.getByRole('checkbox', { name: '遥感生态指数 RSEI' }).check();
    await dialog.getByRole('button', { name: '评估并保存' }).click();
    await expect(dialog.getByText(/请选择 TM、|请选择 TM, ETM, OLI, MSI 之一/).first()).toBeVisible();
    await dialog.getByLabel('湿度系数').selectOption('MSI');
    await dialog.getByRole('button', { name: '评估并保存' }).click();
    await expect(dialog.getByText(/RSEI-3/).last()).toBeVisible();
    await dialog.getByRole('checkbox', { name: '遥感生态指数 RSEI' }).uncheck();
  });

  await dialog.getByRole('button', { name: '评估并保存' }).click();
  const result = dialog.getByTestId('ecology-result');
  await expect(result).toBeVisible();

  await test.step('values, classes and the transition matrix add up', async () => {
    await result.getByRole('radio', { name: 'FVC' }).click();
    const row = result.getByTestId('state-table').locator('tbody tr').first();
    const valid = await numberIn(row.locator('td').nth(3).textContent());
    let sum = 0;
    for (let i = 4; i < 10; i++) sum += await numberIn(row.locator('td').nth(i).textContent());
    expect(sum).toBeCloseTo(valid, 0);
    await expect(result.getByTestId('state-matrix').locator('tbody tr')).toHaveCount(6);
    await expect(
      result.getByText(/FVC 端元：裸土 NDVI 0\.\d{4}|FVC 端元：裸土 NDVI -0\.\d{4}/),
    ).toBeVisible();
    await shoot(window, 'state-result');
  });

  await test.step('tables, recipe and a raster per indicator and date are written', async () => {
    const out = join(host.folder, 'eco');
    await result
      .getByLabel('导出文件夹', { exact: true })
      .or(result.locator('.eco-export input.input'))
      .first()
      .fill(out);
    await result.getByRole('button', { name: '导出', exact: true }).click();
    await expect(result.getByTestId('ecology-exported').locator('li')).toHaveCount(7);
    expect(existsSync(out)).toBe(true);
    expect(readdirSync(out).filter(name => name.endsWith('.tif'))).toHaveLength(4);
  });

  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
  await settled(window);
  await expect(window.getByRole('list', { name: '已保存的生态结果' }).getByRole('listitem')).toHaveCount(1);
});

test('an ecologist validates the vegetation cover with the plots', async ({ window }) => {
  const dialog = await openView(window, '样地验证');
  await dialog.getByLabel('影像或栅格产品').selectOption({ index: 1 });
  await dialog.getByLabel('观测与影像相差不超过（天）').first().fill('3000');
  await dialog.getByLabel('观测与影像相差不超过（天）').first().press('Enter');
  await shoot(window, 'validation-form');
  await dialog.getByRole('button', { name: '验证并保存' }).click();
  const result = dialog.getByTestId('ecology-result');
  await expect(result.getByTestId('accuracy-table')).toBeVisible();

  await test.step('the total has the plots that are not left out; P comes with pass or fail', async () => {
    const total = result.getByTestId('accuracy-table').locator('tbody tr').first();
    const counted = await result.getByTestId('plot-table').locator('tbody tr:not(.muted)').count();
    expect(await numberIn(total.locator('td').nth(1).textContent())).toBe(counted);
    await expect(total.locator('td').nth(3)).toHaveText(/合格|不合格/);
    await shoot(window, 'validation-result');
  });

  await test.step('it stays in the list, with what it was', async () => {
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
    const saved = window.getByRole('list', { name: '已保存的生态结果' });
    await saved.getByRole('button').first().click();
    await expect(window.getByRole('dialog').getByTestId('accuracy-table')).toBeVisible();
  });
});

test('EI names what is missing and gives no total; EQI is marked as to be confirmed', async ({ window }) => {
  const dialog = await openView(window, 'EI / EQI');
  const give = async (label: string, value: string) => {
    await dialog.getByLabel(label, { exact: true }).fill(value);
    await dialog.getByLabel(label, { exact: true }).press('Enter');
  };
  await give('NDVI 月最大值均值(0–10000)', '6000');
  await give('区域面积', '1000');
  await shoot(window, 'ei-form');
  await dialog.getByRole('button', { name: '计算并保存' }).click();
  const result = dialog.getByTestId('ecology-result');
  await expect(result.getByTestId('index-missing')).toContainText('生物多样性指数 BI');
  await expect(result.getByTestId('index-table')).toContainText('输入不全，无总值');
  // 0.0121165124 · 6000.
  await expect(result.getByTestId('index-table')).toContainText('72.70');
  await shoot(window, 'ei-result');

  await dialog.getByRole('button', { name: '返回表单' }).click();
  await dialog.getByRole('radio', { name: /^EQI/ }).click();
  for (const [label, value] of [['生态格局', '60'], ['生态功能', '50'], ['生物多样性', '40'], ['生态胁迫', '20']]) await give(label, value); // prettier-ignore
  await dialog.getByRole('button', { name: '增加年份' }).click();
  await give('生态格局', '70');
  await dialog.getByRole('button', { name: '计算并保存' }).click();
  const rows = result.getByTestId('index-table').locator('tbody tr');
  // 0.36·60 + 0.35·50 + 0.19·40 + 0.1·80 = 54.7; ten more of the pattern are 3.6 more.
  await expect(rows.nth(0)).toContainText('54.70');
  await expect(rows.nth(0)).toContainText('三类');
  await expect(rows.nth(1)).toContainText('+3.60');
  await expect(rows.nth(1)).toContainText('待核对');
  await shoot(window, 'eqi-result');
});

test('a service names its missing inputs before anything is computed', async ({ window }) => {
  const dialog = await openView(window, '服务功能');
  await expect(dialog.getByTestId('service-missing')).toContainText('P; R; ET');
  await expect(dialog.getByRole('button', { name: '计算并保存' })).toBeDisabled();
  await dialog.getByLabel(/^年降水量 \(mm/).selectOption({ index: 1 });
  for (const [label, value] of [
    ['年地表径流量', '200'],
    ['年蒸散发量', '500'],
  ]) {
    await dialog.getByLabel(label, { exact: true }).fill(value);
    await dialog.getByLabel(label, { exact: true }).press('Enter');
  }
  await dialog.locator('.zone-picker input[type=checkbox]').first().check();
  await shoot(window, 'services-form');
  await dialog.getByRole('button', { name: '计算并保存' }).click();
  const result = dialog.getByTestId('ecology-result');
  await expect(result.getByTestId('services-table')).toBeVisible();
  await shoot(window, 'services-result');
});

test('the dialogs speak English in a light window, too', async ({ window }) => {
  await window.getByRole('button', { name: '切换到英文' }).click();
  await window.getByRole('button', { name: /Light theme/ }).click();
  await window.getByRole('tab', { name: 'Redline' }).click();
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: 'State', exact: true }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'RSEI-3 (without temperature)' }).check();
  await shoot(window, 'state-form-en');
  await dialog.getByRole('checkbox', { name: 'RSEI-3 (without temperature)' }).uncheck();
  await dialog.getByRole('button', { name: 'Assess and save' }).click();
  const result = dialog.getByTestId('ecology-result');
  await expect(result.getByTestId('state-matrix')).toBeVisible();
  const words = await result.evaluate(element => {
    const copy = element.cloneNode(true) as HTMLElement;
    // Zones keep their own names.
    for (const select of copy.querySelectorAll('select')) select.remove();
    return copy.textContent;
  });
  expect(words).not.toMatch(/\p{Script=Han}/u);
  await shoot(window, 'state-result-en');
});
