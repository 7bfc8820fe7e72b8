import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import { areaAboveKm2 } from '#core/bloom/histogram-area.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { writeSmallScene, type SmallScene } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
let host: Host;
let cookie = '';
let scene: SmallScene;

beforeAll(async () => {
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>window</title>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  scene = await writeSmallScene(join(folder, 'data'));
  host = await startHost({
    workspace: join(folder, 'workspace'),
    create: true,
    rendererFolder,
    allow: [join(folder, 'data')],
  });
});
afterAll(() => host.close());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Raw requests: fetch would not let a test forge Host and Origin. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const url = new URL(host.origin);
  return new Promise((resolve, reject) => {
    const req = request(
      {
        host: url.hostname,
        port: url.port,
        path,
        method: options.method ?? 'GET',
        headers: { host: url.host, cookie, ...options.headers },
      },
      res => {
        const parts: Buffer[] = [];
        res.on('data', part => parts.push(part as Buffer));
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }),
        );
      },
    );
    req.on('error', reject);
    req.end(options.body);
  });
}
const call = async (name: string, input: unknown, headers: Record<string, string> = {}) => {
  const answer = await ask(`/api/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return {
    status: answer.status,
    body: JSON.parse(answer.body.toString()) as Record<string, unknown> & { code?: string },
  };
};

describe('the session', () => {
  it('refuses everything without the cookie', async () => {
    expect((await ask('/')).status).toBe(403);
    expect((await call('workspace.get', {})).status).toBe(403);
    expect((await ask('/tiles/1/0/0/0?layers=R')).status).toBe(403);
    expect((await ask('/?token=wrong')).status).toBe(403);
  });

  it('gives the cookie for the token, once', async () => {
    const path = host.url.slice(host.origin.length);
    const first = await ask(path);
    expect(first.status).toBe(302);
    const setCookie = String(first.headers['set-cookie']);
    expect(setCookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await ask(path)).status).toBe(403);
    cookie = setCookie.split(';')[0];
    expect((await ask('/')).body.toString()).toContain('window');
  });

  it('sends headers that let the window run nothing foreign', async () => {
    const { headers } = await ask('/');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('refuses another Host and another Origin even with the cookie', async () => {
    expect((await ask('/', { headers: { host: 'evil.example:80' } })).status).toBe(403);
    expect((await ask('/', { headers: { host: `localhost:${new URL(host.origin).port}` } })).status).toBe(
      403,
    );
    expect((await call('workspace.get', {}, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await call('workspace.get', {}, { origin: host.origin })).status).toBe(200);
  });

  it('serves only the window’s own files', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/../../secret.txt',
    ])
      expect((await ask(path)).body.toString()).not.toBe('secret');
  });
});

describe('calls', () => {
  it('check their input against the contract', async () => {
    expect(await call('scene.probe', { sceneId: 'one', x: 1, y: 2 })).toMatchObject({
      status: 400,
      body: { code: 'bad-input' },
    });
    expect(await call('scene.probe', { sceneId: 1, x: 1, y: 2, extra: true })).toMatchObject({
      status: 400,
      body: { code: 'bad-input' },
    });
    expect(await call('no.such', {})).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await call('__proto__', {})).toMatchObject({ status: 404 });
    const notJson = await ask('/api/workspace.get', { method: 'POST', body: '{' });
    expect(notJson.status).toBe(400);
  });

  it('refuse in words what is too large, too deep, or names no file', async () => {
    const deep = await ask('/api/workspace.get', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '['.repeat(100_000) + ']'.repeat(100_000),
    });
    expect(deep.status).toBe(400);
    expect((await call('files.list', { path: `${folder}\0` })).body.code).toBe('bad-input');
    for (const path of ['/%zz', '/assets/%ff', '/%00'])
      expect([403, 404]).toContain((await ask(path)).status);
    expect((await ask('/api/%zz', { method: 'POST', body: '{}' })).status).toBe(404);
    const chunked = await ask('/api/workspace.get', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked', connection: 'close' },
      body: `{"x":"${'x'.repeat(9 * 2 ** 20)}"}`,
    }).catch(() => null);
    // The rest of it is not waited for: the sender may find its connection closed before it reads the answer.
    if (chunked) expect(chunked.body.toString()).toContain('"code":"bad-input"');
  });

  it('keep to the folders that were opened', async () => {
    expect(await call('scene.open', { paths: ['/etc/hostname'] })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
    expect(await call('files.list', { path: join(folder, 'data', '..', '..') })).toMatchObject({
      status: 403,
    });
    expect(await call('files.list', { path: 'relative' })).toMatchObject({ status: 400 });
  });

  it('open a scene, tally it, assess it, and remember it', async () => {
    const opened = await call('scene.open', { paths: [scene.path] });
    expect(opened.status, JSON.stringify(opened.body)).toBe(200);
    const sceneId = opened.body.id as number;
    const zones = await call('zones.import', { path: scene.zones, set: 'test', kind: 'lake' });
    expect(zones.status, JSON.stringify(zones.body)).toBe(200);
    const zoneIds = (zones.body.zones as { id: number }[]).map(z => z.id);
    const tally = await call('bloom.tally', { sceneId, zoneIds, index: 'NDVI', mask: { clouds: 'auto' } });
    expect(tally.status, JSON.stringify(tally.body)).toBe(200);
    const [zone] = tally.body.zones as { areaKm2ByBin: number[]; aboveKm2: number; validAreaKm2: number }[];
    // NDVI 0.5 is edge 1500 of −1 … by 0.001: bin 1499; two of the three covered pixels have it.
    expect(zone.areaKm2ByBin[1499] / zone.validAreaKm2).toBeCloseTo(2 / 3, 6);
    const assessed = await call('bloom.assess', {
      sceneId,
      zoneIds,
      index: 'NDVI',
      mask: { clouds: 'auto' },
      threshold: 0,
    });
    const result = assessed.body.result as {
      zones: { bloomShare: number; bloomAreaKm2: number; grade: { level: string; evidence: string } }[];
    };
    expect(result.zones[0].bloomShare).toBeCloseTo(2 / 3, 6);
    // What the window adds up under its slider is the saved number to the last digit.
    expect(result.zones[0].bloomAreaKm2).toBe(areaAboveKm2(zone, tally.body.range as never, 0));
    expect(result.zones[0].grade).toMatchObject({ level: 'Ⅴ', evidence: 'to-confirm' });
    expect((await call('assessment.list', {})).body).toHaveLength(1);
    expect((await call('workspace.get', {})).body).toMatchObject({
      counts: { scenes: 1, zones: 1, assessments: 1 },
      readOnly: false,
    });
  });

  it('read out a pixel with its reason', async () => {
    // Column 1, row 1 of the scene: infrared 3000, red 1000. Column 0, row 2: nodata.
    const at = async (x: number, y: number) =>
      (await call('scene.probe', { sceneId: 1, x, y, formula: 'NDVI' })).body;
    expect(await at(500015, 3599985)).toMatchObject({
      col: 1,
      row: 1,
      reason: 'valid',
      index: 0.5,
      inside: true,
    });
    expect(await at(500005, 3599975)).toMatchObject({ col: 0, row: 2, reason: 'nodata', index: null });
    expect(await at(499990, 3599975)).toMatchObject({ inside: false, reason: null });
  });

  it('send tiles with layers and validity', async () => {
    const tile = await ask('/tiles/1/0/0/0?layers=R,N');
    expect(tile.status).toBe(200);
    const values = new Float32Array(
      tile.body.buffer.slice(tile.body.byteOffset, tile.body.byteOffset + tile.body.length),
    );
    expect(values).toHaveLength(256 * 256 * 3);
    expect([...values.slice(0, 3)]).toEqual([1000, 3000, 0]);
    expect([...values.slice(3, 6)]).toEqual([1000, 500, 0]);
    // Row 2, column 0 is nodata; column 4 is outside.
    expect(values[(2 * 256 + 0) * 3 + 2]).toBe(1);
    expect(values[4 * 3 + 2]).toBe(1);
    expect((await ask('/tiles/1/9/0/0?layers=R')).status).toBe(404);
    expect((await ask('/tiles/99/0/0/0?layers=R')).status).toBe(404);
    expect((await ask('/tiles/1/0/0/0?layers=S1')).status).toBe(400);
  });

  it('keep what was said of a scene earlier, until it is taken back', async () => {
    const copy = await writeSmallScene(join(folder, 'data'), undefined, 'described.tif');
    const { body } = await call('scene.open', { paths: [copy.path] });
    const describeAs = async (options: unknown, forget?: string[]) => {
      const answer = await call('scene.describe', { sceneId: body.id, options, forget });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body as unknown as CatalogueScene;
    };
    await describeAs({ scale: 0.0001, acquired: '2021-07-18' });
    const both = await describeAs({ nodata: 500 });
    expect(both.acquired).toBe('2021-07-18');
    expect(both.bands[0]).toMatchObject({ nodata: 500, radiometry: { scale: 0.0001 } });
    const back = await describeAs({}, ['scale', 'offset']);
    expect(back.bands[0]).toMatchObject({ nodata: 500, radiometry: { scale: 1, known: false } });
    const bad = await call('scene.describe', { sceneId: body.id, options: { acquired: 'yesterday' } });
    expect(bad).toMatchObject({ status: 400, body: { code: 'bad-input' } });
  });

  it('answer a cancelled job with its own code', async () => {
    const running = call(
      'bloom.tally',
      { sceneId: 1, zoneIds: [1], index: 'N - R + 0 * N', mask: { clouds: 'none' } },
      { 'x-job-id': 'job-1' },
    );
    await call('jobs.cancel', { jobId: 'job-1' });
    const { status, body } = await running;
    // It may already have been done when the cancel came in.
    if (status !== 200) expect(body.code).toBe('cancelled');
  });
});

describe('a taken port', () => {
  it('is named', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise(done => blocker.once('listening', done));
    const { port } = blocker.address() as { port: number };
    const failing = startHost({
      workspace: join(folder, 'other'),
      create: true,
      rendererFolder: folder,
      port,
    });
    await expect(failing).rejects.toBeInstanceOf(BloomlineError);
    await expect(failing).rejects.toMatchObject({ code: 'port-taken' });
    blocker.close();
  });
});
