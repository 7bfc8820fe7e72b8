import { BloomlineError } from '#core/foundation/errors.ts';
import type { ReportHead } from '#core/report/material.ts';
import { inPeriod, type Period } from '#core/foundation/period.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueZone } from '#core/zones/zone.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import type { MapAsk } from '#host/products/reports/largest-map.ts';
import { namedZones, type NamedZone } from '#host/products/reports/report-request.ts';
import type { ReportJob } from './report-kind.ts';

export const headOf = (
  { request, name }: ReportJob,
  period: Period | null,
): Omit<ReportHead, 'zones' | 'sources'> => ({
  called: name,
  period,
  software: { name: 'Bloomline', version: softwareVersion() },
  organisation: request.organisation ?? '',
  preparedBy: request.preparedBy ?? '',
  mapMissing: null,
});

export function askedZones(
  catalogue: Catalogue,
  zoneIds: number[] | null,
  kinds: CatalogueZone['kind'][],
): NamedZone[] {
  const zones = zoneIds
    ? zoneIds.map(id => catalogue.zones.get(id))
    : catalogue.zones.list().filter(z => kinds.includes(z.kind));
  return namedZones(zones);
}

export const mapAsk = ({ request: { language }, options: { dpi, pool, check } }: ReportJob): MapAsk | null =>
  dpi === null ? null : { language, dpi, pool, ...(check ? { check } : {}) };

/** Which days there are, those nearest to what was asked first told. */
export function nothingIn(period: Period, days: readonly string[]): BloomlineError {
  if (days.length === 0) return new BloomlineError('nothing-valid', period.key, say('report.nothing-yet'));
  const near = [...days]
    .sort((a, b) => distance(a, period) - distance(b, period))
    .slice(0, 6)
    .sort((a, b) => a.localeCompare(b));
  return new BloomlineError(
    'nothing-valid',
    period.key,
    say('report.nothing-then', {
      from: period.from,
      to: period.to,
      count: days.length,
      first: days[0],
      last: days.at(-1)!,
      near: near.join(', '),
    }),
  );
}

const distance = (day: string, { from, to }: Period) =>
  Math.max(0, Date.parse(from) - Date.parse(day), Date.parse(day) - Date.parse(to));

/** Patches that were last seen in the period, and those that a comparison of the period found gone. */
export function ledgerOf(catalogue: Catalogue, zones: readonly NamedZone[], period: Period, gone: number[]) {
  const names = new Set(zones.map(z => z.name));
  return catalogue.ledger
    .list()
    .filter(
      e =>
        names.has(e.zone) &&
        ((e.afterDate !== null && inPeriod(period, e.afterDate.slice(0, 10))) || gone.includes(e.id)),
    )
    .map(({ geometry: _, ...entry }) => entry);
}
