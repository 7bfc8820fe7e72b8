import { beijingOffset } from '#core/foundation/dates.ts';
import { z } from 'zod';
import { datumStep } from '#core/grid/datum.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { siteKindIds, type Parameter } from './site.ts';
import type { PlotForm } from './plot-form.ts';
import { gaussKrugerOfEasting, readAngle } from './coordinates.ts';
import {
  bare,
  columnForms,
  columnRoles,
  formColumns,
  formMoments,
  treeColumns,
  withoutGroups,
  type ColumnRole,
} from './column-names.ts';
import { dateOrders, detectDates, isClock, orderTold, type DateOrder } from './column-dates.ts';
import { nameKey, namesOf, notMeasured, parameterMeant, splitHeader } from './parameter-names.ts';
import { readWritten } from './written-value.ts';
import type { FieldCell, FieldTable } from './field-table.ts';

const columnUse = z.union([
  z.strictObject({ as: z.enum(columnRoles) }),
  /** A measured parameter in a column of its own, in this unit. */
  z.strictObject({ as: z.literal('parameter'), parameter: z.string(), unit: z.string() }),
  /** A field of the site's form. */
  z.strictObject({ as: z.literal('field'), field: z.string() }),
  /** A field of a row of a list: of a tree, of a species. */
  z.strictObject({ as: z.literal('row'), field: z.string() }),
  /** Kept at the site under the column's own name. */
  z.strictObject({ as: z.literal('extra') }),
]);
export type ColumnUse = z.infer<typeof columnUse>;

/** EPSG code of a table's coordinates, or one of the shifted systems of Chinese web maps. */
export const importCrs = z.union([z.number().int().positive(), z.enum(['gcj02', 'bd09'])]);
export type ImportCrs = z.infer<typeof importCrs>;

