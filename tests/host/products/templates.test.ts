import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentenceIn } from '#core/words/said.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import {
  keepTemplate,
  ownTemplate,
  ownTemplates,
  removeTemplate,
  renameTemplate,
  saveTemplate,
} from '#host/catalogue/own-templates.ts';
import { builtInFile, readTemplateFile } from '#host/products/sheets/template-file.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { writeSmallScene } from '../../fixtures/small-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloomline-templates-'));
const workspace = join(folder, 'workspace');
let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue(workspace, { create: true });
});
afterAll(() => {
  catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = join(folder, 'own.json');
const bloom = builtInFile('bloom');
/** What is said of a template file, in both languages. */
function refused(change: object): string[] {
  const before = JSON.stringify({ ...bloom, ...change });
  writeFileSync(path, before);
  try {
    readTemplateFile(path);
  } catch (error) {
    expect(readFileSync(path, 'utf8')).toBe(before);
    const { code, subject, message } = error as BloomlineError;
    expect([code, subject]).toEqual(['bad-input', path]);
    return [message, sentenceIn(message, 'zh-CN')];
  }
  return [];
}

describe('a template file', () => {
  it('is refused with the file, the field and what is allowed', () => {
    expect(refused({ palete: 'grey' })[0]).toMatch(/not known: palete; known there are .*palette/);
    expect(refused({ palete: 'grey' })[1]).toMatch(/未知字段 palete；此处可用的字段为/);
    expect(refused({ fonts: { titel: 9 } })[0]).toMatch(/fonts\.titel; known there are title, subtitle/);
    expect(refused({ paper: 'A5' })[0]).toMatch(/at paper: expected one of A4, A3/);
    expect(refused({ paper: 'A5' })[1]).toMatch(/paper 处有误：应为以下之一：A4, A3/);
    expect(refused({ scale: 5 })[0]).toMatch(/at scale: expected at least 100/);
    expect(refused({ gridStep: 1e9 })[1]).toMatch(/gridStep 处有误：不得大于 1000000/);
    expect(refused({ locator: 'yes' })[1]).toMatch(/locator 处有误：应为true 或 false/);
    expect(refused({ title: { zh: '{lake}图', en: 'x' } })[0]).toMatch(
      /title\.zh: a field in braces .*\{zones\}/,
    );
    expect(refused({ organisation: 'x'.repeat(61) })[1]).toMatch(/最多 60 个字符/);
    expect(refused({ northArrow: 'grid', palette: 'grey', remark: '内部资料', gridStep: 300 })).toEqual([]);
    writeFileSync(path, '{ half');
    expect(() => readTemplateFile(path)).toThrow(/no valid JSON/);
  });
});

describe('templates of a workspace', () => {
  it('are saved, counted on, renamed, brought in under a free name and removed, with a journal', () => {
    const lines = () => catalogue.journal.list().filter(l => l.table === 'setting').length;
    const before = lines();
    expect(saveTemplate(catalogue, '李析', '简图', { ...bloom, palette: 'grey' }).file.version).toBe('1');
    expect(saveTemplate(catalogue, '李析', '简图', { ...bloom, palette: 'grey' }).file).toMatchObject({
      version: '2',
      palette: 'grey',
    });
    expect(keepTemplate(catalogue, '李析', ownTemplate(catalogue, '简图').file).name).toBe('简图 (2)');
    expect(() => renameTemplate(catalogue, '李析', '简图', '简图 (2)')).toThrow(/already/);
    expect(renameTemplate(catalogue, '李析', '简图', '黑白').file.name).toEqual({ zh: '黑白', en: '黑白' });
    removeTemplate(catalogue, '李析', '简图 (2)');
    expect(ownTemplates(catalogue).map(o => o.name)).toEqual(['黑白']);
    expect(() => removeTemplate(catalogue, '李析', '简图')).toThrow(BloomlineError);
    // Saved, saved again, kept, renamed (two rows), removed.
    expect(lines() - before).toBe(6);
  });

  it('are taken by name on the command line; a wrong name or kind is told', async () => {
    const scene = await writeSmallScene(join(folder, 'data'));
    const args = ['--scene', scene.path, '--zones', scene.zones, '--bands', 'red=1,nir=2', '--index', 'NDVI', '--threshold', '0', '--out', join(folder, 'out'), '--dpi', '60', '--workspace', workspace]; // prettier-ignore
    const done = runCli(['map', 'bloom', ...args, '--template', '黑白', '--json']);
    expect(done.stderr).not.toContain('error');
    expect(JSON.parse(done.stdout)).toMatchObject({ template: ownTemplate(catalogue, '黑白').file.id });
    expect(runCli(['map', 'bloom', ...args, '--template', '没有']).stderr).toMatch(
      /error\[not-found\]: 没有: there is no template/,
    );
    expect(runCli(['map', 'redline', ...args, '--template', '黑白']).stderr).toMatch(
      /template for bloom, not for redline/,
    );
  });
});
