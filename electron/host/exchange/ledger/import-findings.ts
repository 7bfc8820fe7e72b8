import { readDay } from '#core/foundation/dates.ts';
import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import {
  activityNames,
  byName,
  needsReason,
  stateNames,
  stepsBetween,
  type LedgerEntry,
  type LedgerState,
} from '#core/redline/ledger.ts';
import type { LedgerReturn } from '#core/contract/ledger-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldTable } from '#core/plots/field-table.ts';
import { inLanguage, type Text } from '#core/foundation/text.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { LedgerFinding } from '#host/catalogue/ledger-steps.ts';
import { photoExtensions, storePhoto } from '#host/catalogue/photos.ts';
import { readFieldFile } from '#host/formats/tables/read-field-tables.ts';
import { ledgerColumns, parseSent, type SentValues } from './ledger-table.ts';

/** Columns that come back from the field. */
const returning = ['state', 'activity', 'why', 'checker', 'check_date', 'photo', 'note', 'as_sent'] as const;
type Returning = (typeof returning)[number];

interface PlannedRow {
  row: LedgerReturn['rows'][number];
  finding: Omit<LedgerFinding, 'photos'> | null;
  photoPaths: string[];
}

/**
 * Reads a field list that came back (GPKG, XLSX, CSV …): rows by 图斑编号, empty cells change nothing, nor do cells
 * that are as they were when the list left; what was changed here as well since then is told and stays out. Photos
 * are those that a row names, and those beside the file whose name begins with the number. With `apply` everything
 * that can be taken over is, as one step; rows with a problem stay out and are told.
 */
export async function importFindings(
  catalogue: Catalogue,
  who: string,
  path: string,
  apply: boolean,
): Promise<LedgerReturn> {
  const { tables } = await readFieldFile(path);
  const usable = tables.filter(t => columnOf(t, 'number') !== null);
  if (usable.length === 0) throw new BloomlineError('bad-input', path, say('ledger.no-number-column'));
  const entries = new Map(catalogue.ledger.list().map(entry => [entry.number, entry]));
  const photos = await photosBeside(path);
  // A package holds points and outlines of the same patches: what was written at either of them counts.
  const byNumber = new Map<string, PlannedRow>();
  for (const table of usable)
    for (const [number, read] of readRows(table)) {
      const row = planRow(
        number,
        entries.get(number),
        read,
        photosOf(number, read.photo, photos),
        read.repeated,
      );
      const there = byNumber.get(number);
      if (!there || weightOf(row) > weightOf(there)) byNumber.set(number, row);
    }
  const planned = [...byNumber.values()];
  const ready = planned.filter(p => p.finding && p.row.problem === null);
  let photosTaken = 0;
  if (apply) {
    const findings: LedgerFinding[] = [];
    for (const { finding, photoPaths } of ready) {
      const stored = [];
      for (const photo of photoPaths) stored.push(await storePhoto(catalogue.directory, photo));
      findings.push({ ...finding!, photos: stored });
    }
    photosTaken = catalogue.ledger.find(who, findings);
  }
  return {
    rows: planned.map(p => p.row),
    applied: apply,
    taken: ready.filter(p => p.row.changes.length > 0 || p.photoPaths.length > 0).length,
    photosTaken,
  };
}

/** A row that changes something goes before one that does not; a problem before both. */
const weightOf = ({ row }: PlannedRow): number => (row.problem ? 100 : 0) + row.changes.length;

type ReadRow = Record<Returning, string> & { repeated: boolean };

function readRows(table: FieldTable): Map<string, ReadRow> {
  const rows = new Map<string, ReadRow>();
  for (const cells of table.rows) {
    const number = textOf(cells[columnOf(table, 'number')!]);
    if (number === '') continue;
    const read = Object.fromEntries(
      returning.map(key => {
        const column = columnOf(table, key);
        return [key, column === null ? '' : textOf(cells[column])];
      }),
    ) as Record<Returning, string>;
    const there = rows.get(number);
    if (there) there.repeated = true;
    else rows.set(number, { ...read, repeated: false });
  }
  return rows;
}

