import type { Page } from '@playwright/test';
import { expect, settled, test } from './fixture.ts';

test.use({ ownHost: 'table' });

/** The table of sites, with 110 sections more that nobody gave a body of water. */
test('a table to work in: ten rows pasted, sorted and searched, 110 bodies filled down, taken back', async ({
  window,
}) => {
  test.setTimeout(120_000);
  await window.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await window.getByRole('tab', { name: '样点' }).click();
  await settled(window);
  await window.getByRole('button', { name: '样点表' }).click();
  const dialog = window.getByRole('dialog', { name: '样点表' });
  const grid = dialog.getByRole('grid', { name: '样点表' });
  const status = dialog.getByTestId('grid-sums');
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  const before = Number(/\d+/.exec(await status.innerText())![0]);
  const paste = async (count: number, from: number) => {
    const rows = Array.from({ length: count }, (_, i) => `表断面${from + i}\tB${from + i}\t水质断面\t119.3\t${32 + (from + i) / 1000}\t"备注 ""${i}"""`); // prettier-ignore
    await window.evaluate(text => navigator.clipboard.writeText(text), rows.join('\r\n'));
    await grid.focus();
    await window.keyboard.press('Control+ArrowDown');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Control+ArrowLeft');
    await window.keyboard.press('Control+V');
  };

  await test.step('ten rows of the clipboard are ten sites', async () => {
    await paste(10, 0);
    await expect(status).toContainText(`${before + 10} 行`);
    await paste(100, 10);
    await expect(status).toContainText(`${before + 110} 行`);
  });

  await test.step('searched and sorted', async () => {
    await dialog.getByRole('searchbox', { name: '在表中查找' }).fill('表断面');
    await expect(status).toContainText('110 行');
    await grid.getByRole('columnheader', { name: '纬度' }).click();
    await grid.getByRole('columnheader', { name: '纬度' }).click();
    await expect(grid.getByRole('row').nth(1)).toContainText('表断面109');
  });

  await test.step('sum and mean of what is selected', async () => {
    await grid.getByRole('row').nth(1).getByRole('gridcell').nth(3).click();
    await window.keyboard.press('Control+Shift+ArrowDown');
    // 110 × 119.3
    await expect(status).toContainText('选中 110 个数：合计 13123.0000，平均 119.3000');
  });

  const bodies = grid.getByRole('gridcell', { name: '河流', exact: true });
  await test.step('one value filled down 110 rows in one gesture, and one step back', async () => {
    // Only rows in sight are there: back to the first.
    await window.keyboard.press('Control+ArrowUp');
    await expect(grid.getByRole('row').nth(1)).toContainText('表断面109');
    const heads = await grid.getByRole('columnheader').allInnerTexts();
    const column = heads.findIndex(text => text.startsWith('水体类型'));
    await grid.getByRole('row').nth(1).getByRole('gridcell').nth(column).click();
    await window.keyboard.press('Enter');
    await grid.getByLabel('水体类型').fill('河流');
    await window.keyboard.press('Enter');
    await expect(bodies).toHaveCount(1);
    await window.keyboard.press('ArrowUp');
    await window.keyboard.press('Control+Shift+ArrowDown');
    await dialog.getByRole('button', { name: '向下填充' }).click();
    await dialog.getByRole('searchbox', { name: '在表中查找' }).fill('表断面 河流');
    await expect(status).toContainText('110 行');
    if (process.env.BLOOMLINE_SHOTS)
      await window.screenshot({ path: `${process.env.BLOOMLINE_SHOTS}/table.png` });
    await dialog.getByRole('button', { name: '撤销' }).click();
    await expect(status).toContainText(/^1 行/);
  });

  await test.step('a row that is none is refused in words, and nothing of it comes in', async () => {
    await dialog.getByRole('searchbox', { name: '在表中查找' }).fill('');
    await window.evaluate(
      text => navigator.clipboard.writeText(text),
      '好的\tX\t水质断面\t119\t32\r\n坏的\tX\t水质断面\t东边\t32',
    );
    await grid.focus();
    await window.keyboard.press('Control+ArrowDown');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Control+ArrowLeft');
    await window.keyboard.press('Control+V');
    await expect(dialog.getByRole('alert')).toContainText('东边');
    await expect(status).toContainText(`${before + 110} 行`);
  });

  await test.step('the observations of some of them: pasted with their marks, filled down, flagged', async () => {
    await dialog.getByRole('searchbox', { name: '在表中查找' }).fill('表断面10');
    await grid.getByRole('row').nth(1).getByRole('gridcell').first().click();
    await window.keyboard.press('Control+Shift+ArrowDown');
    await dialog.getByRole('button', { name: /选中 11 个样点的观测/ }).click();
    const table = window.getByRole('dialog', { name: '观测表' });
    const cells = table.getByRole('grid', { name: '观测表' });
    const sums = table.getByTestId('grid-sums');
    const pasted = async (text: string) => {
      await window.evaluate(rows => navigator.clipboard.writeText(rows), text);
      await cells.focus();
      await window.keyboard.press('Control+ArrowDown');
      await window.keyboard.press('ArrowDown');
      await window.keyboard.press('Control+ArrowLeft');
      await window.keyboard.press('Control+V');
    };
    const values = ['0.5', '<0.025', '未检出', '断流', '25 µg/L', '0.4', '0.3', '0.2', '0.1', '0.6'];
    await pasted(values.map((value, i) => `B${100 + i}\t2025-07-10\t氨氮\t${value}`).join('\r\n'));
    await expect(sums).toContainText('10 行');
    await expect(cells.getByRole('gridcell', { name: '<0.025' })).toBeVisible();
    await expect(cells.getByRole('gridcell', { name: '断流' })).toBeVisible();

    const heads = await cells.getByRole('columnheader').allInnerTexts();
    const at = (name: string) => heads.findIndex(text => text.startsWith(name));
    await cells.getByRole('row').nth(1).getByRole('gridcell').nth(at('计入值')).click();
    await window.keyboard.press('Control+Shift+ArrowDown');
    // 0.5 + 0.025 / 2 + 0 + 0.025 + 0.4 + 0.3 + 0.2 + 0.1 + 0.6
    await expect(sums).toContainText('选中 9 个数：合计 2.1375');

    await table.getByRole('button', { name: '可疑' }).click();
    await expect(table.getByRole('alert').last()).toContainText('需要说明原因');
    await table.getByLabel('更正或标记的理由').fill('探头污染');
    await table.getByRole('button', { name: '可疑' }).click();
    await expect(cells.getByRole('gridcell', { name: '可疑' })).toHaveCount(9);
    await shoot(window, 'observations');
    await table.getByRole('button', { name: '撤销' }).click();
    await expect(cells.getByRole('gridcell', { name: '可疑' })).toHaveCount(0);

    await pasted('B100\t2025-07-11\t氨氮\t0.5\r\nB101\t2025-07-11\t氨氮\t很高');
    await expect(table.getByRole('alert').last()).toContainText('新增第 2 行的“数值”：“很高”不是数字');
    await expect(sums).toContainText('10 行');
  });
});

/** Pictures to look at, in both dresses and languages, where a folder is named for them. */
async function shoot(page: Page, name: string) {
  const folder = process.env.BLOOMLINE_SHOTS;
  if (!folder) return;
  for (const theme of ['light', 'dark']) {
    await page.evaluate(value => (document.documentElement.dataset.theme = value), theme);
    await page.screenshot({ path: `${folder}/${name}-${theme}.png` });
  }
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
}
