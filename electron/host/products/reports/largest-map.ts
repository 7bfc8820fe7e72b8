import { isAbsolute, join } from 'node:path';
import type { BloomResult } from '#core/bloom/bloom-result.ts';

import type { Page } from '#core/page/page.ts';
import type { Language } from '#core/foundation/text.ts';
import type { LargestMap } from '#core/report/bloom-period.ts';
import type { BloomRow } from '#core/report/material.ts';
import { seriesParts } from '#host/run/series/catalogue-series.ts';
import { once } from '#core/foundation/once.ts';
import { planAgain } from '#host/run/plan-again.ts';
import { withCorrections } from '#host/run/series/assess-series.ts';
import { resultOf } from '#host/run/series/run-series.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { classRasterFor } from '#host/products/rasters/class-raster-for.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import { drawSheet } from '#host/products/sheets/preview-sheet.ts';
import { assessmentMaterial } from '#host/products/review/assessment-material.ts';
import { refuseOtherContent, signedSheet } from '#host/products/review/signed-export.ts';
import { openScene } from '#host/raster/open-scene.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { BloomOrigin } from './gather-bloom.ts';

/** A drawn sheet, or why there is none. */
export interface DrawnMap {
  page: Page;
  images: Map<string, Picture>;
}

export interface MapAsk {
  language: Language;
  dpi: number;
  pool: RasterPool | null;
  /** Throws for a folder that may not be read. */
  check?: (folder: string) => string;
}

/** The row with the largest area that could be assessed; null without one. */
export const largestRow = (rows: readonly BloomRow[]): BloomRow | null =>
  rows
    .filter(r => r.grade !== null && r.areaKm2! > 0)
    .reduce<BloomRow | null>((a, b) => (a && a.areaKm2! >= b.areaKm2! ? a : b), null);

/**
 * The sheet of the day with the largest bloom. A file that is gone is a `missing` sentence, not the end of the
 * report.
 */
export async function largestMap(
  catalogue: Catalogue,
  rows: readonly BloomRow[],
  origins: readonly BloomOrigin[],
  ask: MapAsk,
  progress: Progress,
): Promise<{ map: LargestMap | null; drawn: DrawnMap | null; missing: string | null }> {
  const row = largestRow(rows);
  if (!row) return { map: null, drawn: null, missing: null };
  const origin = origins[row.source];
  const { drawn, missing } = await drawnOr(
    async () =>
      origin.of === 'assessment'
        ? await assessmentInput(catalogue, origin.id, ask, progress)
        : await seriesInput(catalogue, origin.id, row, ask),
    ask,
    progress,
  );
  return { map: drawn && { date: row.date, figure: { page: drawn.page } }, drawn, missing };
}

export async function drawnOr(
  make: () => Promise<SheetInput> | SheetInput,
  ask: MapAsk,
  progress: Progress,
): Promise<{ drawn: DrawnMap | null; missing: string | null }> {
  throwIfCancelled(progress.signal);
  try {
    const input = await make();
    return {
      drawn: await drawSheet(input, await classRasterFor(input, progress), ask.dpi, progress),
      missing: null,
    };
  } catch (error) {
    throwIfCancelled(progress.signal);
    if (!(error instanceof Error)) throw error;
    return { drawn: null, missing: error.message };
  }
}

/** Of an approved assessment only where it still is what was approved. */
export async function assessmentInput(
  catalogue: Catalogue,
  id: number,
  { language, pool }: MapAsk,
  progress: Progress,
): Promise<SheetInput> {
  const material = assessmentMaterial(catalogue, id);
  await refuseOtherContent(catalogue, material, progress);
  return {
    ...material,
    pool,
    sheet: signedSheet({ language, paper: 'A4', orientation: 'portrait' }, material.assessment),
  };
}

async function seriesInput(
  catalogue: Catalogue,
  seriesId: number,
  { date, zone: called }: BloomRow,
  { language, pool, check }: MapAsk,
): Promise<SheetInput> {
  const head = catalogue.series.get(seriesId);
  check?.(head.folder);
  const { zones, options } = seriesParts(catalogue, head.zoneIds, head.options);
  const place = Math.max(
    0,
    zones.zones.findIndex(z => called === z.name || called.startsWith(`${z.name}（`)),
  );
  const rows = catalogue.series.entries(seriesId).flatMap(e => (e.row?.date === date ? [e.row] : []));
  const row = rows.reduce((a, b) => (b.zones[place].validAreaKm2 > a.zones[place].validAreaKm2 ? b : a));
  const scene = openScene(
    row.files.map(file => (isAbsolute(file) ? file : join(head.folder, file))),
    options.scene ?? {},
  );
  const { recipe } = await resultOf(catalogue, seriesId);
  const threshold = row.zones.find(z => !z.problem)?.threshold ?? 0;
  const mask = withCorrections(options.mask, row.corrections);
  const result: BloomResult = {
    kind: 'bloom',
    index: row.index,
    threshold,
    thresholdMethod: 'fixed',
    zones: row.zones,
    recipe: {
      ...recipe,
      kind: 'bloom',
      parameters: {
        ...recipe.parameters,
        index: row.index,
        threshold,
        thresholdMethod: 'fixed',
        thresholdSource: '',
      },
    },
  };
  return {
    assessment: { kind: 'bloom', name: `${head.name} ${date}`, result },
    scenes: [scene],
    zones,
    mask,
    plan: once(() => planAgain(result, [scene], zones, mask)),
    pool,
    sheet: { language, paper: 'A4', orientation: 'portrait' },
  };
}
