/** A table for people: what CSV and XLSX are written from. */
export interface TableColumn {
  key: string;
  label: string;
  unit?: string;
  /** Decimals shown; XLSX keeps the full number behind them. */
  decimals?: number;
  /** For formats whose names are short: ten bytes. */
  short?: string;
  /** What its cells may hold; a workbook offers them. */
  choices?: readonly string[];
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

/** A value of a recipe for people: lists with commas, names before values; never JSON. */
export function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value ?? '–');
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? `${name} (${plainText(inner)})`
        : `${name}: ${plainText(inner)}`,
    )
    .join('; ');
}
