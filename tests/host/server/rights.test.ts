import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls, type CallName } from '#core/contract/calls.ts';
import { defaultChangeOptions } from '#core/redline/change-options.ts';
import { sentenceIn } from '#core/words/said.ts';
import { startHost, type Host } from '#host/server/start-host.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { builtInFile } from '#host/products/sheets/template-file.ts';
import { approvedWorkspace } from '#tests/host/exchange/packages/approved.ts';
import { temporaryFolder } from '#tests/host/products/scene.ts';

const { folder, clean } = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
const pin = '246810';
const seats = ['nobody', 'analyst', 'ecologist', 'reviewer', 'admin'] as const;
type Seat = (typeof seats)[number];
const everybody = seats.slice(1);
const assessing = ['analyst', 'admin'] as const;
const plotting = ['analyst', 'ecologist', 'admin'] as const;
const reviewing = ['reviewer', 'admin'] as const;

const out = join(folder, 'out');
const gone = 999_999;
const sheet = { language: 'zh-CN', paper: 'A4', orientation: 'landscape' } as const;
const box = [[[[117.13, 32.86], [117.14, 32.86], [117.14, 32.87], [117.13, 32.87], [117.13, 32.86]]]]; // prettier-ignore
const subject = { sceneId: 1, zoneIds: [1], index: 'NDVI', mask: { clouds: 'none' } };
/** Assessment 1 is approved and rests on scene 1 and the zones 1 and 2; 2 is a draft that is signed by nobody. */
const [scene, zones, signed] = [{ sceneId: 1 }, { zoneIds: [1, 2] }, { assessmentId: 1 }];

const yearly = { kind: 'annual', period: '1999', zoneIds: null, resultId: null, language: 'zh-CN' };

/**
 * Every call that writes: who may make it, and the worst that it could do to what was approved. Not those in `apart`.
 */
