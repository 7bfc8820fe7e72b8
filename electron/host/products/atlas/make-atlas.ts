import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AtlasWritten } from '#core/contract/map-calls.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { contentsPages, linesPerPage } from '#core/page/contents-page.ts';
import { speaker } from '#core/page/words.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { safeName } from '#host/files/file-name.ts';
import { textMeasure } from '#host/products/sheets/fonts.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import {
  drawMap,
  pdfExtras,
  writeMap,
  type MapFormat,
  type MapSheet,
} from '#host/products/sheets/map-sheet.ts';
import { pdfPictures } from '#host/products/sheets/paint-pdf.ts';
import { PdfBook } from './pdf-book.ts';

/** One sheet of an atlas, made when its turn comes. */
export interface AtlasUnit {
  name: string;
  make: (progress: Progress) => Promise<MapSheet>;
}

export interface AtlasInput {
  /** Beginning of every file's name. */
  stem: string;
  title: string;
  units: readonly AtlasUnit[];
  /** The map of where the sheets lie, first in the book. */
  overview: ((progress: Progress) => Promise<MapSheet>) | null;
  options: SheetOptions;
  directory: string;
  /** One PDF with bookmarks, index map and contents; else a file per sheet. */
  oneFile: boolean;
  format: MapFormat;
  dpi: number;
  /** What the sheets are made from; finished files of the same key are kept. */
  key: string;
}

/**
 * <stem>_<number of the sheet>_<name of the unit>: numbers have as many digits as the last one needs, at least three.
 */
export function atlasFileName(
  stem: string,
  index: number,
  count: number,
  name: string,
  format: string,
): string {
  const digits = Math.max(3, String(count).length);
  return `${stem}_${String(index + 1).padStart(digits, '0')}_${safeName(name).replace(/ /g, '_')}.${format}`;
}

/** One sheet per unit. Cancelled, finished files stay and the next run of the same atlas goes on behind them. */
export async function makeAtlas(input: AtlasInput, progress: Progress = {}): Promise<AtlasWritten> {
  if (input.units.length === 0)
    throw new BloomlineError('nothing-valid', input.title, say('map.nothing-to-make'));
  await prepareDirectory(input.directory);
  return input.oneFile ? book(input, progress) : manyFiles(input, progress);
}

async function book(input: AtlasInput, progress: Progress): Promise<AtlasWritten> {
  const { units, options, dpi, title } = input;
  const path = join(input.directory, `${input.stem}_atlas.pdf`);
  const say = speaker(options.language);
  const quiet = { signal: progress.signal };
  await writeAtomically(path, async part => {
    throwIfCancelled(progress.signal);
    const overview = await input.overview?.(quiet);
    const first = overview ?? (await units[0].make(quiet));
    const pdf = new PdfBook(part, title, pdfExtras(first.recipe, options, first.content.simulated));
    try {
      let pages = 0;
      const ready = async (sheet: MapSheet) => {
        const { page, images } = await drawMap(sheet, options, dpi, quiet);
        return { page, pictures: await pdfPictures(images) };
      };
      if (overview) {
        const drawn = await ready(overview);
        await pdf.add(drawn.page, drawn.pictures, say('indexMap'), 'index');
        pages++;
      }
      pages += Math.ceil(units.length / linesPerPage(options));
      const lines = units.map((unit, i) => ({ text: `${i + 1}  ${unit.name}`, page: pages + i + 1 }));
      const contents = contentsPages(
        `${title} · ${say('contents')}`,
        lines,
        first.content.template,
        options,
        textMeasure(),
      );
      for (const [i, made] of contents.entries())
        await pdf.add(
          made.page,
          new Map(),
          contents.length > 1 ? `${say('contents')} ${i + 1}` : say('contents'),
          `contents-${i}`,
          made.lines.map(({ index, ...box }) => ({ ...box, to: `sheet-${index}` })),
        );
      // While a sheet is written the next one is read and compressed by other threads.
      const sheet = async (i: number) => ready(i === 0 && !overview ? first : await units[i].make(quiet));
      let next = sheet(0);
      for (const [i, unit] of units.entries()) {
        throwIfCancelled(progress.signal);
        const drawn = await next;
        if (i + 1 < units.length) {
          next = sheet(i + 1);
          // Told when its turn comes.
          next.catch(() => undefined);
        }
        await pdf.add(drawn.page, drawn.pictures, `${i + 1} ${unit.name}`, `sheet-${i}`);
        progress.onProgress?.(i + 1, units.length, 'atlas');
      }
      await pdf.close();
    } catch (error) {
      await pdf.abandon();
      throw error;
    }
  });
  return { files: [{ path, bytes: (await stat(path)).size }], sheets: units.length, kept: 0 };
}

interface Finished {
  key: string;
  files: Record<string, number>;
}

async function manyFiles(input: AtlasInput, progress: Progress): Promise<AtlasWritten> {
  const { units, options, dpi, directory, format, stem } = input;
  const list = join(directory, `${stem}_atlas.json`);
  const key = createHash('sha256')
    .update(JSON.stringify([input.key, options, dpi, format, units.map(u => u.name)]))
    .digest('hex');
  const finished = readFinished(list, key);
  const files: AtlasWritten['files'] = [];
  let kept = 0;
  for (const [i, unit] of units.entries()) {
    throwIfCancelled(progress.signal);
    const path = join(directory, atlasFileName(stem, i, units.length, unit.name, format));
    const name = basename(path);
    const bytes = sizeOf(path);
    if (bytes !== null && finished.files[name] === bytes) {
      kept++;
      files.push({ path, bytes });
    } else {
      const sheet = await unit.make({ signal: progress.signal });
      await writeMap(
        path,
        format,
        await drawMap(sheet, options, dpi, { signal: progress.signal }),
        sheet,
        options,
        dpi,
      );
      finished.files[name] = sizeOf(path)!;
      await writeAtomically(list, part => writeFileSync(part, `${JSON.stringify(finished, null, 1)}\n`));
      files.push({ path, bytes: finished.files[name] });
    }
    progress.onProgress?.(i + 1, units.length, 'atlas');
  }
  return { files, sheets: units.length, kept };
}

/** What an earlier run of the same atlas finished. */
function readFinished(path: string, key: string): Finished {
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Finished;
    if (found.key === key && typeof found.files === 'object') return found;
  } catch {
    // No earlier run, or a list that cannot be read: everything is made anew.
  }
  return { key, files: {} };
}

function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    return null;
  }
}
