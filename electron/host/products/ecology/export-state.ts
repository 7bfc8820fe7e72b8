import type { StateResult } from '#core/ecology/state.ts';
import type { Language } from '#core/foundation/text.ts';

import type { Progress } from '#host/files/progress.ts';
import { sealedResult } from '#host/recipe/sealed-record.ts';
import { writeClassRaster } from '#host/products/rasters/write-class-raster.ts';
import type { StateWork } from '#host/run/state/assess-state.ts';
import { gradeRaster } from '#host/run/state/grade-raster.ts';
import { changeTable, methodTable, stateTable, transitionTable } from '#host/products/tables/state-tables.ts';
import { sizes, stemIn, writeTables, type WrittenFile } from '#host/products/tables/write-tables.ts';

/** Tables of a state assessment, and a GeoTIFF of the classes per indicator and date where `work` is at hand. */
export async function exportState(
  result: StateResult,
  name: string,
  directory: string,
  language: Language,
  work: StateWork | null,
  progress: Progress = {},
): Promise<WrittenFile[]> {
  const dates = result.dates.map(d => d.acquired?.slice(0, 10) ?? 'undated');
  const stem = stemIn(directory, 'state', name, [...new Set([dates[0], dates.at(-1)!])].join('_'));
  const files = await writeTables(
    stem,
    directory,
    [
      { name: { zh: '生态状况', en: 'State' }, table: stateTable(result, language) },
      ...(result.dates.length > 1
        ? [
            { name: { zh: '等级变化', en: 'Change' }, table: changeTable(result, language) },
            { name: { zh: '转移矩阵', en: 'Transitions' }, table: transitionTable(result, language) },
          ]
        : []),
      { name: { zh: '参数', en: 'Parameters' }, table: methodTable(result, language) },
    ],
    result,
    name,
    language,
  );
  if (!work) return files;
  const paths: string[] = [];
  for (const [k, indicator] of result.indicators.entries())
    for (const [d] of result.dates.entries()) {
      progress.onProgress?.(paths.length, result.indicators.length * result.dates.length, 'export');
      const path = `${stem}_${indicator.id}_${d + 1}_${dates[d]}.tif`;
      const raster = await gradeRaster(work, k, d, progress);
      await writeClassRaster(
        path,
        raster,
        sealedResult(result, name),
        `${indicator.name.zh} ${indicator.name.en} ${dates[d]}`,
      );
      paths.push(path);
    }
  return [...files, ...(await sizes(paths))];
}
