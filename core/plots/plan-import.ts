import { inEnglish } from '#core/words/said.ts';
import type { Censored, FieldValues, Parameter } from './site.ts';
import type { PlotForm } from './plot-form.ts';
import type { Ignored } from './ignored.ts';
import { readWritten } from './written-value.ts';
import type { FieldTable } from './field-table.ts';
import type { ImportMapping, ImportNote } from './mapping.ts';
import { siteUpdates, type SiteUpdate } from './site-updates.ts';
import { RowCells, RowProblem, type ImportProblemCode, type ImportRow } from './row-cells.ts';
import { RowPlace } from './row-place.ts';
import { RowValues, type RowMeasured, type RowValue } from './row-values.ts';

export interface ImportProblem {
  /** Number of the row in the file, from 1. */
  row: number;
  /** The sheet, where several were read. */
  sheet?: string;
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
  censored: Censored;
  detectionLimit: number | null;
  vertical: string;
  layer: string;
  flag: 'valid' | 'to-review';
  flagReason: string;
  /** On a cruise: where it was taken. */
  lon: number | null;
  lat: number | null;
}

/** A visit, or one parameter of it, without a value, and why. */
export interface PlannedNoValue {
  /** Index into the sites. */
  site: number;
  row: number;
  time: string;
  parameter: string | null;
  reason: string;
  vertical: string;
  layer: string;
  observer: string;
}

export interface ImportPlan {
  /** Data rows of the table. */
  rows: number;
  accepted: number;
  sites: PlannedSite[];
  observations: PlannedObservation[];
  listRows: { site: number; row: number; list: string; fields: Record<string, string | number> }[];
  photos: { site: number; row: number; name: string }[];
  noValues: PlannedNoValue[];
  rejected: ImportProblem[];
  /** Rows that are none and values that stayed out by themselves. */
  ignored: Ignored[];
  /** What the file says otherwise of sites that are known; written where they were taken. */
  updates: SiteUpdate[];
  /** What was assumed on the way. */
  notes: ImportNote[];
}

/** Where in the water of a site: across the section, how deep. */
export interface Position {
  depthM: number | null;
  vertical: string;
  layer: string;
}

/** What the catalogue has already. */
export interface Present {
  sites: readonly {
    id: number;
    name: string;
    code: string;
    kind: string;
    note: string;
    lon: number;
    lat: number;
    fields: FieldValues;
  }[];
  /** True where the site has a value of the parameter at that time, in that place of its water. */
  hasObservation: (siteId: number, time: string, parameter: string, at: Position) => boolean;
}

/** A site of the same name farther away than this is another one. */
const samePlaceM = 200;
/** Visits that stand farther apart than this are told to have been joined. */
const sameFixM = 1;
/** A place without a name that is nearer than this to a site belongs to it. */
const atSiteM = 50;
const metresPerDegree = 111_320;

/**
 * Turns rows into sites and observations without writing anything. A row with a problem does not come in at all, and
 * the problem says which cell and why. Coordinates become CGCS2000, values the parameter's own unit.
 */
export function planImport(
  table: FieldTable,
  mapping: ImportMapping,
  parameters: readonly Parameter[],
  forms: readonly PlotForm[],
  present: Present,
  onRow?: (done: number) => void,
): ImportPlan {
  const planner = new Planner(table, mapping, parameters, forms, present);
  for (let i = 0; i < table.rows.length; i++) {
    planner.add(i);
    if (onRow && i % 2000 === 0) onRow(i);
  }
  return planner.done();
}

class Planner {
  readonly plan: ImportPlan;
  readonly #cells: RowCells;
  readonly #place: RowPlace;
  readonly #values: RowValues;
  readonly #present: Present;
  /** Sites of the plan by code and name. */
  readonly #sites = new Map<string, number[]>();
  #joined = 0;
  readonly #known = new Map<string, Present['sites'][number][]>();
  readonly #seen = new Set<string>();

