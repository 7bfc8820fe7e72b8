import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, openCatalogue } from '#host/catalogue/catalogue.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { packAssessment, findAssessment } from '#host/exchange/packages/pack-assessment.ts';
import { receivedDetail, receivePackage } from '#host/exchange/packages/receive-package.ts';
import { verifyPackage, verifyWhole } from '#host/exchange/packages/verify-package.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { temporaryFolder } from '#tests/host/products/scene.ts';
import { approvedWorkspace } from './approved.ts';

const { folder, clean } = temporaryFolder();
const path = join(folder, 'package.zip');
const year = new Date(Date.now() + 8 * 3600_000).getUTCFullYear();
const number = `BL-${year}-0001`;
const sheet = { language: 'zh-CN', paper: 'A4', orientation: 'landscape' } as const;
const products = ['png', 'csv', 'gpkg', 'recipe', 'index', 'qgis'] as const;
let catalogue: Catalogue;
let files: Record<string, Uint8Array>;

beforeAll(async () => {
  catalogue = await approvedWorkspace(folder);
  await packAssessment(catalogue, {
    assessmentId: 1,
    path,
    who: '李析',
    office: '太湖监测中心',
    sheet,
    products,
  });
  files = unzipSync(readFileSync(path));
});
afterAll(() => {
  catalogue.close();
  clean();
});

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const json = (name: string) => JSON.parse(Buffer.from(files[name]).toString());
let count = 0;
/** The package with some of its entries replaced; null takes one out. */
function changed(changes: Record<string, Uint8Array | null>): string {
  const target = join(folder, `changed-${count++}.zip`);
  const all = Object.entries({ ...files, ...changes }).filter(([, bytes]) => bytes !== null);
  writeFileSync(target, zipSync(Object.fromEntries(all) as Record<string, Uint8Array>, { level: 0 }));
  return target;
}
/** Bytes of JSON that was changed, with the manifest made to fit and sealed again, as a forger would. */
function forged(changes: Record<string, Uint8Array>): string {
  const manifest = json('manifest.json');
  delete manifest.seal;
  manifest.files = manifest.files.map((f: { path: string }) =>
    changes[f.path] ? { path: f.path, bytes: changes[f.path].length, sha256: sha256(changes[f.path]) } : f,
  );
  const sealed = { ...manifest, seal: sha256(canonicalJson(manifest)) };
  return changed({ ...changes, 'manifest.json': Buffer.from(JSON.stringify(sealed)) });
}

