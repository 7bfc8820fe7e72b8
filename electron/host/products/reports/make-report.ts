import { BloomlineError } from '#core/foundation/errors.ts';
import { withWritten } from '#core/report/report.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { Progress } from '#host/files/progress.ts';
import type { MadeReport, MakeOptions } from './kinds/report-kind.ts';
import { reportKindOf } from './kinds/report-kinds.ts';
import { periodFor, type ReportRequest } from './report-request.ts';

/** Reads what the workspace holds and composes the report, with the paragraphs that people wrote over it. */
export async function makeReport(
  catalogue: Catalogue,
  request: ReportRequest,
  options: MakeOptions,
  progress: Progress = {},
): Promise<MadeReport> {
  const kind = reportKindOf(request.kind);
  const period = request.period === null ? null : periodFor(kind.units, request.period);
  if (!period && !kind.results) throw new BloomlineError('bad-input', kind.kind, say('report.period-needed'));
  const made = await kind.make({ catalogue, request, options, progress, name: kind.name }, period);
  const { language } = request;
  const key = { kind: kind.kind, period: made.key, zoneIds: made.zoneIds, language };
  return { ...made, report: withWritten(made.report, catalogue.reports.written(key)) };
}
