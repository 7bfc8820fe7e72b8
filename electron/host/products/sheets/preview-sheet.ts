import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Page } from '#core/page/page.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import type { Progress } from '#host/files/progress.ts';
import { classRasterFor } from '#host/products/rasters/class-raster-for.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { assessmentSheet } from './assessment-map.ts';
import { drawMap, type MapSheet } from './map-sheet.ts';
import { paintPng } from './paint-png.ts';
import type { Picture } from './picture.ts';

const previewDpi = 110;

/** The sheet as it will print, at screen resolution. */
export async function previewSheet(
  input: SheetInput,
  progress: Progress = {},
): Promise<{ png: Buffer; widthPx: number; heightPx: number; scale: number }> {
  const { page, images } = await drawSheet(
    input,
    await classRasterFor(input, progress),
    previewDpi,
    progress,
  );
  return { ...paintPng(page, images, previewDpi), scale: page.scale };
}

/** Any map as it will print, at screen resolution, with what lies where. */
export async function previewMap(sheet: MapSheet, options: SheetOptions, progress: Progress = {}) {
  const { page, images } = await drawMap(sheet, options, previewDpi, progress);
  const { widthMm, heightMm, scale, title, blocks } = page;
  return { ...paintPng(page, images, previewDpi), widthMm, heightMm, scale, title, blocks };
}

/** The page and the pictures in its frames at a resolution. */
export async function drawSheet(
  input: SheetInput,
  raster: ClassRaster,
  dpi: number,
  progress: Progress = {},
): Promise<{ page: Page; images: Map<string, Picture> }> {
  return drawMap(assessmentSheet(input, raster), input.sheet, dpi, progress);
}