describe('a sealed package', () => {
  it('holds products, record, journal, plots with photos, and a manifest whose sums are those of the bytes', () => {
    const manifest = json('manifest.json');
    expect(manifest).toMatchObject({
      office: '太湖监测中心',
      packedBy: '李析',
      assessment: { name: '东湖一期' },
    });
    expect(manifest.files.map((f: { path: string }) => f.path).sort()).toEqual(
      Object.keys(files)
        .filter(name => name !== 'manifest.json')
        .sort(),
    );
    for (const { path: name, bytes, sha256: wanted } of manifest.files) {
      expect(files[name].length).toBe(bytes);
      expect(sha256(files[name])).toBe(wanted);
    }
    const endings = Object.keys(files)
      .filter(n => n.startsWith('products/'))
      .map(n => n.slice(n.lastIndexOf('.')));
    expect(endings.sort()).toEqual(['.csv', '.gpkg', '.json', '.png', '.qgz', '.tif', '.tif', '.xml']);
    const [photo] = Object.keys(files).filter(n => n.startsWith('photos/'));
    expect(photo).toBe(`photos/${sha256(files[photo])}.png`);
    expect(json('plots.json')[0]).toMatchObject({ name: '样点一' });
    const tables = Buffer.from(files['journal.jsonl'])
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).table);
    expect(tables).toEqual([
      'assessment',
      'assessment',
      'review_step',
      'assessment',
      'review_step',
      'approval',
    ]);
    // Nothing is left beside it.
    expect(
      readdirSync(folder).filter(name => name.startsWith('.bloomline') || name.includes('.part')),
    ).toEqual([]);
  });

  it('is intact: who approved it and when, the journal holds', () => {
    const found = verifyPackage(path);
    expect(found).toMatchObject({
      intact: true,
      complete: true,
      problems: [],
      journal: { holds: true, lines: 6 },
    });
    expect(found.about).toMatchObject({
      office: '太湖监测中心',
      approval: { number, preparedBy: '李析', reviewedBy: '王审', issuedBy: '陈签' },
    });
    // The seal is over the manifest, which anybody can compute again.
    const { seal, ...rest } = json('manifest.json');
    expect(found.about!.seal).toBe(sha256(canonicalJson(rest)));
    expect(seal).toBe(found.about!.seal);
  });

  it('names what was changed, is missing or was added', () => {
    const csv = Object.keys(files).find(n => n.endsWith('.csv'))!;
    expect(verifyPackage(changed({ [csv]: Buffer.from('x') }))).toMatchObject({
      intact: false,
      changed: [csv],
    });
    expect(verifyPackage(changed({ 'plots.json': null }))).toMatchObject({
      intact: false,
      missing: ['plots.json'],
    });
    expect(verifyPackage(changed({ 'products/more.txt': Buffer.from('x') }))).toMatchObject({
      intact: false,
      added: ['products/more.txt'],
    });
    const manifest = Buffer.from(Buffer.from(files['manifest.json']).toString().replace('太湖', '巢湖'));
    expect(verifyPackage(changed({ 'manifest.json': manifest })).problems).toEqual([
      'the manifest was changed after it was sealed',
    ]);
  });

  it('does not hold where somebody forged numbers, names or lines and sealed it again', () => {
    const result = Buffer.from(files['result.json']).toString();
    const areas = Buffer.from(result.replace(/"bloomAreaKm2":[\d.]+/, '"bloomAreaKm2":9'));
    expect(verifyPackage(forged({ 'result.json': areas })).problems).toContain(
      'the result is not the one that was approved',
    );
    const record = json('record.json');
    record.outcome[Object.keys(record.outcome)[0]] = 9;
    const problems = verifyPackage(forged({ 'record.json': Buffer.from(JSON.stringify(record)) })).problems;
    expect(problems).toEqual(['the record was changed after it was sealed']);
    const lines = Buffer.from(files['journal.jsonl']).toString();
    const other = Buffer.from(lines.replace('王审', '李析'));
    expect(verifyPackage(forged({ 'journal.jsonl': other })).problems[0]).toMatch(
      /^line \d+ of the journal was changed/,
    );
    const fewer = Buffer.from(lines.split('\n').slice(1).join('\n'));
    expect(verifyPackage(forged({ 'journal.jsonl': fewer })).journal).toMatchObject({
      holds: false,
      lines: 5,
    });
  });

  it('names products that were falsified inside with every sum made to fit', async () => {
    expect(await verifyWhole(path)).toMatchObject({ intact: true, problems: [] });
    const csv = Object.keys(files).find(n => n.endsWith('.csv'))!;
    const text = Buffer.from(files[csv]).toString();
    // The table has its areas with four decimals: 0.0400 km² of bloom.
    const other = Buffer.from(text.replace('0.0400', '0.0100'));
    expect(other.equals(files[csv])).toBe(false);
    const table = await verifyWhole(forged({ [csv]: other }));
    expect(table.intact).toBe(false);
    expect(table.problems[0]).toMatch(
      /\.csv, csv · 2 \(东湖区\) · .*: says 0\.0100, the result says 0\.0400/,
    );

    const tif = Object.keys(files).find(n => n.endsWith('.tif') && !n.endsWith('_index.tif'))!;
    const painted = join(folder, 'painted.tif');
    writeFileSync(painted, files[tif]);
    const { grid, metadata } = inspectFile(painted);
    await writeGeoTiff(join(folder, 'repainted.tif'), {
      grid,
      bands: [new Uint8Array(grid.width * grid.height).fill(1)],
      nodata: 0,
      items: metadata.file,
    });
    const raster = await verifyWhole(forged({ [tif]: readFileSync(join(folder, 'repainted.tif')) }));
    expect(raster.problems).toEqual([
      expect.stringMatching(/its pixels show 0 to 0 km² of bloom in 东湖区, the result says 0\.0399924 km²/),
    ]);
  });

  it('says of a copy that was not finished that it was not, wherever it ends', () => {
    const half = join(folder, 'half.zip');
    const whole = readFileSync(path);
    fc.assert(
      fc.property(fc.integer({ min: 4, max: whole.length - 1 }), length => {
        writeFileSync(half, whole.subarray(0, length));
        expect(verifyPackage(half)).toMatchObject({ intact: false, complete: false });
      }),
      { numRuns: 20, examples: [[4], [whole.length - 1], [whole.length - 22]] },
    );
  });

  it('finds any byte that was changed in an entry', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(files)), fc.nat(), (name, place) => {
        const bytes = Uint8Array.from(files[name]);
        if (bytes.length === 0) return;
        bytes[place % bytes.length] ^= 1;
        let intact: boolean;
        try {
          ({ intact } = verifyPackage(changed({ [name]: bytes })));
        } catch {
          intact = false; // a manifest that is no JSON any more
        }
        expect(intact).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('is refused with names that lead out, names twice, and what is none', () => {
    for (const name of ['../out.txt', '/etc/out', 'C:\\out', 'a/../../b', 'products\\x'])
      expect(() => verifyPackage(changed({ [name]: Buffer.from('x') }))).toThrow(/leads out of its folder/);
    const text = join(folder, 'text.zip');
    writeFileSync(text, 'no zip');
    expect(() => verifyPackage(text)).toThrow(/does not begin like a zip/);
    expect(() => verifyPackage(changed({ 'manifest.json': null }))).toThrow(/no manifest\.json/);
    expect(() => verifyPackage(join(folder, 'nowhere.zip'))).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    // Two entries of one name: the name of another entry of the same length is written over, in both places.
    const twice = readFileSync(changed({ 'products/a1': Buffer.from('x'), 'products/a2': Buffer.from('y') }));
    const text2 = twice.toString('latin1').replaceAll('products/a2', 'products/a1');
    writeFileSync(text, Buffer.from(text2, 'latin1'));
    expect(() => verifyPackage(text)).toThrow(/two entries of the name products\/a1/);
    // A size that lies: 16 GB in the directory.
    const bomb = readFileSync(changed({}));
    for (
      let at = bomb.indexOf('PK\x01\x02', 0, 'latin1');
      at >= 0;
      at = bomb.indexOf('PK\x01\x02', at + 1, 'latin1')
    )
      bomb.writeUInt32LE(0xfffffff0, at + 24);
    writeFileSync(text, bomb);
    expect(() => verifyPackage(text)).toThrow(/unpack to more/);
  });

  it('is not made of a draft, of a changed result, into a read-only folder or without its input', async () => {
    const pack = (assessmentId: number, to: string) =>
      packAssessment(catalogue, {
        assessmentId,
        path: to,
        who: '李析',
        office: 'x',
        sheet,
        products: ['csv'],
      });
    await expect(pack(2, join(folder, 'draft.zip'))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(pack(1, join(path, 'below-a-file', 'x.zip'))).rejects.toMatchObject({
      code: 'not-writable',
    });
    expect(() => findAssessment(catalogue, 'BL-1999-0001')).toThrow(/no assessment of this number/);
    expect(findAssessment(catalogue, number)).toBe(1);
    const scene = join(folder, 'lake.tif');
    const bytes = readFileSync(scene);
    truncateSync(scene, bytes.length - 1);
    await expect(pack(1, join(folder, 'gone.zip'))).rejects.toThrow(/lake\.tif|the file was changed/);
    writeFileSync(scene, bytes);
    expect(existsSync(join(folder, 'gone.zip'))).toBe(false);
  });
});

