import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { expect, numberIn, settled, test, watchRequests } from './fixture.ts';

test('a bloom assessment from opening the files to the saved result', async ({ window, host }) => {
  await test.step('open a scene by its folder', async () => {
    await window.keyboard.press('o');
    const picker = window.getByRole('dialog', { name: '打开影像' });
    await picker.getByLabel('路径').fill(`${host.workspace}/scenes/SIM_20250718`);
    await picker.getByRole('button', { name: '选用此文件夹' }).click();
    await expect(window.getByText('已打开：SIM_20250718')).toBeVisible();
  });

  await test.step('bring in zones from a file', async () => {
    await window.getByRole('button', { name: '导入区域' }).click();
    const dialog = window.getByRole('dialog', { name: '导入区域' });
    await dialog.getByLabel('文件', { exact: true }).fill(`${host.workspace}/zones/lake.geojson`);
    await dialog.getByLabel('文件', { exact: true }).press('Enter');
    await dialog.getByLabel('区域集名称').fill('测试湖区');
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await expect(dialog).toBeHidden();
    const set = window.getByRole('group').filter({ hasText: '测试湖区' });
    await expect(set.getByRole('checkbox').nth(1)).toBeChecked();
  });

  await test.step('an index that the scene cannot give is greyed, a formula can be typed', async () => {
    const index = window.getByLabel('指数或公式');
    await index.selectOption('=');
    const formula = window.getByLabel('公式', { exact: true });
    await formula.fill('(N - R) / (N + ');
    await formula.press('Enter');
    await expect(window.getByRole('alert')).toContainText('公式有误');
    await formula.fill('(N - R) / (N + R)');
    await formula.press('Enter');
    await expect(formula).toBeHidden();
    await index.selectOption('NDVI');
  });

  await window.getByRole('button', { name: '统计', exact: true }).click();
  const slider = window.getByTestId('threshold-slider');
  await expect(slider).toBeVisible();
  const total = window.getByTestId('bloom-total');
  await settled(window);

  await test.step('dragging the threshold recolours the map and asks for nothing', async () => {
    const before = await numberIn(total.textContent());
    const map = window.getByTestId('map');
    const pictureBefore = await map.screenshot();
    const box = (await slider.boundingBox())!;
    const requests = watchRequests(window);
    const y = box.y + box.height / 2;
    await window.mouse.move(box.x + box.width * 0.5, y);
    await window.mouse.down();
    const areas: number[] = [];
    for (let share = 0.5; share <= 0.86; share += 0.02) {
      await window.mouse.move(box.x + box.width * share, y);
      areas.push(await numberIn(total.textContent()));
    }
    await window.mouse.up();
    await settled(window);
    requests.stop();

    expect(requests.seen).toEqual([]);
    const after = await numberIn(total.textContent());
    expect(after).toBeLessThan(before);
    expect(new Set(areas).size).toBeGreaterThan(5);
    expect(areas).toEqual([...areas].sort((a, b) => b - a));
    expect((await map.screenshot()).equals(pictureBefore)).toBe(false);
  });

  await test.step('the default threshold, then the saved result says the same area', async () => {
    await window.getByRole('button', { name: /^默认/ }).click();
    const local = await numberIn(total.textContent());
    expect(local).toBeGreaterThan(0);
    await window.getByLabel('评估名称').fill('浏览器测试');
    await window.getByRole('button', { name: '评估并保存' }).click();
    const result = window.getByTestId('bloom-result');
    await expect(result).toContainText('浏览器测试');
    expect(await numberIn(result.locator('dd').first().textContent())).toBe(local);
    await expect(result.locator('.grade')).toBeVisible();
    await expect(result).toContainText('待核对');
  });

  await test.step('it is there after a reload', async () => {
    await window.reload();
    await window.getByRole('tab', { name: '成图' }).click();
    await expect(window.getByRole('list', { name: '已保存的评估' })).toContainText('浏览器测试');
  });
});

test('the read-out tells what lies under the cursor', async ({ window }) => {
  await settled(window);
  const box = (await window.getByTestId('map').boundingBox())!;
  await window.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const status = window.getByTestId('status');
  await expect(status).toContainText(/经纬度119\.\d{5}°, 32\.\d{5}°/);
  await expect(status).toContainText(/DNB \d+/);
  await expect(status).toContainText(/反射率B -?0\.\d{4}/);
  await expect(status).toContainText(/掩膜(有效|云|云影)/);
  await expect(status).toContainText('EPSG:4549');
});

test('a tally can be cancelled', async ({ window }) => {
  await window.route('**/api/bloom.tally', async route => {
    // Hold the call back until the cancel has been asked for; the host then answers as it does.
    await window.waitForRequest('**/api/jobs.cancel');
    await route.fulfill({
      status: 400,
      json: new BloomlineError('cancelled', 'job', say('host.cancelled-nothing-saved')).toJSON(),
    });
  });
  await window.locator('.zone-picker input[type=checkbox]').first().check();
  await window.getByRole('button', { name: '统计', exact: true }).click();
  await window.getByRole('button', { name: '取消：正在统计' }).click();
  await expect(window.getByRole('button', { name: '统计', exact: true })).toBeEnabled();
  await expect(window.getByRole('alert')).toHaveCount(0);
  await expect(window.getByTestId('threshold-slider')).toHaveCount(0);
});
