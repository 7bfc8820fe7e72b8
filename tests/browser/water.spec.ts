import { expect, settled, test } from './fixture.ts';

test.use({ ownHost: 'water' });

test('sections are judged for a chosen period, in both languages', async ({ window }) => {
  await window.getByRole('tab', { name: '样点' }).click();
  await settled(window);
  await window.getByRole('button', { name: '断面水质评价' }).click();
  const dialog = window.getByRole('dialog', { name: '断面水质评价' });
  const sections = dialog.getByTestId('water-sections');
  await expect(sections.locator('tbody tr').first()).toBeVisible();
  await expect(dialog.getByTestId('water-shares')).toContainText('本期');
  const month = await dialog.getByLabel('时段').inputValue();
  expect(month).toMatch(/^\d{4}-\d{2}$/);
  const shot = process.env.BLOOMLINE_SHOTS;
  if (shot) await window.screenshot({ path: `${shot}/water-zh.png` });

  await dialog.getByLabel('时段').fill('2025-13');
  await dialog.getByRole('button', { name: '评价' }).click();
  await expect(dialog).toContainText('不是月、季、年');
  await dialog.getByLabel('时段').fill(month.slice(0, 4));
  await dialog.getByRole('button', { name: '评价' }).click();
  await expect(dialog.getByTestId('water-shares')).toContainText(`${month.slice(0, 4)}年`);

  await window.keyboard.press('Escape');
  await window.keyboard.press('l');
  await window.getByRole('button', { name: 'Classes of sections' }).click();
  await expect(window.getByTestId('water-sections')).toContainText('Beyond Ⅲ');
  if (shot) await window.screenshot({ path: `${shot}/water-en.png` });
});
