import { decimalsOfUnit, inUnit } from '#core/foundation/rounding.ts';
import { writeFile } from 'node:fs/promises';
import * as XLSX from '@e965/xlsx';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { dressWorkbook, type SheetDress } from './dress-workbook.ts';
import { heading, type Cell, type Table, type TableColumn } from './table.ts';

export interface Sheet {
  name: string;
  table: Table;
}

/** Numbers stay numbers with their full precision, shown with the column's decimals; text is never a formula. */
export async function writeXlsx(path: string, sheets: Sheet[]): Promise<void> {
  await writeAtomically(path, part => writeFile(part, workbookBytes(sheets).bytes));
}

/** The workbook, and the names that its sheets got. */
export function workbookBytes(sheets: readonly Sheet[]): { bytes: Buffer; names: string[] } {
  const book = XLSX.utils.book_new();
  for (const sheet of sheets)
    XLSX.utils.book_append_sheet(book, sheetOf(sheet.table), freeName(sheet.name, book.SheetNames));
  book.Workbook = {
    Names: book.SheetNames.map((name, i) => ({
      Name: '_xlnm.Print_Titles',
      Sheet: i,
      Ref: `'${name.replaceAll("'", "''")}'!$1:$1`,
    })),
  };
  const plain = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: false }) as Buffer;
  return { bytes: Buffer.from(dressWorkbook(plain, sheets.map(dressOf))), names: book.SheetNames };
}

const dressOf = ({ table: { columns, rows } }: Sheet): SheetDress => ({
  columns: columns.length,
  rows: rows.length + 1,
  width: columns.reduce((sum, column) => sum + widthOf(column, rows), 0),
  lists: columns.flatMap(({ choices }, column) => (choices ? [{ column, choices }] : [])),
});

function sheetOf({ columns, rows }: Table): XLSX.WorkSheet {
  const cells = [
    columns.map((column): XLSX.CellObject => ({ t: 's', v: heading(column) })),
    ...rows.map(row => columns.map(column => cellOf(row[column.key], column))),
  ];
  const sheet = XLSX.utils.aoa_to_sheet(cells);
  if (columns.length > 0)
    sheet['!autofilter'] = {
      ref: XLSX.utils.encode_range({ r: 0, c: 0 }, { r: rows.length, c: columns.length - 1 }),
    };
  sheet['!margins'] = { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 };
  sheet['!cols'] = columns.map(column => ({ wch: widthOf(column, rows) }));
  return sheet;
}

function cellOf(value: Cell, column: TableColumn): XLSX.CellObject | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return { t: 'b', v: value };
  if (typeof value === 'string') return { t: 's', v: value };
  if (!Number.isFinite(value)) return null;
  const decimals = decimalsOfUnit(value, column.unit, column.decimals);
  return {
    t: 'n',
    v: value,
    ...(decimals !== undefined && { z: decimals > 0 ? `0.${'0'.repeat(decimals)}` : '0' }),
  };
}

/** Width in characters; a Chinese one takes two. */
function widthOf(column: TableColumn, rows: Table['rows']): number {
  const length = (text: string) =>
    [...text].reduce((sum, c) => sum + (c.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
  const longest = rows.slice(0, 200).reduce(
    (max, row) => {
      const value = row[column.key];
      return Math.max(
        max,
        typeof value === 'number'
          ? inUnit(value, column.unit, column.decimals ?? 2).length
          : length(String(value ?? '')),
      );
    },
    length(heading(column)),
  );
  return Math.min(60, longest + 2);
}

/** A sheet name has at most 31 characters, none of []:*?/\ , and is not used twice. */
function freeName(wanted: string, taken: string[]): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31)
      .trim() || 'Sheet';
  const used = new Set(taken.map(name => name.toLowerCase()));
  let name = clean;
  for (let n = 2; used.has(name.toLowerCase()); n++) name = `${clean.slice(0, 30 - String(n).length)} ${n}`;
  return name;
}
