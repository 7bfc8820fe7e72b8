import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

/**
 * The stores of the window before a host, as in a browser that opened its address; workspaces and files are in the
 * folder.
 */
export function withHost(): { folder: string } {
  const folder = temporaryFolder();
  process.env.BLOOMLINE_HOME = join(folder, 'home');
  const { fetch: plain } = globalThis;
  let host: Host;
  beforeAll(async () => {
    const rendererFolder = join(folder, 'renderer');
    mkdirSync(rendererFolder);
    writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html>');
    host = await startHost({ workspace: join(folder, 'A'), create: true, rendererFolder, allow: [folder] });
    const login = await plain(host.url, { redirect: 'manual' });
    const cookie = login.headers.get('set-cookie')!.split(';')[0];
    globalThis.fetch = (path, init) =>
      plain(`${host.origin}${path as string}`, { ...init, headers: { ...init?.headers, cookie } });
  });
  afterAll(async () => {
    globalThis.fetch = plain;
    await host.close();
  });
  return { folder };
}
