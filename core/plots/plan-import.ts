import type { Parameter } from '#core/contract/plots.ts';
import { siteKinds } from '#core/contract/plots.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { unitConversion } from '#core/quantity/units.ts';
import { projector } from '#core/zones/project.ts';
import gcoord from 'gcoord';
import { readAngle, readPlace } from './coordinates.ts';
import { readTime } from './dates.ts';
import type { FieldCell, FieldGeometry, FieldTable } from './field-table.ts';
import { parameterOf, type ColumnUse, type ImportMapping } from './mapping.ts';

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

export interface ImportProblem {
  /** Number of the row in the file, from 1. */
  row: number;
  column: string | null;
  code: ImportProblemCode;
  message: string;
  values: Record<string, string | number>;
}

export interface PlannedSite {
  /** The catalogue's number where the site is there already. */
  existing: number | null;
  name: string;
  code: string;
  kind: string;
  lon: number;
  lat: number;
  note: string;
  sideM: number | null;
  fields: Record<string, string | number | boolean>;
  outline: number[][][][] | null;
  tracks: number[][][];
}

export interface PlannedObservation {
  /** Index into the sites. */
  site: number;
  row: number;
  time: string;
  parameter: string;
  value: number;
  unit: string;
  depthM: number | null;
  observer: string;
  method: string;
  flag: 'valid' | 'to-review';
  flagReason: string;
  /** On a cruise: where it was taken. */
  lon: number | null;
  lat: number | null;
}

export interface ImportPlan {
  /** Data rows of the table. */
  rows: number;
  accepted: number;
  sites: PlannedSite[];
  observations: PlannedObservation[];
  listRows: { site: number; row: number; list: string; fields: Record<string, string | number> }[];
  photos: { site: number; row: number; name: string }[];
  rejected: ImportProblem[];
}

/** What the catalogue has already. */
export interface Present {
  sites: readonly { id: number; name: string; code: string; lon: number; lat: number }[];
  /** True where the site has a value of the parameter at that time and depth. */
  hasObservation: (siteId: number, time: string, parameter: string, depthM: number | null) => boolean;
}

/** A site of the same name farther away than this is another one. */
const samePlaceM = 200;
/** A place without a name that is nearer than this to a site belongs to it. */
const atSiteM = 50;
const metresPerDegree = 111_320;

/**
 * Turns rows into sites and observations without writing anything. A row with a problem does not come in at all, and the
 * problem says which cell and why. Coordinates become CGCS2000, values the parameter's own unit.
 */
export function planImport(
  table: FieldTable,
  mapping: ImportMapping,
  parameters: readonly Parameter[],
  present: Present,
  onRow?: (done: number) => void,
): ImportPlan {
  const planner = new Planner(table, mapping, parameters, present);
  for (let i = 0; i < table.rows.length; i++) {
    planner.add(i);
    if (onRow && i % 2000 === 0) onRow(i);
  }
  return planner.plan;
}

class RowProblem extends Error {
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

interface Cells {
  at: number;
  row: number;
  cells: readonly FieldCell[];
}

class Planner {
  readonly plan: ImportPlan;
  readonly #table: FieldTable;
  readonly #mapping: ImportMapping;
  readonly #parameters: readonly Parameter[];
  readonly #present: Present;
  readonly #places: Map<string, number>;
  readonly #uses: { column: string; index: number; use: ColumnUse }[];
  readonly #toCatalogue: ((x: number, y: number) => [number, number]) | null;
  /** TWD97 has a zone of its own for the outlying islands. */
  readonly #islands: ((x: number, y: number) => [number, number]) | null;
  readonly #sites = new Map<string, number>();
  readonly #known = new Map<string, Present['sites'][number][]>();
  readonly #seen = new Set<string>();
  readonly #converters = new Map<string, ReturnType<typeof unitConversion>>();

