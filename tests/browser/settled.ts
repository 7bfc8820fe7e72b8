import type { Page, Request } from '@playwright/test';

/** Frames that the window draws in half a second where it has nothing else to do; on a slow machine it takes longer. */
const quietFrames = 30;

/** Waits until the window has its answers and has asked for nothing more, so that what is to be drawn is drawn. */
export async function settled(page: Page): Promise<void> {
  const open = new Set<Request>();
  let asked = 0;
  const begin = (request: Request) => {
    asked++;
    // The stream of events has no end.
    if (!request.url().endsWith('/events')) open.add(request);
  };
  const end = (request: Request) => open.delete(request);
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  let before: number;
  do {
    before = asked;
    await page.evaluate(async frames => {
      for (let i = 0; i < frames; i++) await new Promise(requestAnimationFrame);
    }, quietFrames);
  } while (asked > before || open.size > 0);
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
}
