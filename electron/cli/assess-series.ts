import type { SeriesRequest } from '#core/bloom/bloom-request.ts';
import { seriesKind } from '#host/run/kinds/series.ts';
import { commandResolver } from './resolver.ts';

import { noFrequency } from '#core/bloom/occurrence.ts';
import { pointsOf } from '#core/bloom/series.ts';
import type { Language } from '#core/foundation/text.ts';

import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

export interface SeriesCommand {
  request: SeriesRequest;
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
  const { request, out, language, pool } = command;
  try {
    pool.warm();
    const means = { resolver: commandResolver, pool, progress: { onProgress: progressLine() } };
    const { result, zones } = await seriesKind.run(request, means, made => made);
    const products = out
      ? await import('#host/products/export-series.ts').then(m =>
          m.exportSeries(result, request.folder, out, language),
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
            return [
              row.date,
              zone.name,
              point.areaKm2,
              percent(point.share),
              percent(point.validShare),
              grade + doubt,
              row.scene,
            ];
          }),
        ),
      );
      for (const s of result.summary)
        process.stdout.write(
          `${s.zone}: bloom on ${s.bloom} of ${s.valid} dates that could be assessed (${s.dates} dates), ${s.frequency === null ? noFrequency(result.occurrence).en : `a frequency of ${percent(s.frequency)} %`}${s.first ? `, ${s.first} to ${s.last}` : ''}\n`,
        );
      for (const product of products) process.stdout.write(`${product.path}\n`);
    }
    for (const { scene, message } of result.skipped) printWarning(message, scene);
    for (const warning of result.recipe.warnings) printWarning(warning);
  } finally {
    await pool.close();
  }
}
