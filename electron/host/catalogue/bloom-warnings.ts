import { nextStates, type WarningFinding, type WarningState } from '#core/bloom/warning-rules.ts';
import type { BloomWarning, WarningStep } from '#core/contract/series.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

interface WarningRow {
  id: number;
  series_id: number;
  zone_id: number;
  zone: string;
  rule: string;
  rule_version: string;
  since: string;
  until: string;
  holds: number;
  simulated: number;
  state: WarningState;
  evidence: string;
  history: string;
}

/** What the rules found of one zone of a series. */
export interface ZoneFindings {
  zoneId: number;
  zone: string;
  simulated: boolean;
  findings: readonly WarningFinding[];
}

/** Latest first. */
export function listWarnings(reader: CatalogueReader, seriesId?: number): BloomWarning[] {
  const rows =
    seriesId === undefined
      ? reader.all<WarningRow>('SELECT * FROM bloom_warning ORDER BY until DESC, id DESC')
      : reader.all<WarningRow>(
          'SELECT * FROM bloom_warning WHERE series_id = ? ORDER BY until DESC, id DESC',
          seriesId,
        );
  return rows.map(toWarning);
}

/**
 * Takes over what the rules say now. A finding that overlaps a warning of the same rule and zone is that warning, with
 * its state; others are issued anew. A warning that the rules find no more stays, and says that it does not hold.
 */
export function putWarnings(
  tx: CatalogueWriter,
  who: string,
  seriesId: number,
  ruleVersion: string,
  zones: readonly ZoneFindings[],
): void {
  const there = listWarnings(tx, seriesId);
  const seen = new Set<number>();
  for (const { zoneId, zone, simulated, findings } of zones)
    for (const { rule, since, until, holds, evidence } of findings) {
      const same = there.find(
        w =>
          !seen.has(w.id) && w.zoneId === zoneId && w.rule === rule && w.since <= until && w.until >= since,
      );
      const content = {
        rule_version: ruleVersion,
        since,
        until,
        holds: holds ? 1 : 0,
        simulated: simulated ? 1 : 0,
        evidence: canonicalJson(evidence),
      };
      if (same) {
        seen.add(same.id);
        tx.update('bloom_warning', same.id, content);
      } else
        tx.insert('bloom_warning', {
          series_id: seriesId,
          zone_id: zoneId,
          zone,
          rule,
          ...content,
          state: 'issued',
          history: canonicalJson([step('issued', who, '')]),
        });
    }
  for (const w of there) if (!seen.has(w.id) && w.holds) tx.update('bloom_warning', w.id, { holds: 0 });
}

/** Takes a warning to its next state, with the reason. */
export function setWarning(
  tx: CatalogueWriter,
  who: string,
  id: number,
  state: WarningState,
  why: string,
): BloomWarning {
  const warning = getWarning(tx, id);
  if (!nextStates[warning.state].includes(state))
    throw new BloomlineError(
      'bad-input',
      `warning ${id}`,
      say('warning.no-such-step', {
        state: say(`warning.${warning.state}`),
        next: say(`warning.${state}`),
      }),
    );
  tx.update('bloom_warning', id, {
    state,
    history: canonicalJson([...warning.history, step(state, who, why)]),
  });
  return getWarning(tx, id);
}

const step = (state: WarningState, who: string, why: string): WarningStep => ({
  state,
  who,
  when: new Date().toISOString(),
  why,
});

function getWarning(reader: CatalogueReader, id: number): BloomWarning {
  const row = reader.get<WarningRow>('SELECT * FROM bloom_warning WHERE id = ?', id);
  if (!row) throw new BloomlineError('not-found', `warning ${id}`, say('warning.no-such-warning', { id }));
  return toWarning(row);
}

function toWarning(row: WarningRow): BloomWarning {
  const { id, zone, rule, since, until, state } = row;
  return {
    id,
    seriesId: row.series_id,
    zoneId: row.zone_id,
    zone,
    rule,
    ruleVersion: row.rule_version,
    since,
    until,
    holds: row.holds === 1,
    simulated: row.simulated === 1,
    state,
    evidence: JSON.parse(row.evidence) as BloomWarning['evidence'],
    history: JSON.parse(row.history) as WarningStep[],
  };
}

export const warningsOf = ({ reader, write }: Handle) => ({
  list: (seriesId?: number) => listWarnings(reader, seriesId),
  put: (who: string, seriesId: number, ruleVersion: string, zones: readonly ZoneFindings[]) =>
    write(who, tx => putWarnings(tx, who, seriesId, ruleVersion, zones)),
  set: (who: string, id: number, state: WarningState, why: string) =>
    write(who, tx => setWarning(tx, who, id, state, why)),
});