const attacks: Partial<Record<CallName, readonly [readonly Seat[], unknown]>> = {
  'scene.open': [plotting, { paths: [join(folder, 'nowhere.tif')] }],
  'scene.describe': [
    plotting,
    { ...scene, options: { bands: { B: 1, G: 2, R: 3, N: 4 }, scale: 0.0001, offset: 0 } },
  ],
  'scene.locate': [plotting, { ...scene, paths: [join(folder, 'nowhere.tif')] }],
  'scene.remove': [plotting, scene],
  'pyramid.build': [everybody, scene],
  'pyramid.remove': [everybody, scene],
  'zones.import': [assessing, { path: join(folder, 'nowhere.geojson'), set: 'x', kind: 'lake' }],
  'zones.remove': [assessing, zones],
  'zones.intersect': [assessing, { zoneIds: [1], otherIds: [2], set: 'x', kind: 'lake' }],
  'bloom.keep-threshold': [assessing, { zoneIds: [1], index: 'NDVI', value: 0.3, note: 'x' }],
  'bloom.assess': [assessing, { ...subject, threshold: 0.1, name: '另一项' }],
  'assessment.remove': [assessing, signed],
  'export.map': [everybody, { subject: { of: 'assessment', id: gone }, kind: 'bloom', directory: out, formats: ['png'], sheet }], // prettier-ignore
  'export.assessment': [everybody, { ...signed, directory: out, products: ['csv'], sheet }],
  'export.atlas': [everybody, { assessmentId: gone, directory: out, by: 'zones', oneFile: true, sheet }],
  'export.template': [everybody, { name: '没有', directory: out }],
  'templates.save': [assessing, { name: '简图', file: builtInFile('bloom') }],
  'templates.rename': [assessing, { name: '没有', to: '简图二' }],
  'templates.remove': [assessing, { name: '没有' }],
  'templates.import': [assessing, { path: join(folder, 'nowhere.json') }],
  'corrections.add': [assessing, { ...scene, correction: { action: 'bloom', note: 'x', tool: 'polygon', geometry: box } }], // prettier-ignore
  'corrections.update': [assessing, { correctionId: 1, action: 'clear', note: 'y' }],
  'corrections.remove': [assessing, { correctionIds: [gone] }],
  'redline.assess': [assessing, { beforeId: 1, afterId: gone, zoneIds: [1], options: defaultChangeOptions }],
  'ledger.take': [plotting, signed],
  'ledger.change': [plotting, { ids: [gone], changes: { note: 'x' } }],
  'ledger.step': [plotting, { ids: [gone], state: 'closed', why: 'x' }],
  'ledger.remove': [plotting, { ids: [gone], why: 'x' }],
  'ledger.export': [everybody, { format: 'gpx', path: join(out, 'x.gpx'), language: 'en' }],
  'ledger.import': [plotting, { path: join(folder, 'nowhere.csv'), apply: true }],
  'sites.add': [plotting, { name: '新点', kind: 'section', lon: 117.1, lat: 32.8 }],
  'sites.update': [plotting, { siteId: 1, note: 'x' }],
  'sites.change': [plotting, { changes: [{ siteId: 1, cells: { note: 'x' } }], added: [] }],
  'sites.remove': [plotting, { siteId: gone }],
  'quadrats.add': [plotting, { siteId: gone, quadrats: [{ name: 'a', kind: 'herb', sideM: 1, geometry: box }] }], // prettier-ignore
  'quadrats.update': [plotting, { quadratId: gone }],
  'quadrats.remove': [plotting, { quadratId: gone }],
  'rows.set': [plotting, { siteId: gone, list: 'trees', quadratId: null, rows: [{ fields: {} }] }],
  'observations.add': [plotting, { siteId: 1, time: '2026-05-01', values: [{ parameter: 'ph', value: 7 }] }],
  'observations.change': [
    plotting,
    { changes: [{ of: 'value', id: gone, cells: { value: '1' } }], added: [] },
  ],
  'observations.flag': [plotting, { observationIds: [gone], flag: 'invalid', reason: 'x' }],
  'observations.correct': [plotting, { observationId: gone, value: 1, reason: 'x' }],
  'photos.add': [plotting, { siteId: gone, paths: [join(folder, 'nowhere.jpg')] }],
  'photos.note': [plotting, { photoId: gone, note: 'x' }],
  'photos.remove': [plotting, { photoId: gone }],
  'edits.undo': [plotting, {}],
  'edits.redo': [plotting, {}],
  'drafts.set': [everybody, { key: 'x', draft: null }],
  'import.commit': [plotting, { path: join(folder, 'nowhere.csv'), mapping: { name: '没有' } }],
  'import.revert': [plotting, { importId: gone }],
  'import.save-mapping': [plotting, { name: 'x', mapping: { kind: 'section', crs: null, utcOffset: '+08:00', dateOrder: null, columns: {}, implausible: 'flag' } }], // prettier-ignore
  'plots.export': [everybody, { filter: {}, format: 'csv', directory: out, name: 'x', language: 'en' }],
  'field.accept': [plotting, { path: join(folder, 'nowhere.gpkg'), keys: ['x'] }],
  'backups.make': [everybody, {}],
  'backups.set-second-place': [['admin'], { place: null }],
  'series.create': [assessing, { folder: join(folder, 'nowhere'), zoneIds: [1], options: { index: 'NDVI', mask: { clouds: 'none' }, threshold: 0.1 } }], // prettier-ignore
  'series.run': [assessing, { seriesId: gone }],
  'series.remove': [assessing, { seriesId: gone }],
  'series.export': [everybody, { seriesId: gone, directory: out, language: 'en' }],
  'warning.set': [assessing, { warningId: gone, state: 'lifted', why: 'x' }],
  'report.edit': [assessing, { ...yearly, paragraph: 'x', text: '改了' }],
  'export.report': [everybody, { ...yearly, directory: out, formats: ['md'] }],
  'bulletin.save': [assessing, { ...signed, language: 'zh-CN', text: '改了' }],
  'ecology.export': [everybody, { resultId: gone, directory: out, language: 'en', rasters: false }],
  'ecology.remove': [assessing, { resultId: gone }],
  'ecology.state': [assessing, { sceneIds: [gone], zoneIds: [1], indicators: ['NDVI'], clouds: 'none', endmembers: null, wetness: null, rseiScope: 'common', rseiScaling: null, align: false, quality: null }], // prettier-ignore
  'ecology.index': [assessing, { standard: 'EI', rows: [], landCover: null }],
  'ecology.services': [assessing, { kind: 'water', sources: {}, types: null, zoneIds: [1], align: false }],
  'ecology.validate': [assessing, { sceneId: gone, product: 'FVC', factor: null, endmembers: null, parameter: 'cover', classLimits: null, side: 3, withinDays: null, clouds: 'none' }], // prettier-ignore
  'people.certify': [['admin'], { personId: gone }],
  'people.update': [['admin'], { personId: gone, role: 'admin' }],
  'people.add': [['admin'], { name: '李析', role: 'admin', pin }],
  'review.submit': [['analyst', 'admin'], signed],
  'review.withdraw': [['analyst', 'admin'], signed],
  'review.return': [reviewing, { ...signed, why: 'x' }],
  'review.approve': [reviewing, signed],
  'review.supersede': [reviewing, { ...signed, byId: 2, why: 'x' }],
  'review.comment': [everybody, { ...signed, text: 'x' }],
  'review.resolve': [everybody, { commentId: gone, resolved: true }],
  'package.write': [everybody, { assessmentId: 2, language: 'zh-CN', directory: out, office: 'x' }],
  'package.import': [everybody, { path: join(folder, 'nowhere.zip') }],
};