/** How a file becomes sites and observations. Saved under a name and offered again for files with the same columns. */
export const importMappingSchema = z.strictObject({
  /** Sheet or layer; the first where it is left out. */
  table: z.string().optional(),
  encoding: z.string().optional(),
  delimiter: z.string().max(1).optional(),
  /** Rows before the data, and how many of them are the header. */
  headerRow: z.number().int().min(1).optional(),
  headerRows: z.number().int().min(1).max(4).optional(),
  kind: z.enum(siteKindIds),
  crs: importCrs.nullable(),
  /** Zone of clocks that tell none. */
  utcOffset: z.string().regex(/^[+-]\d{2}:\d{2}$/),
  dateOrder: z.enum(dateOrders).nullable(),
  /** Site of all rows, where no column names one: a logger stands at one place. */
  site: z.string().trim().min(1).max(200).optional(),
  /** Day of all rows, where no column tells one. */
  date: z.iso.date().optional(),
  columns: z.record(z.string(), columnUse),
  /** The list of the form that rows go into. */
  list: z.string().optional(),
  /** Values outside the plausible range: their row is refused, or they come in marked for review. */
  implausible: z.enum(['reject', 'flag']),
  /** A cell that is no value keeps its row out, or only itself. The row where it is left out. */
  badValue: z.enum(['row', 'value']).optional(),
  /** What a value below its limit counts as: half of the limit where it is left out. */
  censoredAs: z.enum(['half', 'limit', 'zero']).optional(),
  /** Limits of detection by parameter, in its own unit, for 未检出 and ND. */
  detectionLimits: z.record(z.string(), z.number().positive()).optional(),
  /** What a dash means, by parameter, `*` for all others; no value where it is left out. */
  dashes: z.record(z.string(), z.enum(['below', 'none'])).optional(),
  /** What the file says otherwise of known sites: all of it is written, or what has these keys; nothing if left out. */
  updates: z.union([z.enum(['all', 'none']), z.array(z.string().max(200)).max(100_000)]).optional(),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

/** What is thought of a table, and why; the user decides. */
export interface MappingSuggestion {
  mapping: ImportMapping;
  notes: ImportNote[];
}
export interface ImportNote {
  code: MappingNote;
  column?: string;
  value?: string;
}
export type MappingNote =
  | 'crs-unknown'
  | 'crs-assumed'
  | 'datum-unknown'
  | 'datum-shifted'
  | 'gcj02-suspected'
  /** Day and month cannot be told apart: the import waits for an answer; `value` is an example. */
  | 'dates-ambiguous'
  /** … but another column, `value`, writes days that tell. */
  | 'dates-proved'
  | 'unit-assumed'
  /** Without a unit, and most values are none in the parameter's own: the column is left. */
  | 'unit-does-not-fit'
  | 'no-place'
  | 'no-date'
  | 'axes-swapped'
  /** Of several columns of a parameter this one was taken; `value` names the others. */
  | 'column-chosen'
  /** Facts of the reading itself. */
  | 'below-limit'
  | 'limit-unknown'
  | 'dash-unanswered'
  | 'decimal-comma'
  | 'thousands'
  | 'year-assumed'
  | 'sites-joined'
  | 'encoding-doubtful'
  | 'tables-joined'
  | 'dates-1904';

/** What the columns of a table seem to mean. */
export function suggestMapping(
  table: FieldTable,
  parameters: readonly Parameter[],
  forms: readonly PlotForm[],
  /** Columns fill the fields of this kind of site. */
  told: Pick<Partial<ImportMapping>, 'kind'> = {},
): MappingSuggestion {
  const notes: MappingSuggestion['notes'] = [];
  const columns: Record<string, ColumnUse> = {};
  const sampled = table.rows.slice(0, 2000);
  const valuesOf = (column: string): FieldCell[] => {
    const at = table.columns.indexOf(column);
    return sampled.map(row => row[at]).filter(v => v !== null && v !== '');
  };
  const used = new Map<string, string>();
  const take = (role: ColumnRole, column: string) => {
    used.set(role, column);
    columns[column] = { as: role };
  };
  const isForm = table.columns.some(column => formColumns.test(column));
  const question = (column: string) =>
    isForm ? withoutGroups(column) : (underHeading(table, column) ?? column);
  // A Chinese name beside a foreign one is the one that people here know.
  const chinese = table.columns.find(c => /^(name_(zh|cn|ch)|中文名称?)$/i.test(c) && valuesOf(c).length > 0);
  if (chinese !== undefined) take('site-name', chinese);
  for (const column of table.columns) {
    if (column === chinese) continue;
    columns[column] = { as: 'ignore' };
    const called = [splitHeader(column).name, column, question(column)].map(bare);
    for (const [role, form] of columnForms) {
      if (used.has(role) || !called.some(name => form.test(name))) continue;
      if (!fits(role, valuesOf(column), column)) continue;
      take(role, column);
      break;
    }
  }
  if (!used.has('date')) {
    const moment = formMoments
      .map(form => table.columns.find(c => columns[c].as === 'ignore' && form.test(bare(question(c)))))
      .find(column => column !== undefined && fits('date', valuesOf(column)));
    if (moment !== undefined) take('date', moment);
  }
  // 采样日期 beside 采样时间: the second is the time of day.
  if (used.has('date') && !used.has('clock')) {
    const isMoment = columnForms.find(([role]) => role === 'date')![1];
    const clock = table.columns.find(
      c =>
        columns[c].as === 'ignore' && isMoment.test(bare(splitHeader(c).name)) && valuesOf(c).some(isClock),
    );
    if (clock !== undefined) take('clock', clock);
  }
  // A column "time" that holds days is the date.
  const clock = used.get('clock');
  if (clock !== undefined && !used.has('date') && detectDates(valuesOf(clock))) {
    used.delete('clock');
    take('date', clock);
  }
  // Where both are there, Station is the number and Name the name.
  const station = used.get('site-name');
  const plainName = table.columns.find(c => columns[c].as === 'ignore' && /^(name|名称)$/i.test(c.trim()));
  if (
    station !== undefined &&
    /^station/i.test(station) &&
    plainName !== undefined &&
    !used.has('site-code')
  ) {
    take('site-code', station);
    take('site-name', plainName);
  }
  if (swapAngles(table, columns, used, valuesOf)) notes.push({ code: 'axes-swapped' });
  settleMetres(columns, used, valuesOf);
  const isLong = used.has('item') && used.has('value');
  if (!isLong) for (const role of ['item', 'value', 'unit'] as const) drop(columns, used, role);
  const list = treeList(table, columns);
  const measured = new Map<string, string>();
  if (!isLong && !list) takeParameters(table, columns, parameters, valuesOf, question, measured, notes);
  const kind = told.kind ?? (list ? 'forest-plot' : kindOf(measured, isLong));
  takeFields(
    table,
    columns,
    forms.find(f => f.kind === kind),
    question,
  );
  const dated = used.get('date');
  const inHeading = dated === undefined ? null : orderTold(dated);
  const found = dated === undefined ? null : detectDates(valuesOf(dated), inHeading);
  const dates =
    inHeading && found && found.order !== 'serial' && found.order !== 'year'
      ? { order: inHeading, ambiguous: false }
      : found;
  const proved = dates?.ambiguous ? provedOrder(table, dated!) : null;
  if (proved) notes.push({ code: 'dates-proved', column: dated, value: proved.column });
  if (dated === undefined && (measured.size > 0 || isLong)) notes.push({ code: 'no-date' });
  const crs = crsOf(table, columns, used, valuesOf, notes);
  return {
    mapping: {
      kind,
      crs,
      utcOffset: beijingOffset,
      dateOrder: proved?.order ?? (dates?.ambiguous ? null : (dates?.order ?? null)),
      columns,
      ...(list && { list }),
      implausible: 'reject',
    },
    notes,
  };
}

/** The order that other dates of the table prove; null where none does, or they differ. */
function provedOrder(table: FieldTable, dated: string): { order: DateOrder; column: string } | null {
  const found = table.columns.flatMap((column, i) => {
    const dates = column === dated ? null : detectDates(table.rows.map(row => row[i]));
    return dates && !dates.ambiguous && (dates.order === 'dmy' || dates.order === 'mdy')
      ? [{ order: dates.order, column }]
      : [];
  });
  return new Set(found.map(f => f.order)).size === 1 ? found[0] : null;
}

/** The first date of a table whose day and month cannot be told apart, where nobody has said which is which. */
export function ambiguousDate(
  table: FieldTable,
  { columns, dateOrder }: ImportMapping,
): { column: string; text: string } | null {
  const at = table.columns.findIndex(column => columns[column]?.as === 'date');
  if (dateOrder !== null || at < 0) return null;
  const column = table.columns[at];
  const values = table.rows.map(row => row[at]).filter(value => value !== null && value !== '');
  if (orderTold(column) !== null || detectDates(values)?.ambiguous !== true) return null;
  const text = values.find(value => detectDates([value])?.ambiguous);
  return { column, text: String(text ?? values[0]) };
}

/**
 * Gives each parameter the column whose whole name and unit mean it most surely: 溶解氧 mg/L before DO %; no column
 * is total phosphorus only because its name holds 总磷.
 */
function takeParameters(
  table: FieldTable,
  columns: Record<string, ColumnUse>,
  parameters: readonly Parameter[],
  valuesOf: (column: string) => FieldCell[],
  question: (column: string) => string,
  measured: Map<string, string>,
  notes: MappingSuggestion['notes'],
): void {
  const names = namesOf(parameters);
  const candidates = new Map<
    string,
    { column: string; unit: string; parameter: Parameter; certainty: number }[]
  >();
  for (const column of table.columns) {
    if (columns[column].as !== 'ignore') continue;
    const meant = columnMeaning(column, question(column), names);
    if (!meant || meant === 'unit' || !valuesOf(column).some(isValueLike)) continue;
    const { parameter } = meant;
    candidates.set(parameter.id, [...(candidates.get(parameter.id) ?? []), { column, ...meant }]);
  }
  for (const [id, [first, ...others]] of candidates) {
    const best = others.reduce((a, b) => (b.certainty > a.certainty ? b : a), first);
    const { column, unit, parameter } = best;
    const values = valuesOf(column);
    const assumed = parameter.unit === '%' && values.every(v => Number(v) <= 1) ? '1' : parameter.unit;
    if (!unit && parameter.unit && assumed !== '1' && mostOutside(values, parameter)) {
      notes.push({ code: 'unit-does-not-fit', column, value: assumed });
      continue;
    }
    measured.set(id, column);
    columns[column] = { as: 'parameter', parameter: id, unit: unit || assumed };
    if (!unit && parameter.unit) notes.push({ code: 'unit-assumed', column, value: assumed });
    const left = [first, ...others].filter(c => c !== best).map(c => c.column);
    if (left.length > 0) notes.push({ code: 'column-chosen', column, value: left.join(', ') });
  }
}

/** A column of cells per mL is no column of µg/L that all went wrong. */
function mostOutside(values: readonly FieldCell[], { plausible }: Parameter): boolean {
  const numbers = values.map(Number).filter(Number.isFinite);
  return numbers.filter(n => n < plausible.min || n > plausible.max).length * 2 > numbers.length;
}

/** The lowest heading of a column under a heading of several columns, where that leaves it what it is. */
function underHeading(table: FieldTable, column: string): string | null {
  const lowest = table.lowest?.[table.columns.indexOf(column)];
  if (lowest === undefined || lowest === column) return null;
  const above = column.slice(0, column.length - lowest.length);
  return notMeasured(above) || otherMedia.test(above) ? null : lowest;
}

const otherMedia = /沉积物|底泥|底质|土壤|大气|空气|气象|废水|污水|地下水|sediment|soil|air|waste/i;

/** What a heading means as a parameter, whole or without the groups of its form. */
export function columnMeaning(column: string, question: string, names: ReturnType<typeof namesOf>) {
  let wrongUnit = false;
  for (const text of new Set([column, question])) {
    const { name, unit } = splitHeader(text);
    // 总磷_mg is a name too: what looks like a unit may be a part of it.
    for (const [called, measuredIn] of unit
      ? [[name, unit] as const, [text, ''] as const]
      : [[name, unit] as const]) {
      const meant = parameterMeant(called, measuredIn, names);
      if (meant === 'unit') wrongUnit = true;
      else if (meant) return { ...meant, unit: measuredIn };
    }
  }
  return wrongUnit ? 'unit' : null;
}

/** Columns that are called like fields of the form fill them. */
function takeFields(
  table: FieldTable,
  columns: Record<string, ColumnUse>,
  form: PlotForm | undefined,
  question: (column: string) => string,
): void {
  const taken = new Set<string>();
  for (const column of table.columns) {
    if (columns[column].as !== 'ignore') continue;
    const called = new Set([column, question(column), splitHeader(column).name].map(nameKey));
    const field = form?.fields.find(
      f =>
        !taken.has(f.id) &&
        [f.id, f.name.zh, f.name.en, ...(f.aliases ?? [])].some(n => called.has(nameKey(n))),
    );
    if (!field) continue;
    taken.add(field.id);
    columns[column] = { as: 'field', field: field.id };
  }
}

/** True where most values are of the role: a bad cell is a matter of its row. */
function fits(role: ColumnRole, values: readonly FieldCell[], column = ''): boolean {
  const mostly = (isOne: (value: FieldCell) => boolean) => values.filter(isOne).length * 2 > values.length;
  const isAngle = (most: number) => (value: FieldCell) => {
    const angle = readAngle(value);
    return angle !== null && Math.abs(angle) <= most;
  };
  switch (role) {
    case 'lon':
      return mostly(isAngle(180));
    case 'lat':
      return mostly(isAngle(90));
    case 'x':
    case 'y':
    case 'area-m2':
    case 'area-ha':
      return values.some(v => Number.isFinite(Number(v)));
    case 'value':
    case 'depth':
      return values.some(isValueLike);
    case 'date':
      return detectDates(values, orderTold(column)) !== null;
    default:
      return values.length > 0;
  }
}

/** A number, or what stands for one: <0.025, 未检出, 断流. */
const isValueLike = (cell: FieldCell): boolean =>
  !['blank', 'unreadable', 'dash'].includes(readWritten(cell, 'decimal').kind) ||
  readWritten(cell, 'thousands').kind === 'number';

/** Longitudes under a heading of latitudes and the other way round: true where that was so and was put right. */
function swapAngles(
  table: FieldTable,
  columns: Record<string, ColumnUse>,
  used: Map<string, string>,
  valuesOf: (column: string) => FieldCell[],
): boolean {
  const lon = used.get('lon');
  if (lon === undefined || used.has('lat')) return false;
  const isLat = columnForms.find(([role]) => role === 'lat')![1];
  const lat = table.columns.find(c => columns[c].as === 'ignore' && isLat.test(bare(splitHeader(c).name)));
  if (lat === undefined || !fits('lon', valuesOf(lat)) || !fits('lat', valuesOf(lon))) return false;
  columns[lat] = { as: 'lon' };
  columns[lon] = { as: 'lat' };
  used.set('lon', lat).set('lat', lon);
  return true;
}

function drop(columns: Record<string, ColumnUse>, used: Map<string, string>, role: string): void {
  const column = used.get(role);
  if (column !== undefined) columns[column] = { as: 'ignore' };
  used.delete(role);
}

/**
 * Angles win over metres where both are there; in a column x that holds northings, as surveyors write, x and y change
 * places.
 */
function settleMetres(
  columns: Record<string, ColumnUse>,
  used: Map<string, string>,
  valuesOf: (column: string) => FieldCell[],
): void {
  const [x, y] = [used.get('x'), used.get('y')];
  if (x === undefined || y === undefined) {
    drop(columns, used, 'x');
    drop(columns, used, 'y');
    return;
  }
  if (used.has('lon') && used.has('lat')) return;
  const numbers = (column: string) => valuesOf(column).map(Number).filter(Number.isFinite);
  const isAngle = (column: string) => numbers(column).every(v => Math.abs(v) <= 180);
  if (isAngle(x) && isAngle(y)) {
    const swapped = numbers(y).some(v => Math.abs(v) > 90);
    columns[x] = { as: swapped ? 'lat' : 'lon' };
    columns[y] = { as: swapped ? 'lon' : 'lat' };
    used.set('lon', swapped ? y : x).set('lat', swapped ? x : y);
    used.delete('x');
    used.delete('y');
    return;
  }
  const isNorthing = (column: string) =>
    numbers(column).every(v => v >= 1_000_000 && gaussKrugerOfEasting(v) === null);
  const isEasting = (column: string) =>
    numbers(column).every(v => (v >= 100_000 && v < 1_000_000) || gaussKrugerOfEasting(v) !== null);
  if (isNorthing(x) && isEasting(y)) {
    columns[x] = { as: 'y' };
    columns[y] = { as: 'x' };
    used.set('x', y).set('y', x);
  }
}

function treeList(table: FieldTable, columns: Record<string, ColumnUse>): string | null {
  const found = new Map<string, string>();
  for (const column of table.columns) {
    const name = bare(column);
    const field = treeColumns.find(([id, form]) => form.test(name) && !found.has(id))?.[0];
    if (field) found.set(field, column);
  }
  if (!found.has('dbh') || !(found.has('species') || found.has('genus'))) return null;
  for (const [field, column] of found) columns[column] = { as: 'row', field };
  return 'trees';
}

function kindOf(measured: ReadonlyMap<string, string>, isLong: boolean): ImportMapping['kind'] {
  const water = [
    'chlorophyll-a',
    'algal-density',
    'secchi-depth',
    'total-phosphorus',
    'total-nitrogen',
    'permanganate-index',
    'dissolved-oxygen',
    'turbidity',
    'suspended-solids',
    'ammonia-nitrogen',
    'phycocyanin',
    'salinity',
    'ph',
    'water-temperature',
    'chemical-oxygen-demand',
    'biochemical-oxygen-demand',
    'chlorophyll-b',
    'phaeophytin',
    'dissolved-phosphorus',
    'orthophosphate',
    'nitrate-nitrogen',
    'oxygen-saturation',
    'petroleum',
    'volatile-phenol',
    'conductivity',
    'cyanobacteria-density',
  ];
  if (isLong || water.some(id => measured.has(id))) return 'section';
  if (['above-ground-biomass', 'mean-dbh', 'canopy-density'].some(id => measured.has(id)))
    return 'forest-plot';
  if (['vegetation-cover', 'biomass', 'leaf-area-index'].some(id => measured.has(id)))
    return 'grassland-plot';
  return 'check-point';
}

function crsOf(
  table: FieldTable,
  columns: Record<string, ColumnUse>,
  used: ReadonlyMap<string, string>,
  valuesOf: (column: string) => FieldCell[],
  notes: MappingSuggestion['notes'],
): ImportCrs | null {
  const headers = table.columns
    .filter(c => ['lon', 'lat', 'x', 'y', 'place'].includes(columns[c].as))
    .join(' ');
  if (used.has('lon') && used.has('lat')) {
    if (/gcj|高德|腾讯|火星|amap/i.test(headers + table.columns.join(' '))) {
      notes.push({ code: 'gcj02-suspected' });
      return 'gcj02';
    }
    if (/bd09|bd-09|百度/i.test(headers)) return 'bd09';
    if (/wgs/i.test(headers)) return 4326;
    if (!/2000|cgcs/i.test(headers)) notes.push({ code: 'crs-assumed', value: 'CGCS2000' });
    return 4490;
  }
  if (used.has('place')) {
    // Phones write WGS 84; a pair typed by people is taken as the catalogue's own.
    notes.push({ code: 'crs-assumed', value: 'CGCS2000' });
    return 4490;
  }
  const x = used.get('x');
  if (x !== undefined) {
    if (/twd97|tm2/i.test(headers)) return 3826;
    const zones = new Set(valuesOf(x).map(v => gaussKrugerOfEasting(Number(v))?.epsg ?? null));
    if (zones.size === 1 && !zones.has(null)) return [...zones][0];
    notes.push({ code: 'crs-unknown', column: x });
    return null;
  }
  if (table.geometry) {
    if (table.epsg === null && table.crs === null) notes.push({ code: 'crs-unknown' });
    const step = datumStep(table, cgcs2000);
    if (step.kind === 'unknown') notes.push({ code: 'datum-unknown', value: step.without.name });
    if (step.kind === 'shift') notes.push({ code: 'datum-shifted', value: step.from.name });
    return table.epsg;
  }
  notes.push({ code: 'no-place' });
  return null;
}
