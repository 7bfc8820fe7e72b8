import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';

test('patches go into the ledger, are stepped by keyboard, leave as a field list and come back with findings', async ({
  window,
  host,
}) => {
  await window.getByRole('tab', { name: '红线' }).click();
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: '评估并保存' }).click();
  const patches = window.getByTestId('patches').locator('tbody tr');
  await expect(patches.first()).toBeVisible();
  const count = await patches.count();

  await test.step('a chosen patch shows both dates', async () => {
    await patches.first().click();
    await expect(window.getByTestId('chips').locator('img')).toHaveCount(2);
  });

  await window.getByRole('button', { name: '列入台账' }).click();
  const ledger = window.getByTestId('ledger');
  const rows = ledger.locator('.ledger-row');
  await expect(rows.first()).toBeVisible();
  await expect(window.getByText(`疑似图斑台账（${count}/${count}）`)).toBeVisible();

  await test.step('taking it again adds nothing', async () => {
    await window.getByText('变化评估', { exact: true }).click();
    await window.getByRole('button', { name: '列入台账' }).click();
    await expect(window.getByText(`疑似图斑台账（${count}/${count}）`)).toBeVisible();
  });

  await test.step('arrows, Shift, digits and letters', async () => {
    await ledger.focus();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Shift+ArrowDown');
    await window.keyboard.press('Shift+ArrowDown');
    await expect(ledger.locator('input:checked')).toHaveCount(3);
    await window.keyboard.press('1');
    await expect(rows.nth(0)).toContainText('矿产资源开发');
    await expect(rows.nth(2)).toContainText('矿产资源开发');
    await expect(rows.nth(3)).not.toContainText('矿产资源开发');
    await window.keyboard.press('c');
    await expect(rows.nth(0)).toHaveAttribute('data-state', 'to-check');
    await expect(rows.nth(2)).toHaveAttribute('data-state', 'to-check');
  });

  await test.step('nothing found needs a reason; nothing changes without one', async () => {
    await window.keyboard.press('u');
    await expect(window.getByText('需要填写理由', { exact: false }).first()).toBeVisible();
    await expect(rows.nth(0)).toHaveAttribute('data-state', 'to-check');
    await window.getByRole('textbox', { name: '理由' }).fill('收割，非开发');
    await window.getByRole('button', { name: 'U 已核查:不属实' }).click();
    await expect(rows.nth(0)).toHaveAttribute('data-state', 'unfounded');
    await rows.nth(0).click();
    const card = window.getByTestId('ledger-card');
    await expect(card).toContainText('收割，非开发');
    await expect(card.locator('img')).toHaveCount(2);
  });

  await test.step('a filter keeps what fits, and steps are taken back', async () => {
    await window.getByRole('combobox', { name: '核查状态' }).selectOption('unfounded');
    await expect(rows).toHaveCount(3);
    await window.getByRole('combobox', { name: '核查状态' }).selectOption('');
    await window.getByRole('button', { name: '撤销' }).first().click();
    await expect(rows.nth(0)).toHaveAttribute('data-state', 'to-check');
  });

  const numbers = await rows.locator('strong').allTextContents();
  const folder = join(host.workspace, 'field');
  mkdirSync(folder, { recursive: true });
  const pick = async (path: string) => {
    const picker = window.getByRole('dialog').last();
    await picker.getByRole('textbox', { name: '路径' }).fill(path);
    await picker.getByRole('button', { name: /^选用/ }).click();
    await expect(picker).toBeHidden();
  };

  await test.step('the field list leaves as a package', async () => {
    await window.getByRole('button', { name: 'GPKG（QField）' }).click();
    await pick(folder);
    await expect(window.getByText(/已写出 \d+ 个图斑/).first()).toBeVisible();
  });

  await test.step('results come back, are looked at, and are taken over', async () => {
    const path = join(folder, 'results.csv');
    writeFileSync(
      path,
      `图斑编号,核查状态,活动类型,核查说明,审核人\n${numbers[0]},属实,工业开发,厂房,王五\n${numbers[1]},不属实,,,\n不存在-1,属实,,,\n`,
    );
    await window.getByRole('button', { name: '带回结果' }).click();
    await pick(path);
    const returned = window.getByTestId('returned');
    await expect(returned).toContainText('工业开发');
    await expect(returned).toContainText('需要在“核查说明”列填写理由');
    await expect(returned).toContainText('台账中没有该编号的图斑');
    await window.getByRole('button', { name: '接受 1 行' }).click();
    await expect(rows.nth(0)).toHaveAttribute('data-state', 'confirmed');
    await expect(rows.nth(0)).toContainText('工业开发');
    await expect(rows.nth(1)).toHaveAttribute('data-state', 'to-check');
  });
});
