import { expect, test } from './fixture.ts';

const chinese = /[\u4e00-\u9fff]/;

test('both languages and both themes, kept over a reload', async ({ window }) => {
  await expect(window.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(window.getByRole('tab', { name: '水华' })).toBeVisible();
  const darkGround = await window.locator('body').evaluate(body => getComputedStyle(body).backgroundColor);

  await window.getByRole('button', { name: '切换到英文' }).click();
  await window.getByRole('button', { name: /Light theme/ }).click();
  for (const reloaded of [false, true]) {
    if (reloaded) await window.reload();
    await expect(window.locator('html')).toHaveAttribute('lang', 'en');
    await expect(window.locator('html')).toHaveAttribute('data-theme', 'light');
    const tabs = ['Bloom', 'Redline', 'Plots', 'Map'];
    for (const name of tabs) await expect(window.getByRole('tab', { name, exact: true })).toBeVisible();
  }
  const lightGround = await window.locator('body').evaluate(body => getComputedStyle(body).backgroundColor);
  expect(lightGround).not.toBe(darkGround);
  expect(Math.min(...lightGround.match(/\d+/g)!.slice(0, 3).map(Number))).toBeGreaterThan(180);
});

test('in English no label is left in Chinese', async ({ window }) => {
  await window.keyboard.press('l');
  await expect(window.getByRole('tab', { name: 'Bloom' })).toBeVisible();
  const labels = new Set<string>();
  const collect = async () => {
    const found = await window
      .locator('button, h2, h3, label, th, dt, summary, em, .hint')
      .evaluateAll(elements =>
        elements.map(
          e =>
            `${e.getAttribute('aria-label') ?? ''}|${e.getAttribute('title') ?? ''}|${e.textContent ?? ''}`,
        ),
      );
    for (const label of found) labels.add(label);
  };
  for (const name of ['Bloom', 'Redline', 'Plots', 'Map']) {
    await window.getByRole('tab', { name, exact: true }).click();
    await collect();
  }
  await window.keyboard.press('?');
  await collect();
  expect(labels.size).toBeGreaterThan(60);
  // What is left are the switch to Chinese, the product's own name, and the names of the user's data: zones, sites,
  // saved results.
  const data =
    /碧澜|湖|区|湿地|样地|北岸|南岸|取水口|核查点|测试|湾|湖|岸|中湖西|模拟|号|水源涵养|植被覆盖度/;
  const left = [...labels].filter(
    label => chinese.test(label) && !data.test(label) && !/Switch to Chinese|碧线/.test(label),
  );
  expect(left).toEqual([]);
});

test('the keyboard reaches the tasks and the layers', async ({ window }) => {
  await window.keyboard.press('2');
  await expect(window.getByRole('tab', { name: '红线' })).toHaveAttribute('aria-selected', 'true');
  const reasons = window.getByRole('button', { name: '显示或隐藏：掩膜原因' });
  await expect(reasons).toHaveAttribute('aria-pressed', 'false');
  await window.keyboard.press('m');
  await expect(reasons).toHaveAttribute('aria-pressed', 'true');
  await window.keyboard.press('[');
  await expect(reasons).toHaveCount(0);
});

const sizes = [
  [1024, 640],
  [1280, 720],
  [1920, 1080],
] as const;

test('nothing runs out of the window, small or large, in either language', async ({ window }) => {
  for (const language of ['zh-CN', 'en']) {
    await expect(window.locator('html')).toHaveAttribute('lang', language);
    for (const [width, height] of sizes) {
      await window.setViewportSize({ width, height });
      const overflow = await window.evaluate(() => [
        document.documentElement.scrollWidth - innerWidth,
        document.documentElement.scrollHeight - innerHeight,
      ]);
      expect(overflow).toEqual([0, 0]);
      for (const tab of await window.getByRole('tab').all()) {
        const box = (await tab.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
      }
      expect((await window.getByTestId('map').boundingBox())!.width).toBeGreaterThan(300);
    }
    await window.keyboard.press('l');
  }
});
