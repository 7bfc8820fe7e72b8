import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
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
import { asWritten } from './table.ts';
import { openWorkbook } from './open-workbook.ts';
import { openZip } from '#host/formats/archive/zip.ts';

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
  try {
    return await readAny(path, options);
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    const what = (error as Error).message;
    throw new BloomlineError('zones-unreadable', path, say('vector.not-readable', { what }), {
      cause: error,
    });
  }
}

async function readAny(path: string, options: ReadFieldOptions): Promise<FieldFile> {
  const extension = extname(path).toLowerCase();
  const info = await stat(path).catch((error: unknown) => {
    throw new BloomlineError('not-found', path, say('vector.not-found'), { cause: error });
  });
  if (info.isDirectory()) throw new BloomlineError('zones-unreadable', path, say('vector.is-folder'));
  if (!info.isFile()) throw new BloomlineError('zones-unreadable', path, say('files.no-file'));
  if (info.size === 0) throw new BloomlineError('zones-unreadable', path, say('vector.empty'));
  const nothing = { encoding: null, delimiter: null, media: new Map<string, Uint8Array>() };
  if (['.csv', '.tsv', '.txt'].includes(extension))
    return {
      ...nothing,
      ...readDelimited(path, basename(path, extname(path)), await readFile(path), options),
    };
  if (['.xlsx', '.xlsm', '.xls', '.et'].includes(extension))
    return { ...nothing, ...readWorkbook(path, await readFile(path), options) };
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
  const zip = await openZip(path);
  // Shapefiles are read by their own reader: here their names are enough.
  if (zip.names.some(name => /\.shp$/i.test(name))) return null;
  const files = zip.unpack(
    (name, bytes) => bytes <= largestEntry && /\.(csv|xlsx|jpe?g|png|heic|webp)$/i.test(name),
  );
  const names = Object.keys(files);
  const tables: FieldTable[] = [];
  const ignored: Ignored[] = [];
  let said: Pick<FieldFile, 'encoding' | 'delimiter'> = { encoding: null, delimiter: null };
  for (const name of names) {
    const short = basename(name, extname(name));
    if (/\.csv$/i.test(name)) {
      const { encoding, delimiter, tables: read } = readDelimited(path, short, files[name], options);
      said = { encoding, delimiter };
      tables.push(...read);
    } else if (/\.xlsx$/i.test(name)) {
      const book = readWorkbook(path, files[name], options);
      tables.push(...book.tables);
      ignored.push(...book.ignored);
    }
  }
  if (tables.length === 0)
    throw new BloomlineError('zones-unreadable', path, say('vector.zip-without-table'));
  const media = new Map(
    names.filter(name => /\.(jpe?g|png|heic|webp)$/i.test(name)).map(name => [basename(name), files[name]]),
  );
  return { ...said, tables, ignored, media };
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
  const plain = text.replace(/^\uFEFF/, '');
  const parsed = Papa.parse<string[]>(plain, {
    delimiter: options.delimiter ?? delimiterOf(plain),
    skipEmptyLines: false,
  });
  // In place: a table of a year of stations is large.
  const lines = parsed.data as FieldCell[][];
  for (const line of lines)
    line.forEach((cell, i) => {
      line[i] = cell === '' ? null : asWritten(cell as string);
    });
  while (lines.length > 0 && lines.at(-1)!.every(cell => cell === null)) lines.pop();
  if (lines.length === 0) throw new BloomlineError('zones-unreadable', path, say('vector.no-rows'));
  return {
    encoding: bom && encoding === 'UTF-8' ? 'UTF-8 BOM' : encoding,
    doubtful: doubtful === true,
    delimiter: parsed.meta.delimiter,
    tables: [tableOfLines(name, checked(path, lines), options)],
  };
}

/** Blank lines say nothing about it: a table of two rows must not be taken apart at the semicolons of its texts. */
const delimiterOf = (text: string): string =>
  Papa.parse(text, {
    preview: 20,
    delimitersToGuess: [',', '\t', ';', '|'],
    skipEmptyLines: 'greedy',
  }).meta.delimiter;

function decodeAs(path: string, bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding.replace(/ BOM$/, '')).decode(bytes);
  } catch {
    throw new BloomlineError('bad-input', path, say('vector.encoding', { encoding }));
  }
}

function readWorkbook(
  path: string,
  bytes: Uint8Array,
  options: ReadFieldOptions,
): { tables: FieldTable[]; ignored: Ignored[] } {
  const sheets = openWorkbook(path, bytes);
  const tables = sheets.flatMap(({ name, lines, above }) =>
    lines.length > 0 ? [tableOfLines(name, checked(path, lines), options, above)] : [],
  );
  if (tables.length === 0)
    throw new BloomlineError('zones-unreadable', path, say('vector.workbook-without-rows'));
  const ignored = sheets.flatMap(({ name, left }) =>
    left.map(reason => ({ what: 'row' as const, name, reason })),
  );
  return { tables, ignored };
}

/** More is no table of the field: a matrix, or a file that was transposed. */
const mostColumns = 2000;

function checked(path: string, lines: FieldCell[][]): FieldCell[][] {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width <= mostColumns) return lines;
  const said = say('vector.too-many-columns', { width, most: mostColumns });
  throw new BloomlineError('zones-unreadable', path, said);
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
