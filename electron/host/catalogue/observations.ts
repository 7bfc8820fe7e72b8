import { momentMs } from '#core/foundation/dates.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Censored, NoValue, Observation, Parameter, QualityFlag } from '#core/plots/site.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter, Row } from '#host/catalogue/store/handles.ts';

export interface NewValue {
  parameter: string;
  value: number;
  overrideReason?: string;
  censored?: Censored;
  detectionLimit?: number | null;
}

export interface NewObservations {
  siteId: number;
  quadratId?: number | null;
  /** ISO 8601 with offset, or a date; kept as written. */
  time: string;
  /** In the unit of the parameter. A value outside the plausible range needs `overrideReason`. */
  values: NewValue[];
  method?: string;
  observer?: string;
  depthM?: number | null;
  vertical?: string;
  layer?: string;
}

const select = `SELECT id, site_id AS siteId, quadrat_id AS quadratId, time, parameter, value, unit, method, observer,
  depth_m AS depthM, lon, lat, flag, flag_reason AS flagReason, flag_by AS flagBy, override_reason AS overrideReason,
  superseded_by AS supersededBy, source, censored, detection_limit AS detectionLimit, vertical, layer
  FROM observation`;

/** Newest first; superseded ones too. */
export function listObservations(reader: CatalogueReader, siteId: number): Observation[] {
  return reader.all<Observation>(`${select} WHERE site_id = ? ORDER BY time DESC, id`, siteId);
}

/** Why there is no value, in the order of time. */
export function listNoValues(reader: CatalogueReader, siteId: number): NoValue[] {
  return reader.all<NoValue>(
    `SELECT id, site_id AS siteId, time, parameter, reason, vertical, layer, source FROM no_value WHERE site_id = ?
     ORDER BY time, id`,
    siteId,
  );
}

export function getObservation(reader: CatalogueReader, id: number): Observation {
  const observation = reader.get<Observation>(`${select} WHERE id = ?`, id);
  if (!observation)
    throw new BloomlineError('not-found', `observation ${id}`, say('catalogue.no-such-observation', { id }));
  return observation;
}

/** All values or none: a value outside its plausible range is refused with the parameter and the range. */
export function addObservations(
  tx: CatalogueWriter,
  parameters: Parameter[],
  added: NewObservations,
): Observation[] {
  const { siteId, quadratId = null, time, values, method = '', observer = '', depthM = null } = added;
  const { vertical = '', layer = '' } = added;
  if (!tx.get('SELECT id FROM site WHERE id = ?', siteId)) {
    throw new BloomlineError('not-found', `site ${siteId}`, say('catalogue.no-such-site', { id: siteId }));
  }
  checkTime(time);
  const checked = values.map(v => ({
    ...v,
    parameter: checkValue(parameters, v.parameter, v.value, v.overrideReason ?? ''),
  }));
  const ids = checked.map(
    ({ parameter, value, overrideReason = '', censored = '', detectionLimit = null }) => {
      ensureParameter(tx, parameter);
      return tx.insert('observation', {
        site_id: siteId,
        quadrat_id: quadratId,
        time,
        parameter: parameter.id,
        value,
        unit: parameter.unit,
        method,
        observer,
        depth_m: depthM,
        flag: 'valid',
        override_reason: overrideReason,
        censored,
        detection_limit: detectionLimit,
        vertical,
        layer,
      });
    },
  );
  return ids.map(id => getObservation(tx, id));
}

/** The parameter, where the value is plausible or a reason says why it is right all the same. */
export function checkValue(
  parameters: Parameter[],
  id: string,
  value: number,
  overrideReason = '',
): Parameter {
  const parameter = parameters.find(p => p.id === id);
  if (!parameter) {
    throw new BloomlineError(
      'bad-input',
      id,
      say('catalogue.no-such-parameter', { known: parameters.map(p => p.id).join(', ') }),
    );
  }
  const { plausible, unit, name } = parameter;
  if (!Number.isFinite(value)) throw new BloomlineError('bad-input', id, say('catalogue.a-number'));
  if (!(value >= plausible.min && value <= plausible.max) && !overrideReason.trim()) {
    const written = (n: number) => (unit ? `${n} ${unit}` : String(n));
    const range = `${written(plausible.min)} to ${written(plausible.max)}`;
    throw new BloomlineError(
      'bad-input',
      id,
      say('catalogue.implausible', { name: `${name.zh} (${name.en})`, value: written(value), range }),
    );
  }
  return parameter;
}

export function checkTime(time: string): void {
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
  if (!form.test(time) || momentMs(time) === null)
    throw new BloomlineError('bad-input', time, say('catalogue.no-time'));
}

/** A parameter enters the catalogue with its first observation, so that other programs find its name and unit. */
export function ensureParameter(
  tx: CatalogueWriter,
  { id, name, unit, plausible, decimals }: Parameter,
): void {
  if (tx.get('SELECT id FROM parameter WHERE code = ?', id)) return;
  tx.insert('parameter', {
    code: id,
    name_zh: name.zh,
    name_en: name.en,
    unit,
    plausible_min: plausible.min,
    plausible_max: plausible.max,
    decimals,
  });
}

/** Says how good observations are. Anything but `valid` needs a reason. */
export function flagObservations(
  tx: CatalogueWriter,
  who: string,
  ids: readonly number[],
  flag: QualityFlag,
  reason: string,
): void {
  if (flag !== 'valid' && !reason.trim())
    throw new BloomlineError('bad-input', flag, say('catalogue.flag-needs-reason'));
  for (const id of ids) tx.update('observation', id, { flag, flag_reason: reason.trim(), flag_by: who });
}

/** Removes an observation; one that it corrected counts again. */
export function removeObservation(tx: CatalogueWriter, id: number): void {
  for (const old of tx.all<{ id: number }>('SELECT id FROM observation WHERE superseded_by = ?', id))
    tx.update('observation', old.id, { superseded_by: null });
  tx.remove('observation', id);
}

/** A correction takes the place of an observation, which stays and says so. `changes` are other columns of it. */
export function supersedeObservation(
  tx: CatalogueWriter,
  parameters: Parameter[],
  who: string,
  id: number,
  correction: { value: number; reason: string; overrideReason?: string; changes?: Row },
): Observation {
  const old = getObservation(tx, id);
  if (old.supersededBy !== null)
    throw new BloomlineError(
      'bad-input',
      `observation ${id}`,
      say('catalogue.corrected-already', { id: old.supersededBy }),
    );
  if (!correction.reason.trim())
    throw new BloomlineError('bad-input', `observation ${id}`, say('catalogue.correction-needs-reason'));
  const parameter = correction.changes?.parameter ?? old.parameter;
  ensureParameter(tx, checkValue(parameters, String(parameter), correction.value, correction.overrideReason));
  const made = tx.insert('observation', {
    site_id: old.siteId,
    quadrat_id: old.quadratId,
    time: old.time,
    parameter: old.parameter,
    value: correction.value,
    unit: old.unit,
    method: old.method,
    observer: old.observer,
    depth_m: old.depthM,
    lon: old.lon,
    lat: old.lat,
    flag: 'valid',
    flag_reason: correction.reason.trim(),
    flag_by: who,
    override_reason: correction.overrideReason ?? '',
    source: old.source,
    vertical: old.vertical,
    layer: old.layer,
    ...correction.changes,
  });
  tx.update('observation', id, { superseded_by: made });
  return getObservation(tx, made);
}
