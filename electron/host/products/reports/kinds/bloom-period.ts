import type { Text } from '#core/foundation/text.ts';
import { bloomPeriodReport, type LargestMap } from '#core/report/bloom-period.ts';
import type { LedgerRow } from '#core/report/ledger-blocks.ts';
import type { BloomMaterial, ReportSource } from '#core/report/material.ts';
import { inPeriod, previousPeriod, type Period } from '#core/foundation/period.ts';
import type { Report } from '#core/report/report.ts';
import {
  bloomDays,
  gatherBloom,
  gatherGround,
  gatherWarnings,
  usedOnly,
} from '#host/products/reports/gather-bloom.ts';
import { largestMap } from '#host/products/reports/largest-map.ts';
import type { NamedZone } from '#host/products/reports/report-request.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { askedZones, headOf, mapAsk, nothingIn } from './parts.ts';
import type { MadeReport, ReportJob, ReportKind } from './report-kind.ts';

const overPeriod = (unit: 'day' | 'week' | 'month', name: Text): ReportKind => ({
  kind: `bloom-${unit}`,
  name,
  units: [unit],
  // A week may be named by a day in it.
  ...(unit === 'week' ? { byDay: true } : {}),
  zones: ['lake'],
  days: bloomDays,
  make(job, period: Period) {
    const { catalogue, request } = job;
    const zones = askedZones(catalogue, request.zoneIds, ['lake', 'other']);
    const compose = (m: BloomMaterial, map: LargestMap | null) => bloomPeriodReport(m, request.language, map);
    return bloomReport(job, period, zones, { entries: [], sources: [] }, compose);
  },
});
export const bloomDay = overPeriod('day', { zh: '水华监测日报', en: 'Daily bloom report' });
export const bloomWeek = overPeriod('week', { zh: '水华监测周报', en: 'Weekly bloom report' });
export const bloomMonth = overPeriod('month', { zh: '水华监测月报', en: 'Monthly bloom report' });

/** Bloom of a period in zones; `beside` is what else the report tells. */
export async function bloomReport(
  job: ReportJob,
  period: Period,
  all: readonly NamedZone[],
  beside: { entries: readonly LedgerRow[]; sources: readonly ReportSource[] },
  compose: (m: BloomMaterial, map: LargestMap | null) => Report,
): Promise<MadeReport> {
  const { catalogue, request, progress } = job;
  const { zoneIds } = request;
  const then = previousPeriod(period);
  const both = await gatherBloom(catalogue, all, { from: then.from, to: period.to });
  const { rows: mixed, sources, origins } = usedOnly(both);
  const rows = mixed.filter(r => inPeriod(period, r.date));
  if (rows.length === 0 && beside.entries.length === 0 && beside.sources.length === 0)
    throw nothingIn(period, bloomDays(catalogue));
  // Zones without a result are not named, unless they were asked for.
  const seen = (z: NamedZone) =>
    rows.some(r => r.zone === z.called) || beside.entries.some(e => e.zone === z.name) || zoneIds !== null;
  const zones = all.filter(seen);
  const ask = mapAsk(job);
  const drawn = ask
    ? await largestMap(catalogue, rows, origins, ask, progress)
    : { map: null, drawn: null, missing: null };
  const m: BloomMaterial = {
    ...headOf(job, period),
    mapMissing: drawn.missing,
    period,
    zones: zones.map(z => z.called),
    sources: [...sources, ...beside.sources],
    rows,
    before: mixed.filter(r => inPeriod(then, r.date)),
    occurrence: bloomRules().occurrence,
    warnings: gatherWarnings(catalogue, zones),
    ground: gatherGround(catalogue, zones, period),
  };
  return {
    report: compose(m, drawn.map),
    images: drawn.drawn?.images ?? new Map(),
    sources: m.sources,
    key: period.key,
    zoneIds: zoneIds ?? [],
  };
}
