import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { zonesApart } from '#host/run/zones/read-apart.ts';
import { footprintOf } from '#host/raster/footprint.ts';
import { takeIn } from '#host/run/inbox/take-in.ts';
import { bloomKind } from '#host/run/kinds/bloom.ts';
import { catalogueResolver } from '#host/run/resolvers.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';
import { tarOf } from '#tests/fixtures/tar.ts';

const root = temporaryFolder();
let next = 0;
let folder: string;
let workspace: string;
let catalogue: Catalogue;
const scaled = { scale: 0.0001, offset: 0 };
/** NDVI 0.5, −1/3, nodata as in the fixture; here all but one pixel of the zone above 0. */
const bloomy = [3000, 3000, 500, 500, 3000, 500, 500, 500, 3000, 3000, 500, 500];

const means = () => ({ resolver: catalogueResolver(catalogue), pool: null, progress: {} });
const pass = () => takeIn({ folder, catalogue, who: 'me', means: means() });

async function tifOf(day: string, infrared?: number[]): Promise<Buffer> {
  const { path } = await writeSmallScene(join(root, `made-${next}`), infrared, `scene_${day}.tif`);
  return readFileSync(path);
}

beforeEach(async () => {
  process.env.BLOOMLINE_HOME = join(root, 'home');
  next++;
  folder = join(root, `box-${next}`);
  workspace = join(root, `workspace-${next}`);
  mkdirSync(folder);
  const { path, zones } = await writeSmallScene(join(root, `first-${next}`), undefined, 'scene_20250601.tif');
  catalogue = await openCatalogue(workspace, { create: true });
  const read = await zonesApart(zones, {}, {});
  const [zone] = catalogue.zones.import('me', { set: '湖', kind: 'lake', zones: read.zones });
  const scene = await catalogueResolver(catalogue).scene({ files: [path], said: scaled });
  const { id } = catalogue.scenes.add('me', scene, footprintOf(scene));
  const request = {
    kind: 'bloom' as const,
    scene: { id },
    zones: { ids: [zone.id] },
    index: 'NDVI',
    threshold: 0,
    ground: null,
    mask: { options: { clouds: 'none' as const } },
  };
  const result = await bloomKind.run(request, means(), made => made.result);
  catalogue.assessments.add('me', { name: '首次', sceneIds: [id], zoneIds: [zone.id], result });
});

afterEach(() => catalogue.close());

describe('the inbox', () => {
  it('assesses what arrived as the lake was assessed last, and leaves drafts', async () => {
    writeFileSync(
      join(folder, 'A_20250711.tar.gz'),
      gzipSync(tarOf({ 'A/scene_20250711.tif': await tifOf('20250711', bloomy) })),
    );
    writeFileSync(join(folder, 'scene_20250712.tif'), await tifOf('20250712'));
    const reports = await pass();
    expect(reports.map(r => [r.name, r.state, r.drafts.length])).toEqual([
      ['A_20250711.tar.gz', 'assessed', 1],
      ['scene_20250712', 'assessed', 1],
    ]);
    // The zone covers pixels 0, 1, 4, 5 of which the lower two by half: above 0 lie 1 + 1 + ½ of 3.
    expect(reports[0].drafts[0].zones[0].bloomShare).toBeCloseTo(2.5 / 3, 3);
    const saved = catalogue.assessments.list().filter(a => a.name !== '首次');
    expect(saved.map(a => a.state)).toEqual(['draft', 'draft']);
    // Nothing tells the scale of these counts: said with the draft, as everywhere.
    expect(reports[0].messages.join()).toMatch(/nothing tells how DN becomes reflectance/);
  });

  it('one bad package stops nothing, is told, and is taken again when it has changed', async () => {
    const good = gzipSync(tarOf({ 'scene_20250711.tif': await tifOf('20250711') }));
    writeFileSync(join(folder, 'a-broken.tar.gz'), good.subarray(0, good.length - 40));
    writeFileSync(join(folder, 'b.tar'), tarOf({ 'scene_20250712.tif': await tifOf('20250712') }));
    writeFileSync(join(folder, 'c.zip'), 'no zip');
    writeFileSync(join(folder, 'still-coming.tar.gz.part'), 'half');
    const reports = await pass();
    expect(reports.map(r => [r.name, r.state])).toEqual([
      ['a-broken.tar.gz', 'failed'],
      ['b.tar', 'assessed'],
      ['c.zip', 'failed'],
    ]);
    expect(reports[0].messages.join()).toMatch(/a-broken\.tar\.gz: .*fetch it again/);
    expect(await pass()).toEqual([]);
    writeFileSync(join(folder, 'a-broken.tar.gz'), good);
    expect((await pass()).map(r => [r.name, r.state])).toEqual([['a-broken.tar.gz', 'assessed']]);
  });

  it('a package twice is one picture; one that shows no lake is said to', async () => {
    const bytes = tarOf({ 'scene_20250711.tif': await tifOf('20250711') });
    writeFileSync(join(folder, 'a.tar'), bytes);
    writeFileSync(join(folder, 'b.tgz'), gzipSync(bytes));
    const reports = await pass();
    expect(reports.map(r => r.state)).toEqual(['assessed', 'twice']);
    expect(catalogue.scenes.list()).toHaveLength(2);
    expect(reports[1].messages.join()).toMatch(/same picture/);
  });

  it('a pass that was killed before its line was kept goes on with what is there', async () => {
    writeFileSync(join(folder, 'a.tar'), tarOf({ 'scene_20250711.tif': await tifOf('20250711') }));
    const [first] = await pass();
    catalogue.inbox.keep('me', { ...first, folder, version: 'as if it had never been kept' });
    const [again] = await pass();
    expect(again.assessmentIds).toEqual(first.assessmentIds);
    expect(catalogue.assessments.list()).toHaveLength(2);
  });

  it('without any kept request it says what is missing', async () => {
    for (const { id } of catalogue.assessments.list()) catalogue.assessments.remove('me', id);
    writeFileSync(join(folder, 'a.tar'), tarOf({ 'scene_20250711.tif': await tifOf('20250711') }));
    const [report] = await pass();
    expect(report.state).toBe('no-lake');
    expect(report.messages.join()).toMatch(/no lake was assessed for bloom in this workspace yet/);
  });

  it('on the command line: one JSON document, failures in its exit code', async () => {
    writeFileSync(join(folder, 'a.tar'), tarOf({ 'scene_20250711.tif': await tifOf('20250711') }));
    writeFileSync(join(folder, 'b.zip'), 'no zip');
    catalogue.close();
    const run = runCli(['inbox', '--folder', folder, '--workspace', workspace, '--once', '--json']);
    const answer = JSON.parse(run.stdout) as {
      items: { name: string; state: string; assessmentIds: number[] }[];
    };
    expect(answer.items.map(i => [i.name, i.state, i.assessmentIds.length])).toEqual([
      ['a.tar', 'assessed', 1],
      ['b.zip', 'failed', 0],
    ]);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/2 packages/);
    rmSync(join(folder, 'b.zip'));
    expect(runCli(['inbox', '--folder', folder, '--workspace', workspace, '--once']).status).toBe(0);
    catalogue = await openCatalogue(workspace);
  });
});
