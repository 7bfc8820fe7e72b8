import { beijingOffset } from '#core/foundation/dates.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Text } from '#core/foundation/text.ts';
import { unitConversion } from '#core/foundation/units.ts';
import { say, type Said } from '#core/words/said.ts';
import { detectDates, readTime } from './column-dates.ts';
import { parameterNamed, splitHeader, type Names } from './parameter-names.ts';
import { flagNames, layerNames, verticalNames, type Censored, type Parameter } from './site.ts';
import { readLayer, readVertical, readWritten, writtenValue } from './written-value.ts';

/** Columns of the table of observations that can be typed into, with their names. */
export const observationColumns = {
  site: { zh: '样点', en: 'Site' },
  time: { zh: '时间', en: 'Time' },
  parameter: { zh: '项目', en: 'Parameter' },
  value: { zh: '数值', en: 'Value' },
  unit: { zh: '单位', en: 'Unit' },
  flag: { zh: '质量标记', en: 'Quality flag' },
  flagReason: { zh: '理由', en: 'Reason' },
  detectionLimit: { zh: '检出限', en: 'Detection limit' },
  vertical: { zh: '垂线', en: 'Vertical' },
  layer: { zh: '层次', en: 'Layer' },
  depthM: { zh: '深度 / m', en: 'Depth / m' },
  method: { zh: '方法', en: 'Method' },
  observer: { zh: '观测人', en: 'Observer' },
} as const satisfies Record<string, Text>;
export type ObservationColumn = keyof typeof observationColumns;
export const observationColumnIds = Object.keys(observationColumns) as ObservationColumn[];

/** What was typed or pasted into a row, by column. */
export type ObservationCells = Partial<Record<ObservationColumn, string>>;

/** What a row of the table says: a value, or why there is none. */
export interface ObservationParts {
  time: string;
  /** Null: a visit without anything measured. */
  parameter: string | null;
  unit: string;
  /** What counts in statistics; null for a reason. */
  value: number | null;
  censored: Censored;
  detectionLimit: number | null;
  /** 断流, 未采; empty for a value. */
  noValue: string;
  flag: string;
  flagReason: string;
  vertical: string;
  layer: string;
  depthM: number | null;
  method: string;
  observer: string;
}

/** A row of the table. The ids of values and of reasons are apart. */
export interface ObservationRow extends ObservationParts {
  of: 'value' | 'reason';
  id: number;
  siteId: number;
  site: string;
  code: string;
  source: string;
}

const nothing: ObservationParts = {
  time: '',
  parameter: null,
  unit: '',
  value: null,
  censored: '',
  detectionLimit: null,
  noValue: '',
  flag: 'valid',
  flagReason: '',
  vertical: '',
  layer: '',
  depthM: null,
  method: '',
  observer: '',
};

/** As a laboratory writes it: the number, `<0.025`, 未检出, 断流. */
export const writtenOf = (parts: ObservationParts): number | string =>
  parts.value === null ? parts.noValue : writtenValue({ ...parts, value: parts.value });

/** The reason behind a flag; empty where the text only keeps how a censored value was written. */
export function flagReasonOf({ censored, flagReason }: ObservationParts): string {
  const { kind } = readWritten(flagReason, 'thousands');
  return censored !== '' && (kind === 'below' || kind === 'number') ? '' : flagReason;
}

/** An error that names the row and the cell. */
export function wrongCell(row: Said, column: ObservationColumn, what: Said): BloomlineError {
  return new BloomlineError(
    'bad-input',
    String(row.values.site ?? row.values.number),
    say('cell.wrong', { row, column: observationColumns[column], what }),
  );
}

/**
 * What cells make of a row that is there, or of nothing. A value below its limit counts as half of it, or as 0 where no
 * limit is told. Throws `bad-input` naming the cell.
 */
export function observationOfCells(
  cells: ObservationCells,
  before: ObservationParts | null,
  { parameters, names, row }: { parameters: readonly Parameter[]; names: Names; row: Said },
): ObservationParts {
  const old = before ?? nothing;
  const refuse = (column: ObservationColumn, what: Said): never => {
    throw wrongCell(row, column, what);
  };
  const text = (column: ObservationColumn, otherwise: string) => cells[column]?.trim() ?? otherwise;

  const time = cells.time === undefined ? old.time : timeOf(cells.time, refuse);
  if (time === '') refuse('time', say('row.date-missing'));

  const named = cells.parameter === undefined ? null : splitHeader(cells.parameter.trim());
  const parameter =
    named === null
      ? (parameters.find(p => p.id === old.parameter) ?? null)
      : (parameterNamed(cells.parameter!.trim(), '', names) ?? parameterNamed(named.name, named.unit, names));
  if (parameter === null && text('parameter', '') !== '')
    refuse('parameter', say('row.no-parameter', { item: cells.parameter! }));

  const [vertical, layer, depthM] = placeOf(cells, old, refuse);
  const parts: ObservationParts = {
    ...old,
    time,
    parameter: parameter?.id ?? null,
    unit: parameter?.unit ?? '',
    flag: cells.flag === undefined ? old.flag : flagOf(cells.flag.trim(), refuse),
    flagReason: text('flagReason', old.flagReason),
    vertical,
    layer,
    depthM,
    method: text('method', old.method),
    observer: text('observer', old.observer),
  };
  const isSame = (['value', 'detectionLimit', 'unit', 'parameter'] as const).every(
    column => cells[column] === undefined,
  );
  if (before && isSame) return parts;
  if (before && cells.unit !== undefined && cells.value === undefined) refuse('unit', say('cell.unit-alone'));
  return { ...parts, ...valueOf(cells, old, parameter, text('unit', '') || named?.unit || '', refuse) };
}

