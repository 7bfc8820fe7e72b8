import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Recipe, RecipeKind } from '#core/recipe/recipe.ts';
import { run as assess } from '../../../../electron/cli/assess.ts';
import { run as drawMaps } from '../../../../electron/cli/map.ts';
import { mapKind } from '#host/products/maps/map-kind.ts';
import { mapKinds } from '#host/products/maps/map-kinds.ts';
import { assessmentSheets } from '#host/products/sheets/assessment-map.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { asRecord } from '#host/recipe/read-record.ts';
import { run as writeReport } from '../../../../electron/cli/report.ts';
import { reportKinds } from '#host/products/reports/kinds/report-kinds.ts';
import { sealedResult } from '#host/recipe/sealed-record.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { productFormats } from '#host/products/formats/product-formats.ts';
import { resultKind } from '#host/run/kinds/result-kind.ts';
import { resultKinds } from '#host/run/kinds/result-kinds.ts';
import { rerun } from '#host/run/rerun/rerun.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { withHost } from '../../../renderer/with-host.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';

const window = withHost();

/** What is added here, by a row of a table each, works like what is built in: nothing else names the kinds. */
const folder = temporaryFolder();

describe('a product format that only a test knows', () => {
  const toy = productFormats.push({
    kind: 'toy',
    label: { zh: '玩具', en: 'Toy' },
    ending: '.toy',
    fits: result => result.kind === 'bloom',
    write: async (path, { input, raster }) =>
      writeFileSync(path, `${input.assessment.result.kind} ${(await raster()).grid.width}`),
  });
  afterAll(() => productFormats.splice(toy - 1, 1));

  it('is asked for by --export, and written beside the others', async () => {
    const { path, zones } = await writeSmallScene(folder);
    const said: string[] = [];
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(text => said.push(String(text)) > 0);
    await assess(['bloom', '--scene', path, '--zones', zones, '--index', 'NDVI', '--threshold', '0', '--export', 'csv,toy', '--out', join(folder, 'out')]); // prettier-ignore
    stdout.mockRestore();
    const written = said
      .join('')
      .split('\n')
      .find(line => line.endsWith('.toy'))!;
    // Columns of the zone and its shore, of a scene 4 wide.
    expect(readFileSync(written, 'utf8')).toMatch(/^bloom [1-4]$/);
  });
});

describe('a kind of map that only a test knows', () => {
  const { folder } = window;
  const template = {
    id: 'toy-map',
    version: '1',
    kind: 'toy',
    name: { zh: '玩具图', en: 'Toy map' },
    title: { zh: '{zones}玩具图', en: 'Toys of {zones}' },
  };
  const resources = join(folder, 'resources');
  cpSync('resources', resources, { recursive: true });
  writeFileSync(join(resources, 'templates', 'toy-map.json'), JSON.stringify(template));
  cpSync('package.json', join(folder, 'package.json'));
  vi.stubEnv('BLOOMLINE_RESOURCES', resources);
  const toy = mapKinds.push(
    mapKind({
      kind: 'toy',
      from: ['bloom', 'sites'],
      madeOf: 'made of toys',
      lacks: matter => (matter.of === 'sites' ? 'there are no toys' : null),
      sheets: (material, dress, means) =>
        material.of === 'bloom'
          ? assessmentSheets(material, dress, means)
          : Promise.resolve({ stem: 'toy', sheets: [] }),
    }),
  );
  afterAll(() => {
    mapKinds.splice(toy - 1, 1);
    vi.unstubAllEnvs();
  });

  it('is drawn by the command line, in its template', async () => {
    const { path, zones } = await writeSmallScene(join(folder, 'data'));
    const out = join(folder, 'maps');
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await drawMaps([
      'toy',
      '--scene',
      path,
      '--zones',
      zones,
      '--index',
      'NDVI',
      '--threshold',
      '0',
      '--format',
      'png',
      '--dpi',
      '50',
      '--out',
      out,
    ]);
    stdout.mockRestore();
    expect(readdirSync(out)).toEqual([expect.stringMatching(/^toy-map_.*\.png$/)]);
    await expect(drawMaps(['toad'])).rejects.toThrow('water-class, toy');
  });

  it('is offered by the window with its template, or its reason', async () => {
    const { choices } = await callHost('map.choices', { subject: { of: 'sites' } });
    expect(choices.at(-1)).toEqual({ kind: 'toy', template, reason: 'there are no toys', atlas: null });
    const sheet = { language: 'en', paper: 'A4', orientation: 'landscape' } as const;
    const ask = (kind: string) => callHost('map.preview', { subject: { of: 'sites' }, kind, sheet });
    await expect(ask('toy')).rejects.toMatchObject({ code: 'bad-input', subject: 'toy-map' });
    await expect(ask('toad')).rejects.toMatchObject({ code: 'bad-input', subject: 'toad' });
  });

  it('has templates of the workspace, which other names have not', async () => {
    const own = await callHost('templates.save', { name: '玩具', file: template });
    expect(own.file).toMatchObject({ kind: 'toy' });
    await expect(
      callHost('templates.save', { name: '蟾蜍', file: { ...template, kind: 'toad' } }),
    ).rejects.toMatchObject({ code: 'bad-input', subject: '蟾蜍' });
  });
});

