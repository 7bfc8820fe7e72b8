import { inEnglish } from '#core/words/said.ts';
import { siteKinds } from './site.ts';
import { onlyYear, readTime } from './column-dates.ts';
import { readLayer, readVertical } from './written-value.ts';
import { nameKey } from './parameter-names.ts';
import type { FormField } from './plot-form.ts';
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
  | 'choice-unknown'
  | 'layer-unknown'
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

const mostTimes = 10_000;

export interface ImportRow {
  at: number;
  /** Number of the row in the file, from 1. */
  row: number;
  /** The sheet, where the table was joined of several. */
  sheet: string | null;
  cells: readonly FieldCell[];
  shape: FieldGeometry | null;
}

/** Reads the cells of a row by what their columns are used for. */
export class RowCells {
  readonly table: FieldTable;
  readonly mapping: ImportMapping;
  readonly uses: { column: string; index: number; use: ColumnUse }[];
  /** The year of days that are written without one, and whether the rows have such days. */
  readonly year: number | null;
  readonly #places: Map<string, number>;
  readonly #fields: ReadonlyMap<string, FormField>;
  readonly #extra: ReadonlySet<string>;
  /** What the column of dates says, each once. */
  readonly #dates: readonly FieldCell[];
  /** Times that were read: many rows have the same. */
  readonly #times = new Map<string, string | null>();

  constructor(table: FieldTable, mapping: ImportMapping, fields: readonly FormField[]) {
    this.table = table;
    this.mapping = mapping;
    this.uses = table.columns
      .map((column, index) => ({ column, index, use: mapping.columns[column] ?? { as: 'ignore' as const } }))
      .filter(({ use }) => use.as !== 'ignore');
    this.#places = new Map(this.uses.map(({ use, index }) => [use.as, index]));
    this.#fields = new Map(fields.map(field => [field.id, field]));
    this.#extra = new Set(this.uses.filter(({ use }) => use.as === 'extra').map(({ column }) => column));
    const date = this.#places.get('date');
    this.#dates = date === undefined ? [] : [...new Set(table.rows.map(row => row[date]))];
    const told =
      /(?:19|20)\d\d(?=\D|$)/.exec(mapping.date ?? '') ??
      /(?:^|\D)((?:19|20)\d\d)(?=\D|$)/.exec(`${table.title ?? ''} ${table.name}`);
    this.year =
      date === undefined ? null : (onlyYear(this.#dates) ?? (told ? Number(told[1] ?? told[0]) : null));
  }

  rowAt(at: number): ImportRow {
    const { firstRow, rows, geometry } = this.table;
    let [sheet, row] = [null as string | null, firstRow + at];
    let before = 0;
    for (const part of this.table.parts ?? []) {
      if (at >= before && at < before + part.rows) [sheet, row] = [part.name, part.firstRow + at - before];
      before += part.rows;
    }
    return { at, row, sheet, cells: rows[at], shape: geometry?.[at] ?? null };
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
    const text = this.text(row, as).normalize('NFKC');
    if (text === '' || /^(-+|—+|\/|n\/?a|无)$/i.test(text)) return null;
    const value = Number(text.replace(',', '.').replace(/\s*(m|米|m²|hm²|ha)$/i, ''));
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
    const clock = this.cell(row, 'clock');
    const key = `${typeof value} ${String(value)}|${String(clock)}`;
    let time = this.#times.get(key);
    if (time === undefined) {
      time = readTime(value, dateOrder, utcOffset, clock, this.year);
      if (this.#times.size >= mostTimes) this.#times.clear();
      this.#times.set(key, time);
    }
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

  /** True where some day of the table is written without its year. */
  hasYearless(): boolean {
    const order = this.mapping.dateOrder ?? 'ymd';
    return this.#dates.some(
      cell =>
        cell !== null && readTime(cell, order, '', null, 2024) !== null && readTime(cell, order, '') === null,
    );
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

  /** Where across the section and how deep the row was taken. Throws RowProblem for words that are neither. */
  position(row: ImportRow): { vertical: string; layer: string; depthM: number | null } {
    const depthM = this.number(row, 'depth');
    const texts = [this.text(row, 'vertical'), this.text(row, 'layer')];
    const vertical = readVertical(texts[0]);
    const layer = readLayer(texts[1]);
    const bad = vertical === null ? 0 : layer === null ? 1 : null;
    if (bad !== null)
      throw new RowProblem(
        this.column(bad === 0 ? 'vertical' : 'layer'),
        'layer-unknown',
        inEnglish('row.no-layer', { text: texts[bad] }),
        { value: texts[bad] },
      );
    // 左岸表层 may stand in one cell.
    const within =
      layer!.layer || (/[表底]/.exec(texts[0])?.[0] ?? '').replace('表', 'surface').replace('底', 'bottom');
    return { vertical: vertical!, layer: within, depthM: depthM ?? layer!.depthM };
  }

  /** Values of the form's fields, labels as the codes of their choices; other columns that are kept, by their names. */
  fields(row: ImportRow): Record<string, string | number | boolean> {
    const fields: Record<string, string | number | boolean> = {};
    for (const { column, index, use } of this.uses) {
      const cell = row.cells[index];
      if (cell === null || cell === '') continue;
      if (use.as === 'field') fields[use.field] = this.#fieldValue(column, use.field, cell);
      else if (this.#extra.has(column)) fields[column] = cell;
    }
    return fields;
  }

  #fieldValue(column: string, id: string, cell: string | number | boolean): string | number | boolean {
    const field = this.#fields.get(id);
    const text = String(cell).trim();
    if (field?.type === 'choice') {
      const choice = choiceOf(field, text);
      if (choice !== null) return choice;
      const choices = (field.choices ?? []).map(c => c.name.zh).join('、');
      throw new RowProblem(column, 'choice-unknown', inEnglish('row.no-choice', { text, choices }), {
        value: text,
      });
    }
    if (field?.type === 'number') {
      // K12+300 and 12.3 km are both written.
      const stake = /^K?(\d+)\+(\d+(?:\.\d+)?)$/i.exec(text);
      const number = stake
        ? Number(stake[1]) + Number(stake[2]) / 1000
        : Number(text.replace(/\s*(km|公里|千米)$/i, ''));
      if (Number.isFinite(number)) return number;
      throw new RowProblem(column, 'not-a-number', inEnglish('row.not-a-number', { value: text }), {
        value: text,
      });
    }
    return cell;
  }
}

/** The code of a choice by its code, label or another name; null for none. */
export function choiceOf(field: FormField, text: string): string | null {
  const wanted = choiceKey(text);
  const choice = field.choices?.find(c =>
    [c.id, c.name.zh, c.name.en, ...(c.aliases ?? [])].some(name => choiceKey(name) === wanted),
  );
  return choice?.id ?? null;
}

/** Ⅱ类, II, 2 and 二类 are one choice; 河流型 is 河流. */
const choiceKey = (text: string): string =>
  nameKey(text)
    .replace(/(类水?|類|级|型|水质)$/, '')
    .replace(
      /^[1-5一二三四五]$/,
      digit =>
        ['i', 'ii', 'iii', 'iv', 'v'][('12345'.indexOf(digit) + 1 || '一二三四五'.indexOf(digit) + 1) - 1],
    );