type Refuse = (column: ObservationColumn, what: Said) => never;

function timeOf(cell: string, refuse: Refuse): string {
  const found = detectDates([cell]);
  if (found?.ambiguous) refuse('time', say('cell.time-ambiguous', { text: cell }));
  const time = found && found.order !== 'year' ? readTime(cell, found.order, beijingOffset) : null;
  return time ?? refuse('time', say('cell.no-time', { text: cell }));
}

function flagOf(text: string, refuse: Refuse): string {
  if (text === '') return 'valid';
  const flag = Object.entries(flagNames).find(([id, { zh, en }]) =>
    [id, zh, en].includes(text.toLowerCase()),
  )?.[0];
  const choices = Object.values(flagNames)
    .map(({ zh }) => zh)
    .join('、');
  return flag ?? refuse('flag', say('row.no-choice', { text, choices }));
}

function placeOf(
  cells: ObservationCells,
  old: ObservationParts,
  refuse: Refuse,
): [vertical: string, layer: string, depthM: number | null] {
  const idOf = (names: Record<string, Text>, text: string) =>
    Object.entries(names).find(([, { zh, en }]) => text === zh || text.toLowerCase() === en)?.[0];
  let { vertical, layer, depthM } = old;
  if (cells.vertical !== undefined)
    vertical =
      idOf(verticalNames, cells.vertical.trim()) ??
      readVertical(cells.vertical) ??
      refuse('vertical', say('row.no-layer', { text: cells.vertical }));
  if (cells.layer !== undefined) {
    const id = idOf(layerNames, cells.layer.trim());
    const read = id ? { layer: id, depthM: null } : readLayer(cells.layer);
    if (!read) refuse('layer', say('row.no-layer', { text: cells.layer }));
    layer = read!.layer;
    depthM = read!.depthM ?? depthM;
  }
  if (cells.depthM !== undefined) {
    const depth = readLayer(cells.depthM);
    if (!depth || depth.layer !== '') refuse('depthM', say('row.not-a-number', { value: cells.depthM }));
    depthM = depth!.depthM;
  }
  return [vertical, layer, depthM];
}

type ValueParts = Pick<ObservationParts, 'value' | 'censored' | 'detectionLimit' | 'noValue'>;

function valueOf(
  cells: ObservationCells,
  old: ObservationParts,
  parameter: Parameter | null,
  unit: string,
  refuse: Refuse,
): ValueParts {
  const written = cells.value ?? String(writtenOf(old));
  const said = readWritten(written, 'thousands');
  if (said.kind === 'blank') refuse('value', say('cell.value-empty'));
  if (said.kind === 'dash') refuse('value', say('cell.dash', { text: written }));
  if (said.kind === 'unreadable') refuse('value', say('row.not-a-number', { value: written }));
  if (said.kind === 'reason')
    return { value: null, censored: '', detectionLimit: null, noValue: said.reason };
  if (!parameter) refuse('parameter', say('cell.no-parameter'));
  const wanted = parameter!.unit;
  // What stood in the table before is in the parameter's unit already.
  const from = (said.kind === 'number' && said.unit) || (cells.value === undefined ? '' : unit);
  const convert = unitConversion(from, wanted) ?? refuse('unit', say('row.unit', { unit: from, wanted }));
  const limitText = cells.detectionLimit?.trim();
  const typed = limitText === undefined ? undefined : limitText === '' ? null : Number(limitText);
  if (typed !== undefined && typed !== null && !(typed > 0))
    refuse('detectionLimit', say('row.not-a-number', { value: limitText! }));
  const limit = typed === undefined || typed === null ? null : convert(typed);

  if (said.kind === 'number' && said.censored !== '<') {
    if (limit !== null) refuse('detectionLimit', say('cell.limit-of-value'));
    const value = convert(said.number);
    const isAbove = said.censored === '>';
    return { value, censored: said.censored, detectionLimit: isAbove ? value : null, noValue: '' };
  }
  const own = said.kind === 'number' ? convert(said.number) : null;
  if (cells.value !== undefined && own !== null && limit !== null && own !== limit)
    refuse('detectionLimit', say('cell.two-limits', { written, limit: limitText! }));
  const kept = typed === null && cells.value === undefined ? null : (own ?? old.detectionLimit);
  const detectionLimit = limit ?? kept;
  return { value: (detectionLimit ?? 0) / 2, censored: '<', detectionLimit, noValue: '' };
}
