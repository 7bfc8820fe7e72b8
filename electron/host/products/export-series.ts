import { stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SeriesResult } from '#core/bloom/series.ts';
import type { Language } from '#core/foundation/text.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { productStem } from '#host/files/file-name.ts';
import { seriesSummaryTable, seriesTable, skippedTable } from '#host/products/tables/series-tables.ts';
import { recordJson, sealedResult } from '#host/recipe/sealed-record.ts';
import { recipeHash } from '#host/products/sheets/sheet-material.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import { provenanceTable } from '#host/products/tables/zone-tables.ts';

/** Writes a series as CSV, XLSX and recipe, and answers the paths. */
export async function exportSeries(
  result: SeriesResult,
  name: string,
  directory: string,
  language: Language,
): Promise<{ path: string; bytes: number }[]> {
  await prepareDirectory(directory);
  const [first, last] = [result.series[0]?.date ?? '', result.series.at(-1)?.date ?? ''];
  const stem = join(directory, productStem('series', basename(name), `${first}_${last}`));
  const label = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  const { recipe } = result;
  await writeCsv(`${stem}.csv`, seriesTable(result, language));
  await writeXlsx(`${stem}.xlsx`, [
    { name: label('序列', 'Series'), table: seriesTable(result, language) },
    { name: label('统计', 'Summary'), table: seriesSummaryTable(result, language) },
    { name: label('未计入', 'Not in it'), table: skippedTable(result, language) },
    { name: label('来源与方法', 'Provenance'), table: provenanceTable(recipe, recipeHash(recipe), language) },
  ]);
  await writeAtomically(`${stem}.recipe.json`, part =>
    writeFile(part, recordJson(sealedResult(result, name)), 'utf8'),
  );
  return Promise.all(
    ['csv', 'xlsx', 'recipe.json'].map(async extension => {
      const path = `${stem}.${extension}`;
      return { path, bytes: (await stat(path)).size };
    }),
  );
}
