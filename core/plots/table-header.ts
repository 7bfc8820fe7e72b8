import { isUnit } from '#core/foundation/units.ts';
import { detectDates } from './column-dates.ts';
import type { FieldCell, FieldTable } from './field-table.ts';
import { readWritten } from './written-value.ts';

/** Rows of a file become a table: its header is found, or told. `above` rows stand before the first line. */
export function tableOfLines(
  name: string,
  lines: FieldCell[][],
  told: { headerRow?: number; headerRows?: number },
  above = 0,
): FieldTable {
  const found = findHeader(lines);
  const header = told.headerRow !== undefined ? told.headerRow - 1 - above : found.row;
  const headerRows = told.headerRows ?? (told.headerRow !== undefined ? 1 : found.rows);
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const headings = Array.from({ length: width }, (_, column) => {
    const parts = lines
      .slice(header, header + headerRows)
      .map(line => headingText(line[column]))
      .filter(Boolean);
    return [...new Set(parts)];
  });
  const start = header + headerRows;
  return {
    name,
    title: lines
      .slice(0, header)
      .flatMap(line => [...new Set(line.map(headingText))])
      .filter(Boolean)
      .join(' '),
    columns: uniqueNames(headings.map(parts => parts.join(' '))),
    ...(headerRows > 1 && { lowest: headings.map(lowestOf) }),
    rows: lines.slice(start).map(line => rowOf(line, width)),
    firstRow: above + start + 1,
    headerRows,
    geometry: null,
    epsg: null,
    crs: null,
  };
}

const headingText = (cell: FieldCell | undefined): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim();

/** The cells of a line, trimmed; the line itself where it is as wide as the table and has nothing to trim. */
function rowOf(line: FieldCell[], width: number): FieldCell[] {
  if (line.length === width && line.every(cell => trimmed(cell ?? null) === cell)) return line;
  return Array.from({ length: width }, (_, i) => trimmed(line[i] ?? null));
}
const trimmed = (cell: FieldCell): FieldCell => (typeof cell === 'string' ? cell.trim() || null : cell);

/** The last heading that is a name, with the unit below it. */
function lowestOf(parts: readonly string[]): string {
  const at = parts.findLastIndex(part => !isUnitCell(part));
  return parts.slice(Math.max(0, at)).join(' ');
}

const isUnitCell = (text: string): boolean =>
  isUnit(text.replace(/^[(（[【]\s*(.*?)\s*[)）\]】]$/, '$1'), true);

const isData = (cell: FieldCell): boolean =>
  typeof cell === 'number' ||
  (typeof cell === 'string' &&
    cell.trim() !== '' &&
    (readWritten(cell, 'thousands').kind === 'number' || detectDates([cell]) !== null));

const filled = (line: readonly FieldCell[] | undefined): FieldCell[] =>
  (line ?? []).filter(cell => cell !== null && String(cell).trim() !== '');
const distinct = (line: readonly FieldCell[]): number => new Set(filled(line).map(String)).size;

/**
 * The header: the first row that is filled about as widely as the table, after titles and notes, and up to three rows
 * below it that hold no data: sub-headings where the row above repeats itself or leaves gaps, and units.
 */
function findHeader(lines: readonly FieldCell[][]): { row: number; rows: number } {
  const sample = lines.slice(0, 50).map(line => filled(line).length);
  const width = [...sample].sort((a, b) => a - b)[Math.floor(sample.length * 0.75)] ?? 1;
  // A title that was merged over all columns is one text, however wide it is; a preamble holds names and values.
  const isHeading = (line: readonly FieldCell[]) =>
    filled(line).length >= Math.max(1, width * 0.6) && (distinct(line) > 1 || width <= 1);
  const first = lines.slice(0, 60).findIndex(isHeading);
  const row = Math.max(0, first);
  let rows = 1;
  while (rows < 4 && continues(lines, row + rows)) rows++;
  return { row, rows };
}

/** True where a row still belongs to the header above it. */
function continues(lines: readonly FieldCell[][], at: number): boolean {
  const [above, line] = [lines[at - 1], lines[at] ?? []];
  const own = line.filter((cell, i) => filled([cell]).length > 0 && String(cell) !== String(above[i] ?? ''));
  if (own.length === 0 || filled(line).some(isData)) return false;
  const hasDataBelow = lines.slice(at + 1, at + 7).some(below => below.some(isData));
  if (!hasDataBelow) return false;
  // Loggers write how a clock is told, and words such as Units or Sat, in the row of units.
  const isUnits = own.filter(cell => isUnitCell(String(cell))).length * 2 >= own.length;
  const aboveIsUnits = filled(above).every(cell => isUnitCell(String(cell)));
  const hasGapsOrRepeats =
    filled(above).length < filled(line).length || distinct(above) < filled(above).length;
  return isUnits || (hasGapsOrRepeats && !aboveIsUnits);
}

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
