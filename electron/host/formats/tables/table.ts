/** A table for people: what CSV and XLSX are written from. */
export interface TableColumn {
  key: string;
  label: string;
  unit?: string;
  /** Decimals shown; XLSX keeps the full number behind them. */
  decimals?: number;
}

export type Cell = string | number | boolean | null | undefined;

export interface Table {
  columns: TableColumn[];
  rows: Record<string, Cell>[];
}

export const heading = (column: TableColumn): string =>
  column.unit ? `${column.label} (${column.unit})` : column.label;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; a negative number is none. */
export const formulaStart = /^(?:[=+@\t\r]|-(?!\d))/;
