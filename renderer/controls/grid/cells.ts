/** A column of a grid; `choices` are what its cells may say. */
export interface GridColumn {
  key: string;
  label: string;
  numeric?: boolean;
  choices?: readonly string[];
  readOnly?: boolean;
}

export type GridCell = string | number | null;

export interface GridRow {
  /** Null for a row that is not there yet. */
  id: number | null;
  cells: Readonly<Record<string, GridCell>>;
}

/** Rows and columns from … to, in the order that is seen. */
export interface Span {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export const textOf = (cell: GridCell | undefined): string => String(cell ?? '');

/** Rows whose text holds all words, in the order of a column; empty cells last. */
export function arranged(
  rows: readonly GridRow[],
  words: string,
  sort: { key: string; down: boolean } | null,
): GridRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(({ cells }) => {
    const text = Object.values(cells).map(textOf).join(' ').toLowerCase();
    return wanted.every(word => text.includes(word));
  });
  if (!sort) return found;
  const order = sort.down ? -1 : 1;
  return found.sort(({ cells: a }, { cells: b }) => {
    const [x, y] = [a[sort.key] ?? '', b[sort.key] ?? ''];
    if (x === '' || y === '') return Number(x === '') - Number(y === '');
    const less =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : String(x).localeCompare(String(y), 'zh-CN', { numeric: true });
    return order * less;
  });
}

/** Count, sum and mean of the numbers; null without any. */
export function sumsOf(cells: readonly (GridCell | undefined)[]) {
  const numbers = cells.filter(cell => typeof cell === 'number');
  if (numbers.length === 0) return null;
  const sum = numbers.reduce((total, n) => total + n, 0);
  return { count: numbers.length, sum, mean: sum / numbers.length };
}

/** What Excel and WPS put on the clipboard: tabs between cells, quotes around cells with breaks. */
export function blockOfText(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell, end] of text.matchAll(/("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/g)) {
    const plain = cell.startsWith('"') && cell.endsWith('"') && cell.length > 1;
    rows.at(-1)!.push(plain ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  while (rows.length > 0 && rows.at(-1)!.every(cell => cell === '')) rows.pop();
  return rows;
}

/** The same way back. */
export const textOfBlock = (block: readonly (readonly string[])[]): string =>
  block
    .map(row => row.map(c => (/[\t\r\n"]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join('\t'))
    .join('\r\n');
