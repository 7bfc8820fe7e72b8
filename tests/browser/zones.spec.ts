import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, numberIn, test } from './fixture.ts';

const square = (x: number, y: number, d: number) => [[[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]]; // prettier-ignore

test('zones are checked for overlaps and cut by another set', async ({ window, host }) => {
  const bring = async (file: string, names: string[], rings: number[][][][]) => {
    const path = join(host.folder, file);
    const features = rings.map((coordinates, i) => ({
      type: 'Feature',
      properties: { name: names[i], code: i + 1 },
      geometry: { type: 'Polygon', coordinates },
    }));
    writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
    await window.getByRole('button', { name: '导入区域' }).click();
    const dialog = window.getByRole('dialog', { name: '导入区域' });
    await dialog.getByLabel('文件', { exact: true }).fill(path);
    await dialog.getByLabel('文件', { exact: true }).press('Enter');
    await expect(dialog.getByLabel('区域集名称')).toHaveValue(file.replace('.geojson', ''));
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await window.getByRole('tab', { name: '红线' }).click();
  await bring('县界.geojson', ['甲县', '乙县'], [square(119.3, 32.8, 0.05), square(119.35, 32.8, 0.05)]);
  // Two parcels that share a tenth of their width, the second one across the border of the counties.
  await bring('地块.geojson', ['一号', '二号'], [square(119.33, 32.81, 0.01), square(119.339, 32.81, 0.021)]); // prettier-ignore
  const set = window.getByRole('group').filter({ hasText: '地块' });
  for (const box of await window.locator('.zone-picker input[type=checkbox]').all())
    if (await box.isChecked()) await box.uncheck();
  await set.getByRole('checkbox').first().check();

  await window.getByRole('button', { name: '检查与相交' }).click();
  const dialog = window.getByRole('dialog', { name: '检查与相交' });
  await dialog.getByRole('button', { name: '检查', exact: true }).click();
  const check = dialog.getByTestId('zone-check');
  await expect(check).toContainText('2 个区域：1 处重叠，0 处空隙');
  // 0.001° × 0.01° at 32.8° north: about 93.7 m × 1109 m.
  const overlap = await numberIn(check.locator('tbody td.number').first().textContent());
  expect(overlap / (93.7 * 1109)).toBeCloseTo(1, 2);

  await dialog.getByLabel('另一区域集').selectOption('县界');
  await dialog.getByRole('button', { name: '相交并保存' }).click();
  const rows = dialog.getByTestId('zone-intersection').locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0).locator('td').last()).toHaveText('1');
  // The second parcel reaches from 119.339 to 119.360: 11 of 21 parts in the first county, 10 in the second.
  await expect(rows.nth(1).locator('td').last()).toHaveText('2');
  expect(await numberIn(rows.nth(1).locator('td').nth(3).textContent())).toBeLessThan(0.1);
  if (process.env.BLOOMLINE_SHOTS)
    await window.screenshot({ path: `${process.env.BLOOMLINE_SHOTS}/zones.png` });
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await expect(window.getByRole('group').filter({ hasText: '地块 × 县界' }).first()).toBeVisible();
});
