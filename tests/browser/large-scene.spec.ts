import { join } from 'node:path';
import type { Page, Request } from '@playwright/test';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { writeCog } from '#host/raster/tiff/write/write-cog.ts';
import { expect, settled, test } from './fixture.ts';
import { longTasks } from './task-times.ts';

/** A file for the measured opens, for example tests' own bench data: 10980 × 10980 pixels without overviews. */
const benchScene = process.env.BLOOMLINE_BENCH_SCENE;
const opens = 10;

async function openScene(window: Page, path: string): Promise<void> {
  await window.keyboard.press('o');
  const picker = window.getByRole('dialog', { name: '打开影像' });
  await picker.getByLabel('路径').fill(path);
  await picker.getByRole('button', { name: /^选用/ }).click();
  await expect(picker).toBeHidden();
}

test('a large scene without overviews is shown, panned without long tasks, and gets its pyramid', async ({
  window,
  host,
}) => {
  const side = 4096;
  const path = join(host.folder, 'large.tif');
  const grid = {
    width: side,
    height: side,
    affine: [500000, 10, 0, 3600000, 0, -10] as const,
    crs: crsFromEpsg(32650)!,
  };
  const rows = function* () {
    for (let row = 0; row < side; row += 256) {
      const plane = Uint16Array.from(
        { length: side * 256 },
        (_, i) => ((i % side) ^ (row + (i >> 12))) & 4095,
      );
      yield { rows: 256, planes: [plane, plane, plane] };
    }
  };
  const bands = ['red', 'green', 'blue'].map(description => ({ description }));
  await writeCog(path, { grid, type: 'UInt16', samples: 3, bands, overviews: 'none' }, rows());

  await openScene(window, path);
  await expect(window.getByRole('button', { name: '影像信息：large' })).toBeVisible();
  await expect(window.locator('.job')).toContainText(/正在生成金字塔.*large/);
  await expect(window.locator('.job')).toHaveCount(0);
  await settled(window);

  const map = window.getByTestId('map');
  const box = (await map.boundingBox())!;
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await window.mouse.move(centre.x, centre.y);
  for (let i = 0; i < 4; i++) {
    await window.mouse.wheel(0, -200);
    await settled(window);
  }
  const pan = async () => {
    for (const [dx, dy] of [
      [-250, -120],
      [250, -120],
      [-250, 120],
      [250, 120],
    ]) {
      await window.mouse.move(centre.x, centre.y);
      await window.mouse.down();
      await window.mouse.move(centre.x + dx, centre.y + dy, { steps: 25 });
      await window.mouse.up();
      await settled(window);
    }
  };
  expect(await longTasks(window, pan)).toEqual([]);

  await window.getByRole('button', { name: '影像信息：large' }).click();
  const dialog = window.getByRole('dialog', { name: 'large' });
  await expect(dialog).toContainText('已生成');
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await expect(dialog).toContainText('未生成');
});

test('time from “open” to the first whole picture (measured, not judged)', async ({ window }, info) => {
  test.skip(!benchScene, 'BLOOMLINE_BENCH_SCENE names no file');
  test.setTimeout(300_000);
  const ask = <T>(name: string, input: object): Promise<T> =>
    window.evaluate(
      ([call, body]) =>
        fetch(`/api/${call}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }).then(answer => answer.json() as Promise<T>),
      [name, JSON.stringify(input)] as const,
    );
  // Said once, roles are remembered for files of this kind.
  const first = await ask<{ id: number }>('scene.open', { paths: [benchScene] });
  await ask('scene.describe', { sceneId: first.id, options: { bands: { R: 3, G: 2, B: 1 } } });
  await ask('scene.remove', { sceneId: first.id });
  await settled(window);
  const times: number[] = [];
  for (let i = 0; i < opens; i++) {
    times.push(await measureOpen(window, benchScene!));
    const scenes = await ask<{ id: number }[]>('scene.list', {});
    await ask('scene.remove', { sceneId: Math.max(...scenes.map(scene => scene.id)) });
    await settled(window);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]);
  const line = `${benchScene}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms of ${times.length} opens`;
  info.annotations.push({ type: 'measured', description: line });
  process.stdout.write(`${line}\n`);
});

/** Milliseconds from the call that opens the scene to the last tile of the first picture. */
async function measureOpen(window: Page, path: string): Promise<number> {
  let started = 0;
  let last = 0;
  const onStart = (request: Request) => {
    if (request.url().endsWith('/api/scene.open')) started = Date.now();
  };
  const onEnd = (request: Request) => {
    if (started && request.url().includes('/tiles/')) last = Date.now();
  };
  window.on('request', onStart);
  window.on('requestfinished', onEnd);
  window.on('requestfailed', onEnd);
  await openScene(window, path);
  await expect.poll(() => last).toBeGreaterThan(0);
  await settled(window);
  window.off('request', onStart);
  window.off('requestfinished', onEnd);
  window.off('requestfailed', onEnd);
  return last - started;
}
