import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import * as XLSX from '@e965/xlsx';
import Papa from 'papaparse';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldCell, FieldTable } from '#core/plots/field-table.ts';
import { tableOfLines } from '#core/plots/table-header.ts';
import type { Ignored } from '#core/plots/ignored.ts';
import { say } from '#core/words/said.ts';
import { readGpx } from '#host/formats/gpx/read-gpx.ts';
import { openVector, vectorExtensions } from '#host/formats/read-zones.ts';
import { readDbf } from '#host/formats/shapefile/dbf.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import type { VectorLayer } from '#host/formats/vector/vector-source.ts';
import { unzipEntries } from '#host/formats/archive/zip.ts';

export interface FieldFile {
  /** Of text: UTF-8, UTF-8 with BOM, GB18030 …; null where the format fixes it. */
  encoding: string | null;
  /** Another encoding would look as well. */
  doubtful?: boolean;
  /** Of delimited text. */
  delimiter: string | null;
  tables: FieldTable[];
  /** Pictures that came in the same zip, by file name. */
  media: Map<string, Uint8Array>;
  /** What the file holds and no table has, with the reason. */
  ignored?: Ignored[];
}

export interface ReadFieldOptions {
  encoding?: string;
  delimiter?: string;
  /** Row of the header's first line, from 1, and its lines; found by looking where they are left out. */
  headerRow?: number;
  headerRows?: number;
}

export const fieldExtensions = [
  '.csv',
  '.tsv',
  '.txt',
  '.xlsx',
  '.xlsm',
  '.xls',
  '.et',
  '.gpx',
  '.dbf',
  ...vectorExtensions,
] as const;

/** The tables of a file that people bring from the field. Throws `zones-unreadable` saying what is wrong with it. */
export async function readFieldFile(path: string, options: ReadFieldOptions = {}): Promise<FieldFile> {
  const extension = extname(path).toLowerCase();
  const info = await stat(path).catch((error: unknown) => {
    throw new BloomlineError('not-found', path, say('vector.not-found'), { cause: error });
  });
  if (info.isDirectory()) throw new BloomlineError('zones-unreadable', path, say('vector.is-folder'));
  if (info.size === 0) throw new BloomlineError('zones-unreadable', path, say('vector.empty'));
  const nothing = { encoding: null, delimiter: null, media: new Map<string, Uint8Array>() };
  if (['.csv', '.tsv', '.txt'].includes(extension))
    return {
      ...nothing,
      ...readDelimited(path, basename(path, extname(path)), await readFile(path), options),
    };
  if (['.xlsx', '.xlsm', '.xls', '.et'].includes(extension))
    return { ...nothing, tables: readWorkbook(path, await readFile(path), options) };
  if (extension === '.dbf') return { ...nothing, ...(await readTableOfDbf(path)) };
  if (extension === '.gpx') return { ...nothing, ...(await readGpx(path)) };
  if (extension === '.zip') {
    const zipped = await readZip(path, options);
    if (zipped) return zipped;
  }
  const source = await openVector(path);
  const layers = source.layers.map(layer => source.read(layer.name));
  if (layers.length === 0) throw new BloomlineError('zones-empty', path, say('vector.no-layers'));
  return { ...nothing, encoding: layers[0].encoding, tables: layers.map(tableOfLayer) };
}

/** A dBASE table without shapes; a .cpg beside it says the encoding. */
async function readTableOfDbf(path: string): Promise<Pick<FieldFile, 'encoding' | 'tables'>> {
  const cpg = await readFile(path.replace(/\.dbf$/i, '.cpg'), 'latin1').catch(() => null);
  try {
    const { fields, rows, encoding } = readDbf(await readFile(path), cpg);
    const present = rows.filter(row => row !== null);
    return {
      encoding,
      tables: [
        {
          name: basename(path, extname(path)),
          columns: fields,
          rows: present.map(row => fields.map(field => row[field] ?? null)),
          firstRow: 1,
          headerRows: 0,
          geometry: null,
          epsg: null,
          crs: null,
        },
      ],
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BloomlineError(
      'zones-unreadable',
      path,
      say('vector.part', { part: '', fault: error.message }),
      {
        cause: error,
      },
    );
  }
}

/** Larger tables and pictures of a zip are left out: they would only fill the memory. */
const largestEntry = 2 ** 29;

/** A zip of tables and pictures, as ODK and KoboToolbox give it; null where it holds Shapefiles instead. */
async function readZip(path: string, options: ReadFieldOptions): Promise<FieldFile | null> {
  let hasShapes = false;
  // Shapefiles are read by their own reader: here their names are enough.
  await unzipEntries(path, name => {
    hasShapes ||= /\.shp$/i.test(name);
    return false;
  });
  if (hasShapes) return null;
  const files = await unzipEntries(
    path,
    (name, bytes) => bytes <= largestEntry && /\.(csv|xlsx|jpe?g|png|heic|webp)$/i.test(name),
  );
  const names = Object.keys(files);
  const tables: FieldTable[] = [];
  let said: Pick<FieldFile, 'encoding' | 'delimiter'> = { encoding: null, delimiter: null };
  for (const name of names) {
    const short = basename(name, extname(name));
    if (/\.csv$/i.test(name)) {
      const { encoding, delimiter, tables: read } = readDelimited(path, short, files[name], options);
      said = { encoding, delimiter };
      tables.push(...read);
    } else if (/\.xlsx$/i.test(name)) tables.push(...readWorkbook(path, files[name], options));
  }
  if (tables.length === 0)
    throw new BloomlineError('zones-unreadable', path, say('vector.zip-without-table'));
  const media = new Map(
    names.filter(name => /\.(jpe?g|png|heic|webp)$/i.test(name)).map(name => [basename(name), files[name]]),
  );
  return { ...said, tables, media };
}

function readDelimited(
  path: string,
  name: string,
  bytes: Uint8Array,
  options: ReadFieldOptions,
): Pick<FieldFile, 'encoding' | 'doubtful' | 'delimiter' | 'tables'> {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const { text, encoding, doubtful } = options.encoding
    ? { text: decodeAs(path, bytes, options.encoding), encoding: options.encoding, doubtful: false }
    : decodeText(bytes);
  if (text.includes('\0')) throw new BloomlineError('zones-unreadable', path, say('vector.not-text'));
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: options.delimiter ?? '',
    delimitersToGuess: [',', '\t', ';', '|'],
    skipEmptyLines: false,
  });
  const lines = parsed.data.map(line => line.map((cell): FieldCell => (cell === '' ? null : cell)));
  while (lines.length > 0 && lines.at(-1)!.every(cell => cell === null)) lines.pop();
  if (lines.length === 0) throw new BloomlineError('zones-unreadable', path, say('vector.no-rows'));
  return {
    encoding: bom && encoding === 'UTF-8' ? 'UTF-8 BOM' : encoding,
    doubtful: doubtful === true,
    delimiter: parsed.meta.delimiter,
    tables: [tableOfLines(name, lines, options)],
  };
}