  constructor(
    table: FieldTable,
    mapping: ImportMapping,
    parameters: readonly Parameter[],
    forms: readonly PlotForm[],
    present: Present,
  ) {
    this.#cells = new RowCells(table, mapping, forms.find(f => f.kind === mapping.kind)?.fields ?? []);
    this.#place = new RowPlace(this.#cells);
    this.#values = new RowValues(this.#cells, parameters);
    this.#present = present;
    this.plan = {
      rows: table.rows.length,
      accepted: 0,
      sites: [],
      observations: [],
      listRows: [],
      photos: [],
      noValues: [],
      rejected: [],
      ignored: [],
      updates: [],
      notes: [],
    };
    for (const site of present.sites)
      for (const key of new Set([site.name, site.code].filter(Boolean).map(label)))
        this.#known.set(key, [...(this.#known.get(key) ?? []), site]);
  }

  add(at: number): void {
    const row = this.#cells.rowAt(at);
    if (row.cells.every(cell => cell === null || cell === '') && !row.shape) {
      this.plan.rows--;
      return; // a blank line is no row
    }
    if (this.#isRemark(row)) {
      this.plan.rows--;
      const text = row.cells.find(cell => cell !== null && cell !== '');
      this.plan.ignored.push({
        what: 'row',
        name: `${row.row}`,
        reason: inEnglish('ignored.remark', { text: String(text) }),
      });
      return;
    }
    try {
      this.#take(row);
      this.plan.accepted++;
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      const { column, code, message, values } = error;
      this.plan.rejected.push({
        row: row.row,
        ...(row.sheet !== null && { sheet: row.sheet }),
        column,
        code,
        message,
        values,
      });
    }
  }