describe('a received package', () => {
  it('is kept as it came and shows sheet, numbers and recipe; a second time, a changed one and an own one are refused', async () => {
    const other = await openCatalogue(join(folder, '省中心'), { create: true });
    const taken = await receivePackage(other, '周收', path);
    expect(taken).toMatchObject({ office: '太湖监测中心', name: '东湖一期', who: '周收' });
    expect(sha256(readFileSync(join(other.directory, taken.file)))).toBe(sha256(readFileSync(path)));
    const detail = receivedDetail(other, taken.id);
    expect(Buffer.from(detail.sheet!, 'base64').subarray(1, 4).toString()).toBe('PNG');
    // 100 pixels of 400 m², stretched by UTM by less than 0.1 %.
    const area = detail.numbers.find(n => n.name === '东湖区 · bloomAreaKm2')!;
    expect(area.value).toBeCloseTo(0.04, 3);
    expect(detail.recipe.length).toBeGreaterThan(2);
    expect(detail.toConfirm).toBe(true);
    expect(detail.steps.map(s => s.action)).toEqual(['submit', 'approve']);
    // It is no assessment of this workspace: nothing there can be edited, approved or superseded.
    expect(other.assessments.list()).toEqual([]);
    expect(other.journal.list()[0]).toMatchObject({ table: 'package', who: '周收' });
    await expect(receivePackage(other, '周收', path)).rejects.toThrow(/taken before/);
    const csv = Object.keys(files).find(n => n.endsWith('.csv'))!;
    await expect(receivePackage(other, '周收', changed({ [csv]: Buffer.from('x') }))).rejects.toThrow(
      /is not as it was packed \(products\/.*csv was changed\)/,
    );
    await expect(receivePackage(catalogue, '李析', path)).rejects.toThrow(/made in this workspace/);
    writeFileSync(join(other.directory, taken.file), readFileSync(changed({ [csv]: Buffer.from('y') })));
    expect(() => receivedDetail(other, taken.id)).toThrow(/not as it was packed/);
    other.close();
  });
});

