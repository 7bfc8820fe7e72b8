import { expect, settled, test } from './fixture.ts';

test('a redline assessment with its patches on the map', async ({ window }) => {
  await window.getByRole('tab', { name: '红线' }).click();

  await test.step('the two dates are suggested; swapped ones are warned about', async () => {
    const before = window.getByLabel('前期', { exact: true });
    await expect(before.locator('option:checked')).toContainText('2024-07-22');
    await window.getByRole('button', { name: '交换前后期' }).click();
    await expect(window.getByText('前期影像的日期晚于后期影像。')).toBeVisible();
    await window.getByRole('button', { name: '交换前后期' }).click();
    await expect(window.getByText('前期影像的日期晚于后期影像。')).toHaveCount(0);
  });

  await test.step('the divider shows one date on each side', async () => {
    await settled(window);
    const map = window.getByTestId('map');
    const middle = await map.screenshot();
    const swipe = window.getByRole('slider', { name: '卷帘对比' });
    await swipe.focus();
    for (let i = 0; i < 15; i++) await window.keyboard.press('ArrowRight');
    await expect(swipe).toHaveAttribute('aria-valuenow', '80');
    await expect.poll(async () => (await map.screenshot()).equals(middle)).toBe(false);
  });

  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: '评估并保存' }).click();
  const result = window.getByTestId('redline-result');
  await expect(result).toBeVisible();

  await test.step('the zones have cover on both dates and the list holds their patches', async () => {
    const cards = result.locator('.card');
    expect(await cards.count()).toBeGreaterThan(1);
    await expect(cards.first()).toContainText(/NDVI\s*0\.\d{3}/);
    await expect(cards.first()).toContainText('FVC');
    const counts = await cards.getByTestId('zone-patches').allTextContents();
    const rows = window.getByTestId('patches').locator('tbody tr');
    expect(await rows.count()).toBe(counts.map(Number).reduce((a, b) => a + b, 0));
    expect(await rows.count()).toBeGreaterThan(0);
  });

  await test.step('a click on a patch goes there', async () => {
    const status = window.getByTestId('status');
    const scaleBefore = /1:[\d,]+/.exec((await status.textContent())!)![0];
    const row = window.getByTestId('patches').locator('tbody tr').first();
    await row.click();
    await expect(row).toHaveAttribute('aria-selected', 'true');
    await expect(status).not.toContainText(scaleBefore);
  });
});

test('the dates are compared first, and the threshold is dragged without asking the host', async ({
  window,
}) => {
  await window.getByRole('tab', { name: '红线' }).click();
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: '比较两期' }).click();
  const tally = window.getByTestId('change-tally');
  await expect(tally.getByTestId('shift')).toContainText(/\d\.\d\d 像元/);
  await tally.getByRole('button', { name: /^Otsu/ }).click();
  const area = window.getByTestId('change-area');
  await expect(area).toContainText('km²');
  const calls: string[] = [];
  window.on('request', request => {
    if (request.url().includes('/api/')) calls.push(request.url());
  });
  const texts = new Set<string>();
  const slider = window.getByTestId('change-slider');
  for (const value of ['0.1', '0.3', '0.5']) {
    await slider.fill(value);
    await expect(window.getByLabel('变化阈值', { exact: true })).toHaveValue(Number(value).toFixed(3));
    texts.add((await area.textContent())!);
  }
  expect(texts.size).toBe(3);
  expect(calls).toEqual([]);
  await window
    .getByRole('radio', { name: '双向' })
    .or(window.getByRole('button', { name: '双向' }))
    .first()
    .click();
  await window.getByLabel('最小图斑面积/m²').fill('40000');
  await window.getByLabel('最小图斑面积/m²').press('Enter');
  const answer = window.waitForResponse('**/api/redline.assess');
  await window.getByRole('button', { name: '评估并保存' }).click();
  const { result } = (await (await answer).json()) as { result: { patches: { areaM2: number }[] } };
  expect(result.patches.length).toBeGreaterThan(0);
  expect(Math.min(...result.patches.map(p => p.areaM2))).toBeGreaterThanOrEqual(40_000);
  await expect(window.getByTestId('redline-result')).toContainText('NDVI 变化 > 0.5');
});
