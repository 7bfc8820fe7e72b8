import { writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { writeAtomically } from '#services/export/atomic-file.ts';
import { formulaStart, heading, type Cell, type Table, type TableColumn } from './table.ts';

/** UTF-8 with byte order mark and CRLF, so that Excel shows Chinese text. No value is an empty field. */
export async function writeCsv(path: string, table: Table): Promise<void> {
  await writeAtomically(path, part => writeFile(part, `\uFEFF${csvText(table)}\r\n`, 'utf8'));
}

function csvText({ columns, rows }: Table): string {
  return Papa.unparse(
    {
      fields: columns.map(heading),
      data: rows.map(row => columns.map(column => cellText(row[column.key], column))),
    },
    { newline: '\r\n', escapeFormulae: formulaStart },
  );
}

function cellText(value: Cell, column: TableColumn): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return '';
  return column.decimals === undefined ? String(value) : value.toFixed(column.decimals);
}
