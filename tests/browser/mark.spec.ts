import type { Locator, Page, Request } from '@playwright/test';
import { jpegWithPlace, put } from '#tests/host/exchange/field/files.ts';
import { expect, settled, test } from './fixture.ts';

const undo = (page: Page) => page.getByRole('button', { name: /^撤销/ });
const redo = (page: Page) => page.getByRole('button', { name: /^重做/ });

/** Chooses a file of the host's machine in the window's picker. */
async function choose(page: Page, path: string): Promise<void> {
  const picker = page.getByRole('dialog', { name: '选择照片' });
  await picker.getByLabel('路径', { exact: true }).fill(path);
  await picker.getByRole('button', { name: '选用', exact: true }).click();
}

const place = async (page: Page, x: number, y: number) => {
  const box = (await page.getByTestId('map').boundingBox())!;
  return [box.x + box.width * x, box.y + box.height * y] as const;
};

async function fillRow(grid: Locator, row: number, values: Record<string, string>): Promise<void> {
  for (const [column, value] of Object.entries(values))
    await grid.getByLabel(`${column} ${row}`, { exact: true }).fill(value);
}

test('an ecologist marks a plot, lays out its quadrats and fills the form', async ({ window, host }) => {
  await window.getByRole('tab', { name: '样点' }).click();
  await settled(window);
  await window.getByRole('button', { name: '标记方形样地（给定边长）' }).click();
  const [x, y] = await place(window, 0.45, 0.5);
  await window.mouse.move(x - 20, y);
  await expect(window.locator('.mark-readout')).toContainText('1.00 hm²');
  await window.mouse.click(x, y);

  const form = window.getByTestId('plot-form');
  const isKept = (asked: Request) =>
    asked.url().endsWith('/api/drafts.set') && Boolean(asked.postData()?.includes('plot.jpg'));
  const kept = window.waitForEvent('requestfinished', { predicate: isKept, timeout: 0 });
  await test.step('an implausible number needs a reason', async () => {
    await expect(form.getByTestId('plot-area')).toHaveText('1.00 hm²');
    await form.getByLabel('名称 *').fill('芦苇林样地');
    await form.getByLabel('生态系统类型(Ⅱ级) *').fill('阔叶林');
    await form.getByLabel('海拔 / m').fill('12000');
    await expect(form.getByRole('alert')).toContainText('合理范围');
    await expect(form.getByRole('button', { name: '保存' })).toBeDisabled();
    await form.getByLabel('超出范围的理由').fill('测试高程');
    await form.getByRole('button', { name: '添加照片' }).click();
    await choose(window, put(host.folder, 'plot.jpg', jpegWithPlace(119.26, 32.85, '2026:08:01 09:30:00')));
    await expect(form.getByText('plot.jpg')).toBeVisible();
  });

  await test.step('what was typed is there again after a reload', async () => {
    await kept;
    await window.reload();
    await window.getByRole('tab', { name: '样点' }).click();
    await expect(window.getByText('未保存的填写：芦苇林样地')).toBeVisible();
    await window.getByRole('button', { name: '继续' }).click();
    await expect(form.getByText('继续上次未保存的填写')).toBeVisible();
    await expect(form.getByLabel('海拔 / m')).toHaveValue('12000');
    await form.getByRole('button', { name: '保存' }).click();
  });

  const card = window.getByTestId('plot-card');
  await expect(card.getByRole('heading', { name: '芦苇林样地' })).toBeVisible();
  await expect(card).toContainText('100 m × 100 m · 1.00 hm²');
  await expect(card).toContainText('测试高程');
  await expect(card.locator('.photos img')).toHaveCount(1);

  await test.step('quadrats come from the rule', async () => {
    await card.getByRole('button', { name: '按规则布设 2 个' }).first().click();
    await expect(card.getByRole('list', { name: '样方' }).getByRole('listitem')).toHaveCount(2);
  });

  await test.step('trees are typed and pasted', async () => {
    await card.getByRole('button', { name: /^1 乔木样方/ }).click();
    const trees = card.getByTestId('rows-trees');
    await trees.getByRole('button', { name: '添加行' }).click();
    await fillRow(trees, 1, { 树种: '水杉' });
    await trees.getByLabel('树种 1', { exact: true }).press('Enter');
    await expect(trees.getByLabel('树种 2', { exact: true })).toBeFocused();
    await trees.getByLabel('树种 2', { exact: true }).evaluate(cell => {
      const data = new DataTransfer();
      data.setData('text', '垂柳\t18.5\n旱柳\t21');
      cell.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await expect(trees.getByLabel('树种 3', { exact: true })).toHaveValue('旱柳');
    await trees.getByRole('button', { name: '保存明细' }).click();
    await expect(card.getByRole('button', { name: /^1 乔木样方.*3 行/ })).toBeVisible();
  });

  await test.step('an observation is flagged and corrected', async () => {
    await card.getByRole('button', { name: '添加观测' }).click();
    const observation = card.getByTestId('observation-form');
    const value = observation.locator('.parameters input').first();
    await value.fill('0.4');
    await observation.getByRole('button', { name: '保存' }).click();
    const table = card.getByTestId('observations');
    await table.getByRole('button').first().click();
    await card.getByRole('radio', { name: '待复核' }).click();
    await card.getByLabel('理由').fill('读数存疑');
    await card.getByRole('button', { name: '标记', exact: true }).click();
    await expect(table).toContainText('待复核');
    // The flag is seen a moment before its form closes.
    await expect(card.getByTestId('observation-actions')).toHaveCount(0);
    await table.getByRole('button').first().click();
    await card.getByLabel('更正为').fill('0.3');
    await card.getByLabel('理由').fill('抄录错误');
    await card.getByRole('button', { name: '更正', exact: true }).click();
    await expect(table.locator('.is-superseded')).toHaveCount(1);
  });

  await test.step('three steps back and three forth', async () => {
    await expect(undo(window)).toHaveAccessibleName('撤销：更正观测 (Ctrl+Z)');
    await card.getByRole('heading', { name: '芦苇林样地' }).click();
    for (const step of ['质量标记', '新增观测', '修改明细']) {
      await window.keyboard.press('Control+z');
      await expect(undo(window)).toHaveAccessibleName(`撤销：${step} (Ctrl+Z)`);
    }
    await expect(card.getByText('还没有观测')).toBeVisible();
    for (const step of ['新增观测', '质量标记', '更正观测']) {
      await redo(window).click();
      await expect(undo(window)).toHaveAccessibleName(`撤销：${step} (Ctrl+Z)`);
    }
    await expect(card.getByTestId('observations').locator('.is-superseded')).toHaveCount(1);
  });
});

test('a place is typed in Gauss–Krüger, and one comes from a photo', async ({ window, host }) => {
  await window.getByRole('tab', { name: '样点' }).click();
  await window.getByRole('button', { name: '输入坐标' }).click();
  await window.getByLabel('坐标', { exact: true }).fill('40430765.11 3636230.06');
  await expect(window.getByText(/° · 由 CGCS2000.*40 换算/)).toBeVisible();
  await window.getByLabel('坐标', { exact: true }).fill('430765 3636230');
  await expect(window.getByText('东坐标没有带号，请选择坐标系')).toBeVisible();
  await window.getByRole('button', { name: '由照片定位' }).click();
  await choose(window, put(host.folder, 'gps.jpg', jpegWithPlace(119.27, 32.86, '2026:08:01 09:30:00', 40)));
  const form = window.getByTestId('plot-form');
  await expect(form.getByLabel('坐标', { exact: true })).toHaveValue('119.2700000, 32.8600000');
  await expect(form.getByText('gps.jpg')).toBeVisible();
  await form.getByRole('button', { name: '稍后继续' }).click();
  await window.getByRole('button', { name: '放弃' }).click();
  await expect(window.getByText('未保存的填写')).toBeHidden();
});
