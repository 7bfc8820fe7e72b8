import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import Papa from 'papaparse';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldCell, FieldTable } from '#core/plots/field-table.ts';
import { say } from '#core/words/said.ts';
import { readGpx } from '#host/formats/gpx/read-gpx.ts';
import { openVector, vectorExtensions } from '#host/formats/read-zones.ts';
import { readDbf } from '#host/formats/shapefile/dbf.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import type { VectorLayer } from '#host/formats/vector/vector-source.ts';
import { asWritten } from './table.ts';
import { openWorkbook } from './open-workbook.ts';
import { unzipEntries } from '#host/formats/archive/zip.ts';

export interface FieldFile {
  /** Of text: UTF-8, UTF-8 with BOM, GB18030 …; null where the format fixes it. */
  encoding: string | null;
  /** Of delimited text. */
  delimiter: string | null;
  tables: FieldTable[];
  /** Pictures that came in the same zip, by file name. */
  media: Map<string, Uint8Array>;
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
  '.xls',
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
  if (extension === '.xlsx' || extension === '.xls')
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
): Pick<FieldFile, 'encoding' | 'delimiter' | 'tables'> {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const { text, encoding } = options.encoding
    ? { text: decodeAs(path, bytes, options.encoding), encoding: options.encoding }
    : decodeText(bytes);
  if (text.includes('\0')) throw new BloomlineError('zones-unreadable', path, say('vector.not-text'));
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: options.delimiter ?? '',
    delimitersToGuess: [',', '\t', ';', '|'],
    skipEmptyLines: false,
  });
  const lines = parsed.data.map(line =>
    line.map((cell): FieldCell => (cell === '' ? null : asWritten(cell))),
  );
  while (lines.length > 0 && lines.at(-1)!.every(cell => cell === null)) lines.pop();
  if (lines.length === 0) throw new BloomlineError('zones-unreadable', path, say('vector.no-rows'));
  return {
    encoding: bom && encoding === 'UTF-8' ? 'UTF-8 BOM' : encoding,
    delimiter: parsed.meta.delimiter,
    tables: [tableOf(path, name, lines, options)],
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
  const tables = openWorkbook(path, bytes).flatMap(({ name, lines, above }) =>
    lines.length > 0 ? [tableOf(path, name, lines, options, above)] : [],
  );
  if (tables.length === 0)
    throw new BloomlineError('zones-unreadable', path, say('vector.workbook-without-rows'));
  return tables;
}

/** More is no table of the field: a matrix, or a file that was transposed. */
const mostColumns = 2000;

/** `above` rows of the file stand before the first of `lines`. */
function tableOf(
  path: string,
  name: string,
  lines: FieldCell[][],
  options: ReadFieldOptions,
  above = 0,
): FieldTable {
  const found = findHeader(lines);
  const header = options.headerRow !== undefined ? options.headerRow - 1 - above : found.row;
  const headerRows = options.headerRows ?? (options.headerRow !== undefined ? 1 : found.rows);
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width > mostColumns)
    throw new BloomlineError(
      'zones-unreadable',
      path,
      say('vector.too-many-columns', { width, most: mostColumns }),
    );
  const headings = Array.from({ length: width }, (_, column) => {
    const parts = lines
      .slice(header, header + headerRows)
      .map(line =>
        String(line[column] ?? '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .filter(Boolean);
    return [...new Set(parts)].join(' ');
  });
  const start = header + headerRows;
  return {
    name,
    columns: uniqueNames(headings),
    rows: lines.slice(start).map(line => Array.from({ length: width }, (_, i) => trimmed(line[i] ?? null))),
    firstRow: above + start + 1,
    headerRows,
    geometry: null,
    epsg: null,
    crs: null,
  };
}

const trimmed = (cell: FieldCell): FieldCell => (typeof cell === 'string' ? cell.trim() || null : cell);

const isNumber = (cell: FieldCell): boolean =>
  typeof cell === 'number' ||
  (typeof cell === 'string' && cell.trim() !== '' && Number.isFinite(Number(cell)));

/**
 * The header: the first row that is filled about as widely as the table, after titles and notes. A second header row
 * has no numbers (units, sub-headings) while the first one repeats itself or leaves gaps above it.
 */
function findHeader(lines: readonly FieldCell[][]): { row: number; rows: number } {
  const filled = (line: readonly FieldCell[] | undefined) =>
    (line ?? []).filter(cell => cell !== null && String(cell).trim() !== '');
  const sample = lines.slice(0, 50).map(line => filled(line).length);
  const width = [...sample].sort((a, b) => a - b)[Math.floor(sample.length * 0.75)] ?? 1;
  // A title that was merged over all columns is one text, however wide it is.
  const distinct = (line: readonly FieldCell[]) => new Set(filled(line).map(String)).size;
  const row = Math.max(
    0,
    lines
      .slice(0, 20)
      .findIndex(
        line => filled(line).length >= Math.max(1, width * 0.6) && (distinct(line) > 1 || width <= 1),
      ),
  );
  const [first, second] = [lines[row] ?? [], lines[row + 1] ?? []];
  const below = lines.slice(row + 2, row + 7);
  const hasGapsOrRepeats =
    filled(first).length < filled(second).length || distinct(first) < filled(first).length;
  const units =
    filled(second).length > 0 &&
    filled(second).every(cell => /^[(（[]?[\wμµ%°℃³²·/. 个万-]{0,12}[)）\]]?$/.test(String(cell)));
  const secondIsText = filled(second).length > 0 && !filled(second).some(isNumber);
  const belowHasNumbers = below.some(line => line.some(isNumber));
  const two = secondIsText && belowHasNumbers && (hasGapsOrRepeats || (units && looksLikeUnits(second)));
  return { row, rows: two ? 2 : 1 };
}

const looksLikeUnits = (line: readonly FieldCell[]): boolean =>
  line.some(cell =>
    /^[(（[]?(m?μ?µ?u?n?g\/(l|m3|m³)|%|°c|℃|m|cm|ntu|mg\/l|个\/l|万个\/l)[)）\]]?$/i.test(
      String(cell ?? '').trim(),
    ),
  );

function uniqueNames(headings: readonly string[]): string[] {
  const taken = new Set<string>();
  return headings.map((heading, i) => {
    const base = heading || `#${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
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
