import { writeFile } from 'node:fs/promises';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { recordJson } from '#host/recipe/sealed-record.ts';
import type { ProductFormat } from './product-format.ts';

export const recipeFormat: ProductFormat = {
  kind: 'recipe',
  label: { zh: '处理参数 JSON', en: 'Recipe, JSON' },
  ending: '.recipe.json',
  write: (path, { record }) => writeAtomically(path, part => writeFile(part, recordJson(record()), 'utf8')),
};
