import { expect, settled, test } from './fixture.ts';

test('a plot is added by clicking on the map, changed, and deleted; the journal tells', async ({
  window,
}) => {
  await window.getByRole('tab', { name: '样点' }).click();
  await settled(window);
  const list = window.getByRole('list', { name: '样点' });
  const count = await list.getByRole('listitem').count();
  expect(count).toBeGreaterThan(0);

  await window.getByRole('button', { name: '添加样点' }).click();
  const box = (await window.getByTestId('map').boundingBox())!;
  await window.mouse.click(box.x + box.width * 0.42, box.y + box.height * 0.55);
  const form = window.getByTestId('plot-form');

  await test.step('the form starts at the place; an implausible value is refused', async () => {
    await expect(form.getByLabel('坐标', { exact: true })).toHaveValue(/^119\.\d{7}, 32\.\d{7}$/);
    await form.getByLabel('名称 *', { exact: true }).fill('浏览器样地');
    await form.getByLabel('类型', { exact: true }).selectOption('wetland-plot');
    const save = form.getByRole('button', { name: '保存' });
    const value = form.getByRole('textbox', { name: '植被覆盖度 / %' });
    await value.fill('-5');
    await expect(form.getByRole('alert')).toContainText('应在');
    await expect(save).toBeDisabled();
    await value.fill('23.4');
    await expect(save).toBeEnabled();
    await save.click();
  });

  const card = window.getByTestId('plot-card');
  await expect(card.getByRole('heading', { name: '浏览器样地' })).toBeVisible();
  await expect(card).toContainText('湿地样地');
  await expect(card).toContainText('23.4');
  await expect(card.getByTestId('journal')).toContainText('新增 样点');
  await expect(card.getByTestId('journal')).toContainText('新增 观测');

  await test.step('a change is journalled with what it was before', async () => {
    await card.getByRole('button', { name: '编辑样点' }).click();
    await form.getByLabel('名称 *', { exact: true }).fill('浏览器样地改');
    await form.getByLabel('省', { exact: true }).fill('江苏');
    await form.getByRole('button', { name: '保存' }).click();
    await expect(card.getByTestId('journal')).toContainText('修改 样点');
    await expect(card.getByTestId('journal')).toContainText('浏览器样地 → 浏览器样地改');
    await expect(card.getByTestId('journal')).toContainText('省: – → 江苏');
  });

  await test.step('it is found by kind and by a click on its symbol', async () => {
    await card.getByRole('button', { name: '返回列表' }).click();
    await window.getByLabel('类型').selectOption('wetland-plot');
    await expect(list).toContainText('浏览器样地改');
    await window.getByLabel('类型').selectOption('');
    await expect(list.getByRole('listitem')).toHaveCount(count + 1);
    await window.mouse.click(box.x + box.width * 0.42, box.y + box.height * 0.55);
    await expect(card.getByRole('heading', { name: '浏览器样地改' })).toBeVisible();
  });

  await test.step('deleting asks first', async () => {
    await card.getByRole('button', { name: '删除样点' }).click();
    const question = window.getByRole('dialog', { name: '删除样点' });
    await question.getByRole('button', { name: '取消' }).click();
    await expect(card).toBeVisible();
    await card.getByRole('button', { name: '删除样点' }).click();
    await question.getByRole('button', { name: '移除' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(count);
  });
});

test('plots outside of the dates are left out', async ({ window }) => {
  await window.getByRole('tab', { name: '样点' }).click();
  await expect(window.getByRole('list', { name: '样点' })).toBeVisible();
  await window.getByLabel('观测起始').fill('1999-01-01');
  await window.getByLabel('观测截止').fill('1999-12-31');
  await expect(window.getByText('没有符合条件的样点')).toBeVisible();
});
