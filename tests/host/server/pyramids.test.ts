import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import type { CallInput, CallName, CallOutput, HostEvent } from '#core/contract/calls.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { startRangeServer } from '#tests/fixtures/range-server.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
let host: Host;
let cookie = '';
const events: HostEvent[] = [];
const stop = new AbortController();

beforeAll(async () => {
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html>');
  host = await startHost({
    workspace: join(folder, 'workspace'),
    create: true,
    rendererFolder,
    allow: [folder],
  });
  const login = await fetch(host.url, { redirect: 'manual' });
  cookie = login.headers.get('set-cookie')!.split(';')[0];
  void listen();
});
afterAll(async () => {
  stop.abort();
  await host.close();
});

async function listen(): Promise<void> {
  const answer = await fetch(`${host.origin}/events`, { headers: { cookie }, signal: stop.signal });
  let text = '';
  try {
    for await (const part of answer.body!) {
      text += Buffer.from(part).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks)
        if (block.startsWith('data:')) events.push(JSON.parse(block.slice(5)) as HostEvent);
    }
  } catch {
    // The test is over.
  }
}

async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const answer = await fetch(`${host.origin}/api/${name}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as CallOutput<Name>;
  expect(answer.status, JSON.stringify(body)).toBe(200);
  return body;
}

async function until(what: () => boolean): Promise<void> {
  const end = Date.now() + 100_000;
  while (!what()) {
    if (Date.now() > end) throw new Error(`waited in vain; heard ${JSON.stringify(events.slice(-5))}`);
    await new Promise(done => setTimeout(done, 50));
  }
}

describe.runIf(hasGdal)('a large scene without overviews (needs GDAL)', () => {
  const [width, height] = [2600, 2400];

  it('is shown at once, gets a pyramid in the background, and is shown from that', async () => {
    const plane = Uint16Array.from({ length: width * height }, (_, i) => (i % width) + 1);
    const grid = { width, height, affine: [500000, 10, 0, 3600000, 0, -10] as const, crs: null };
    await writeGeoTiff(join(folder, 'cog.tif'), { grid, bands: [plane] });
    gdal('gdal_translate', ['-q', join(folder, 'cog.tif'), join(folder, 'plain.tif')]);
    const scene = await call('scene.open', { paths: [join(folder, 'plain.tif')] });
    expect(scene.pyramid).toBe(false);
    expect(await call('pyramid.get', { sceneId: scene.id })).toEqual({ state: 'missing', bytes: 0 });

    const tile = async () => {
      const answer = await fetch(`${host.origin}/tiles/${scene.id}/0/0/0?layers=b1&mask=none`, {
        headers: { cookie },
      });
      expect(answer.status).toBe(200);
      return new Float32Array(await answer.arrayBuffer());
    };
    // Level 0 shows 16 pixels as one; a pixel's value tells its column. The sketch is nearest: a whole number.
    const before = await tile();
    expect(Math.abs(before[2 * 100] - (100.5 * 16 + 0.5))).toBeLessThanOrEqual(9);
    await until(() => events.some(e => e.type === 'ended'));
    const progress = events.filter(e => e.type === 'progress');
    expect(progress[0]).toMatchObject({ background: { call: 'pyramid.build', name: 'plain' } });
    expect(progress.at(-1)).toMatchObject({ done: expect.anything() as number });
    expect(events.find(e => e.type === 'ended')).not.toHaveProperty('error');

    const [listed] = await call('scene.list', {});
    expect(listed.pyramid).toBe(true);
    const { state, bytes } = await call('pyramid.get', { sceneId: scene.id });
    expect(state).toBe('ready');
    expect(bytes).toBeGreaterThan(1000);
    // Now the mean of columns: of the level with pixels 8 wide, the pixel under the centre.
    const after = await tile();
    expect(Math.abs(after[2 * 100] - (100.5 * 16 + 0.5))).toBeLessThanOrEqual(5);

    await call('pyramid.remove', { sceneId: scene.id });
    expect(await call('pyramid.get', { sceneId: scene.id })).toEqual({ state: 'missing', bytes: 0 });
    expect(await tile()).toEqual(before);
  });

  it('can be cancelled, and is then left alone until it is asked for', async () => {
    gdal('gdal_translate', ['-q', join(folder, 'cog.tif'), join(folder, 'second.tif')]);
    const scene = await call('scene.open', { paths: [join(folder, 'second.tif')] });
    const from = events.length;
    await call('pyramid.build', { sceneId: scene.id });
    await until(() => events.slice(from).some(e => e.type === 'progress'));
    const { jobId } = events.slice(from).find(e => e.type === 'progress') as { jobId: string };
    await call('jobs.cancel', { jobId });
    await until(() => events.some(e => e.type === 'ended' && e.jobId === jobId));
    expect(events.find(e => e.type === 'ended' && e.jobId === jobId)).not.toHaveProperty('error');
    expect((await call('pyramid.get', { sceneId: scene.id })).state).toBe('missing');
    await call('pyramid.build', { sceneId: scene.id });
    await until(() =>
      events.some(e => e.type === 'ended' && e.jobId !== jobId && e.jobId.includes(`-${scene.id}-`)),
    );
    expect((await call('pyramid.get', { sceneId: scene.id })).state).toBe('ready');
  });

  it('is left with its workspace: what was begun stops, and nothing is made in the next', async () => {
    const sceneIds: number[] = [];
    for (const name of ['a.tif', 'b.tif', 'c.tif', 'd.tif']) {
      copyFileSync(join(folder, 'second.tif'), join(folder, name));
      sceneIds.push((await call('scene.open', { paths: [join(folder, name)] })).id);
    }
    const from = events.length;
    for (const sceneId of sceneIds) await call('pyramid.build', { sceneId });
    await until(() => events.slice(from).some(e => e.type === 'progress'));
    const { jobId } = events.slice(from).find(e => e.type === 'progress') as { jobId: string };
    await call('workspace.open', { path: join(folder, 'next'), create: true });
    expect(await call('scene.list', {})).toEqual([]);
    await until(() => events.some(e => e.type === 'ended' && e.jobId === jobId));
    expect(readdirSync(join(folder, 'next'), { recursive: true }).filter(f => /\.tif/.test(String(f)))).toEqual([]); // prettier-ignore
    await call('workspace.open', { path: join(folder, 'workspace') });
    expect((await call('pyramid.get', { sceneId: sceneIds[3] })).state).toBe('missing');
  });
});

describe('a scene on a server', () => {
  it('is opened, shown and read out like a file, and gets no pyramid', async () => {
    const server = await startRangeServer(folder);
    try {
      const side = 2100;
      const grid = { width: side, height: side, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
      const plane = Uint8Array.from({ length: side * side }, (_, i) => (i % side) % 251);
      await writeGeoTiff(join(folder, 'far.tif'), { grid, bands: [plane] });
      const scene = await call('scene.open', { paths: [`${server.origin}/plain/far.tif`] });
      expect(scene).toMatchObject({ name: 'far', missing: null });
      const probed = await call('scene.probe', { sceneId: scene.id, x: 700.5, y: -20.5 });
      expect(probed.bands[0].dn).toBe(700 % 251);
      const { ranges } = await call('scene.stretch', { sceneId: scene.id, layers: ['b1'] });
      expect(ranges[0].max).toBeGreaterThan(200);
      const tile = await fetch(`${host.origin}/tiles/${scene.id}/0/0/0?layers=b1`, { headers: { cookie } });
      expect(tile.status).toBe(200);
      expect(await call('pyramid.get', { sceneId: scene.id })).toEqual({ state: 'not-needed', bytes: 0 });
      const listed = await call('scene.list', {});
      expect(listed.find(s => s.id === scene.id)).toMatchObject({ missing: null });
    } finally {
      await server.close();
    }
    const gone = await fetch(`${host.origin}/api/scene.open`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ paths: ['ftp://x/y.tif'] }),
    });
    expect(gone.status).toBe(400);
  });
});
