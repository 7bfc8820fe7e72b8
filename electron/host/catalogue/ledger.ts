import { beijingTime } from '#core/foundation/dates.ts';
import type { PatchDirection, PatchTrend } from '#core/redline/redline-result.ts';
import {
  activities,
  ledgerStates,
  needsReason,
  nextLedgerStates,
  nextNumber,
  type LedgerEntry,
  type LedgerFacts,
  type LedgerShape,
  type LedgerState,
  type LedgerStep,
} from '#core/redline/ledger.ts';
import type { LedgerChanges, LedgerFilter } from '#core/contract/ledger-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import { polygonColumn, polygonsOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter, Row, SqlValue } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import type { StoredPhoto } from './photos.ts';

interface LedgerRow {
  id: number;
  geom: Uint8Array | null;
  number: string;
  region_code: string;
  zone: string;
  zone_code: string;
  activity: string | null;
  trend: PatchTrend;
  direction: PatchDirection;
  class_before: string | null;
  class_after: string | null;
  area_m2: number;
  overlap_m2: number;
  mean_change: number | null;
  lon: number;
  lat: number;
  before_scene: string;
  before_date: string | null;
  after_scene: string;
  after_date: string | null;
  resolution_m: number | null;
  interpreter: string;
  checker: string;
  state: string;
  check_date: string | null;
  note: string;
  assessment_id: number;
  history: string;
  photos: number;
  simulated: number;
}

/** What an assessment says of a patch. */
export interface LedgerSighting extends LedgerFacts {
  geometry: MultiPolygon;
  zoneCode: string;
  regionCode: string;
  trend: PatchTrend;
  patchNumber: number;
}

const columns = `*, (SELECT count(*) FROM ledger_photo p WHERE p.ledger_id = ledger.id) AS photos`;

export function listLedger(reader: CatalogueReader, filter: LedgerFilter = {}): LedgerShape[] {
  const where: string[] = [];
  const values: SqlValue[] = [];
  const add = (condition: string, ...given: SqlValue[]) => {
    where.push(condition);
    values.push(...given);
  };
  if (filter.state) add('state = ?', filter.state);
  if (filter.zone) add('zone = ?', filter.zone);
  if (filter.activity === 'none') add("(activity IS NULL OR activity = '')");
  else if (filter.activity) add('activity = ?', filter.activity);
  if (filter.trend) add('trend = ?', filter.trend);
  for (const word of filter.text?.trim().split(/\s+/).filter(Boolean) ?? [])
    add(
      "instr(lower(number || ' ' || zone || ' ' || zone_code || ' ' || region_code || ' ' || note || ' ' || interpreter || ' ' || checker), lower(?)) > 0",
      word,
    );
  return reader
    .all<LedgerRow>(
      `SELECT ${columns} FROM ledger ${where.length ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY number`,
      ...values,
    )
    .map(toShape);
}

export function getLedgerEntry(reader: CatalogueReader, id: number): LedgerShape {
  const row = reader.get<LedgerRow>(`SELECT ${columns} FROM ledger WHERE id = ?`, id);
  if (!row) throw new BloomlineError('not-found', `ledger ${id}`, say('ledger.no-such-patch', { id }));
  return toShape(row);
}

/** Sightings in the order given: a new entry each, or what a known one is now. */
export function putSightings(
  tx: CatalogueWriter,
  who: string,
  sightings: readonly { entryId: number | null; sighting: LedgerSighting }[],
): void {
  const taken = new Set(tx.all<{ number: string }>('SELECT number FROM ledger').map(r => r.number));
  const when = new Date().toISOString();
  for (const { entryId, sighting } of sightings) {
    const row: Row = {
      geom: polygonColumn(sighting.geometry),
      trend: sighting.trend,
      direction: sighting.direction,
      class_before: sighting.classBefore,
      class_after: sighting.classAfter,
      area_m2: sighting.areaM2,
      overlap_m2: sighting.overlapM2,
      mean_change: sighting.meanChange,
      lon: sighting.lon,
      lat: sighting.lat,
      before_scene: sighting.beforeScene,
      before_date: sighting.beforeDate,
      after_scene: sighting.afterScene,
      after_date: sighting.afterDate,
      resolution_m: sighting.resolutionM,
      assessment_id: sighting.assessmentId,
      patch_number: sighting.patchNumber,
    };
    if (entryId !== null) {
      const entry = getLedgerEntry(tx, entryId);
      const why = `${sighting.trend}: ${entry.areaM2.toFixed(0)} m² → ${sighting.areaM2.toFixed(0)} m² (${sighting.beforeDate ?? '?'} – ${sighting.afterDate ?? '?'})`;
      tx.update('ledger', entryId, {
        ...row,
        history: withStep(entry, { state: entry.state, who, when, why }),
      });
      continue;
    }
    const year = (sighting.afterDate ?? when).slice(0, 4);
    const number = nextNumber(taken, sighting.regionCode, year);
    taken.add(number);
    tx.insert('ledger', {
      ...row,
      number,
      region_code: sighting.regionCode,
      zone: sighting.zone,
      zone_code: sighting.zoneCode,
      interpreter: who,
      state: 'suspected',
      history: canonicalJson([{ state: 'suspected', who, when, why: '' }]),
      simulated: sighting.simulated ? 1 : 0,
    });
  }
}

/** What a later period did not find again. */
export function markGone(tx: CatalogueWriter, who: string, id: number, why: string): void {
  const entry = getLedgerEntry(tx, id);
  const step = { state: entry.state, who, when: new Date().toISOString(), why };
  tx.update('ledger', id, { trend: 'gone', history: withStep(entry, step) });
}