function decodeAs(path: string, bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding.replace(/ BOM$/, '')).decode(bytes);
  } catch {
    throw new BloomlineError('bad-input', path, say('vector.encoding', { encoding }));
  }
}

function readWorkbook(path: string, bytes: Uint8Array, options: ReadFieldOptions): FieldTable[] {
  let book: XLSX.WorkBook;
  // The reader would take any text for a table of one column.
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isCompound = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (!isZip && !isCompound)
    throw new BloomlineError('zones-unreadable', path, say('vector.workbook-not-zip'));
  try {
    book = XLSX.read(bytes, { type: 'array', cellDates: false, cellNF: true, dense: true });
  } catch (error) {
    throw new BloomlineError(
      'zones-unreadable',
      path,
      say('vector.not-a-workbook', { why: (error as Error).message }),
      {
        cause: error,
      },
    );
  }
  const counts1904 = book.Workbook?.WBProps?.date1904 === true;
  const tables = book.SheetNames.flatMap(name => {
    const sheet = book.Sheets[name];
    const lines = XLSX.utils.sheet_to_json<FieldCell[]>(sheet, {
      header: 1,
      raw: true,
      defval: null,
      blankrows: true,
    });
    const { r: first, c: left } = XLSX.utils.decode_range(sheet['!ref'] ?? 'A1').s;
    readFormats(lines, sheet, first, left, counts1904);
    spreadMerged(lines, sheet['!merges'] ?? []);
    while (lines.length > 0 && lines.at(-1)!.every(cell => cell === null || cell === '')) lines.pop();
    return lines.length > 0 ? [tableOfLines(name, lines, options, first)] : [];
  });
  if (tables.length === 0)
    throw new BloomlineError('zones-unreadable', path, say('vector.workbook-without-rows'));
  return tables;
}

/** Days from 1899-12-30 to 1904-01-01, from which old workbooks of the Mac count. */
const days1904 = 1462;

/** Numbers that are shown as a share get their %; days that count from 1904 are counted as all others. */
function readFormats(
  lines: FieldCell[][],
  sheet: XLSX.WorkSheet,
  top: number,
  left: number,
  counts1904: boolean,
): void {
  const rows = (sheet['!data'] ?? []) as (XLSX.CellObject | undefined)[][];
  lines.forEach((line, r) =>
    line.forEach((cell, c) => {
      const { v: value, z: format } = rows[top + r]?.[left + c] ?? {};
      if (typeof value !== 'number' || cell === null || typeof format !== 'string') return;
      const counts = counts1904 && value >= 1 && XLSX.SSF.is_date(format);
      line[c] = /%/.test(format)
        ? `${Number((value * 100).toPrecision(15))}%`
        : counts
          ? value + days1904
          : value;
    }),
  );
}

/** A merged cell says the same for every cell that it covers. */
function spreadMerged(lines: FieldCell[][], merges: readonly XLSX.Range[]): void {
  for (const { s, e } of merges) {
    if ((e.r - s.r + 1) * (e.c - s.c + 1) > 100_000) continue;
    const value = lines[s.r]?.[s.c] ?? null;
    for (let r = s.r; r <= e.r; r++)
      for (let c = s.c; c <= e.c; c++) if (lines[r] && lines[r][c] === null) lines[r][c] = value;
  }
}

function tableOfLayer(layer: VectorLayer): FieldTable {
  return {
    name: layer.name,
    columns: layer.fields,
    rows: layer.items.map(item => layer.fields.map(field => item.attributes[field] ?? null)),
    firstRow: 1,
    headerRows: 0,
    geometry: layer.items.map(
      item =>
        item.shape ??
        (item.polygons.length > 0 ? { type: 'polygon' as const, polygons: item.polygons } : null),
    ),
    epsg: layer.definition?.epsg ?? null,
    datum: layer.definition?.datum,
    crs: layer.crs,
  };
}
