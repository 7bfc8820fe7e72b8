import { stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Recipe } from '#core/recipe/recipe.ts';
import type { Language } from '#core/foundation/text.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { productStem } from '#host/files/file-name.ts';
import { recordJson, sealedResult } from '#host/recipe/sealed-record.ts';
import { recipeHash } from '#host/products/sheets/sheet-material.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import { provenanceTable } from './zone-tables.ts';
import type { Table } from '#host/formats/tables/table.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';

export interface WrittenFile {
  path: string;
  bytes: number;
}

/** Name of a product without its extension. */
export const stemIn = (directory: string, kind: string, name: string, date: string): string =>
  join(directory, productStem(kind, basename(name), date));

/** The first sheet as CSV, all of them as XLSX with the provenance, and the recipe. */
export async function writeTables(
  stem: string,
  directory: string,
  sheets: readonly { name: { zh: string; en: string }; table: Table }[],
  result: { recipe: Recipe },
  name: string,
  language: Language,
): Promise<WrittenFile[]> {
  const { recipe } = result;
  await prepareDirectory(directory);
  const say = (text: { zh: string; en: string }) => (language === 'zh-CN' ? text.zh : text.en);
  await writeCsv(`${stem}.csv`, sheets[0].table);
  await writeXlsx(`${stem}.xlsx`, [
    ...sheets.map(({ name, table }) => ({ name: say(name), table })),
    {
      name: say({ zh: '来源与方法', en: 'Provenance' }),
      table: provenanceTable(recipe, recipeHash(recipe), language),
    },
  ]);
  await writeAtomically(`${stem}.recipe.json`, part =>
    writeFile(part, recordJson(sealedResult(result, name)), 'utf8'),
  );
  return sizes(['csv', 'xlsx', 'recipe.json'].map(extension => `${stem}.${extension}`));
}

export const sizes = (paths: readonly string[]): Promise<WrittenFile[]> =>
  Promise.all(paths.map(async path => ({ path, bytes: (await stat(path)).size })));
