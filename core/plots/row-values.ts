import type { Censored, Parameter } from './site.ts';
import { unitConversion } from '#core/foundation/units.ts';
import { inEnglish } from '#core/words/said.ts';
import { namesOf, parameterNamed, splitHeader, type Names } from './parameter-names.ts';
import { RowProblem, type ImportRow, type RowCells } from './row-cells.ts';
import { commasOf, readWritten, type CommaUse, type WrittenValue } from './written-value.ts';
import type { FieldCell } from './field-table.ts';
import type { ImportNote } from './mapping.ts';

/** A measured value in its parameter's unit. */
export interface RowValue {
  column: string;
  parameter: string;
  unit: string;
  value: number;
  censored: Censored;
  /** In the parameter's unit; null where the value is not censored or its limit is not told. */
  detectionLimit: number | null;
  flag: 'valid' | 'to-review';
  flagReason: string;
}

/** What a row says of its parameters. */
export interface RowMeasured {
  values: RowValue[];
  /** Why there is none, by parameter. */
  missing: { parameter: string; reason: string }[];
  /** Cells that were refused by themselves, where the mapping keeps their rows. */
  problems: RowProblem[];
}

interface Written {
  column: string;
  cell: FieldCell;
  parameter: Parameter;
  unit: string;
  /** Limit of detection that stands in the row, in the row's unit. */
  limit: number | null;
}

/** Reads what was measured from a row: parameters in columns of their own, or one by item, value and unit. */
export class RowValues {
  /** What was assumed of the values, with how often. */
  readonly notes = new Map<string, { note: ImportNote; count: number }>();
  readonly #cells: RowCells;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #names: Names;
  readonly #converters = new Map<string, ReturnType<typeof unitConversion>>();
  readonly #commas = new Map<string, CommaUse>();

  constructor(cells: RowCells, parameters: readonly Parameter[]) {
    this.#cells = cells;
    this.#parameters = new Map(parameters.map(p => [p.id, p]));
    this.#names = namesOf(parameters);
    this.#settleCommas();
  }

