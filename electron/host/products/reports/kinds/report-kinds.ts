import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { annual } from './annual.ts';
import { bloomDay, bloomMonth, bloomWeek } from './bloom-period.ts';
import { redline } from './redline.ts';
import type { ReportKind } from './report-kind.ts';
import { validation } from './validation.ts';

/** Every kind of report. The bulletin (水华快报) is a product of its assessment. */
export const reportKinds: ReportKind[] = [bloomDay, bloomWeek, bloomMonth, redline, annual, validation];

/** Throws `bad-input` with the list of those there are. */
export function reportKindOf(kind: string): ReportKind {
  const found = reportKinds.find(k => k.kind === kind);
  if (!found)
    throw new BloomlineError(
      'bad-input',
      kind,
      say('report.no-such-kind', { list: reportKinds.map(k => k.kind).join(', ') }),
    );
  return found;
}
