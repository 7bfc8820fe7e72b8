import { inEnglish } from '#core/words/said.ts';
import { siteKinds } from './site.ts';
import { readTime } from './column-dates.ts';
import type { FieldCell, FieldGeometry, FieldTable } from './field-table.ts';
import type { ColumnUse, ImportMapping } from './mapping.ts';

/** Why a row does not come in. The window has words for each code; `values` fill them. */
export type ImportProblemCode =
  | 'site-missing'
  | 'place-missing'
  | 'place-invalid'
  | 'crs-missing'
  | 'time-missing'
  | 'time-invalid'
  | 'not-a-number'
  | 'implausible'
  | 'parameter-unknown'
  | 'unit-unknown'
  | 'kind-unknown'
  | 'duplicate'
  | 'duplicate-in-file'
  | 'row-invalid';

/** What is wrong with a cell; it keeps its row out. */
export class RowProblem extends Error {
  readonly column: string | null;
  readonly code: ImportProblemCode;
  readonly values: Record<string, string | number>;

  constructor(
    column: string | null,
    code: ImportProblemCode,
    message: string,
    values: Record<string, string | number> = {},
  ) {
    super(message);
    this.column = column;
    this.code = code;
    this.values = values;
  }
}

export interface ImportRow {
  at: number;
  /** Number of the row in the file, from 1. */
  row: number;
  cells: readonly FieldCell[];
  shape: FieldGeometry | null;
}

/** Reads the cells of a row by what their columns are used for. */
export class RowCells {
  readonly table: FieldTable;
  readonly mapping: ImportMapping;
  readonly uses: { column: string; index: number; use: ColumnUse }[];
  readonly #places: Map<string, number>;

  constructor(table: FieldTable, mapping: ImportMapping) {
    this.table = table;
    this.mapping = mapping;
    this.uses = table.columns
      .map((column, index) => ({ column, index, use: mapping.columns[column] ?? { as: 'ignore' as const } }))
      .filter(({ use }) => use.as !== 'ignore');
    this.#places = new Map(this.uses.map(({ use, index }) => [use.as, index]));
  }

  rowAt(at: number): ImportRow {
    const { firstRow, rows, geometry } = this.table;
    return { at, row: firstRow + at, cells: rows[at], shape: geometry?.[at] ?? null };
  }

  cell(row: ImportRow, as: string): FieldCell {
    const index = this.#places.get(as);
    return index === undefined ? null : row.cells[index];
  }

  column(as: string): string | null {
    const index = this.#places.get(as);
    return index === undefined ? null : this.table.columns[index];
  }

  text(row: ImportRow, as: string): string {
    const cell = this.cell(row, as);
    return cell === null ? '' : String(cell).trim();
  }

  number(row: ImportRow, as: string): number | null {
    const text = this.text(row, as);
    if (text === '') return null;
    const value = Number(text.replace(',', '.'));
    if (!Number.isFinite(value))
      throw new RowProblem(this.column(as), 'not-a-number', inEnglish('row.not-a-number', { value: text }), {
        value: text,
      });
    return value;
  }

  time(row: ImportRow): string | null {
    const { dateOrder, utcOffset } = this.mapping;
    const value = this.cell(row, 'date');
    if (this.column('date') === null || dateOrder === null || value === null || value === '')
      return this.mapping.date ?? null;
    const time = readTime(value, dateOrder, utcOffset, this.cell(row, 'clock'));
    if (time === null)
      throw new RowProblem(
        this.column('date'),
        'time-invalid',
        inEnglish('row.no-date', { value: String(value) }),
        {
          value: String(value),
        },
      );
    return time;
  }

  listed(row: ImportRow): Record<string, string | number> | null {
    if (!this.mapping.list) return null;
    const fields: Record<string, string | number> = {};
    for (const { index, use } of this.uses) {
      const cell = row.cells[index];
      if (use.as !== 'row' || cell === null || cell === '') continue;
      const number = Number(cell);
      fields[use.field] = typeof cell !== 'boolean' && Number.isFinite(number) ? number : String(cell).trim();
    }
    return Object.keys(fields).length > 0 ? fields : null;
  }

  kind(row: ImportRow): string {
    const text = this.text(row, 'kind');
    if (!text) return this.mapping.kind;
    const found = Object.entries(siteKinds).find(
      ([id, { zh, en }]) =>
        text === id || zh.startsWith(text) || text.startsWith(zh) || en.toLowerCase() === text.toLowerCase(),
    );
    if (!found)
      throw new RowProblem(this.column('kind'), 'kind-unknown', inEnglish('row.no-site-kind', { text }), {
        value: text,
      });
    return found[0];
  }

  side(row: ImportRow): number | null {
    const squareMetres = this.number(row, 'area-m2') ?? (this.number(row, 'area-ha') ?? 0) * 10_000;
    return squareMetres > 0 ? Math.round(Math.sqrt(squareMetres) * 100) / 100 : null;
  }

  fields(row: ImportRow): Record<string, string | number | boolean> {
    const fields: Record<string, string | number | boolean> = {};
    for (const { index, use } of this.uses) {
      const cell = row.cells[index];
      if (use.as === 'field' && cell !== null && cell !== '') fields[use.field] = cell;
    }
    return fields;
  }
}
