import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Recipe } from '#core/recipe/recipe.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { composeSheet } from '#core/page/compose-sheet.ts';
import type { Page } from '#core/page/page.ts';
import type { SheetContent, SheetTable } from '#core/page/sheet-content.ts';
import { settle } from '#core/page/settle.ts';
import type { Progress } from '#host/files/progress.ts';
import type { Table } from '#host/formats/tables/table.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { textMeasure } from './fonts.ts';
import { mapPicture, type PictureMatter } from './map-picture.ts';
import { paintPdf, type PdfExtras } from './paint-pdf.ts';
import { paintPng } from './paint-png.ts';
import type { Picture } from './picture.ts';
import { recipeHash } from './sheet-material.ts';
import { greyPicture } from './sheet-look.ts';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';

/** A sheet that is ready to be laid out, with what fills its frames. */
export interface MapSheet {
  content: SheetContent;
  /** By the ids that the content names; the first fills the first frame. */
  pictures: (PictureMatter & { id: string })[];
  /** Null where the map shows catalogue data only. */
  recipe: Recipe | null;
}

export interface DrawnSheet {
  page: Page;
  images: Map<string, Picture>;
}

export async function drawMap(
  sheet: MapSheet,
  options: SheetOptions,
  dpi: number,
  progress: Progress = {},
): Promise<DrawnSheet> {
  const page = composeSheet(sheet.content, options, textMeasure());
  const { palette } = settle(options, sheet.content.template);
  const images = new Map<string, Picture>();
  for (const { id, ...matter } of sheet.pictures) {
    const picture = await mapPicture(matter, page.frame, sheet.content.map.crs, dpi, progress);
    images.set(id, palette === 'grey' ? greyPicture(picture) : picture);
  }
  return { page, images };
}

/** What a PDF of a sheet says of itself; the recipe is attached. */
export function pdfExtras(recipe: Recipe | null, options: SheetOptions, simulated: boolean): PdfExtras {
  return {
    language: options.language,
    author: options.preparedBy ?? options.organisation ?? '',
    subject: simulated ? simulatedLabel : '',
    keywords: recipe
      ? `${recipe.kind}, ${recipe.software.name} ${recipe.software.version}, recipe ${recipeHash(recipe)}`
      : '',
    created: new Date(),
    attachments: recipe
      ? [
          {
            name: 'recipe.json',
            type: 'application/json',
            description: 'Bloomline recipe: inputs, parameters, rules',
            bytes: Buffer.from(`${JSON.stringify(recipe, null, 2)}\n`),
          },
        ]
      : [],
  };
}

export const mapFormats = ['pdf', 'png'] as const;
export type MapFormat = (typeof mapFormats)[number];

/**
 * Writes a drawn sheet; the file appears under its name when it is complete. Where its table found no room, the whole
 * table is written beside it. Answers the files.
 */
export async function writeMap(
  path: string,
  format: MapFormat,
  { page, images }: DrawnSheet,
  sheet: MapSheet,
  options: SheetOptions,
  dpi: number,
): Promise<string[]> {
  const bytes =
    format === 'pdf'
      ? await paintPdf(page, images, pdfExtras(sheet.recipe, options, sheet.content.simulated))
      : paintPng(page, images, dpi).png;
  await writeAtomically(path, part => writeFile(part, bytes));
  if (!page.blocks.some(block => block.rowsLeft)) return [path];
  const { dir, name } = parse(path);
  const beside = join(dir, `${name}_table.csv`);
  await writeCsv(beside, wholeTable(sheet.content.table));
  return [path, beside];
}

const wholeTable = ({ columns, rows }: SheetTable): Table => ({
  columns: columns.map(({ label, unit }, i) => ({ key: String(i), label, unit })),
  rows: rows.map(row => Object.fromEntries(row.map(({ text }, i) => [String(i), text]))),
});
