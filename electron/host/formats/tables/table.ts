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

const formulaStart = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const plainNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Text that a spreadsheet could run as a formula gets an apostrophe in front, the sign for text of all of them; so does
 * text that begins with one, so that `asWritten` gives back what was there. Plain numbers are none.
 */
export const asText = (text: string): string =>
  text.startsWith("'") || (formulaStart.test(text) && !plainNumber.test(text)) ? `'${text}` : text;

/** What `asText` was given. An apostrophe before anything else is a letter of a name. */
export const asWritten = (cell: string): string =>
  cell.startsWith("'") && (cell.startsWith("''") || formulaStart.test(cell.slice(1))) ? cell.slice(1) : cell;
