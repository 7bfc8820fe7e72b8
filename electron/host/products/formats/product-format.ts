import type { Text } from '#core/foundation/text.ts';
import type { Page } from '#core/page/page.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import type { ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import type { SealedRecord } from '#host/recipe/sealed-record.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import type { Progress } from '#host/files/progress.ts';

/** What formats are written from. What several of them need is made once, when the first asks for it. */
export interface Workshop {
  input: SheetInput;
  /** Of the picture in the sheet. */
  dpi: number;
  raster: () => Promise<ClassRaster>;
  drawn: () => Promise<{ page: Page; images: Map<string, Picture> }>;
  painted: () => Promise<{ page: Page; png: Buffer }>;
  layers: () => Promise<ExportLayer[]>;
  record: () => SealedRecord;
  /** Of the recipe: what a sheet prints. */
  hash: string;
  say: (zh: string, en: string) => string;
  /** Where another kind of product of the same export lies. */
  pathOf: (kind: string) => string;
  /** Cancels; tells no steps. */
  quiet: Progress;
}

/**
 * One kind of file that an assessment can be exported as. A new one is a module beside this one and a row in the
 * table.
 */
export interface ProductFormat {
  kind: string;
  label: Text;
  /** What follows the common part of the name. */
  ending: string;
  /** Which results have it; left out, all of them. */
  fits?: (result: AssessmentResult) => boolean;
  /** Kinds that it opens: they are made with it. */
  needs?: readonly string[];
  write: (path: string, workshop: Workshop) => Promise<void>;
}
