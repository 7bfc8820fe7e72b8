import { expect, settled, test } from './fixture.ts';

test.use({ ownHost: 'mark-many' });

/** Gestures are counted: a click on the map and Enter for each site after the first. */
test('ten sections with three fields are marked one after another with one tool', async ({ window }) => {
  test.setTimeout(120_000);
  await window.getByRole('tab', { name: '样点' }).click();
  await settled(window);
  await window.getByRole('button', { name: '标记点', exact: true }).click();
  const box = (await window.getByTestId('map').boundingBox())!;
  const click = (i: number) =>
    window.mouse.click(box.x + box.width * (0.3 + 0.04 * i), box.y + box.height * (0.4 + 0.02 * i));
  const form = window.getByTestId('plot-form');
  const card = window.getByTestId('plot-card');
  const started = Date.now();

  await click(0);
  await form.getByLabel('类型', { exact: true }).selectOption({ label: '水质断面' });
  await form.getByLabel('水体类型 *').selectOption({ label: '河流' });
  await form.getByLabel('水质目标').selectOption({ label: 'Ⅲ' });
  await form.getByLabel('水体名称').fill('大运河');
  await form.getByLabel('名称 *').fill('运河断面1');
  await window.keyboard.press('Enter');
  await expect(card.getByRole('heading', { name: '运河断面1' })).toBeVisible();
  for (let i = 1; i < 10; i++) {
    await click(i);
    await expect(form.getByLabel('名称 *')).toHaveValue(`运河断面${i + 1}`);
    await expect(form.getByLabel('名称 *')).toBeFocused();
    await window.keyboard.press('Enter');
    await expect(card.getByRole('heading', { name: `运河断面${i + 1}`, exact: true })).toBeVisible();
  }
  test.info().annotations.push({ type: 'seconds', description: String((Date.now() - started) / 1000) });
  if (process.env.BLOOMLINE_SHOTS)
    await window.screenshot({ path: `${process.env.BLOOMLINE_SHOTS}/mark-many.png` });

  await test.step('all ten have the three fields', async () => {
    await window.keyboard.press('Escape');
    await window.getByRole('button', { name: '返回列表' }).click();
    await window.getByRole('button', { name: '样点表' }).click();
    const dialog = window.getByRole('dialog', { name: '样点表' });
    await dialog.getByRole('searchbox', { name: '在表中查找' }).fill('运河断面 河流 Ⅲ 大运河');
    await expect(dialog.getByTestId('grid-sums')).toContainText('10 行');
  });
});
