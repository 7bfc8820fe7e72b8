import {
  flagReasonOf,
  observationOfCells,
  wrongCell,
  type ObservationCells,
  type ObservationColumn,
  type ObservationParts,
  type ObservationRow,
} from '#core/plots/observation-cells.ts';
import { namesOf } from '#core/plots/parameter-names.ts';
import type { Parameter } from '#core/plots/site.ts';
import { inEnglish, say, type Said } from '#core/words/said.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { CatalogueReader, CatalogueWriter, Row } from '#host/catalogue/store/handles.ts';
import { checkValue, ensureParameter, supersedeObservation } from './observations.ts';

/** More rows than these are not handed out at once: the newest are. */
const mostRows = 50_000;

const places = `s.name AS site, s.code, t.time, t.parameter, t.vertical, t.layer, t.source, t.observer`;
const rowSelect = {
  value: `SELECT 'value' AS of, t.id, t.site_id AS siteId, ${places}, t.value, t.unit, t.censored,
    t.detection_limit AS detectionLimit, '' AS noValue, t.flag, t.flag_reason AS flagReason, t.depth_m AS depthM,
    t.method FROM observation t JOIN site s ON s.id = t.site_id`,
  reason: `SELECT 'reason' AS of, t.id, t.site_id AS siteId, ${places}, NULL AS value, '' AS unit, '' AS censored,
    NULL AS detectionLimit, t.reason AS noValue, 'valid' AS flag, '' AS flagReason, NULL AS depthM,
    '' AS method FROM no_value t JOIN site s ON s.id = t.site_id`,
};

/** Values that were not superseded and reasons for none, of some sites. */
export function observationTable(reader: CatalogueReader, siteIds: readonly number[]) {
  const of = JSON.stringify(siteIds);
  const chosen = 'WHERE t.site_id IN (SELECT value FROM json_each(?))';
  const all = `${rowSelect.value} ${chosen} AND t.superseded_by IS NULL UNION ALL ${rowSelect.reason} ${chosen}`;
  const rows = reader.all<ObservationRow>(
    `SELECT * FROM (${all}) ORDER BY time DESC, siteId, parameter LIMIT ${mostRows}`,
    of,
    of,
  );
  const total =
    rows.length < mostRows
      ? rows.length
      : reader.get<{ total: number }>(`SELECT count(*) AS total FROM (${all})`, of, of)!.total;
  return { rows, total };
}

export interface ObservationChanges {
  changes: readonly { of: 'value' | 'reason'; id: number; cells: ObservationCells }[];
  added: readonly { siteId?: number; cells: ObservationCells }[];
  reason?: string;
}

/** Writes cells of the table: corrections take the place of what they correct. All of them, or none. */
export function changeObservations(
  tx: CatalogueWriter,
  parameters: Parameter[],
  who: string,
  { changes, added, reason = '' }: ObservationChanges,
): { changed: number; added: number } {
  const names = namesOf(parameters);
  const write = { tx, parameters, who, reason: reason.trim() };
  for (const { of, id, cells } of changes) {
    const old = tx.get<ObservationRow>(`${rowSelect[of]} WHERE t.id = ?`, id);
    if (!old)
      throw new BloomlineError(
        'not-found',
        `observation ${id}`,
        say('catalogue.no-such-observation', { id }),
      );
    const { site, time, parameter } = old;
    const named = parameters.find(p => p.id === parameter)?.name ?? parameter ?? '';
    const row = say('cell.old-row', { site, time, parameter: named });
    if (cells.site !== undefined) throw wrongCell(row, 'site', say('cell.site-stays'));
    const parts = observationOfCells(cells, old, { parameters, names, row });
    put(write, row, cells, parts, old.siteId, old);
  }
  added.forEach(({ siteId, cells }, i) => {
    const row = say('cell.new-row', { number: i + 1 });
    const site = siteId ?? siteCalled(tx, cells.site?.trim() ?? '', row);
    put(write, row, cells, observationOfCells(cells, null, { parameters, names, row }), site, null);
  });
  return { changed: changes.length, added: added.length };
}

function siteCalled(tx: CatalogueWriter, text: string, row: Said): number {
  const found = tx.all<{ id: number; code: string }>(
    'SELECT id, code FROM site WHERE name = ? OR code = ? LIMIT 50',
    text,
    text,
  );
  const coded = found.filter(({ code }) => code === text);
  const fitting = coded.length === 1 ? coded : found;
  if (text === '' || fitting.length === 0) throw wrongCell(row, 'site', say('cell.no-such-site', { text }));
  if (fitting.length > 1) throw wrongCell(row, 'site', say('cell.many-such-sites', { text }));
  return fitting[0].id;
}

interface Writing {
  tx: CatalogueWriter;
  parameters: Parameter[];
  who: string;
  reason: string;
}

