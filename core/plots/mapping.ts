import { beijingOffset } from '#core/foundation/dates.ts';
import { z } from 'zod';
import { datumStep } from '#core/grid/datum.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { siteKindIds, type Parameter } from './site.ts';
import { unitConversion } from '#core/foundation/units.ts';
import { gaussKrugerOfEasting, readAngle } from './coordinates.ts';
import { bare, columnForms, columnRoles, treeColumns, type ColumnRole } from './column-names.ts';
import { dateOrders, detectDates } from './column-dates.ts';
import type { FieldCell, FieldTable } from './field-table.ts';

const columnUse = z.union([
  z.strictObject({ as: z.enum(columnRoles) }),
  /** A measured parameter in a column of its own, in this unit. */
  z.strictObject({ as: z.literal('parameter'), parameter: z.string(), unit: z.string() }),
  /** A field of the site's form. */
  z.strictObject({ as: z.literal('field'), field: z.string() }),
  /** A field of a row of a list: of a tree, of a species. */
  z.strictObject({ as: z.literal('row'), field: z.string() }),
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
  headerRows: z.number().int().min(1).max(2).optional(),
  kind: z.enum(siteKindIds),
  crs: importCrs.nullable(),
  /** Zone of clocks that tell none. */
  utcOffset: z.string().regex(/^[+-]\d{2}:\d{2}$/),
  dateOrder: z.enum(dateOrders).nullable(),
  /** Day of all rows, where no column tells one. */
  date: z.iso.date().optional(),
  columns: z.record(z.string(), columnUse),
  /** The list of the form that rows go into. */
  list: z.string().optional(),
  /** Values outside the plausible range: their row is refused, or they come in marked for review. */
  implausible: z.enum(['reject', 'flag']),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

/** What is thought of a table, and why; the user decides. */
export interface MappingSuggestion {
  mapping: ImportMapping;
  notes: { code: MappingNote; column?: string; value?: string }[];
}
export type MappingNote =
  | 'crs-unknown'
  | 'crs-assumed'
  | 'datum-unknown'
  | 'datum-shifted'
  | 'gcj02-suspected'
  | 'dates-ambiguous'
  | 'unit-assumed'
  | 'no-place'
  | 'no-date'
  | 'axes-swapped';

/** Name and unit of a header: 总磷(mg/L), TP [mg/L], 总磷 mg/L, 总磷_mg/L, and TP_mgL, which databases allow. */
export function splitHeader(header: string): { name: string; unit: string } {
  const text = header.trim();
  const bracket = /^(.*?)[\s_]*[(（[【]([^)）\]】]*)[)）\]】]\s*$/.exec(text);
  if (bracket && bracket[1].trim()) return { name: bracket[1].trim(), unit: bracket[2].trim() };
  const slash =
    /^(.+?)[\s_/]+((?:m|μ|µ|u|n|k)?g\/(?:L|l|m3|m³)|NTU|cells\/L|万个\/L|个\/L|℃|°C|cm|m|%|µS\/cm|μS\/cm)$/.exec(
      text,
    );
  if (slash) return { name: slash[1].trim(), unit: slash[2] };
  const joined = /^(.+?)_([mun]?g)_?l$/i.exec(text);
  return joined ? { name: joined[1], unit: `${joined[2]}/L` } : { name: text, unit: '' };
}

/** The parameter that a name means, or null. */
export function parameterOf(name: string, parameters: readonly Parameter[]): Parameter | null {
  const wanted = bare(name).replaceAll('_', '');
  if (!wanted || /ratio|saturation|饱和|飽和|error|标准差|stdev/i.test(name)) return null;
  const namesOf = (p: Parameter) =>
    [p.id, p.name.zh, p.name.en, ...(p.aliases ?? [])].map(n => bare(n).replaceAll('_', ''));
  return (
    parameters.find(p => namesOf(p).includes(wanted)) ??
    parameters.find(p =>
      namesOf(p).some(n => n.length >= (/[\u3400-\u9fff]/.test(n) ? 2 : 5) && wanted.includes(n)),
    ) ??
    null
  );
}

/** What the columns of a table seem to mean. */
export function suggestMapping(table: FieldTable, parameters: readonly Parameter[]): MappingSuggestion {
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
  // A Chinese name beside a foreign one is the one that people here know.
  const chinese = table.columns.find(c => /^(name_(zh|cn|ch)|中文名称?)$/i.test(c) && valuesOf(c).length > 0);
  if (chinese !== undefined) take('site-name', chinese);
  for (const column of table.columns) {
    if (column === chinese) continue;
    columns[column] = { as: 'ignore' };
    const name = bare(splitHeader(column).name);
    const compact = bare(column);
    for (const [role, form] of columnForms) {
      if (used.has(role) || !(form.test(name) || form.test(compact))) continue;
      if (!fits(role, valuesOf(column))) continue;
      take(role, column);
      break;
    }
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
  const measured = new Set<string>();
  for (const column of table.columns) {
    if (columns[column].as !== 'ignore' || isLong || list) continue;
    const { name, unit } = splitHeader(column);
    const parameter = parameterOf(name, parameters);
    const numbers = valuesOf(column);
    if (!parameter || measured.has(parameter.id) || !numbers.some(isNumberLike)) continue;
    if (unitConversion(unit, parameter.unit) === null) continue;
    measured.add(parameter.id);
    const assumed = parameter.unit === '%' && numbers.every(v => Number(v) <= 1) ? '1' : parameter.unit;
    columns[column] = { as: 'parameter', parameter: parameter.id, unit: unit || assumed };
    if (!unit && parameter.unit) notes.push({ code: 'unit-assumed', column, value: assumed });
  }
  const dated = used.get('date');
  const dates = dated === undefined ? null : detectDates(valuesOf(dated));
  if (dates?.ambiguous) notes.push({ code: 'dates-ambiguous', column: dated, value: dates.order });
  if (dated === undefined && (measured.size > 0 || isLong)) notes.push({ code: 'no-date' });
  const crs = crsOf(table, columns, used, valuesOf, notes);
  return {
    mapping: {
      kind: list ? 'forest-plot' : kindOf(measured, isLong),
      crs,
      utcOffset: beijingOffset,
      dateOrder: dates?.order ?? null,
      columns,
      ...(list && { list }),
      implausible: 'reject',
    },
    notes,
  };
}

function fits(role: ColumnRole, values: readonly FieldCell[]): boolean {
  const angles = () => values.map(readAngle);
  switch (role) {
    case 'lon':
      return values.length > 0 && angles().every(a => a !== null && Math.abs(a) <= 180);
    case 'lat':
      return values.length > 0 && angles().every(a => a !== null && Math.abs(a) <= 90);
    case 'x':
    case 'y':
    case 'value':
    case 'depth':
    case 'area-m2':
    case 'area-ha':
      return values.some(v => Number.isFinite(Number(v)));
    case 'date':
      return detectDates(values) !== null;
    default:
      return values.length > 0;
  }
}

/** Numbers also with a decimal comma, and below a limit of detection. */
const isNumberLike = (cell: FieldCell): boolean =>
  /^[<＜]?\s*-?\d+([.,]\d+)?(e[-+]?\d+)?L?$/i.test(String(cell).trim());

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

function kindOf(measured: ReadonlySet<string>, isLong: boolean): ImportMapping['kind'] {
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
  if (used.has('place')) return 4490;
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
