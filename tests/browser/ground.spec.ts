import { expect, numberIn, settled, test } from './fixture.ts';

test('thresholds by their methods, and ground points beside the satellite', async ({ window, host }) => {
  const shot = async (name: string) => {
    if (process.env.BLOOMLINE_SHOTS)
      await window.screenshot({ path: `${process.env.BLOOMLINE_SHOTS}/${name}.png` });
  };
  await window.keyboard.press('o');
  const picker = window.getByRole('dialog', { name: '打开影像' });
  await picker.getByLabel('路径').fill(`${host.workspace}/scenes/SIM_20250718`);
  await picker.getByRole('button', { name: '选用此文件夹' }).click();
  await expect(window.getByText('已打开：SIM_20250718')).toBeVisible();
  await window.getByLabel('指数或公式').selectOption('NDVI');
  const parts = window.getByRole('group').filter({ hasText: '西部湖区' }).getByRole('checkbox');
  for (const box of await parts.all()) if (!(await box.isChecked())) await box.check();
  await window.getByRole('button', { name: '统计', exact: true }).click();
  const total = window.getByTestId('bloom-total');
  await expect(total).toBeVisible();
  await settled(window);
  const slider = window.getByTestId('threshold-slider');
  const source = window.getByTestId('threshold-source');

  await test.step('each method gives a threshold and says where it comes from', async () => {
    for (const [name, words] of [
      [/^Otsu/, '最大类间方差'],
      [/^最大梯度/, '梯度最大的'],
    ] as const) {
      await window.getByRole('group', { name: '求阈值的方法' }).getByRole('button', { name }).click();
      await expect(source).toContainText(words);
    }
  });

  await test.step('a threshold is kept for the lake and offered again', async () => {
    const before = await slider.inputValue();
    await window.getByRole('button', { name: /存为/ }).click();
    await window.getByLabel('说明').fill('2025 年夏季目视核对');
    await window.getByRole('button', { name: '保存', exact: true }).click();
    await expect(window.getByRole('button', { name: /^本湖/ })).toBeEnabled();
    await window.getByRole('button', { name: /^默认/ }).click();
    await window.getByRole('button', { name: '统计', exact: true }).click();
    await expect(source).toContainText('2025 年夏季目视核对');
    await expect(slider).toHaveValue(before);
  });

  await test.step('ground points separate bloom from water', async () => {
    await window.getByRole('button', { name: '查找地面点' }).click();
    const ground = window.getByTestId('ground');
    await expect(ground).toContainText('地面（藻密度）');
    await expect(ground).toContainText('GB 3838');
    await expect(ground).toContainText('待核对');
    await window.getByRole('button', { name: '地面点', exact: true }).click();
    await expect(source).toContainText('ROC 曲线下面积');
    await ground.scrollIntoViewIfNeeded();
    await shot('ground-panel');
  });

  await test.step('point by point, as a regression, and as a check of the map', async () => {
    await window.getByRole('button', { name: '对照表与匹配' }).click();
    const dialog = window.getByRole('dialog', { name: '地面与卫星对照' });
    await expect(dialog.getByTestId('ground-points').locator('tbody tr').first()).toBeVisible();
    await shot('ground-points');
    await dialog.getByRole('radio', { name: '精度' }).click();
    await expect(dialog.getByTestId('accuracy')).toContainText('生产者精度');
    await shot('ground-accuracy');
    await dialog.getByRole('radio', { name: '匹配与回归' }).click();
    await dialog.getByRole('radio', { name: '指数', exact: true }).click();
    await expect(dialog.getByTestId('match-ups')).toContainText('exp(');
    await shot('ground-match-ups');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
  });

  await test.step('the saved result carries both gradings', async () => {
    const area = await numberIn(total.textContent());
    await window.getByRole('button', { name: '评估并保存' }).click();
    const result = window.getByTestId('bloom-result');
    await expect(result).toContainText('地面（藻密度）');
    expect(area).toBeGreaterThan(0);
    await shot('ground-result');
  });

  await test.step('the regression becomes the index of a map', async () => {
    await window.getByRole('button', { name: '对照表与匹配' }).click();
    const dialog = window.getByRole('dialog', { name: '地面与卫星对照' });
    await dialog.getByRole('radio', { name: '匹配与回归' }).click();
    await dialog.getByRole('button', { name: /用作指数/ }).click();
    await expect(dialog).toBeHidden();
    await expect(window.getByLabel('指数或公式')).toContainText('* ((N - R) / (N + R))');
    await expect(window.getByTestId('retrieval')).toContainText('留一法 RMSE');
    await window.getByRole('button', { name: '统计', exact: true }).click();
    await expect(window.getByTestId('threshold-slider')).toBeVisible();
    await settled(window);
    await shot('ground-map');
  });
});
