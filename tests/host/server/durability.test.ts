import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import { joinRunningHost } from '#host/server/running-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloomline-two-hosts-'));
const hosts: Host[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

async function host(workspace: string): Promise<{
  origin: string;
  call: (name: string, input: object) => Promise<{ status: number; body: Record<string, unknown> }>;
}> {
  const started = await startHost({ workspace, create: true, port: 0, rendererFolder: folder });
  hosts.push(started);
  const { headers } = await fetch(started.url, { redirect: 'manual' });
  const cookie = headers.get('set-cookie')!.split(';')[0];
  return {
    origin: started.origin,
    call: async (name, input) => {
      const response = await fetch(`${started.origin}/api/${name}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

describe('two hosts of one workspace', () => {
  const site = { name: 'S1', kind: 'section', lon: 110, lat: 31 };

  it('the second reads and says who writes; the first goes on', async () => {
    const workspace = join(folder, 'two');
    const first = await host(workspace);
    const second = await host(workspace);
    expect((await first.call('workspace.get', {})).body).toMatchObject({ readOnly: false, writer: null });
    expect((await second.call('workspace.get', {})).body).toMatchObject({
      readOnly: true,
      writer: { user: expect.any(String) as string, machine: expect.any(String) as string },
    });
    expect((await second.call('sites.add', site)).body).toMatchObject({ code: 'not-allowed' });
    expect((await first.call('sites.add', site)).status).toBe(200);
  });

  it('a second start of the same user finds the first one, while it runs', async () => {
    const workspace = join(folder, 'joined');
    const first = await host(workspace);
    const joined = (await joinRunningHost(workspace))!;
    expect(joined.origin).toBe(first.origin);
    const answer = await fetch(joined.url, { redirect: 'manual' });
    expect(answer.headers.get('set-cookie')).toContain('bloomline');
    expect(
      (await fetch(`${first.origin}/join`, { method: 'POST', headers: { 'x-join': 'wrong' } })).status,
    ).toBe(403);
    await hosts.pop()!.close();
    expect(await joinRunningHost(workspace)).toBeNull();
  });

  it('no export takes the place of the catalogue, nor is the open catalogue read as a file', async () => {
    const workspace = join(folder, 'export');
    const { call } = await host(workspace);
    await call('sites.add', site);
    const before = readFileSync(join(workspace, 'journal-head.json'), 'utf8');
    const exported = await call('plots.export', {
      filter: {},
      format: 'gpkg',
      directory: workspace,
      name: 'catalogue',
      language: 'en',
    });
    expect(exported.body).toMatchObject({ code: 'not-allowed' });
    expect((await call('zones.layers', { path: join(workspace, 'catalogue.gpkg') })).body).toMatchObject({
      code: 'not-allowed',
    });
    expect((await call('sites.find', {})).body).toMatchObject({ sites: [{ name: 'S1' }] });
    expect(readFileSync(join(workspace, 'journal-head.json'), 'utf8')).toBe(before);
  });

  it('a workspace that went away is not made again', async () => {
    const workspace = join(folder, 'gone');
    const { call } = await host(workspace);
    await call('sites.add', site);
    rmSync(workspace, { recursive: true });
    expect((await call('sites.add', { ...site, name: 'S2' })).body).toMatchObject({
      code: 'catalogue-replaced',
    });
    expect((await call('backups.make', {})).status).not.toBe(200);
    expect((await call('drafts.set', { key: 'x', draft: { a: 1 } })).status).not.toBe(200);
    expect(existsSync(workspace)).toBe(false);
  });
});
