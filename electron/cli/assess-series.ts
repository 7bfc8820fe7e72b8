import { resolve } from 'node:path';
import { pointsOf, type SceneRow, type SkippedScene } from '#core/bloom/series.ts';
import type { Language } from '#core/foundation/text.ts';
import { assessScenes, type SeriesOptions } from '#host/run/series/assess-series.ts';
import { seriesResult } from '#host/run/series/series-result.ts';
import type { ZoneFile } from '#host/formats/read-zones.ts';
import { listScenes } from '#host/raster/list-scenes.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

export interface SeriesCommand {
  folder: string;
  zones: ZoneFile;
  options: SeriesOptions;
  /** Tables and recipe go there, where it is given. */
  out: string | null;
  language: Language;
  json: boolean;
  /** Closed when all is done. */
  pool: RasterPool;
}

const percent = (share: number | null) => (share === null ? null : Number((share * 100).toFixed(2)));

/** `bloomline assess bloom --series`: every scene of a folder, a row per day. */
export async function assessSeries(command: SeriesCommand): Promise<void> {
  const { zones, options, out, language, pool } = command;
  const folder = resolve(command.folder);
  const groups = listScenes(folder);
  try {
    pool.warm();
    const rows: SceneRow[] = [];
    const skipped: SkippedScene[] = [];
    await assessScenes(
      { folder, zones, options, pool },
      groups,
      ({ group, row, skipped: message }) => {
        if (row) rows.push(row);
        else skipped.push({ scene: group.name, message: message! });
      },
      { onProgress: progressLine() },
    );
    skipped.sort((a, b) => a.scene.localeCompare(b.scene));
    const result = await seriesResult({
      folder,
      zones,
      options,
      rows,
      skipped,
    });
    const products = out
      ? await import('#host/products/export-series.ts').then(m =>
          m.exportSeries(result, folder, out, language),
        )
      : [];
    if (command.json) printJson({ ...result, products: products.map(p => p.path) });
    else {
      printTable(
        ['date', 'zone', 'bloom km²', 'P %', 'valid %', 'grade', 'scene'],
        result.series.flatMap(row =>
          zones.zones.map((zone, i) => {
            const [point] = pointsOf([row], i);
            const grade = point.grade ? `${point.grade.level} ${point.grade.label}` : '–';
            const doubt = point.grade?.evidence === 'to-confirm' ? '(待核对)' : '';
            return [row.date, zone.name, point.areaKm2, percent(point.share), percent(point.validShare), grade + doubt, row.scene]; // prettier-ignore
          }),
        ),
      );
      for (const s of result.summary)
        process.stdout.write(
          `${s.zone}: bloom on ${s.bloom} of ${s.valid} dates that could be assessed (${s.dates} dates)${s.first ? `, ${s.first} to ${s.last}` : ''}\n`,
        );
      for (const product of products) process.stdout.write(`${product.path}\n`);
    }
    for (const { scene, message } of skipped) printWarning(message, scene);
    for (const warning of result.recipe.warnings) printWarning(warning);
  } finally {
    await pool.close();
  }
}
