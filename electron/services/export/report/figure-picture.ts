import { readFileSync } from 'node:fs';
import type { Figure } from '#core/report/report.ts';
import { paintPng } from '../paint-png.ts';

/** A figure as a picture and its size on paper. */
export interface FigurePicture {
  png: Buffer;
  widthMm: number;
  heightMm: number;
}

export const figureDpi = 300;

/** Draws a figure's page, or reads its file. */
export function figurePicture(figure: Figure): FigurePicture {
  if ('page' in figure) {
    const { page } = figure;
    return {
      png: Buffer.from(paintPng(page, new Map(), figureDpi).png),
      widthMm: page.widthMm,
      heightMm: page.heightMm,
    };
  }
  return {
    png: readFileSync(figure.file),
    widthMm: (figure.widthPx / figureDpi) * 25.4,
    heightMm: (figure.heightPx / figureDpi) * 25.4,
  };
}