  /** Throws RowProblem for a cell that is no value of its parameter. */
  measuredIn(row: ImportRow, time: string | null): RowMeasured {
    const measured: RowMeasured = { values: [], missing: [], problems: [] };
    for (const written of this.#writtenIn(row)) {
      try {
        this.#take(written, measured);
      } catch (error) {
        if (!(error instanceof RowProblem) || this.#cells.mapping.badValue !== 'value') throw error;
        measured.problems.push(error);
      }
    }
    if (measured.values.length + measured.missing.length > 0 && time === null)
      throw new RowProblem(this.#cells.column('date'), 'time-missing', inEnglish('row.date-missing'));
    return measured;
  }

  *#writtenIn(row: ImportRow): Generator<Written> {
    for (const { column, index, use } of this.#cells.uses) {
      const cell = row.cells[index];
      if (use.as === 'parameter' && cell !== null && cell !== '')
        yield {
          column,
          cell,
          parameter: this.#parameter(column, use.parameter),
          unit: use.unit,
          limit: null,
        };
    }
    const item = this.#cells.text(row, 'item');
    const cell = this.#cells.cell(row, 'value');
    if (item === '' || cell === null || cell === '') return;
    yield {
      column: this.#cells.column('value')!,
      cell,
      ...this.#itemOf(item, this.#cells.text(row, 'fraction'), this.#cells.text(row, 'unit')),
      limit: this.#cells.number(row, 'detection-limit'),
    };
  }

  /** The parameter of a row of a long table: the item's whole name, with the sample's fraction where it is told. */
  #itemOf(item: string, fraction: string, unit: string): { parameter: Parameter; unit: string } {
    const split = splitHeader(item);
    const spellings = [
      [item, unit],
      [split.name, unit || split.unit],
    ];
    const isPart = /dissolv|filter|溶解/i.test(fraction) && !/unfilter/i.test(fraction);
    const isAll = /total|unfilter|总/i.test(fraction);
    for (const [name, wanted] of spellings) {
      const parameter =
        (isPart ? parameterNamed(`${name}, dissolved`, wanted, this.#names) : null) ??
        (isAll ? parameterNamed(`${name}, total`, wanted, this.#names) : null) ??
        (isPart && /phosph|nitrogen|copper|zinc|lead|cadmium|iron|mangan|arsenic|mercury|总/i.test(name)
          ? null
          : parameterNamed(name, wanted, this.#names));
      if (parameter) return { parameter, unit: wanted };
    }
    const name = fraction && isPart ? `${item}, ${fraction}` : item;
    throw new RowProblem(
      this.#cells.column('item'),
      'parameter-unknown',
      inEnglish('row.no-parameter', { item: name }),
      {
        value: name,
      },
    );
  }

  #parameter(column: string, id: string): Parameter {
    const parameter = this.#parameters.get(id);
    if (!parameter)
      throw new RowProblem(column, 'parameter-unknown', inEnglish('row.no-parameter', { item: id }), {
        value: id,
      });
    return parameter;
  }

  #take(written: Written, measured: RowMeasured): void {
    const { column, cell, parameter } = written;
    const said = readWritten(cell, this.#commas.get(column) ?? 'thousands');
    if (said.kind === 'blank') return;
    if (said.kind === 'reason') {
      measured.missing.push({ parameter: parameter.id, reason: said.reason });
      return;
    }
    if (said.kind === 'unreadable')
      throw new RowProblem(column, 'not-a-number', inEnglish('row.not-a-number', { value: String(cell) }), {
        value: String(cell),
      });
    if (said.kind === 'dash') {
      const meaning = this.#cells.mapping.dashes?.[parameter.id] ?? this.#cells.mapping.dashes?.['*'];
      if (meaning === undefined) this.#note('dash-unanswered', column, '');
      if (meaning !== 'below') return;
    }
    measured.values.push(this.#valueOf(written, said));
  }

  #valueOf({ column, cell, parameter, unit, limit }: Written, said: WrittenValue): RowValue {
    const convert = this.#converter(column, (said.kind === 'number' && said.unit) || unit, parameter);
    const { detectionLimits, implausible: whenImplausible } = this.#cells.mapping;
    const number = said.kind === 'number' ? said.number : null;
    const censored = said.kind === 'number' ? said.censored : '<';
    const known =
      censored !== '<'
        ? null
        : number !== null
          ? convert(number)
          : limit !== null
            ? convert(limit)
            : (detectionLimits?.[parameter.id] ?? null);
    const value = censored === '<' ? this.#counted(column, known) : convert(number!);
    const { min, max } = parameter.plausible;
    const implausible = value < min || value > max;
    if (implausible && whenImplausible === 'reject')
      throw new RowProblem(
        column,
        'implausible',
        inEnglish('row.implausible', { parameter: parameter.id, value, unit: parameter.unit, min, max }),
        { parameter: parameter.id, value, min, max, unit: parameter.unit },
      );
    return {
      column,
      parameter: parameter.id,
      unit: parameter.unit,
      value,
      censored,
      detectionLimit: censored === '>' ? convert(number!) : known,
      flag: implausible ? 'to-review' : 'valid',
      flagReason: implausible
        ? `outside ${min} – ${max} ${parameter.unit}`
        : censored
          ? String(cell).trim()
          : '',
    };
  }

  /** What a value below its limit counts as; 0 where the limit is not known, and the note says so. */
  #counted(column: string, limit: number | null): number {
    if (limit === null) {
      this.#note('limit-unknown', column, '');
      return 0;
    }
    const rule = this.#cells.mapping.censoredAs ?? 'half';
    this.#note('below-limit', column, rule);
    return rule === 'half' ? limit / 2 : rule === 'limit' ? limit : 0;
  }

  #converter(column: string, unit: string, parameter: Parameter): (value: number) => number {
    const key = `${unit}|${parameter.id}`;
    if (!this.#converters.has(key)) this.#converters.set(key, unitConversion(unit, parameter.unit));
    const convert = this.#converters.get(key);
    if (convert) return convert;
    throw new RowProblem(column, 'unit-unknown', inEnglish('row.unit', { unit, wanted: parameter.unit }), {
      unit,
      wanted: parameter.unit,
    });
  }

  #note(code: ImportNote['code'], column: string, value: string): void {
    const key = `${code}|${column}`;
    const seen = this.notes.get(key);
    if (seen) seen.count++;
    else this.notes.set(key, { note: { code, column, value }, count: 1 });
  }

  /**
   * Decides what a comma is, column by column: 35,5 can only be decimal, 12,500,000 only thousands. 850,000 alone is
   * thousands, unless the table writes decimal commas elsewhere and no decimal point at all.
   */
  #settleCommas(): void {
    const { table, uses } = this.#cells;
    const found = uses
      .filter(({ use }) => use.as === 'parameter' || use.as === 'value')
      .map(({ column, index }) => ({ column, ...commasOf(cellsOf(table.rows, index)) }));
    const isCommaTable =
      found.some(c => c.decimal) && !found.some(c => c.thousands) && !found.some(c => c.points);
    for (const { column, any, decimal, thousands } of found) {
      if (!any) continue;
      const use = thousands ? 'thousands' : decimal || isCommaTable ? 'decimal' : 'thousands';
      this.#commas.set(column, use);
      this.#note(use === 'decimal' ? 'decimal-comma' : 'thousands', column, '');
    }
  }
}

function* cellsOf(rows: readonly FieldCell[][], index: number): Generator<FieldCell> {
  for (const row of rows) yield row[index];
}
