import { none, unitText } from '#core/page/number-text.ts';
import type { ReportBlock } from '#core/report/report.ts';
import { heading, type Cell, type Table } from '#host/formats/tables/table.ts';

/** A table of the exports as a table of a report: chosen columns, numbers with their decimals. */
export function tableBlock(
  caption: string,
  table: Table,
  keys: readonly string[],
  note?: string,
): Extract<ReportBlock, { kind: 'table' }> {
  const columns = keys.flatMap(key => table.columns.filter(c => c.key === key));
  return {
    kind: 'table',
    caption,
    columns: columns.map(column => ({
      label: heading(column),
      number: table.rows.some(row => typeof row[column.key] === 'number'),
    })),
    rows: table.rows.map(row => columns.map(column => textOf(row[column.key], column))),
    ...(note ? { note } : {}),
  };
}

function textOf(cell: Cell, { unit, decimals }: Table['columns'][number]): string {
  if (cell === null || cell === undefined || cell === '') return none;
  if (typeof cell !== 'number') return String(cell);
  return decimals === undefined ? String(Number(cell.toPrecision(6))) : unitText(cell, unit, decimals);
}