  constructor(table: FieldTable, mapping: ImportMapping, parameters: readonly Parameter[], present: Present) {
    this.#table = table;
    this.#mapping = mapping;
    this.#parameters = parameters;
    this.#present = present;
    this.plan = {
      rows: table.rows.length,
      accepted: 0,
      sites: [],
      observations: [],
      listRows: [],
      photos: [],
      rejected: [],
    };
    this.#uses = table.columns
      .map((column, index) => ({ column, index, use: mapping.columns[column] ?? { as: 'ignore' as const } }))
      .filter(({ use }) => use.as !== 'ignore');
    this.#places = new Map(this.#uses.map(({ use, index }) => [use.as, index]));
    this.#toCatalogue = toCatalogue(mapping.crs ?? table.epsg);
    this.#islands = mapping.crs === 3826 ? toCatalogue(3825) : null;
    for (const site of present.sites)
      for (const key of new Set([site.name, site.code].filter(Boolean).map(label)))
        this.#known.set(key, [...(this.#known.get(key) ?? []), site]);
  }

  add(at: number): void {
    const row: Cells = { at, row: this.#table.firstRow + at, cells: this.#table.rows[at] };
    if (row.cells.every(cell => cell === null || cell === '') && !this.#table.geometry?.[at]) {
      this.plan.rows--;
      return; // a blank line is no row
    }
    try {
      this.#take(row);
      this.plan.accepted++;
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      const { column, code, message, values } = error;
      this.plan.rejected.push({ row: row.row, column, code, message, values });
    }
  }

  #take(row: Cells): void {
    const time = this.#time(row);
    const values = this.#values(row, time);
    const shape = this.#table.geometry?.[row.at] ?? null;
    const site = this.#site(row, shape);
    const { existing } = site.index === null ? site.made! : this.plan.sites[site.index];
    const depthM = this.#number(row, 'depth');
    const keys = values.map(
      v =>
        `${site.index ?? this.plan.sites.length}|${time}|${v.parameter}|${depthM ?? ''}|${site.moved ? `${site.lon},${site.lat}` : ''}`,
    );
    for (const [i, value] of values.entries()) {
      if (this.#seen.has(`${keys[i]}|${value.value}`))
        throw new RowProblem(
          value.column,
          'duplicate-in-file',
          `the same ${value.parameter} of this site and time stands in an earlier row, too`,
          { parameter: value.parameter },
        );
      if (existing !== null && this.#present.hasObservation(existing, time!, value.parameter, depthM))
        throw new RowProblem(
          value.column,
          'duplicate',
          `the catalogue has ${value.parameter} of this site and time already`,
          { parameter: value.parameter },
        );
    }
    keys.forEach((key, i) => this.#seen.add(`${key}|${values[i].value}`));
    // From here on nothing fails: the row is in.
    const index = site.index ?? this.plan.sites.push(site.made!) - 1;
    if (site.index === null) this.#sites.set(site.key, index);
    const observer = this.#text(row, 'observer');
    const method = this.#text(row, 'method');
    for (const { parameter, value, unit, flag, flagReason } of values)
      this.plan.observations.push({
        site: index,
        row: row.row,
        time: time!,
        parameter,
        value,
        unit,
        depthM,
        observer,
        method,
        flag,
        flagReason,
        lon: site.moved ? site.lon : null,
        lat: site.moved ? site.lat : null,
      });
    const listed = this.#listed(row);
    if (listed)
      this.plan.listRows.push({ site: index, row: row.row, list: this.#mapping.list!, fields: listed });
    for (const name of this.#text(row, 'photo').split(/[;,、|]/))
      if (name.trim()) this.plan.photos.push({ site: index, row: row.row, name: name.trim() });
  }

  #cell(row: Cells, as: string): FieldCell {
    const index = this.#places.get(as);
    return index === undefined ? null : row.cells[index];
  }

  #column(as: string): string | null {
    const index = this.#places.get(as);
    return index === undefined ? null : this.#table.columns[index];
  }

  #text(row: Cells, as: string): string {
    const cell = this.#cell(row, as);
    return cell === null ? '' : String(cell).trim();
  }

  #number(row: Cells, as: string): number | null {
    const text = this.#text(row, as);
    if (text === '') return null;
    const value = Number(text.replace(',', '.'));
    if (!Number.isFinite(value))
      throw new RowProblem(this.#column(as), 'not-a-number', `${text} is no number`, { value: text });
    return value;
  }

  #time(row: Cells): string | null {
    const { dateOrder, utcOffset } = this.#mapping;
    const value = this.#cell(row, 'date');
    if (this.#column('date') === null || dateOrder === null || value === null || value === '')
      return this.#mapping.date ?? null;
    const time = readTime(value, dateOrder, utcOffset, this.#cell(row, 'clock'));
    if (time === null)
      throw new RowProblem(
        this.#column('date'),
        'time-invalid',
        `${String(value)} is no date of this column’s form`,
        {
          value: String(value),
        },
      );
    return time;
  }

  #values(row: Cells, time: string | null) {
    const wanted: { column: string; text: string; parameter: Parameter; unit: string }[] = [];
    for (const { column, index, use } of this.#uses) {
      const text = row.cells[index] === null ? '' : String(row.cells[index]).trim();
      if (use.as === 'parameter' && text !== '' && !isBlank(text))
        wanted.push({ column, text, parameter: this.#parameter(column, use.parameter), unit: use.unit });
    }
    const item = this.#text(row, 'item');
    const text = this.#text(row, 'value');
    if (item && text !== '' && !isBlank(text)) {
      const parameter = parameterOf(item, this.#parameters);
      if (!parameter)
        throw new RowProblem(this.#column('item'), 'parameter-unknown', `${item} is no known parameter`, {
          value: item,
        });
      wanted.push({ column: this.#column('value')!, text, parameter, unit: this.#text(row, 'unit') });
    }
    if (wanted.length > 0 && time === null)
      throw new RowProblem(this.#column('date'), 'time-missing', 'a measured value needs a date');
    return wanted.map(w => this.#value(w));
  }

  #parameter(column: string, id: string): Parameter {
    const parameter = this.#parameters.find(p => p.id === id);
    if (!parameter)
      throw new RowProblem(column, 'parameter-unknown', `${id} is no known parameter`, { value: id });
    return parameter;
  }

  #value({
    column,
    text,
    parameter,
    unit,
  }: {
    column: string;
    text: string;
    parameter: Parameter;
    unit: string;
  }) {
    const key = `${unit}|${parameter.id}`;
    if (!this.#converters.has(key)) this.#converters.set(key, unitConversion(unit, parameter.unit));
    const convert = this.#converters.get(key);
    if (!convert)
      throw new RowProblem(column, 'unit-unknown', `${unit} cannot be turned into ${parameter.unit}`, {
        unit,
        wanted: parameter.unit,
      });
    // Below the limit of detection: half of the limit is taken, as is usual in water monitoring, and said.
    const below = /^[<＜]\s*(.+)$|^(.+?)\s*L$/.exec(text);
    const number = Number(
      (below?.[1] ?? below?.[2] ?? text).replace(/^(\d+),(\d+)$/, '$1.$2').replace(/[\s']/g, ''),
    );
    if (!Number.isFinite(number))
      throw new RowProblem(column, 'not-a-number', `${text} is no number`, { value: text });
    const value = convert(below ? number / 2 : number);
    const { min, max } = parameter.plausible;
    const implausible = value < min || value > max;
    if (implausible && this.#mapping.implausible === 'reject')
      throw new RowProblem(
        column,
        'implausible',
        `${parameter.id} is ${value} ${parameter.unit}; plausible values are ${min} to ${max}`,
        { parameter: parameter.id, value, min, max, unit: parameter.unit },
      );
    return {
      column,
      parameter: parameter.id,
      unit: parameter.unit,
      value,
      flag: implausible ? ('to-review' as const) : ('valid' as const),
      flagReason: implausible ? `outside ${min} – ${max} ${parameter.unit}` : below ? text : '',
    };
  }

  #listed(row: Cells): Record<string, string | number> | null {
    if (!this.#mapping.list) return null;
    const fields: Record<string, string | number> = {};
    for (const { index, use } of this.#uses) {
      const cell = row.cells[index];
      if (use.as !== 'row' || cell === null || cell === '') continue;
      const number = Number(cell);
      fields[use.field] = typeof cell !== 'boolean' && Number.isFinite(number) ? number : String(cell).trim();
    }
    return Object.keys(fields).length > 0 ? fields : null;
  }

  /** The site of a row: one of the plan, one of the catalogue, or a new one that is not in the plan yet. */
  #site(row: Cells, shape: FieldGeometry | null) {
    const code = this.#text(row, 'site-code');
    const name = this.#text(row, 'site-name') || code;
    const place = this.#place(row, shape);
    const cruise = this.#mapping.kind === 'cruise';
    if (!name && !place)
      throw new RowProblem(
        this.#column('site-name'),
        'site-missing',
        'the row names neither a site nor a place',
      );
    const label = name || (cruise ? this.#table.name : `${place![0].toFixed(5)}, ${place![1].toFixed(5)}`);
    // Rows of one cruise belong together wherever they were taken.
    const key =
      cruise || !place
        ? `${code}|${label}`
        : `${code}|${label}|${place[0].toFixed(4)}|${place[1].toFixed(4)}`;
    const there = this.#sites.get(key);
    const moved = cruise && place !== null;
    const at = { lon: place?.[0] ?? null, lat: place?.[1] ?? null, moved, key };
    if (there !== undefined) return { index: there, made: null, ...at };
    const known = this.#knownSite(code, label, place, name !== '');
    if (!place && !known)
      throw new RowProblem(
        this.#column('lon') ?? this.#column('x'),
        'place-missing',
        `${label} has no coordinates, and the catalogue knows no site of that name`,
        { site: label },
      );
    const made: PlannedSite = {
      existing: known?.id ?? null,
      name: label,
      code,
      kind: this.#kind(row),
      lon: place?.[0] ?? known!.lon,
      lat: place?.[1] ?? known!.lat,
      note: this.#text(row, 'note'),
      sideM: this.#side(row),
      fields: this.#fields(row),
      outline: shape?.type === 'polygon' ? this.#projected(shape.polygons) : null,
      tracks: shape?.type === 'line' ? this.#projected(shape.lines) : [],
    };
    return { index: null, made, ...at };
  }

  #knownSite(code: string, name: string, place: readonly [number, number] | null, isNamed: boolean) {
    // What has a place only, like a photo, belongs to the site that it stands at.
    if (!isNamed && place)
      return this.#present.sites.find(site => metresApart(site, place) < atSiteM) ?? null;
    const candidates = this.#known.get(label(code)) ?? this.#known.get(label(name)) ?? [];
    if (!place) return candidates[0] ?? null;
    return candidates.find(site => metresApart(site, place) < samePlaceM) ?? null;
  }

  #kind(row: Cells): string {
    const text = this.#text(row, 'kind');
    if (!text) return this.#mapping.kind;
    const found = Object.entries(siteKinds).find(
      ([id, { zh, en }]) =>
        text === id || zh.startsWith(text) || text.startsWith(zh) || en.toLowerCase() === text.toLowerCase(),
    );
    if (!found)
      throw new RowProblem(this.#column('kind'), 'kind-unknown', `${text} is no kind of site`, {
        value: text,
      });
    return found[0];
  }

  #side(row: Cells): number | null {
    const squareMetres = this.#number(row, 'area-m2') ?? (this.#number(row, 'area-ha') ?? 0) * 10_000;
    return squareMetres > 0 ? Math.round(Math.sqrt(squareMetres) * 100) / 100 : null;
  }

  #fields(row: Cells): Record<string, string | number | boolean> {
    const fields: Record<string, string | number | boolean> = {};
    for (const { index, use } of this.#uses) {
      const cell = row.cells[index];
      if (use.as === 'field' && cell !== null && cell !== '') fields[use.field] = cell;
    }
    return fields;
  }

  #place(row: Cells, shape: FieldGeometry | null): [number, number] | null {
    const pair = this.#pair(row);
    const point = pair ?? (shape ? middleOf(shape) : null);
    if (!point) return null;
    if (!this.#toCatalogue)
      throw new RowProblem(
        this.#column('x'),
        'crs-missing',
        'the coordinate system of the coordinates is not known; choose it',
      );
    const [lon, lat] = this.#onIsland(row, point) ?? this.#toCatalogue(point[0], point[1]);
    if (!Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon) > 180 || Math.abs(lat) > 90)
      throw new RowProblem(
        this.#column('lon') ?? this.#column('x'),
        'place-invalid',
        `${point[0]}, ${point[1]} is no place of that coordinate system`,
        { x: point[0], y: point[1] },
      );
    return [lon, lat];
  }

  /** The place of metres that count from the outlying islands' own meridian; null for all others. */
  #onIsland(row: Cells, [x, y]: readonly [number, number]): [number, number] | null {
    if (!this.#islands) return null;
    const county = outlyingCounties.find(([name]) =>
      row.cells.some(cell => typeof cell === 'string' && name.test(cell)),
    );
    if (!county) return null;
    const place = this.#islands(x, y);
    return place[0] >= county[1] && place[0] <= county[2] ? place : null;
  }

  #pair(row: Cells): [number, number] | null {
    const text = this.#text(row, 'place');
    if (text) {
      // ODK writes latitude, longitude, altitude and accuracy.
      const odk = /^(-?\d+\.\d+) (-?\d+\.\d+) -?[\d.]+ [\d.]+$/.exec(text);
      if (odk) return [Number(odk[2]), Number(odk[1])];
      const found = readPlace(text, null);
      if ('problem' in found)
        throw new RowProblem(this.#column('place'), 'place-invalid', `${text} is no place`, {
          x: text,
          y: '',
        });
      return [found.lon, found.lat];
    }
    for (const [first, second] of [
      ['lon', 'lat'],
      ['x', 'y'],
    ] as const) {
      const [a, b] = [this.#cell(row, first), this.#cell(row, second)];
      if (a === null || b === null || a === '' || b === '') continue;
      const [x, y] = [readAngle(a), readAngle(b)];
      if (x === null || y === null)
        throw new RowProblem(
          this.#column(x === null ? first : second),
          'place-invalid',
          `${String(a)}, ${String(b)} is no place`,
          {
            x: String(a),
            y: String(b),
          },
        );
      if (first === 'lon' && (Math.abs(x) > 180 || Math.abs(y) > 90))
        throw new RowProblem(
          this.#column(first),
          'place-invalid',
          `${x}, ${y} is no longitude and latitude`,
          { x, y },
        );
      return [x, y];
    }
    return null;
  }

  #projected<T extends number[][][] | number[][][][]>(shape: T): T {
    const walk = (part: unknown): unknown =>
      Array.isArray(part) && typeof part[0] === 'number'
        ? this.#toCatalogue!(part[0], part[1] as number)
        : (part as unknown[]).map(walk);
    return walk(shape) as T;
  }
}

function metresApart(site: { lon: number; lat: number }, [lon, lat]: readonly [number, number]): number {
  const dx = (site.lon - lon) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(dx, site.lat - lat) * metresPerDegree;
}

/** Station 2.0 of one table is station 2 of another. */
const label = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1');

/** Outlying counties of Taiwan and their longitudes: some of their TWD97 metres count from 119° E (EPSG:3825). */
const outlyingCounties: [RegExp, number, number][] = [
  [/澎湖/, 119.2, 119.8],
  [/金[門门]/, 118.1, 118.6],
  [/[連连]江|[馬马]祖/, 119.8, 120.6],
];

const isBlank = (text: string): boolean =>
  /^(-{1,3}|—+|\/|n\/?a|nan|null|none|无|未测|未检测|\*)$/i.test(text);

function middleOf(shape: FieldGeometry): [number, number] | null {
  if (shape.type === 'point') return [shape.point[0], shape.point[1]];
  const ring = shape.type === 'polygon' ? shape.polygons[0]?.[0]?.slice(0, -1) : shape.lines[0];
  if (!ring?.length) return null;
  if (shape.type === 'line') return [ring[0][0], ring[0][1]];
  return [
    ring.reduce((sum, p) => sum + p[0], 0) / ring.length,
    ring.reduce((sum, p) => sum + p[1], 0) / ring.length,
  ];
}

/** From the coordinates of a file to CGCS2000; null where its system is not known. */
function toCatalogue(crs: ImportMapping['crs']): ((x: number, y: number) => [number, number]) | null {
  if (crs === null) return null;
  if (crs === 'gcj02' || crs === 'bd09') {
    const from = crs === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09;
    return (x, y) => gcoord.transform([x, y], from, gcoord.WGS84) as [number, number];
  }
  const found = crsFromEpsg(crs);
  return found ? projector(found, crsFromEpsg(4490)!) : null;
}
