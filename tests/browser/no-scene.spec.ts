import type { FoundSite } from '#core/contract/plot-calls.ts';
import { expect, settled, test } from './fixture.ts';
import { longTasks } from './task-times.ts';

/** Seeded, spread over eastern China. */
function someSites(count: number): FoundSite[] {
  let state = 12345;
  const random = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    name: `样地 ${i + 1}`,
    code: '',
    kind: ['forest-plot', 'water-plot', 'section', 'check-point'][i % 4],
    lon: 105 + 15 * random(),
    lat: 25 + 15 * random(),
    sideM: null,
    observations: 0,
    latest: null,
    simulated: true,
    value: null,
  }));
}

test('without a scene 50,000 sites are on the map, panning goes on, and a plot is marked', async ({
  window,
}) => {
  const sites = someSites(50_000);
  await window.route('**/api/sites.find', route => route.fulfill({ json: { sites, values: null } }));
  await window.route('**/api/scene.list', route => route.fulfill({ json: [] }));
  await window.reload();
  // The map alone: the list has its own measure.
  await window.locator('.fold-right').click();
  await expect(window.locator('#task-panel')).toHaveCount(0);
  await window.getByRole('tab', { name: '样点' }).click();
  await settled(window);
  const box = (await window.getByTestId('map').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];

  const pan = async () => {
    for (let i = 0; i < 6; i++) {
      await window.mouse.move(x, y);
      await window.mouse.down();
      for (let step = 1; step <= 12; step++)
        await window.mouse.move(x + step * (i % 2 ? 18 : -18), y + step * 4);
      await window.mouse.up();
      await settled(window);
    }
  };
  const long = await longTasks(window, pan);
  // Six pans of about half a second each: the thread is never held for long.
  expect(long.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(600);

  await window.getByRole('button', { name: '标记方形样地（给定边长）' }).click();
  await window.mouse.click(x + 37, y + 41);
  // The place was taken: the form of the new site is open, the tool stays at hand.
  await expect(window.getByTestId('plot-form')).toBeVisible();
});
