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
});
