import type { Page } from '#core/page/page.ts';
import { chartPage } from '#core/report/chart.ts';
import type { Figure } from '#core/report/report.ts';
import { paintPng } from '#host/products/sheets/paint-png.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import type { FigurePicture } from './write-docx.ts';

/** A figure as a page of its own size. A picture that is a file already is for the writers that hold files. */
export function figurePage(figure: Figure): Page {
  if ('page' in figure) return figure.page;
  if ('chart' in figure) return chartPage(figure.chart);
  throw new RangeError('a picture of a file has no page');
}

export function figurePicture(
  figure: Figure,
  images: ReadonlyMap<string, Picture>,
  dpi: number,
): FigurePicture {
  const page = figurePage(figure);
  return { png: paintPng(page, new Map(images), dpi).png, widthMm: page.widthMm, heightMm: page.heightMm };
}
