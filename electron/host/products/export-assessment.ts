import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Product } from '#core/contract/products.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { once } from '#core/foundation/once.ts';
import { say } from '#core/words/said.ts';
import { productStem } from '#host/files/file-name.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import { sealedRecord } from '#host/recipe/sealed-record.ts';
import type { ProductFormat, Workshop } from './formats/product-format.ts';
import { productFormats } from './formats/product-formats.ts';
import type { SheetInput } from './input/export-input.ts';
import { featureLayers } from './layers/feature-layers.ts';
import { classRasterFor } from './rasters/class-raster-for.ts';
import { paintPng } from './sheets/paint-png.ts';
import { drawSheet } from './sheets/preview-sheet.ts';
import { productDate, recipeHash } from './sheets/sheet-material.ts';

export interface ExportInput extends SheetInput {
  directory: string;
  /** Kinds of the table of formats; those that a result does not have are left out. */
  products: readonly string[];
  /** Of the picture in the sheet; left out, 300. */
  dpi?: number;
}

export const printDpi = 300;

/** Writes products of an assessment. Each appears under its name only when it is complete; an older one is replaced. */
export async function exportAssessment(
  input: ExportInput,
  progress: Progress = {},
): Promise<{ directory: string; products: Product[] }> {
  const { directory, scenes, assessment } = input;
  if (!input.zones.crs) throw new BloomlineError('crs-unknown', assessment.name, say('zones.without-crs'));
  const formats = formatsFor(input);
  await prepareDirectory(directory);
  const stem = productStem(assessment.result.kind, scenes.map(s => s.name).join('-'), productDate(input));
  const pathOf = (kind: string) => join(directory, `${stem}${formatOf(kind).ending}`);
  const workshop = workshopOf(input, pathOf, progress);
  const products: Product[] = [];
  for (const [i, { kind, write }] of formats.entries()) {
    throwIfCancelled(progress.signal);
    progress.onProgress?.(i, formats.length, `export ${kind}`);
    const path = pathOf(kind);
    await write(path, workshop);
    products.push({ kind, path, bytes: (await stat(path)).size });
  }
  progress.onProgress?.(formats.length, formats.length, 'export');
  return { directory, products };
}

function formatOf(kind: string): ProductFormat {
  const format = productFormats.find(f => f.kind === kind);
  if (!format)
    throw new BloomlineError(
      'bad-input',
      kind,
      say('map.no-such-product', { kinds: productFormats.map(f => f.kind).join(', ') }),
    );
  return format;
}

/** The asked formats that this result has, and those that they open, in the order in which they are made. */
function formatsFor({ assessment: { result }, products }: ExportInput): ProductFormat[] {
  const asked = products.map(formatOf);
  const kinds = new Set(asked.flatMap(f => [f.kind, ...(f.needs ?? [])]));
  return productFormats.filter(f => kinds.has(f.kind) && (f.fits?.(result) ?? true));
}

function workshopOf(input: ExportInput, pathOf: Workshop['pathOf'], progress: Progress): Workshop {
  const { assessment, sheet, dpi = printDpi } = input;
  const quiet = progress.signal ? { signal: progress.signal } : {};
  const raster = once(() => classRasterFor(input, quiet));
  const drawn = once(async () => drawSheet(input, await raster(), dpi, quiet));
  return {
    input,
    dpi,
    raster,
    drawn,
    painted: once(async () => {
      const { page, images } = await drawn();
      return { page, png: paintPng(page, images, dpi).png };
    }),
    layers: once(() => featureLayers(input, quiet)),
    record: once(() => sealedRecord(input)),
    hash: recipeHash(assessment.result.recipe),
    say: (zh, en) => (sheet.language === 'zh-CN' ? zh : en),
    pathOf,
    quiet,
  };
}
