import * as XLSX from '@e965/xlsx';
import { zipSync } from 'fflate';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldCell } from '#core/plots/field-table.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { zipOf } from '#host/formats/archive/zip.ts';

/** Of all parts of a workbook together when they are unpacked. */
const mostBytes = 2 ** 29;
/** Cells that say something, of all sheets. */
const mostCells = 20_000_000;
/** Empty rows and columns after which what follows belongs to no table: somebody touched a cell far away. */
const farRows = 10_000;
const farColumns = 200;
/** Cells that merges may fill, of a sheet. */
const mostMerged = 1_000_000;

export interface Sheet {
  name: string;
  /** From the sheet's first row; rows that say nothing are empty. */
  lines: FieldCell[][];
  /** Rows of the sheet above the first of `lines`. */
  above: number;
  /** What is left out, and why, in English. */
  left: string[];
}

/**
 * The sheets of a workbook, XLSX or BIFF. A zip is unpacked by zlib, whose parts must fit their checksums, before the
 * library sees them: its own inflate may never end on damage. Memory follows what is filled, not how far away a cell
 * lies. Throws `zones-unreadable`.
 */
export function openWorkbook(path: string, bytes: Uint8Array): Sheet[] {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isCompound = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  // The library would take any text for a table of one column.
  if (!isZip && !isCompound)
    throw new BloomlineError('zones-unreadable', path, say('vector.workbook-not-zip'));
  const plain = isZip ? stored(path, bytes) : bytes;
  try {
    const book = XLSX.read(plain, {
      type: 'array',
      cellDates: false,
      cellNF: true,
      dense: true,
      nodim: true,
    });
    const days = book.Workbook?.WBProps?.date1904 === true ? days1904 : 0;
    return book.SheetNames.map(name => sheetOf(path, name, book.Sheets[name], days));
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    const why = (error as Error).message;
    throw new BloomlineError('zones-unreadable', path, say('vector.not-a-workbook', { why }), {
      cause: error,
    });
  }
}

/** The same workbook with parts that are only put in. Pictures and macros are no table. */
function stored(path: string, bytes: Uint8Array): Uint8Array {
  const parts = zipOf(path, bytes).unpack(name => /\.(xml|rels|bin)$/i.test(name), mostBytes);
  for (const [name, part] of Object.entries(parts))
    if (/worksheets\/[^/]+\.xml$/i.test(name)) checkCells(path, name, part);
  return zipSync(parts, { level: 0 });
}

/** Counts `<c` of a sheet before anything is built from it. */
function checkCells(path: string, name: string, xml: Uint8Array): void {
  const text = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  let cells = 0;
  for (let at = text.indexOf('<c '); at >= 0; at = text.indexOf('<c ', at + 3)) cells++;
  if (cells > mostCells)
    throw new BloomlineError(
      'zones-unreadable',
      path,
      say('vector.too-many-cells', { name, most: mostCells }),
    );
}

function sheetOf(path: string, name: string, sheet: XLSX.WorkSheet, days: number): Sheet {
  const data = ((sheet as { '!data'?: (XLSX.CellObject[] | undefined)[] })['!data'] ?? []) as (
    (XLSX.CellObject | undefined)[] | undefined
  )[];
  const rows = filledRows(path, data, days);
  const left: string[] = [];
  const filled = [...rows.keys()];
  const lastRow = lastBefore(filled, farRows);
  const farDown = filled.filter(r => r > lastRow);
  if (farDown.length > 0)
    left.push(
      inEnglish('vector.far-rows', { count: farDown.length, row: farDown[0] + 1, last: lastRow + 1 }),
    );
  const columns = new Set<number>();
  for (const [r, cells] of rows) if (r <= lastRow) for (const [c] of cells) columns.add(c);
  const lastColumn = lastBefore(
    [...columns].sort((a, b) => a - b),
    farColumns,
  );
  const farRight = [...columns].filter(c => c > lastColumn);
  if (farRight.length > 0)
    left.push(
      inEnglish('vector.far-columns', {
        count: farRight.length,
        column: XLSX.utils.encode_col(Math.min(...farRight)),
        last: XLSX.utils.encode_col(lastColumn),
      }),
    );
  const first = filled[0] ?? 0;
  const lines: FieldCell[][] = [];
  for (let r = first; r <= lastRow; r++) {
    const line: FieldCell[] = [];
    for (const [c, value] of rows.get(r) ?? [])
      if (c <= lastColumn) {
        while (line.length < c) line.push(null);
        line.push(value);
      }
    lines.push(line);
  }
  spreadMerged(lines, sheet['!merges'] ?? [], first, lastColumn, left);
  return { name, lines, above: first, left };
}

/** What says something: columns with their values, by row, in order. */
function filledRows(
  path: string,
  data: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[],
  days: number,
): Map<number, [number, FieldCell][]> {
  const rows = new Map<number, [number, FieldCell][]>();
  // Only what is there is visited: an array may be a million long and hold one row.
  data.forEach((row, r) => {
    const cells: [number, FieldCell][] = [];
    row?.forEach((cell, c) => {
      const value = cell ? valueOf(path, cell, days) : null;
      if (value !== null) cells.push([c, value]);
    });
    if (cells.length > 0) rows.set(r, cells);
  });
  return rows;
}

/** The last of ascending numbers before the first gap that is wider than `gap`; −1 for none. */
function lastBefore(numbers: readonly number[], gap: number): number {
  let last = -1;
  for (const n of numbers) {
    if (last >= 0 && n - last > gap) break;
    last = n;
  }
  return last;
}

/** Days from 1899-12-30 to 1904-01-01, from which old workbooks of the Mac count. */
const days1904 = 1462;

/** A number that is shown as a share gets its %; `days` are added to one that is shown as a date. */
function numberOf(value: number, format: unknown, days: number): FieldCell {
  if (typeof format !== 'string') return value;
  if (/%/.test(format)) return `${Number((value * 100).toPrecision(15))}%`;
  return days > 0 && value >= 1 && XLSX.SSF.is_date(format) ? value + days : value;
}

function valueOf(path: string, cell: XLSX.CellObject, days: number): FieldCell {
  switch (cell.t) {
    case 'n':
      return typeof cell.v === 'number' ? numberOf(cell.v, cell.z, days) : null;
    case 'b':
    case 's':
      return (cell.v as FieldCell | undefined) ?? null;
    case 'd':
      return cell.v instanceof Date ? cell.v.toISOString() : null;
    case 'e': // #DIV/0! and the like
    case 'z':
      return null;
    default:
      throw new BloomlineError('zones-unreadable', path, say('vector.cell-type', { type: String(cell.t) }));
  }
}

/** A merged cell says the same for every cell that it covers. */
function spreadMerged(
  lines: FieldCell[][],
  merges: readonly XLSX.Range[],
  first: number,
  lastColumn: number,
  left: string[],
): void {
  const seen = new Set<string>();
  let filled = 0;
  for (const { s, e } of merges) {
    const key = `${s.r},${s.c},${e.r},${e.c}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const value = lines[s.r - first]?.[s.c] ?? null;
    if (value === null) continue;
    const bottom = Math.min(e.r - first, lines.length - 1);
    const right = Math.min(e.c, lastColumn);
    filled += (bottom - s.r + first + 1) * (right - s.c + 1);
    if (filled > mostMerged) {
      left.push(inEnglish('vector.too-many-merges'));
      return;
    }
    for (let r = s.r - first; r <= bottom; r++) {
      const line = lines[r];
      while (line.length <= right) line.push(null);
      for (let c = s.c; c <= right; c++) line[c] ??= value;
    }
  }
}
