import { BloomlineError } from '#core/foundation/errors.ts';
import type { Language } from '#core/foundation/text.ts';
import { parsePeriod, type Period, type PeriodUnit } from '#core/foundation/period.ts';
import type { CatalogueZone } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';

/** What a report is of. */
export interface ReportRequest {
  kind: string;
  /** Names a day, an ISO week, a month or a year; null takes the newest validation. */
  period: string | null;
  /** Null takes every zone that has results. */
  zoneIds: number[] | null;
  /** Of a validation; null takes the newest one. */
  resultId: number | null;
  language: Language;
  organisation?: string;
  preparedBy?: string;
}

const examples: Record<PeriodUnit, string> = {
  day: '2025-07-18',
  week: '2025-W29',
  month: '2025-07',
  quarter: '2025-Q3',
  year: '2025',
};

/** Throws `bad-input` where the text names no period of these units. */
export function periodFor(units: readonly PeriodUnit[], text: string): Period {
  for (const unit of units) {
    const found = parsePeriod(unit, text.trim());
    if (found && (unit !== 'week' || units.length === 1 || text.includes('W'))) return found;
  }
  const expected = units.map(unit => examples[unit]).join(', ');
  throw new BloomlineError('bad-input', text, say('report.no-such-period', { examples: expected }));
}

/** A zone with the name that the report calls it by: names of several sets are told apart. */
export interface NamedZone extends CatalogueZone {
  called: string;
}

export function namedZones(zones: readonly CatalogueZone[]): NamedZone[] {
  const times = Map.groupBy(zones, z => z.name);
  return zones.map(zone => ({
    ...zone,
    called: times.get(zone.name)!.length > 1 ? `${zone.name}（${zone.set}）` : zone.name,
  }));
}

/** The zones of these names, `name` or `set/name`; throws `not-found` with the names that there are. */
export function zonesByName(catalogue: Catalogue, names: readonly string[]): number[] {
  const all = catalogue.zones.list();
  return names.flatMap(name => {
    const found = all.filter(z => z.name === name || `${z.set}/${z.name}` === name || z.set === name);
    if (found.length === 0)
      throw new BloomlineError(
        'not-found',
        name,
        say('report.no-such-zone', { names: all.map(z => z.name).join(', ') || 'none' }),
      );
    return found.map(z => z.id);
  });
}
