import { none, unitText } from '#core/page/number-text.ts';
import type { ReportCell, ReportTable } from './report.ts';

/** A column of a report's table; numbers are shown with `decimals`, workbooks keep them whole. */
export interface TableColumnOf<Row> {
  label: string;
  unit?: string;
  decimals?: number;
  of: (row: Row) => ReportCell;
}

export const cellText = (
  cell: ReportCell,
  { unit, decimals }: { unit?: string; decimals?: number },
): string =>
  cell === null || cell === ''
    ? none
    : typeof cell === 'string'
      ? cell
      : decimals === undefined
        ? fewFigures(cell)
        : unitText(cell, unit, decimals);

/** Values of unlike size in a column: four figures, none of a whole number lost. */
const fewFigures = (value: number): string =>
  Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(4)));

export function reportTable<Row>(
  caption: string,
  columns: readonly TableColumnOf<Row>[],
  rows: readonly Row[],
  note?: string,
): ReportTable {
  const cells = rows.map(row => columns.map(column => column.of(row)));
  return {
    kind: 'table',
    caption,
    columns: columns.map(({ label, unit, decimals }, i) => ({
      label: unit ? `${label} (${unit})` : label,
      number: decimals !== undefined || cells.some(row => typeof row[i] === 'number'),
      ...(decimals === undefined ? {} : { decimals }),
    })),
    rows: cells.map(row => row.map((cell, i) => cellText(cell, columns[i]))),
    cells,
    ...(note ? { note } : {}),
  };
}
