import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const systemChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(path => existsSync(path));

/** The window in real Chromium against a real host; each worker makes its own demo workspace. */
export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '*.spec.ts',
  workers: 1,
  // On a strange machine a step may time out once; the report names it as flaky. What is wrong fails twice.
  retries: process.env.CI ? 1 : 0,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1280, height: 720 },
    locale: 'zh-CN',
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.BLOOMLINE_CHROMIUM ?? systemChromium,
      // Only what a container needs; WebGL is drawn in software.
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--use-gl=angle',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
      ],
    },
  },
});
