import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Recipe, RecipeKind } from '#core/recipe/recipe.ts';
import { run as assess } from '../../../../electron/cli/assess.ts';
import { asRecord } from '#host/recipe/read-record.ts';
import { sealedResult } from '#host/recipe/sealed-record.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { productFormats } from '#host/products/formats/product-formats.ts';
import { resultKind } from '#host/run/kinds/result-kind.ts';
import { resultKinds } from '#host/run/kinds/result-kinds.ts';
import { rerun } from '#host/run/rerun/rerun.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';

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
