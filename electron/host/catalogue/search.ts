import type Database from 'better-sqlite3';
import { siteKinds } from '#core/plots/site.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { fieldsOfColumn, polygonsOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, SqlValue } from '#host/catalogue/store/handles.ts';
import { listSites } from './sites.ts';
import type { Site } from '#core/plots/site.ts';
import { boxOf, isInside } from '#core/zones/rings.ts';

export interface SiteFilter {
  /** Words in name, code, note, kind and fields; all of them must be there. */
  text?: string;
  kinds?: readonly string[];
  /** Sites with an observation of … */
  parameter?: string;
  /** … between these values, in the parameter's unit, … */
  min?: number;
  max?: number;
  /** … of this quality, … */
  flag?: string;
  /** … and between these ISO dates, both inclusive. */
  from?: string;
  to?: string;
  zoneId?: number;
  /** [west, south, east, north] in degrees. */
  box?: readonly [number, number, number, number];
  /** Drawn on the map, longitude and latitude. */
  area?: MultiPolygon;
}

/** Statistics of the observations that a filter chooses; null where it names no parameter. */
export interface FoundValues {
  count: number;
  min: number;
  max: number;
  mean: number;
}

export interface FoundSites {
  sites: (Site & { value: number | null })[];
  values: FoundValues | null;
}

/** Words as the index knows them: each Chinese character is a word of its own, so that 太湖 is found in 太湖西岸. */
const spaced = (text: string): string =>
  text.replace(/[\u3400-\u9fff\uf900-\ufaff]/g, ' $& ').replace(/\s+/g, ' ');

/** Full text over sites, in memory: nothing of it is in the file, so that no other program can leave it stale. */
export class SiteText {
  readonly #db: Database.Database;
  /** Journal line up to which the index is right; −1 before it is made. */
  #upTo = -1;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Numbers of the sites that hold all words. */
  find(text: string): number[] {
    this.#follow();
    const query = matchOf(text);
    if (!query) return [];
    return this.#db
      .prepare('SELECT rowid FROM temp.site_text WHERE site_text MATCH ?')
      .pluck()
      .all(query) as number[];
  }

