import type { Parameter } from './site.ts';
import { unitConversion } from '#core/foundation/units.ts';
import { inEnglish } from '#core/words/said.ts';
import { parameterOf } from './mapping.ts';
import { RowProblem, type ImportRow, type RowCells } from './row-cells.ts';

/** A measured value in its parameter's unit. */
export interface RowValue {
  column: string;
  parameter: string;
  unit: string;
  value: number;
  flag: 'valid' | 'to-review';
  flagReason: string;
}

interface Written {
  column: string;
  text: string;
  parameter: Parameter;
  unit: string;
}

/** Reads what was measured from a row: parameters in columns of their own, or one by item, value and unit. */
export class RowValues {
  readonly #cells: RowCells;
  readonly #parameters: readonly Parameter[];
  readonly #converters = new Map<string, ReturnType<typeof unitConversion>>();

  constructor(cells: RowCells, parameters: readonly Parameter[]) {
    this.#cells = cells;
    this.#parameters = parameters;
  }

  /** Throws RowProblem for a cell that is no value of its parameter. */
  valuesOf(row: ImportRow, time: string | null): RowValue[] {
    const wanted: Written[] = [];
    for (const { column, index, use } of this.#cells.uses) {
      const text = row.cells[index] === null ? '' : String(row.cells[index]).trim();
      if (use.as === 'parameter' && text !== '' && !isBlank(text))
        wanted.push({ column, text, parameter: this.#parameter(column, use.parameter), unit: use.unit });
    }
    const item = this.#cells.text(row, 'item');
    const text = this.#cells.text(row, 'value');
    if (item && text !== '' && !isBlank(text)) {
      const parameter = parameterOf(item, this.#parameters);
      if (!parameter)
        throw new RowProblem(
          this.#cells.column('item'),
          'parameter-unknown',
          inEnglish('row.no-parameter', { item }),
          {
            value: item,
          },
        );
      wanted.push({
        column: this.#cells.column('value')!,
        text,
        parameter,
        unit: this.#cells.text(row, 'unit'),
      });
    }
    if (wanted.length > 0 && time === null)
      throw new RowProblem(this.#cells.column('date'), 'time-missing', inEnglish('row.date-missing'));
    return wanted.map(w => this.#value(w));
  }

  #parameter(column: string, id: string): Parameter {
    const parameter = this.#parameters.find(p => p.id === id);
    if (!parameter)
      throw new RowProblem(column, 'parameter-unknown', inEnglish('row.no-parameter', { item: id }), {
        value: id,
      });
    return parameter;
  }

  #value({ column, text, parameter, unit }: Written): RowValue {
    const key = `${unit}|${parameter.id}`;
    if (!this.#converters.has(key)) this.#converters.set(key, unitConversion(unit, parameter.unit));
    const convert = this.#converters.get(key);
    if (!convert)
      throw new RowProblem(column, 'unit-unknown', inEnglish('row.unit', { unit, wanted: parameter.unit }), {
        unit,
        wanted: parameter.unit,
      });
    // Below the limit of detection: half of the limit is taken, as is usual in water monitoring, and said.
    const below = /^[<＜]\s*(.+)$|^(.+?)\s*L$/.exec(text);
    const number = Number(
      (below?.[1] ?? below?.[2] ?? text).replace(/^(\d+),(\d+)$/, '$1.$2').replace(/[\s']/g, ''),
    );
    if (!Number.isFinite(number))
      throw new RowProblem(column, 'not-a-number', inEnglish('row.not-a-number', { value: text }), {
        value: text,
      });
    const value = convert(below ? number / 2 : number);
    const { min, max } = parameter.plausible;
    const implausible = value < min || value > max;
    if (implausible && this.#cells.mapping.implausible === 'reject')
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
      flag: implausible ? 'to-review' : 'valid',
      flagReason: implausible ? `outside ${min} – ${max} ${parameter.unit}` : below ? text : '',
    };
  }
}

const isBlank = (text: string): boolean =>
  /^(-{1,3}|—+|\/|n\/?a|nan|null|none|无|未测|未检测|\*)$/i.test(text);
