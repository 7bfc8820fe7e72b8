import { composeSheet } from '#core/page/compose-sheet.ts';
import type { Page } from '#core/page/page.ts';
import type { ClassRaster } from '#services/assess/class-raster.ts';
import type { Progress } from '#services/assess/tally-zones.ts';
import { classRasterFor, shownScene } from './class-raster-for.ts';
import type { SheetInput } from './export-input.ts';
import { textMeasure } from './fonts.ts';
import { mapPicture } from './map-picture.ts';
import { paintPng } from './paint-png.ts';
import type { Picture } from './picture.ts';
import { mapImage, sheetContent } from './sheet-material.ts';

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

/** The page and the pictures in its frames at a resolution. */
export async function drawSheet(
  input: SheetInput,
  raster: ClassRaster,
  dpi: number,
  progress: Progress = {},
): Promise<{ page: Page; images: Map<string, Picture> }> {
  const content = sheetContent(input, raster);
  const page = composeSheet(content, input.sheet, textMeasure());
  const picture = await mapPicture(
    shownScene(input),
    raster,
    input.assessment.result.kind,
    page.frame,
    content.map.crs,
    dpi,
    progress,
  );
  return { page, images: new Map([[mapImage, picture]]) };
}
