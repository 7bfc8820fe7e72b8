import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { settled } from './settled.ts';
import { startHost } from './start-host.ts';

/** Takes the README's pictures of the window on the demo workspace: `node tests/browser/make-pictures.ts [folder]`. */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../docs/pictures');
mkdirSync(folder, { recursive: true });

const host = await startHost();
const browser = await chromium.launch(config.use?.launchOptions);
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(host.url);
  await page.getByRole('list', { name: '影像' }).getByRole('listitem').first().waitFor();
  await bloom(page);
  await shoot(page, 'bloom');
  await redline(page);
  await shoot(page, 'redline');
  await page.getByRole('tab', { name: '样点' }).click();
  await shoot(page, 'plots');
  await page.getByRole('tab', { name: '成图' }).click();
  await settled(page);
  await shoot(page, 'map');
} finally {
  await browser.close();
  await host.stop();
}

async function bloom(page: Page): Promise<void> {
  await page.getByRole('list', { name: '影像' }).getByText('SIM_20250718').click();
  await page.locator('.zone-picker input[type=checkbox]').first().check();
  await page.getByLabel('指数或公式').selectOption('NDVI');
  await page.getByRole('button', { name: '统计', exact: true }).click();
  await page.getByTestId('threshold-slider').waitFor();
  await page.getByRole('button', { name: /^默认/ }).click();
  await page.getByRole('button', { name: '评估并保存' }).click();
  await page.getByTestId('bloom-result').waitFor();
}

async function redline(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '红线' }).click();
  await page.locator('.zone-picker input[type=checkbox]').first().check();
  await page.getByRole('button', { name: '评估并保存' }).click();
  await page.getByTestId('redline-result').waitFor();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(640, 450);
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