export function changeEntries(
  tx: CatalogueWriter,
  ids: readonly number[],
  changes: LedgerChanges,
): LedgerEntry[] {
  const row: Row = {};
  const names = {
    regionCode: 'region_code',
    zoneCode: 'zone_code',
    activity: 'activity',
    trend: 'trend',
    interpreter: 'interpreter',
    checker: 'checker',
    checkDate: 'check_date',
    note: 'note',
  } as const;
  for (const [key, column] of Object.entries(names)) {
    const value = changes[key as keyof typeof names];
    if (value !== undefined) row[column] = value;
  }
  return ids.map(id => {
    getLedgerEntry(tx, id);
    tx.update('ledger', id, row);
    return getLedgerEntry(tx, id);
  });
}

/** Takes entries to a state. A finding keeps the day and, where nobody is named yet, who found it. */
export function stepEntries(
  tx: CatalogueWriter,
  who: string,
  ids: readonly number[],
  state: LedgerState,
  why: string,
  when = new Date().toISOString(),
): LedgerEntry[] {
  return ids.map(id => {
    const entry = getLedgerEntry(tx, id);
    if (!nextLedgerStates[entry.state].includes(state))
      throw new BloomlineError(
        'bad-input',
        entry.number,
        say('ledger.no-such-step', {
          state: say(`ledger.${entry.state}`),
          next: say(`ledger.${state}`),
        }),
      );
    if (needsReason(entry.state, state) && why.trim() === '')
      throw new BloomlineError(
        'bad-input',
        entry.number,
        say('ledger.reason-needed', { state: say(`ledger.${state}`) }),
      );
    const isFinding = state === 'confirmed' || state === 'unfounded';
    tx.update('ledger', id, {
      state,
      history: withStep(entry, { state, who, when, why: why.trim() }),
      ...(isFinding && entry.state === 'to-check'
        ? { check_date: entry.checkDate ?? beijingTime(when)!.date, checker: entry.checker || who }
        : {}),
    });
    return getLedgerEntry(tx, id);
  });
}

/** The reason stays in the journal: it is written into the note before the entry goes. */
export function removeEntries(tx: CatalogueWriter, ids: readonly number[], why: string): void {
  for (const id of ids) {
    const { note } = getLedgerEntry(tx, id);
    tx.update('ledger', id, { note: `${note} [${why}]`.trim() });
    for (const photo of tx.all<{ id: number }>('SELECT id FROM ledger_photo WHERE ledger_id = ?', id))
      tx.remove('ledger_photo', photo.id);
    tx.remove('ledger', id);
  }
}

/** Adds a photo, once. True where it was not there yet. */
export function addLedgerPhoto(tx: CatalogueWriter, ledgerId: number, photo: StoredPhoto): boolean {
  const there = tx.get(
    'SELECT 1 FROM ledger_photo WHERE ledger_id = ? AND sha256 = ?',
    ledgerId,
    photo.sha256,
  );
  if (there) return false;
  const { file, sha256, bytes, name, taken, heading, lon, lat } = photo;
  tx.insert('ledger_photo', {
    ledger_id: ledgerId,
    file,
    sha256,
    bytes,
    name,
    taken,
    heading,
    lon,
    lat,
    note: '',
  });
  return true;
}

export interface LedgerPhoto extends StoredPhoto {
  id: number;
  ledgerId: number;
  note: string;
}

type LedgerPhotoRow = Omit<LedgerPhoto, 'ledgerId'> & { ledger_id: number };

const toLedgerPhoto = ({ ledger_id, ...photo }: LedgerPhotoRow): LedgerPhoto => ({
  ...photo,
  ledgerId: ledger_id,
});

export const listLedgerPhotos = (reader: CatalogueReader, ledgerId: number): LedgerPhoto[] =>
  reader
    .all<LedgerPhotoRow>('SELECT * FROM ledger_photo WHERE ledger_id = ? ORDER BY id', ledgerId)
    .map(toLedgerPhoto);

export function getLedgerPhoto(reader: CatalogueReader, id: number): LedgerPhoto {
  const row = reader.get<LedgerPhotoRow>('SELECT * FROM ledger_photo WHERE id = ?', id);
  if (!row)
    throw new BloomlineError('not-found', `ledger photo ${id}`, say('catalogue.no-such-photo', { id }));
  return toLedgerPhoto(row);
}

const withStep = (entry: LedgerEntry, step: LedgerStep): string => canonicalJson([...entry.history, step]);

function toShape(row: LedgerRow): LedgerShape {
  return {
    id: row.id,
    geometry: polygonsOfColumn(row.geom),
    number: row.number,
    regionCode: row.region_code,
    zone: row.zone,
    zoneCode: row.zone_code,
    activity: activities.find(a => a === row.activity) ?? null,
    trend: row.trend,
    direction: row.direction,
    classBefore: row.class_before,
    classAfter: row.class_after,
    areaM2: row.area_m2,
    overlapM2: row.overlap_m2,
    meanChange: row.mean_change,
    lon: row.lon,
    lat: row.lat,
    beforeScene: row.before_scene,
    beforeDate: row.before_date,
    afterScene: row.after_scene,
    afterDate: row.after_date,
    resolutionM: row.resolution_m,
    interpreter: row.interpreter,
    checker: row.checker,
    state: ledgerStates.find(s => s === row.state) ?? 'suspected',
    checkDate: row.check_date,
    note: row.note,
    assessmentId: row.assessment_id,
    history: historyOf(row.history),
    photos: row.photos,
    simulated: row.simulated === 1,
  };
}

/** Other programs may have put anything into the column. */
function historyOf(json: string): LedgerStep[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? (value as LedgerStep[]) : [];
  } catch {
    return [];
  }
}
