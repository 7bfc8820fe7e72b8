import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type Host } from '#host/server/start-host.ts';
import type { CallName } from '#core/contract/calls.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projectPolygons } from '#core/zones/project.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { builtInFile } from '#host/products/sheets/template-file.ts';

import { readRecord } from '#host/recipe/read-record.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const utm = crsFromEpsg(32650)!;
const [side, left, top, pixel] = [40, 500_000, 3_500_000, 10];
let host: Host;
let cookie = '';

/** The answer, or the error. */
async function ask(name: CallName, input: unknown): Promise<Record<string, never>> {
  const answer = await fetch(`${host.origin}/api/${name}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as Record<string, never>;
}

async function call<T = Record<string, never>>(name: CallName, input: unknown): Promise<T> {
  const body = await ask(name, input);
  if (body && typeof body === 'object' && 'code' in body && 'message' in body)
    throw new Error(`${name}: ${JSON.stringify(body)}`);
  return body as T;
}

const raster = join(folder, 'data', 'lake.tif');
let sceneId = 0;
let zoneIds: number[] = [];
const people = new Map<string, number>();
const pin = '246810';
const sit = (name: string) => call('people.sign-in', { personId: people.get(name)!, pin });
const assess = async (name: string, threshold: number) =>
  (await call<{ id: number }>('bloom.assess', { sceneId, zoneIds, index: 'NDVI', mask: { clouds: 'none' }, threshold, name })).id; // prettier-ignore
const exportTo = (assessmentId: number, to: string, products: string[]) =>
  ask('export.assessment', { assessmentId, directory: join(folder, 'data', to), products, sheet: { language: 'zh-CN', paper: 'A4', orientation: 'landscape', preparedBy: '冒名' } }); // prettier-ignore

const atlasTo = (assessmentId: number, to: string) =>
  ask('export.atlas', { assessmentId, directory: join(folder, 'data', to), by: 'zones', oneFile: true, sheet: { language: 'zh-CN', paper: 'A4', orientation: 'landscape', preparedBy: '冒名', reviewedBy: '冒名' } }); // prettier-ignore

const mapTo = (assessmentId: number, to: string) =>
  ask('export.map', { subject: { of: 'assessment', id: assessmentId }, kind: 'bloom', directory: join(folder, 'data', to), formats: ['pdf'], sheet: { language: 'zh-CN', paper: 'A4', orientation: 'landscape', preparedBy: '冒名', reviewedBy: '冒名' } }); // prettier-ignore

const filesOf = (to: string) =>
  readdirSync(join(folder, 'data', to)).map(name => join(folder, 'data', to, name));

beforeAll(async () => {
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(rendererFolder);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>window</title>');
  const band = (water: number, algae: number) =>
    Uint16Array.from({ length: side * side }, (_, i) => (i % side < 10 ? algae : water));
  await writeGeoTiff(raster, {
    grid: { width: side, height: side, affine: [left, pixel, 0, top, 0, -pixel], crs: utm },
    bands: [band(300, 400), band(200, 1600)],
    nodata: 0,
  });
  const [x1, y1] = [left + side * pixel, top - side * pixel];
  const square = [[[[left, y1], [x1, y1], [x1, top], [left, top], [left, y1]]]]; // prettier-ignore
  writeFileSync(
    join(folder, 'data', 'lake.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: 'lake' }, geometry: { type: 'MultiPolygon', coordinates: projectPolygons(square, 'square', utm, cgcs2000, 1e-9) } }] }), // prettier-ignore
  );
  host = await startHost({
    workspace: join(folder, 'workspace'),
    create: true,
    rendererFolder,
    allow: [join(folder, 'data')],
  });
  const login = await fetch(host.url, { redirect: 'manual' });
  cookie = login.headers.get('set-cookie')!.split(';')[0];
  sceneId = (await call<{ id: number }>('scene.open', { paths: [raster], options: { bands: { R: 1, N: 2 }, scale: 0.0001, offset: 0 } })).id; // prettier-ignore
  const zones = await call<{ zones: { id: number }[] }>('zones.import', { path: join(folder, 'data', 'lake.geojson'), set: 'a', kind: 'lake' }); // prettier-ignore
  zoneIds = zones.zones.map(z => z.id);
});
afterAll(() => host.close());

describe('rights over the wire', () => {
  it('without people everybody works as before, and a review asks for people', async () => {
    const id = await assess('alone', 0.1);
    expect(await ask('review.submit', { assessmentId: id })).toMatchObject({ code: 'not-allowed' });
    expect(
      (await call<{ may: { submit: string } }>('review.get', { assessmentId: id })).may.submit,
    ).toContain('set up people');
    await call('assessment.remove', { assessmentId: id });
  });

  it('the first person is an administrator and signed in; roles hold in the host', async () => {
    for (const [name, role] of [
      ['赵管', 'analyst'],
      ['李析', 'analyst'],
      ['王审', 'reviewer'],
      ['孙生', 'ecologist'],
    ] as const) {
      // prettier-ignore
      const state = await call<{ people: { id: number; name: string; role: string }[] }>('people.add', { name, role, pin });
      people.set(name, state.people.find(p => p.name === name)!.id);
      expect(JSON.stringify(state)).not.toMatch(/hash|salt|246810/);
      expect(state.people[0].role).toBe('admin');
    }
    expect(await ask('people.add', { name: 'short', role: 'analyst', pin: '123' })).toMatchObject({
      code: 'bad-input',
    });
    await call('people.sign-out', {});
    const own = builtInFile('bloom');
    expect(await ask('templates.save', { name: '简图', file: own })).toMatchObject({ subject: 'sign in' });
    for (const answer of [
      await atlasTo(1, 'unseen'),
      await mapTo(1, 'unseen'),
      await exportTo(1, 'unseen', ['pdf']),
    ])
      expect(answer).toMatchObject({ code: 'not-allowed', subject: 'sign in' });
    expect(await ask('assessment.remove', { assessmentId: 1 })).toMatchObject({
      code: 'not-allowed',
      subject: 'sign in',
    });
    expect(await ask('people.add', { name: 'x', role: 'admin', pin })).toMatchObject({ code: 'not-allowed' });
    expect(await ask('people.sign-in', { personId: people.get('李析'), pin: 'wrong!' })).toMatchObject({
      message: 'the PIN is wrong',
    });
    await sit('孙生');
    expect(await ask('bloom.assess', { sceneId, zoneIds, index: 'NDVI', mask: { clouds: 'none' }, threshold: 0.1 })).toMatchObject({ code: 'not-allowed' }); // prettier-ignore
    await sit('王审');
    for (const [name, input] of [
      ['bloom.assess', { sceneId, zoneIds, index: 'NDVI', mask: { clouds: 'none' }, threshold: 0.1 }],
      ['review.submit', { assessmentId: 1 }],
      ['people.update', { personId: people.get('王审'), role: 'admin' }],
      ['people.set-pin', { personId: people.get('李析'), pin: 'stolen-pin' }],
      ['zones.remove', { zoneIds }],
      ['templates.save', { name: '简图', file: own }],
      ['templates.remove', { name: '简图' }],
    ] as const)
      expect(await ask(name, input), name).toMatchObject({ code: 'not-allowed' });
    // One's own PIN needs the old one.
    expect(await ask('people.set-pin', { personId: people.get('王审'), pin: 'new-pin-1' })).toMatchObject({
      code: 'bad-input',
    });
  });

  it('analyst submits, reviewer returns and approves; the export carries number, date and names', async () => {
    await sit('李析');
    const id = await assess('first', 0.1);
    await call('review.submit', { assessmentId: id });
    expect(await ask('review.approve', { assessmentId: id })).toMatchObject({ code: 'not-allowed' });
    await sit('赵管');
    // An administrator may review, too.
    expect(
      (await call<{ may: { approve: null } }>('review.get', { assessmentId: id })).may.approve,
    ).toBeNull();
    await sit('王审');
    const detail = await call<{ checks: { id: string; outcome: string; found: unknown[] }[]; fields: { name: string }[] }>('review.get', { assessmentId: id }); // prettier-ignore
    expect(detail.checks.find(c => c.id === 'sums')).toMatchObject({ outcome: 'pass', found: [] });
    expect(detail.fields.map(f => f.name)).toContain('lake · bloomAreaKm2');
    const comments = await call<{ id: number; place: number[] }[]>('review.comment', { assessmentId: id, text: '岸边?', place: [117, 31.6] }); // prettier-ignore
    expect(comments[0].place).toEqual([117, 31.6]);
    await call('review.return', { assessmentId: id, why: '见批注' });
    // Clouds alone need no mask of their own.
    expect(await call('review.mask', { assessmentId: id })).toEqual({ maskId: 'none' });
    await sit('李析');
    // Only who asked, or a reviewer, closes a comment.
    expect(await ask('review.resolve', { commentId: comments[0].id, resolved: true })).toMatchObject({
      code: 'not-allowed',
    });
    await call('review.comment', { assessmentId: id, text: '已核', replyTo: comments[0].id });
    await call('review.submit', { assessmentId: id });
    await sit('王审');
    expect(await call('review.rerun', { assessmentId: id })).toMatchObject({
      identical: true,
      differences: [],
    });
    await call('review.resolve', { commentId: comments[0].id, resolved: true });
    const approval = await call<{ number: string; date: string }>('review.approve', {
      assessmentId: id,
      issuedBy: '陈签',
    });
    expect(approval.number).toMatch(/^BL-\d{4}-0001$/);

    // Whoever is signed in may export; what the form says of names does not count.
    const products = ['recipe', 'csv', 'geotiff', 'pdf'];
    await exportTo(id, 'out', products);
    const file = (extension: string) => filesOf('out').find(f => f.endsWith(extension))!;
    const record = readRecord(file('.recipe.json'));
    expect(record.intact).toBe(true);
    expect(record.assessment.approval).toMatchObject({ number: approval.number, preparedBy: '李析', reviewedBy: '王审', issuedBy: '陈签' }); // prettier-ignore
    expect(readRecord(file('.tif')).assessment.approval?.number).toBe(approval.number);
    expect(readRecord(file('.pdf')).assessment.approval?.number).toBe(approval.number);
    const csv = readFileSync(file('.csv'), 'utf8');
    for (const text of [approval.number, approval.date, '李析', '王审', '陈签']) expect(csv).toContain(text);
    expect(csv).not.toContain('冒名');
    await exportTo(id, 'again', products);
    expect(await atlasTo(id, 'atlas')).toMatchObject({ sheets: 1 });
    expect(await mapTo(id, 'map')).toHaveProperty('products');
    for (const made of hasPoppler ? ['atlas', 'map'] : []) {
      const text = execFileSync('pdftotext', [filesOf(made)[0], '-'], { encoding: 'utf8' });
      for (const name of [approval.number, '李析', '王审', '陈签']) expect(text).toContain(name);
      expect(text).not.toContain('冒名');
    }
    expect(readFileSync(file('.csv').replace('/out/', '/again/'), 'utf8')).toBe(csv);

    await sit('赵管');
    for (const [name, input] of [
      ['assessment.remove', { assessmentId: id }],
      ['bulletin.save', { assessmentId: id, language: 'zh-CN', text: 'x' }],
      ['scene.remove', { sceneId }],
      ['zones.remove', { zoneIds }],
      ['review.return', { assessmentId: id, why: 'x' }],
    ] as const)
      expect(await ask(name, input), name).toMatchObject({ code: 'not-allowed' });
  });

  it('an approved one does not leave with other content: bands described anew, or another file', async () => {
    await sit('李析');
    const [{ id }] = await call<{ id: number; state: string }[]>('assessment.list', {});
    await call('scene.describe', { sceneId, options: { bands: { R: 1, N: 2 }, scale: 0.0002, offset: 0 } });
    expect(await exportTo(id, 'other', ['csv'])).toMatchObject({ code: 'not-allowed' });
    expect(await atlasTo(id, 'other')).toMatchObject({ code: 'not-allowed' });
    expect(await mapTo(id, 'other')).toMatchObject({ code: 'not-allowed' });
    expect(existsSync(join(folder, 'data', 'other'))).toBe(false);
    await call('scene.describe', { sceneId, options: { bands: { R: 1, N: 2 }, scale: 0.0001, offset: 0 } });
    expect(await exportTo(id, 'other', ['csv'])).toHaveProperty('products');
    copyFileSync(raster, `${raster}.kept`);
    const bytes = readFileSync(raster);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(raster, bytes);
    expect(await exportTo(id, 'third', ['csv'])).toMatchObject({ code: 'not-allowed' });
    expect(existsSync(join(folder, 'data', 'third'))).toBe(false);
    copyFileSync(`${raster}.kept`, raster);
    expect(await exportTo(id, 'third', ['csv'])).toHaveProperty('products');
  });

  it('a newer one supersedes it', async () => {
    const newer = await assess('second', 0.2);
    const [older] = (await call<{ id: number }[]>('assessment.list', {}))
      .map(a => a.id)
      .filter(id => id !== newer);
    await call('review.submit', { assessmentId: newer });
    await sit('王审');
    const approval = await call<{ number: string }>('review.approve', { assessmentId: newer });
    expect(approval.number).toMatch(/0002$/);
    await call('review.supersede', { assessmentId: older, byId: newer, why: '阈值更正' });
    const inbox = await call<{ id: number; state: string }[]>('review.inbox', {});
    expect(inbox.map(e => [e.id, e.state])).toEqual([[newer, 'approved'], [older, 'superseded']]); // prettier-ignore
    expect((await call<{ others: { id: number; superseded: boolean }[] }>('review.get', { assessmentId: newer })).others).toMatchObject([{ id: older, superseded: true }]); // prettier-ignore
  });
});
