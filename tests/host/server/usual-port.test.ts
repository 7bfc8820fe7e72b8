import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startHost, usualPort } from '#host/server/start-host.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

it('a host that is started again is where it was; one beside it takes a free port', async () => {
  const folder = temporaryFolder();
  process.env.BLOOMLINE_HOME = join(folder, 'home');
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html>');
  const start = (name: string) => startHost({ workspace: join(folder, name), create: true, rendererFolder });
  const first = await start('a');
  expect(first.origin).toBe(`http://127.0.0.1:${usualPort()}`);
  const beside = await start('b');
  expect(beside.origin).not.toBe(first.origin);
  await first.close();
  const again = await start('a');
  expect(again.origin).toBe(first.origin);
  await again.close();
  await beside.close();
});