  done(): ImportPlan {
    const { plan } = this;
    this.#compareKnown();
    for (const { note, count } of this.#values.notes.values())
      plan.notes.push({ ...note, value: [note.value, String(count)].filter(Boolean).join(' · ') });
    if (this.#cells.year !== null && plan.observations.length > 0 && this.#cells.hasYearless())
      plan.notes.push({
        code: 'year-assumed',
        column: this.#cells.column('date')!,
        value: String(this.#cells.year),
      });
    if (this.#joined > 0) plan.notes.push({ code: 'sites-joined', value: String(this.#joined) });
    return plan;
  }

  /** A remark below a table is one text, in one cell or merged over several, of a table that is wider. */
  #isRemark(row: ImportRow): boolean {
    if (row.shape || row.cells.length < 4) return false;
    const texts = row.cells.filter(cell => cell !== null && cell !== '');
    const [first] = texts;
    if (typeof first !== 'string' || !texts.every(text => text === first)) return false;
    if (/^(注|备注|说明|note|remark|\*|※|审核|填报|制表|报告|监测单位|签发|批准)/i.test(first)) return true;
    return texts.length > 2 && texts.length === row.cells.length;
  }

  #take(row: ImportRow): void {
    const time = this.#cells.time(row);
    const measured = this.#values.measuredIn(row, time);
    const { values } = measured;
    const site = this.#site(row);
    const { existing } = site.index === null ? site.made! : this.plan.sites[site.index];
    const at = this.#cells.position(row);
    const { vertical, layer, depthM } = at;
    const place = `${site.index ?? this.plan.sites.length}${site.moved ? `|${site.lon},${site.lat}` : ''}`;
    const keys = this.#newKeys(values, existing, time, at, place);
    keys.forEach(key => this.#seen.add(key));
    // From here on nothing fails: the row is in.
    const index = site.index ?? this.plan.sites.push(site.made!) - 1;
    if (site.index === null) this.#sites.set(site.key, [...(this.#sites.get(site.key) ?? []), index]);
    const observer = this.#cells.text(row, 'observer');
    const method = this.#cells.text(row, 'method');
    for (const { parameter, value, unit, censored, detectionLimit, flag, flagReason } of values)
      this.plan.observations.push({
        site: index,
        row: row.row,
        time: time!,
        parameter,
        value,
        unit,
        censored,
        detectionLimit,
        flag,
        flagReason,
        depthM,
        vertical,
        layer,
        observer,
        method,
        lon: site.moved ? site.lon : null,
        lat: site.moved ? site.lat : null,
      });
    for (const { parameter, reason } of this.#reasons(row, measured, time))
      this.plan.noValues.push({
        site: index,
        row: row.row,
        time: time!,
        parameter,
        reason,
        vertical,
        layer,
        observer,
      });
    for (const { column, message } of measured.problems)
      this.plan.ignored.push({ what: 'value', name: `${row.row}, ${column ?? ''}`, reason: message });
    const listed = this.#cells.listed(row);
    if (listed)
      this.plan.listRows.push({ site: index, row: row.row, list: this.#cells.mapping.list!, fields: listed });
    for (const name of this.#cells.text(row, 'photo').split(/[;,、|]/))
      if (name.trim()) this.plan.photos.push({ site: index, row: row.row, name: name.trim() });
  }

  /** Reasons for no value: one for the whole visit where nothing was measured. */
  #reasons(row: ImportRow, { values, missing }: RowMeasured, time: string | null) {
    if (values.length > 0 || time === null) return missing;
    const reasons = new Set(missing.map(m => m.reason));
    const note = this.#cells.text(row, 'note');
    if (missing.length === 0 && note.length <= 12) {
      const said = readWritten(note, 'thousands');
      if (said.kind === 'reason') reasons.add(said.reason);
    }
    return missing.length !== 1 && reasons.size === 1
      ? [{ parameter: null, reason: [...reasons][0] }]
      : missing;
  }

  /** Keys of the values; throws RowProblem where one stands in the file or in the catalogue already. */
  #newKeys(
    values: readonly RowValue[],
    existing: number | null,
    time: string | null,
    at: Position,
    site: string,
  ): string[] {
    return values.map(({ column, parameter, value }) => {
      const key = `${site}|${time}|${parameter}|${at.depthM ?? ''}|${at.vertical}|${at.layer}|${value}`;
      if (this.#seen.has(key))
        throw new RowProblem(column, 'duplicate-in-file', inEnglish('row.duplicate-in-file', { parameter }), {
          parameter,
        });
      if (existing !== null && this.#present.hasObservation(existing, time!, parameter, at))
        throw new RowProblem(column, 'duplicate', inEnglish('row.duplicate', { parameter }), { parameter });
      return key;
    });
  }

  /** The site of a row: one of the plan, one of the catalogue, or a new one that is not in the plan yet. */
  #site(row: ImportRow) {
    const { shape } = row;
    const code = this.#cells.text(row, 'site-code');
    const name = this.#cells.text(row, 'site-name') || code || (this.#cells.mapping.site ?? '');
    const place = this.#place.placeOf(row);
    const kind = this.#cells.kind(row);
    const cruise = kind === 'cruise';
    if (!name && !place)
      throw new RowProblem(this.#cells.column('site-name'), 'site-missing', inEnglish('row.no-site'));
    const label =
      name || (cruise ? this.#cells.table.name : `${place![0].toFixed(5)}, ${place![1].toFixed(5)}`);
    const key = name || cruise ? `${code}|${label}` : `|${place![0].toFixed(4)}|${place![1].toFixed(4)}`;
    // Rows of one cruise belong together wherever they were taken; a station is visited with the scatter of GPS.
    const there = (this.#sites.get(key) ?? []).find(
      index => cruise || !place || metresApart(this.plan.sites[index], place) < samePlaceM,
    );
    const moved = cruise && place !== null;
    const at = { lon: place?.[0] ?? null, lat: place?.[1] ?? null, moved, key };
    if (there !== undefined) {
      if (!cruise && place && metresApart(this.plan.sites[there], place) > sameFixM) this.#joined++;
      this.#addFields(this.plan.sites[there], this.#cells.fields(row), row.row);
      addNote(this.plan.sites[there], this.#cells.text(row, 'note'));
      return { index: there, made: null, ...at };
    }
    const known = this.#knownSite(code, label, place, name !== '');
    if (!place && !known)
      throw new RowProblem(
        this.#cells.column('lon') ?? this.#cells.column('x'),
        'place-missing',
        inEnglish('row.place-missing', { site: label }),
        { site: label },
      );
    const made: PlannedSite = {
      existing: known?.id ?? null,
      name: label,
      code,
      kind,
      lon: place?.[0] ?? known!.lon,
      lat: place?.[1] ?? known!.lat,
      note: this.#cells.text(row, 'note'),
      sideM: this.#cells.side(row),
      fields: this.#cells.fields(row),
      outline: shape?.type === 'polygon' ? this.#place.projected(shape.polygons) : null,
      tracks: shape?.type === 'line' ? this.#place.projected(shape.lines) : [],
    };
    return { index: null, made, ...at };
  }

  /** Later rows of a site fill what the first left empty; what they say otherwise is told. */
  #addFields(site: PlannedSite, fields: FieldValues, row: number): void {
    for (const [field, value] of Object.entries(fields)) {
      const kept = site.fields[field];
      if (kept === undefined) site.fields[field] = value;
      else if (String(kept) !== String(value)) {
        const reason = inEnglish('ignored.other-row', { kept: String(kept), value: String(value) });
        this.plan.ignored.push({ what: 'value', name: `${row}, ${field}`, reason });
      }
    }
  }

  /** What the file says otherwise of known sites; what is not taken stays as it is and is told. */
  #compareKnown(): void {
    const sites = new Map(this.#present.sites.map(site => [site.id, site]));
    for (const told of this.plan.sites) {
      const known = told.existing === null ? undefined : sites.get(told.existing);
      if (!known || told.kind === 'cruise') continue;
      const isReason = readWritten(told.note, 'thousands').kind === 'reason';
      const same = [known.name, known.code].some(name => label(name) === label(told.name));
      const said = {
        ...told,
        name: same || !this.#cells.column('site-name') ? '' : told.name,
        code: label(told.code) === known.code ? '' : told.code,
        kind: this.#cells.column('kind') ? told.kind : '',
        note: isReason ? '' : told.note,
      };
      const moved = metresApart(known, [told.lon, told.lat]) > sameFixM;
      for (const update of siteUpdates(known, said, moved, this.#cells.mapping.updates)) {
        this.plan.updates.push(update);
        if (update.taken) continue;
        const reason = inEnglish('ignored.known-site', { kept: update.old, value: update.new });
        this.plan.ignored.push({ what: 'value', name: `${known.name}, ${update.field}`, reason });
      }
    }
  }

  #knownSite(code: string, name: string, place: readonly [number, number] | null, isNamed: boolean) {
    // What has a place only, like a photo, belongs to the site that it stands at.
    if (!isNamed && place)
      return this.#present.sites.find(site => metresApart(site, place) < atSiteM) ?? null;
    const candidates = this.#known.get(label(code)) ?? this.#known.get(label(name)) ?? [];
    if (!place) return candidates[0] ?? null;
    return candidates.find(site => metresApart(site, place) < samePlaceM) ?? null;
  }
}

/** A remark of a later row stands behind those before it, each once. */
function addNote(site: PlannedSite, note: string): void {
  if (note === '' || site.note.split('；').includes(note)) return;
  site.note = site.note === '' ? note : `${site.note}；${note}`;
}

function metresApart(site: { lon: number; lat: number }, [lon, lat]: readonly [number, number]): number {
  const dx = (site.lon - lon) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(dx, site.lat - lat) * metresPerDegree;
}

/** Station 2.0 of one table is station 2 of another. */
const label = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1');
