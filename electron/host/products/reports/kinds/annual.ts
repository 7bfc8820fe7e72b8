import { beijingTime } from '#core/foundation/dates.ts';
import { annualReport, type AnnualMaterial } from '#core/report/annual-report.ts';
import type { ReportSource } from '#core/report/material.ts';
import type { Period } from '#core/foundation/period.ts';
import { zoneKinds } from '#core/zones/zone.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { bloomDays, sourceOf } from '#host/products/reports/gather-bloom.ts';
import { bloomReport } from './bloom-period.ts';
import { askedZones, ledgerOf } from './parts.ts';
import type { ReportKind } from './report-kind.ts';

/** Bloom, ledger and ecology of a year. */
export const annual: ReportKind = {
  kind: 'annual',
  name: { zh: '年度评价报告', en: 'Annual report' },
  units: ['year'],
  zones: zoneKinds,
  days: bloomDays,
  make(job, period: Period) {
    const { catalogue, request } = job;
    const zones = askedZones(catalogue, request.zoneIds, ['lake', 'redline']);
    const entries = ledgerOf(catalogue, zones, period, []);
    const ecology = ecologyOf(catalogue, period);
    return bloomReport(job, period, zones, { entries, sources: ecology.sources }, (m, map) =>
      annualReport({ ...m, entries, ...ecology, sources: m.sources }, request.language, map),
    );
  },
};

function ecologyOf(catalogue: Catalogue, period: Period) {
  const sources: ReportSource[] = [];
  const states: AnnualMaterial['states'] = [];
  const indices: AnnualMaterial['indices'] = [];
  for (const { id, kind } of catalogue.ecology.list()) {
    if (kind !== 'state' && kind !== 'ecology-index') continue;
    const { result, name, created } = catalogue.ecology.get(id);
    const inIt =
      result.kind === 'state'
        ? result.dates.some(d => beijingTime(d.acquired)?.date.startsWith(period.key))
        : result.kind === 'ecology-index' && result.regions.some(r => String(r.year) === period.key);
    if (!inIt) continue;
    sources.push({ ...sourceOf(kind, name, result.recipe), number: null, state: null, created });
    if (result.kind === 'state') states.push({ name, result });
    if (result.kind === 'ecology-index') indices.push({ name, result });
  }
  return { states, indices, sources };
}
