import { BloomlineError } from '#core/contract/errors.ts';
import type { Observation, Parameter } from '#core/contract/plots.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from './handles.ts';

export interface NewObservations {
  siteId: number;
  /** ISO 8601 with offset, or a date; kept as written. */
  time: string;
  /** In the unit of the parameter. */
  values: { parameter: string; value: number }[];
  method?: string;
  observer?: string;
}

const select =
  'SELECT id, site_id AS siteId, time, parameter, value, unit, method, observer, flag FROM observation';

/** Newest first. */
export function listObservations(reader: CatalogueReader, siteId: number): Observation[] {
  return reader.all<Observation>(`${select} WHERE site_id = ? ORDER BY time DESC, id`, siteId);
}

/** All values or none: a value outside its plausible range is refused with the parameter and the range. */
export function addObservations(
  tx: CatalogueWriter,
  parameters: Parameter[],
  added: NewObservations,
): Observation[] {
  const { siteId, time, values, method = '', observer = '' } = added;
  if (!tx.get('SELECT id FROM site WHERE id = ?', siteId)) {
    throw new BloomlineError('not-found', `site ${siteId}`, `there is no site with number ${siteId}`);
  }
  checkTime(time);
  const checked = values.map(({ parameter, value }) => ({
    parameter: checkValue(parameters, parameter, value),
    value,
  }));
  const ids = checked.map(({ parameter, value }) => {
    ensureParameter(tx, parameter);
    return tx.insert('observation', {
      site_id: siteId, time, parameter: parameter.id, value, unit: parameter.unit, method, observer, flag: 'valid',
    }); // prettier-ignore
  });
  return ids.map(id => tx.get<Observation>(`${select} WHERE id = ?`, id)!);
}

export function checkValue(parameters: Parameter[], id: string, value: number): Parameter {
  const parameter = parameters.find(p => p.id === id);
  if (!parameter) {
    throw new BloomlineError(
      'bad-input',
      id,
      `is no known parameter; known are ${parameters.map(p => p.id).join(', ')}`,
    );
  }
  const { plausible, unit, name } = parameter;
  if (!(value >= plausible.min && value <= plausible.max)) {
    const written = (n: number) => (unit ? `${n} ${unit}` : String(n));
    const range = `${written(plausible.min)} to ${written(plausible.max)}`;
    throw new BloomlineError(
      'bad-input',
      id,
      `${name.zh} (${name.en}) is ${written(value)}; plausible values are ${range}`,
    );
  }
  return parameter;
}

function checkTime(time: string): void {
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
  const day = time.slice(0, 10);
  const real =
    form.test(time) &&
    !Number.isNaN(Date.parse(time)) &&
    new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  if (!real)
    throw new BloomlineError(
      'bad-input',
      time,
      'is no time; a date like 2026-08-01 or a time like 2026-08-01T09:30:00+08:00 was expected',
    );
}

/** A parameter enters the catalogue with its first observation, so that other programs find its name and unit. */
function ensureParameter(tx: CatalogueWriter, { id, name, unit, plausible, decimals }: Parameter): void {
  if (tx.get('SELECT id FROM parameter WHERE code = ?', id)) return;
  tx.insert('parameter', {
    code: id, name_zh: name.zh, name_en: name.en, unit, plausible_min: plausible.min, plausible_max: plausible.max, decimals,
  }); // prettier-ignore
}

export const observationsOf = ({ reader, write }: Handle, parameters: Parameter[]) => ({
  list: (siteId: number) => listObservations(reader, siteId),
  add: (who: string, added: NewObservations) => write(who, tx => addObservations(tx, parameters, added)),
});
