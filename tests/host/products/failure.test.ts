import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { exportAssessment } from '#host/products/export-assessment.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { productStem, safeName } from '#host/files/file-name.ts';
import { readTemplate } from '#host/products/sheets/template-file.ts';
import { writeSmallScene } from '../../fixtures/small-scene.ts';
import { bloomInput, temporaryFolder } from './scene.ts';

const { folder, clean } = temporaryFolder();
afterAll(clean);
let input: SheetInput;
beforeAll(async () => {
  input = await bloomInput(folder);
});

const codeOf = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (e: unknown) => (e instanceof BloomlineError ? e.code : String(e)),
  );

describe('a failed export', () => {
  it('says not-writable where the folder is a file, or below one', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'x');
    expect(await codeOf(exportAssessment({ ...input, directory: file, products: ['csv'] }))).toBe(
      'not-writable',
    );
    expect(
      await codeOf(exportAssessment({ ...input, directory: join(file, 'below'), products: ['csv'] })),
    ).toBe('not-writable');
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('leaves nothing half-written where a folder stands under the product’s name', async () => {
    const directory = join(folder, 'blocked');
    const { products } = await exportAssessment({
      ...input,
      directory: join(folder, 'names'),
      products: ['xlsx'],
    });
    mkdirSync(join(directory, products[0].path.split('/').at(-1)!), { recursive: true });
    expect(await codeOf(exportAssessment({ ...input, directory, products: ['xlsx'] }))).toBe('not-writable');
    expect(readdirSync(directory).filter(n => n.includes('.part'))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('says disk-full and leaves nothing', async () => {
    const { writeAtomically } = await import('#host/files/atomic-file.ts');
    const directory = join(folder, 'full');
    mkdirSync(directory);
    const path = join(directory, 'map.pdf');
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const failing = writeAtomically(path, part => {
      writeFileSync(part, 'half');
      throw full;
    });
    expect(await codeOf(failing)).toBe('disk-full');
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is stopped by a cancel', async () => {
    const signal = AbortSignal.abort();
    expect(
      await codeOf(
        exportAssessment(
          { ...input, directory: join(folder, 'cancelled'), products: ['geotiff'] },
          { signal },
        ),
      ),
    ).toBe('cancelled');
    expect(readdirSync(join(folder, 'cancelled'))).toEqual([]);
  });

  it('names the image that vanished since, and leaves no file', async () => {
    const there = join(folder, 'vanished');
    mkdirSync(there);
    const gone = await bloomInput(there);
    const [{ file }] = gone.scenes[0].files;
    rmSync(file);
    const directory = join(there, 'out');
    for (const product of ['pdf', 'png', 'geotiff'] as const) {
      const failed = exportAssessment({ ...gone, directory, products: [product] });
      await expect(failed).rejects.toMatchObject({
        code: 'not-found',
        subject: expect.stringContaining(basename(file)),
      });
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  // Root may write everywhere.
  const mayTest = process.platform === 'linux' && process.getuid?.() !== 0;
  it.runIf(mayTest)('says not-writable where the folder takes no files', async () => {
    const directory = join(folder, 'read-only');
    mkdirSync(directory, { mode: 0o555 });
    for (const to of [directory, join(directory, 'below')]) {
      const failed = exportAssessment({ ...input, directory: to, products: ['csv', 'pdf'] });
      await expect(failed).rejects.toMatchObject({ code: 'not-writable' });
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  it('says which font is missing, and leaves no file', async () => {
    const directory = join(folder, 'no-fonts');
    const program = join(folder, 'without-fonts.mjs');
    const map = pathToFileURL(join(import.meta.dirname, '../../../electron/cli/map.ts')).href;
    writeFileSync(
      program,
      `const { registerHooks } = await import('node:module');
      registerHooks({ resolve: (name, context, next) => {
        if (/NotoSansSC.*ttf$/.test(name)) throw new Error('gone');
        return next(name, context);
      } });
      const { run } = await import('${map}');
      await run(process.argv.slice(2)).catch(e => { console.error(e.code + ' ' + e.message); process.exitCode = 1; });`,
    );
    const { path, zones } = await writeSmallScene(join(folder, 'font-data'));
    const args = ['bloom', '--scene', path, '--zones', zones, '--bands', 'red=1,nir=2', '--index', 'NDVI', '--threshold', '0', '--out', directory]; // prettier-ignore
    const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' }); // prettier-ignore
    expect(done.stderr).toMatch(/not-found .*Noto Sans SC\) is missing; install Bloomline again/);
    expect(existsSync(directory) ? readdirSync(directory) : []).toEqual([]);
  });

  it('replaces an older product', async () => {
    const directory = join(folder, 'again');
    const { products } = await exportAssessment({ ...input, directory, products: ['recipe'] });
    writeFileSync(products[0].path, 'old');
    await exportAssessment({ ...input, directory, products: ['recipe'] });
    expect(JSON.parse(readFileSync(products[0].path, 'utf8')).kind).toBe('bloom');
  });
});

describe('names', () => {
  it('are safe on Windows and Linux', () => {
    expect(safeName('高邮湖: 北/南?')).toBe('高邮湖_ 北_南_');
    expect(safeName('con')).toBe('_con');
    expect(safeName(' ../.. ')).toBe('_');
    expect(safeName('')).toBe('assessment');
    expect(Buffer.byteLength(safeName('湖'.repeat(200)))).toBeLessThanOrEqual(150);
    expect(productStem('bloom', '高邮湖 S2', '2024-08-01')).toBe('bloom_高邮湖_S2_2024-08-01');
  });
});

describe('templates', () => {
  it('with an unknown field or a wrong colour are refused with the place', () => {
    const path = join(folder, 'template.json');
    writeFileSync(path, '{"id": "x", "colour": 1}');
    expect(() => readTemplate(path)).toThrow(/template is wrong at/);
    expect(() => readTemplate(join(folder, 'none.json'))).toThrow(BloomlineError);
  });
});
