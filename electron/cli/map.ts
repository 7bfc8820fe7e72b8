import { join, resolve } from 'node:path';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { numberOption, parse, required, UsageError } from './arguments.ts';
import { intoFolder } from './output-folder.ts';
import { printJson, printWarning, progressLine } from './print.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { atlasFileName, makeAtlas } from '#host/products/atlas/make-atlas.ts';
import type { MapKind } from '#host/products/maps/map-kind.ts';
import { mapKinds } from '#host/products/maps/map-kinds.ts';
import { drawMap, mapFormats, writeMap, type MapFormat } from '#host/products/sheets/map-sheet.ts';
import { sheetOptionsOf, templateOption } from './map-sheet-options.ts';
import { mapOptions, type MapValues } from './map-arguments.ts';
import { mapWork, type MapWork } from './map-work.ts';

/** `bloomline map <template> …`: a sheet, or an atlas of them, from files. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, mapOptions, true);
  const kind = kindOf(positionals);
  const template = await templateOption(values, kind.kind);
  const options = sheetOptionsOf(values, template);
  const dpi = numberOption('dpi', values.dpi) ?? 300;
  if (!(dpi >= 50 && dpi <= 1200)) throw new UsageError(`--dpi ${dpi}: expected 50 to 1200`);
  const formats = formatsOf(values.format);
  const out = resolve(required('out', values.out));
  if (values['one-file'] && !values.atlas) throw new UsageError('--one-file goes with --atlas');
  await intoFolder(out, async () => {
    const pool = new RasterPool();
    const stop = new AbortController();
    // A first Ctrl+C ends after the sheet that is being made; what is finished stays.
    const onStop = () => stop.abort();
    process.once('SIGINT', onStop);
    try {
      const progress = { onProgress: progressLine(), signal: stop.signal };
      const work = await mapWork(kind, { values, options, template, pool, progress });
      const files =
        work.atlas && values.atlas
          ? await atlasOf(work.atlas, work.stem, values, options, out, formats[0], dpi, progress)
          : await sheetsOf(work, options, out, formats, dpi, progress);
      if (values.json) printJson({ template: template.id, ...files });
      else for (const file of files.files) process.stdout.write(`${file.path}\n`);
      for (const warning of work.warnings) printWarning(warning);
    } finally {
      process.removeListener('SIGINT', onStop);
      await pool.close();
    }
  });
}

type Progress = Parameters<typeof drawMap>[3];

async function sheetsOf(
  work: MapWork,
  options: SheetOptions,
  out: string,
  formats: readonly MapFormat[],
  dpi: number,
  progress: Progress,
) {
  const files: { path: string; scale: number }[] = [];
  const { sheets } = work;
  for (const [i, { name, make }] of sheets.entries()) {
    const sheet = await make(progress ?? {});
    const drawn = await drawMap(sheet, options, dpi, progress);
    for (const format of formats) {
      const path = join(
        out,
        sheets.length === 1
          ? `${work.stem}.${format}`
          : atlasFileName(work.stem, i, sheets.length, name, format),
      );
      const { scale } = drawn.page;
      for (const written of await writeMap(path, format, drawn, sheet, options, dpi))
        if (files.every(file => file.path !== written)) files.push({ path: written, scale });
    }
  }
  return { files };
}

async function atlasOf(
  atlas: NonNullable<MapWork['atlas']>,
  stem: string,
  values: MapValues,
  options: SheetOptions,
  out: string,
  format: MapFormat,
  dpi: number,
  progress: Progress,
) {
  return makeAtlas(
    {
      ...atlas,
      stem,
      options,
      directory: out,
      oneFile: values['one-file'] ?? false,
      format,
      dpi,
    },
    progress,
  );
}

/** `bloom`, or the whole name of a template: `bloom-map`. */
function kindOf(positionals: readonly string[]): MapKind {
  const kind = mapKinds.find(k => positionals[0] === k.kind || positionals[0] === `${k.kind}-map`);
  if (!kind || positionals.length !== 1)
    throw new UsageError(
      `map ${positionals.join(' ')}: expected one of ${mapKinds.map(k => k.kind).join(', ')}`,
    );
  return kind;
}

function formatsOf(text = 'pdf'): MapFormat[] {
  return text.split(',').map(part => {
    const format = mapFormats.find(f => f === part.trim());
    if (!format) throw new UsageError(`--format ${text}: expected ${mapFormats.join(', ')}`);
    return format;
  });
}