function put(
  { tx, parameters, who, reason }: Writing,
  row: Said,
  cells: ObservationCells,
  parts: ObservationParts,
  siteId: number,
  old: ObservationRow | null,
): void {
  const differs = (...columns: (keyof ObservationParts)[]) => columns.some(c => old?.[c] !== parts[c]);
  if (differs('time', 'parameter', 'vertical', 'layer', 'depthM')) refuseTwin(tx, row, parts, siteId, old);
  if (parts.value === null) return putReason(tx, who, row, cells, parts, siteId, old);

  const own = flagReasonOf(parts).trim();
  const why = (cells.flagReason?.trim() ?? '') || reason;
  if (parts.flag !== 'valid' && !own && !reason)
    throw wrongCell(row, 'flagReason', say('catalogue.flag-needs-reason'));
  const parameter = guarded(row, 'value', () =>
    // What is there is not judged anew because its flag changed.
    old?.value === parts.value && !differs('parameter')
      ? parameters.find(p => p.id === parts.parameter)
      : checkValue(parameters, parts.parameter!, parts.value!, why),
  );
  const beside: Row = {
    vertical: parts.vertical,
    layer: parts.layer,
    depth_m: parts.depthM,
    method: parts.method,
    observer: parts.observer,
  };
  const said: Row = {
    time: parts.time,
    parameter: parts.parameter,
    unit: parts.unit,
    censored: parts.censored,
    detection_limit: parts.detectionLimit,
  };
  // A valid one has no reason, but may keep how a laboratory wrote it.
  const kept = own === '' ? parts.flagReason : (cells.flagReason?.trim() ?? '');
  const flagReason = parts.flag === 'valid' ? kept : own || reason;
  const flagged: Row = { flag: parts.flag, flag_reason: flagReason, flag_by: who };
  if (old?.of === 'value') {
    if (differs('time', 'parameter', 'value', 'censored', 'detectionLimit'))
      supersedeObservation(tx, parameters, who, old.id, {
        value: parts.value,
        reason: why || inEnglish('cell.corrected'),
        overrideReason: why,
        changes: { ...said, ...beside, ...(differs('flag') && flagged) },
      });
    else
      tx.update('observation', old.id, {
        ...beside,
        ...(differs('flag', 'flagReason') && flagged),
      });
    return;
  }
  if (parameter) ensureParameter(tx, parameter);
  const written = parts.censored === '<' && cells.value ? cells.value.trim() : '';
  tx.insert('observation', {
    site_id: siteId,
    ...said,
    value: parts.value,
    ...beside,
    flag: parts.flag,
    flag_reason: flagReason || written,
    ...(parts.flag !== 'valid' && { flag_by: who }),
    override_reason: isPlausible(parameter, parts.value) ? '' : why,
    ...(old && { source: old.source }),
  });
  if (old) tx.remove('no_value', old.id);
}

const isPlausible = (parameter: Parameter | undefined, value: number): boolean =>
  parameter !== undefined && value >= parameter.plausible.min && value <= parameter.plausible.max;

/** Why there is no value. One that was there stays, and is invalid for that reason. */
function putReason(
  tx: CatalogueWriter,
  who: string,
  row: Said,
  cells: ObservationCells,
  parts: ObservationParts,
  siteId: number,
  old: ObservationRow | null,
): void {
  for (const column of ['flag', 'flagReason', 'depthM', 'method', 'detectionLimit'] as ObservationColumn[])
    if (cells[column]?.trim()) throw wrongCell(row, column, say('cell.not-of-reason'));
  const said: Row = {
    time: parts.time,
    parameter: parts.parameter,
    reason: parts.noValue,
    vertical: parts.vertical,
    layer: parts.layer,
    observer: parts.observer,
  };
  if (old?.of === 'reason') {
    tx.update('no_value', old.id, said);
    return;
  }
  if (old) tx.update('observation', old.id, { flag: 'invalid', flag_reason: parts.noValue, flag_by: who });
  tx.insert('no_value', { site_id: siteId, ...said, source: old?.source ?? '' });
}

/** Refuses a row whose like is there: pasted twice. */
function refuseTwin(
  tx: CatalogueWriter,
  row: Said,
  parts: ObservationParts,
  siteId: number,
  old: ObservationRow | null,
): void {
  const { time, parameter, vertical, layer, depthM } = parts;
  const twin =
    parts.value === null
      ? tx.get<{ id: number }>(
          `SELECT id FROM no_value WHERE site_id = ? AND time = ? AND parameter IS ? AND vertical = ? AND layer = ?
           AND id <> ?`,
          ...[siteId, time, parameter, vertical, layer, old?.of === 'reason' ? old.id : -1],
        )
      : tx.get<{ id: number }>(
          `SELECT id FROM observation WHERE site_id = ? AND time = ? AND parameter IS ? AND vertical = ? AND layer = ?
           AND depth_m IS ? AND superseded_by IS NULL AND id <> ?`,
          ...[siteId, time, parameter, vertical, layer, depthM, old?.of === 'value' ? old.id : -1],
        );
  if (twin) throw wrongCell(row, 'parameter', say('row.duplicate', { parameter: parameter ?? '' }));
}

/** As it says, naming the cell. */
function guarded<T>(row: Said, column: ObservationColumn, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof BloomlineError && error.said) throw wrongCell(row, column, error.said);
    throw error;
  }
}