  #follow(): void {
    const db = this.#db;
    const newest = (db.prepare('SELECT max(id) FROM journal').pluck().get() as number | null) ?? 0;
    if (newest === this.#upTo) return;
    let changed: number[] | null = null;
    if (this.#upTo < 0 || newest < this.#upTo) {
      db.exec('DROP TABLE IF EXISTS temp.site_text');
      db.exec(
        "CREATE VIRTUAL TABLE temp.site_text USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')",
      );
    } else {
      changed = db
        .prepare("SELECT DISTINCT row_id FROM journal WHERE id > ? AND table_name = 'site'")
        .pluck()
        .all(this.#upTo) as number[];
    }
    const put = db.prepare('INSERT INTO temp.site_text (rowid, words) VALUES (?, ?)');
    const drop = db.prepare('DELETE FROM temp.site_text WHERE rowid = ?');
    const columns = 'SELECT id, name, code, note, kind, fields FROM site';
    db.transaction(() => {
      if (changed === null) {
        for (const row of db.prepare(columns).all() as TextRow[]) put.run(row.id, wordsOf(row));
        return;
      }
      const one = db.prepare(`${columns} WHERE id = ?`);
      for (const id of changed) {
        drop.run(id);
        const row = one.get(id) as TextRow | undefined;
        if (row) put.run(id, wordsOf(row));
      }
    })();
    this.#upTo = newest;
  }
}

interface TextRow {
  id: number;
  name: string | null;
  code: string | null;
  note: string | null;
  kind: string | null;
  fields: string | null;
}

function wordsOf({ name, code, note, kind, fields }: TextRow): string {
  const kindName = siteKinds[kind ?? ''];
  const values = Object.values(fieldsOfColumn(fields)).filter(v => typeof v === 'string');
  return spaced([name, code, note, kindName?.zh, kindName?.en, ...values].filter(Boolean).join(' \n '));
}

/** Each word as a phrase; the last letters of a Latin word may be missing. */
function matchOf(text: string): string {
  return text
    .trim()
    .split(/\s+/)
    .flatMap(word => word.match(/[\u3400-\u9fff\uf900-\ufaff]+|[^\u3400-\u9fff\uf900-\ufaff]+/g) ?? [])
    .map(part => part.replaceAll('"', ' ').trim())
    .filter(part => /[\p{L}\p{N}]/u.test(part))
    .map(part => (/[\u3400-\u9fff\uf900-\ufaff]/.test(part) ? `"${spaced(part).trim()}"` : `"${part}"*`))
    .join(' AND ');
}

/** Sites that fit all conditions, with the newest fitting value of the parameter where one is asked for. */
export function findSites(reader: CatalogueReader, text: SiteText, filter: SiteFilter): FoundSites {
  const conditions = ['geom NOTNULL'];
  const values: SqlValue[] = [];
  const add = (condition: string, ...more: SqlValue[]) => {
    conditions.push(condition);
    values.push(...more);
  };
  const list = (count: number) => Array.from({ length: count }, () => '?').join(', ');
  if (filter.kinds?.length) add(`kind IN (${list(filter.kinds.length)})`, ...filter.kinds);
  if (filter.text?.trim())
    add('id IN (SELECT value FROM json_each(?))', JSON.stringify(text.find(filter.text)));
  const measured = observationConditions(filter);
  if (measured.sql !== null)
    add(`id IN (SELECT o.site_id FROM observation o WHERE ${measured.sql})`, ...measured.values);
  const zone =
    filter.zoneId === undefined
      ? null
      : polygonsOfColumn(
          reader.get<{ geom: Uint8Array | null }>('SELECT geom FROM zone WHERE id = ?', filter.zoneId)
            ?.geom ?? null,
        );
  const areas = [zone, filter.area].filter(a => a !== null && a !== undefined);
  for (const box of [filter.box, ...areas.map(area => boxOf(area) ?? ([1, 1, -1, -1] as const))])
    if (box)
      add(
        'id IN (SELECT id FROM rtree_site_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)',
        box[0],
        box[2],
        box[1],
        box[3],
      );
  const sites = listSites(reader, conditions.join(' AND '), ...values).filter(site =>
    areas.every(area => isInside(site.lon, site.lat, area)),
  );
  return withValues(reader, sites, filter, measured);
}

function observationConditions(filter: SiteFilter): { sql: string | null; values: SqlValue[] } {
  const { parameter, min, max, flag, from, to } = filter;
  const conditions = ['o.superseded_by IS NULL'];
  const values: SqlValue[] = [];
  const add = (condition: string, ...more: SqlValue[]) => {
    conditions.push(condition);
    values.push(...more);
  };
  if (parameter !== undefined) add('o.parameter = ?', parameter);
  if (min !== undefined) add('o.value >= ?', min);
  if (max !== undefined) add('o.value <= ?', max);
  if (flag !== undefined) add('o.flag = ?', flag);
  if (from !== undefined) add('substr(o.time, 1, 10) >= ?', from);
  if (to !== undefined) add('substr(o.time, 1, 10) <= ?', to);
  return values.length > 0 ? { sql: conditions.join(' AND '), values } : { sql: null, values: [] };
}

function withValues(
  reader: CatalogueReader,
  sites: Site[],
  { parameter }: SiteFilter,
  measured: { sql: string | null; values: SqlValue[] },
): FoundSites {
  if (parameter === undefined || measured.sql === null)
    return { sites: sites.map(site => ({ ...site, value: null })), values: null };
  const found = new Set(sites.map(s => s.id));
  const newest = new Map<number, number>();
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const { site, value } of reader.all<{ site: number; value: number }>(
    `SELECT o.site_id AS site, o.value AS value FROM observation o WHERE ${measured.sql} ORDER BY o.time, o.id`,
    ...measured.values,
  )) {
    if (!found.has(site)) continue;
    newest.set(site, value);
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return {
    sites: sites.map(site => ({ ...site, value: newest.get(site.id) ?? null })),
    values: count > 0 ? { count, min, max, mean: sum / count } : null,
  };
}