describe('bloomline pack and verify', () => {
  it('by number, with exit status 0, 3 and 1', () => {
    const to = join(folder, 'cli.zip');
    const packed = runCli([
      'pack',
      number,
      '--workspace',
      catalogue.directory,
      '--to',
      to,
      '--export',
      'csv,recipe',
      '--json',
    ]);
    expect(packed.stderr).not.toContain('error');
    expect(JSON.parse(packed.stdout)).toMatchObject({ number, path: to });
    const verified = runCli(['verify', to]);
    expect(verified.status).toBe(0);
    expect(verified.stdout).toMatch(
      new RegExp(`^intact\\n${number} 东湖一期\\napproved .* by 王审, issued by 陈签`),
    );
    truncateSync(to, 1000);
    const half = runCli(['verify', to, '--json']);
    expect([half.status, JSON.parse(half.stdout).complete]).toEqual([3, false]);
    expect(runCli(['verify', join(folder, 'lake.tif')]).status).toBe(1);
  });

  it('leaves nothing under the final name where there is no room, or no folder', () => {
    const place = join(folder, 'full');
    mkdirSync(place);
    const to = join(place, 'x.zip');
    const node = `exec "${process.execPath}" "${process.env.BLOOMLINE_CLI ?? 'electron/cli/main.ts'}" pack ${number} --workspace "${catalogue.directory}"`;
    const pack = (command: string) =>
      spawnSync('bash', ['-c', `${command} --export csv`], { encoding: 'utf8', timeout: 60_000 });
    // Files of at most 4 blocks of 1024 bytes: the zip is larger.
    const full = pack(`ulimit -f 4; ${node} --to "${to}"`);
    expect(full.status).toBe(1);
    expect(full.stderr).toMatch(/error\[disk-full\]: .*x\.zip/);
    expect(readdirSync(place)).toEqual([]);
    const nowhere = pack(`${node} --to /dev/full/x.zip`);
    expect([nowhere.status, nowhere.stderr]).toEqual([1, expect.stringContaining('error[not-writable]')]);
  });
});
