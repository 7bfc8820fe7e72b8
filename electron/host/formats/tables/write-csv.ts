import { inUnit } from '#core/foundation/rounding.ts';
import { writeFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { asText, heading, type Cell, type Table, type TableColumn } from './table.ts';

/** UTF-8 with byte order mark, or GB18030, and CRLF, so that Excel shows Chinese text. No value is an empty field. */
export async function writeCsv(
  path: string,
  table: Table,
  encoding: 'utf-8' | 'gb18030' = 'utf-8',
): Promise<void> {
  const text = `${csvText(table)}\r\n`;
  const bytes = encoding === 'utf-8' ? `\uFEFF${text}` : iconv.encode(text, 'gb18030');
  await writeAtomically(path, part => writeFile(part, bytes));
}

function csvText({ columns, rows }: Table): string {
  return Papa.unparse(
    {
      fields: columns.map(column => asText(heading(column))),
      data: rows.map(row => columns.map(column => cellText(row[column.key], column))),
    },
    // A field with another program's delimiter is one field there, too.
    { newline: '\r\n', quotes: (cell: unknown) => /[;\t|]|^'/.test(String(cell)) },
  );
}

function cellText(value: Cell, column: TableColumn): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number') return asText(String(value));
  if (!Number.isFinite(value)) return '';
  return inUnit(value, column.unit, column.decimals);
}