describe('a kind of report that only a test knows', () => {
  const toy = reportKinds.push({
    kind: 'toy',
    name: { zh: '玩具报', en: 'Toy report' },
    units: ['year'],
    zones: ['other'],
    days: () => ['2025-07-18'],
    make({ request: { language }, name }, period) {
      const blocks = [{ kind: 'paragraph', id: 'toys', text: '3' } as const];
      const report = { language, title: name.en, subtitle: '', credit: '', simulated: false, blocks };
      return { report, images: new Map(), sources: [], key: period!.key, zoneIds: [] };
    },
  });
  afterAll(() => reportKinds.splice(toy - 1, 1));

  it('is offered by the window, made and written over', async () => {
    expect((await callHost('report.offer', {})).at(-1)).toEqual({
      kind: 'toy',
      name: { zh: '玩具报', en: 'Toy report' },
      units: ['year'],
      zones: ['other'],
      days: ['2025-07-18'],
      results: null,
    });
    const ask = { kind: 'toy', period: '2025', zoneIds: null, resultId: null, language: 'en' } as const;
    await callHost('report.edit', { ...ask, paragraph: 'toys', text: 'three' });
    expect(await callHost('report.preview', ask)).toMatchObject({
      title: 'Toy report',
      blocks: [{ text: 'three', edited: true }],
    });
    await expect(callHost('report.preview', { ...ask, kind: 'toad' })).rejects.toMatchObject({
      code: 'bad-input',
      subject: 'toad',
    });
    await expect(callHost('report.preview', { ...ask, period: '2025-07' })).rejects.toMatchObject({
      code: 'bad-input',
      subject: '2025-07',
    });
  });

  it('is written by the command line', async () => {
    const out = join(window.folder, 'reports');
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await writeReport([
      'toy',
      '--workspace',
      join(window.folder, 'A'),
      '--year',
      '2025',
      '--format',
      'md',
      '--out',
      out,
    ]);
    stdout.mockRestore();
    expect(readdirSync(out).sort()).toEqual([
      'report_Toy_report_2025.md',
      'report_Toy_report_2025.report.json',
    ]);
    await expect(writeReport(['toad'])).rejects.toThrow('validation, toy');
  });
});

describe('a kind of result that only a test knows', () => {
  type Toy = { recipe: Recipe; sum: number };
  const toyKind = resultKind({
    kind: 'toy',
    parameters: z.looseObject({ numbers: z.array(z.number()) }),
    async run<Out>(numbers: number[], _means: unknown, use: (made: Toy) => Out | Promise<Out>) {
      const recipe = await makeRecipe({
        kind: 'toy' as RecipeKind,
        scenes: [],
        zones: null,
        parameters: { numbers },
        rules: [],
        warnings: [],
      });
      return use({ recipe, sum: numbers.reduce((a, b) => a + b, 0) });
    },
    result: made => made,
    request: ({ parameters }) => parameters.numbers,
  });
  const row = resultKinds.push(toyKind);
  afterAll(() => resultKinds.splice(row - 1, 1));

  it('is sealed, read and run again', async () => {
    const made = await toyKind.run([1, 2, 4], { pool: null } as never, toy => toy);
    const record = asRecord(JSON.parse(JSON.stringify(sealedResult(made, '玩具'))));
    if (!record.success) throw record.error;
    const input = { product: join(folder, 'toy.json'), record: record.data, lookIn: [], pool: null };
    expect(await rerun(input)).toMatchObject({ identical: true, compared: 1, differences: [] });
    record.data.outcome.sum = 8;
    expect(await rerun(input)).toMatchObject({
      identical: false,
      differences: [{ what: 'sum', recorded: 8, found: 7 }],
    });
  });

  it('is refused in words where nobody knows it', async () => {
    const made = await toyKind.run([1], { pool: null } as never, toy => toy);
    made.recipe = { ...made.recipe, kind: 'toad' as RecipeKind };
    const record = asRecord(sealedResult(made, '玩具'));
    if (!record.success) throw record.error;
    await expect(
      rerun({ product: 'toad.json', record: record.data, lookIn: [folder], pool: null }),
    ).rejects.toMatchObject({ code: 'bad-input', subject: 'toad.json' });
  });
});