/** They change who sits there or which catalogue is open; the tests of people and sessions make them. */
const apart: CallName[] = ['workspace.open', 'backups.restore', 'people.sign-in', 'people.sign-out', 'people.set-pin']; // prettier-ignore

let host: Host;
let cookie = '';
const ids = new Map<string, number>();

async function ask(name: CallName, input: unknown) {
  const answer = await fetch(`${host.origin}/api/${name}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as { code?: string; subject?: string; message?: string } | null;
}

/** Another handle, as somebody who inspects the file has it. */
let file: Database.Database;
const look = <T>(sql: string): T[] => file.prepare(sql).all() as T[];

/** What was approved, as it stands in the file. */
const approvedNow = () =>
  createHash('sha256')
    .update(
      JSON.stringify([
        look('SELECT * FROM assessment WHERE id = 1'),
        look('SELECT * FROM approval'),
        look('SELECT * FROM review_step WHERE assessment_id = 1'),
        look('SELECT * FROM review_comment WHERE assessment_id = 1'),
        look('SELECT * FROM bulletin WHERE assessment_id = 1'),
        look('SELECT id, name FROM scene WHERE id = 1'),
        look('SELECT id, name, hex(geom) FROM zone WHERE id IN (1, 2)'),
      ]),
    )
    .digest('hex');
const linesNow = () => look<{ n: number }>('SELECT count(*) AS n FROM journal')[0].n;

beforeAll(async () => {
  const catalogue = await approvedWorkspace(folder);
  const { id } = await catalogue.people.add('os', { name: '赵管', role: 'admin', pin });
  ids.set('admin', id);
  for (const role of ['analyst', 'ecologist', 'reviewer'] as const)
    ids.set(role, (await catalogue.people.add('赵管', { name: `${role} 某`, role, pin })).id);
  catalogue.close();
  const rendererFolder = join(folder, 'renderer');
  for (const made of [rendererFolder, out]) mkdirSync(made);
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html>');
  host = await startHost({ workspace: join(folder, '监测中心'), rendererFolder, allow: [folder] });
  file = new Database(join(folder, '监测中心', 'catalogue.gpkg'), { readonly: true });
  const login = await fetch(host.url, { redirect: 'manual' });
  cookie = login.headers.get('set-cookie')!.split(';')[0];
});
afterAll(async () => {
  file.close();
  await host.close();
  clean();
});

describe('every writing call of the contract against an approved assessment', () => {
  it('is in the table', () => {
    const writing = (Object.keys(calls) as CallName[]).filter(name => calls[name].writes !== 'nothing');
    expect([...Object.keys(attacks), ...apart].sort()).toEqual(writing.sort());
    for (const [name, [, input]] of Object.entries(attacks))
      expect(calls[name as CallName].input.safeParse(input).error?.issues, name).toBeUndefined();
  });

  it.each(seats)(
    'as %s: refused without the right, in words; what was approved stays as it is',
    async seat => {
      if (seat === 'nobody') await ask('people.sign-out', {});
      else expect(await ask('people.sign-in', { personId: ids.get(seat), pin })).not.toHaveProperty('code');
      const approved = approvedNow();
      const wrong: string[] = [];
      for (const [name, [who, input]] of Object.entries(attacks)) {
        const before = linesNow();
        const answer = await ask(name as CallName, input);
        const said = `${name}: ${answer?.code} ${answer?.message}`;
        const refused = (answer?.message ?? '').includes(
          seat === 'nobody' ? 'sign in first' : `the role ${seat} may not do this`,
        );
        if (refused === who.includes(seat)) wrong.push(`${refused ? 'refused' : 'let through'} ${said}`);
        if (refused && (answer!.code !== 'not-allowed' || linesNow() !== before)) wrong.push(`wrote ${said}`);
        // Words for a person, in Chinese too, and none of the database's own.
        if (answer?.code && !/[一-鿿]/.test(sentenceIn(answer.message!, 'zh-CN'))) wrong.push(said);
        if (!refused && approvedNow() !== approved) wrong.push(`changed what was approved: ${said}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it('and it leaves as it was approved; the journal holds', async () => {
    expect(await ask('people.sign-in', { personId: ids.get('admin'), pin })).not.toHaveProperty('code');
    const made = await ask('export.assessment', { ...signed, directory: out, products: ['csv'], sheet });
    expect(made?.message).toBeUndefined();
    const catalogue = await openCatalogue(join(folder, '监测中心'), { readOnly: true });
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
    catalogue.close();
  });
});