function planRow(
  number: string,
  entry: LedgerEntry | undefined,
  read: Record<Returning, string>,
  photoPaths: string[],
  isRepeated: boolean,
): PlannedRow {
  const row: LedgerReturn['rows'][number] = {
    number,
    entryId: entry?.id ?? null,
    changes: [],
    problem: null,
    photos: photoPaths.map(photo => basename(photo)),
  };
  const refuse = (problem: string): PlannedRow => ({
    row: { ...row, problem },
    finding: null,
    photoPaths: [],
  });
  if (!entry) return refuse(inEnglish('ledger.no-such-number'));
  if (isRepeated) return refuse(inEnglish('ledger.number-twice'));
  const activity = read.activity === '' ? null : byName(activityNames, read.activity);
  if (read.activity !== '' && !activity)
    return refuse(inEnglish('ledger.unknown-activity', { text: read.activity }));
  const day = readDay(read.check_date);
  if (read.check_date !== '' && day === null)
    return refuse(inEnglish('ledger.no-date', { text: read.check_date }));
  const state = read.state === '' ? null : byName(stateNames, read.state);
  if (read.state !== '' && !state) return refuse(inEnglish('ledger.no-state', { text: read.state }));

  const there = {
    state,
    activity,
    checker: read.checker.slice(0, 40),
    checkDate: day,
    note: read.note.slice(0, 2000),
  };
  const sent = parseSent(read.as_sent);
  const found: Partial<SentValues> = {};
  for (const key of ['activity', 'checker', 'note', 'checkDate', 'state'] as const) {
    const [to, from] = [there[key], entry[key]];
    // Empty cells change nothing, nor does what the list said when it left.
    if (!to || to === from || to === sent?.[key]) continue;
    const said = (value: string | null) => saidOf(key, value);
    if (sent && from !== sent[key])
      return refuse(
        inEnglish('ledger.both-changed', {
          column: columnLabel(key),
          here: said(from) || '–',
          there: said(to),
        }),
      );
    Object.assign(found, { [key]: to });
    row.changes.push({ field: columnKeys[key], from: said(from), to: said(to) });
  }
  const { state: reached, ...changes } = found;
  let steps: LedgerState[] = [];
  if (reached) {
    const way = stepsBetween(entry.state, reached);
    if (!way)
      return refuse(
        inEnglish('ledger.no-such-step-here', {
          state: say(`ledger.${entry.state}`),
          next: say(`ledger.${reached}`),
        }),
      );
    let from = entry.state;
    for (const step of way) {
      if (needsReason(from, step) && read.why === '')
        return refuse(inEnglish('ledger.reason-column', { step: say(`ledger.${step}`) }));
      from = step;
    }
    steps = way;
  }
  return { row, finding: { id: entry.id, changes, steps, why: read.why }, photoPaths };
}

const columnKeys = {
  state: 'state',
  activity: 'activity',
  checker: 'checker',
  checkDate: 'check_date',
  note: 'note',
} as const satisfies Record<keyof SentValues, Returning>;

const columnLabel = (key: keyof SentValues): string =>
  ledgerColumns.find(c => c.key === columnKeys[key])!.label.zh;

/** A value as field lists show it. */
function saidOf(key: keyof SentValues, value: string | null): string {
  const names: Partial<Record<string, Text>> =
    key === 'state' ? stateNames : key === 'activity' ? activityNames : {};
  const name = names[value ?? ''];
  return name ? inLanguage(name, 'zh-CN') : (value ?? '');
}

const textOf = (cell: FieldTable['rows'][number][number] | undefined): string => String(cell ?? '').trim();

/** By key, or by heading in either language; null where the table has none. */
function columnOf(table: FieldTable, key: string): number | null {
  const column = ledgerColumns.find(c => c.key === key)!;
  const names = new Set([key, column.label.zh, column.label.en].map(name => name.toLowerCase()));
  const at = table.columns.findIndex(name =>
    names.has(
      name
        .replace(/\s*[(\uFF08].*$/, '')
        .trim()
        .toLowerCase(),
    ),
  );
  return at < 0 ? null : at;
}

const isPhoto = (name: string): boolean => photoExtensions.includes(extname(name).toLowerCase());

/** Pictures in the folder of the file and in DCIM and photos below it. */
async function photosBeside(path: string): Promise<string[]> {
  const folder = dirname(path);
  const found: string[] = [];
  for (const place of [folder, join(folder, 'DCIM'), join(folder, 'photos')]) {
    const names = await readdir(place).catch(() => []);
    found.push(...names.filter(isPhoto).map(name => join(place, name)));
  }
  return found;
}

/** The photos of a row: named in it, or named by its number. */
function photosOf(number: string, named: string, photos: readonly string[]): string[] {
  const wanted = new Set(
    named.split(/[;,|\uFF0C\uFF1B]/).map(name => basename(name.trim().replaceAll('\\', '/'))),
  );
  const begins = new RegExp(`^${number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\d)`);
  return photos.filter(photo => wanted.has(basename(photo)) || begins.test(basename(photo)));
}
