import { beijingTime } from '#core/foundation/dates.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { inPeriod, type Period } from '#core/foundation/period.ts';
import { redlineReport, type RedlineComparison } from '#core/report/redline-report.ts';
import { assessmentSource, dateOfScene, redlineDays } from '#host/products/reports/gather-bloom.ts';
import { assessmentInput, drawnOr, type DrawnMap } from '#host/products/reports/largest-map.ts';
import { askedZones, headOf, ledgerOf, mapAsk, nothingIn } from './parts.ts';
import type { MadeReport, ReportJob, ReportKind } from './report-kind.ts';

export const redline: ReportKind = {
  kind: 'redline',
  name: { zh: '生态保护红线变化监测专报', en: 'Redline report' },
  units: ['year', 'month', 'week', 'day'],
  zones: ['redline'],
  days: redlineDays,
  make: (job, period: Period) => ofPeriod(job, period),
};

async function ofPeriod(job: ReportJob, period: Period): Promise<MadeReport> {
  const { catalogue, request, progress } = job;
  const { language, zoneIds } = request;
  const heads = catalogue.assessments
    .list()
    .filter(a => a.kind === 'redline' && a.state !== 'superseded')
    .map(head => ({ head, date: dateOfScene(catalogue, head.sceneIds[1]) }))
    .filter((a): a is { head: typeof a.head; date: string } => a.date !== null)
    .sort((a, b) => a.date.localeCompare(b.date) || a.head.id - b.head.id);
  const chosen = heads.filter(
    ({ head, date }) => inPeriod(period, date) && (!zoneIds || head.zoneIds.some(id => zoneIds.includes(id))),
  );
  if (chosen.length === 0) throw nothingIn(period, [...new Set(heads.map(h => h.date))]);
  const ids = [...new Set(chosen.flatMap(c => c.head.zoneIds))].filter(
    id => !zoneIds || zoneIds.includes(id),
  );
  const zones = askedZones(catalogue, ids, []);
  const comparisons = chosen.map(({ head, date }): RedlineComparison => {
    const whole = catalogue.assessments.get(head.id).result as RedlineResult;
    const keep = head.zoneIds.map(id => ids.includes(id));
    const names = new Set(whole.zones.filter((_, i) => keep[i]).map(z => z.zone));
    const scenes = head.sceneIds.map(id => catalogue.scenes.get(id));
    const named = (i: 0 | 1) => ({
      name: scenes[i].name,
      date: beijingTime(scenes[i].acquired)?.date ?? null,
    });
    return {
      name: head.name,
      date,
      scenes: [named(0), named(1)],
      result: {
        ...whole,
        zones: whole.zones.filter(z => names.has(z.zone)),
        patches: whole.patches.filter(p => names.has(p.zone)),
        gone: whole.gone.filter(g => names.has(g.zone)),
      },
    };
  });
  const gone = comparisons.flatMap(c => c.result.gone.map(g => g.ledgerId));
  const ask = mapAsk(job);
  const last = chosen.at(-1)!.head.id;
  const { drawn, missing }: { drawn: DrawnMap | null; missing: string | null } = ask
    ? await drawnOr(() => assessmentInput(catalogue, last, ask, progress), ask, progress)
    : { drawn: null, missing: null };
  const sources = chosen.map(({ head }) =>
    assessmentSource(head, catalogue.assessments.get(head.id).result.recipe),
  );
  const report = redlineReport(
    {
      ...headOf(job, period),
      mapMissing: missing,
      period,
      zones: zones.map(z => z.called),
      sources,
      comparisons,
      entries: ledgerOf(catalogue, zones, period, gone),
    },
    language,
    drawn && { page: drawn.page },
  );
  return { report, images: drawn?.images ?? new Map(), sources, key: period.key, zoneIds: zoneIds ?? [] };
}
