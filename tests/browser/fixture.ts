import { expect, request, test as base, type Page, type Request } from '@playwright/test';
import { startHost, type TestHost } from './start-host.ts';

type Cookies = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>['storageState']>>;

interface WorkerFixtures {
  /** A name gives a file a demo workspace of its own: what it leaves there would disturb the others. */
  ownHost: string;
  host: TestHost & { origin: string; cookies: Cookies };
}

interface TestFixtures {
  /** The window, logged in, with the workspace loaded. */
  window: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  ownHost: ['', { option: true, scope: 'worker' }],

  host: [
    // Another name is another worker, and another host.
    async ({ ownHost: _ }, use) => {
      const host = await startHost();
      const login = await request.newContext();
      const answer = await login.get(host.url);
      expect(answer.ok()).toBe(true);
      await use({ ...host, origin: new URL(host.url).origin, cookies: await login.storageState() });
      await login.dispose();
      await host.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  window: async ({ browser, host, viewport }, use) => {
    const context = await browser.newContext({ storageState: host.cookies, viewport, locale: 'zh-CN' });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', error => wrong.push(error.message));
    page.on('console', message => {
      // An answer of 4xx is an expected outcome; the tests look at what the window makes of it.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        wrong.push(message.text());
    });
    await page.goto(host.origin);
    await expect(page.getByRole('list', { name: '影像' }).getByRole('listitem').first()).toBeVisible();
    await use(page);
    expect(wrong).toEqual([]);
    await context.close();
  },
});

export { expect };
export { settled } from './settled.ts';

/** Requests for the contract's calls and for pixels, from now on. */
export function watchRequests(page: Page): { seen: string[]; stop: () => void } {
  const seen: string[] = [];
  const note = (asked: Request) => {
    const { pathname } = new URL(asked.url());
    if (pathname.startsWith('/api/') || pathname.startsWith('/tiles/')) seen.push(pathname);
  };
  page.on('request', note);
  return { seen, stop: () => page.off('request', note) };
}

/** The first number of a text: '12.34 km²' → 12.34. */
export async function numberIn(text: Promise<string | null> | string | null): Promise<number> {
  const found = /-?\d+(\.\d+)?/.exec((await text) ?? '');
  if (!found) throw new Error(`no number in ${await text}`);
  return Number(found[0]);
}
