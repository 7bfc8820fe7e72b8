import { beijingTime } from '#core/foundation/dates.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { ValidationResult } from '#core/ecology/validation.ts';
import type { ReportSource } from '#core/report/material.ts';
import { inPeriod, type Period } from '#core/foundation/period.ts';
import { validationReport } from '#core/report/validation-report.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { sourceOf } from '#host/products/reports/gather-bloom.ts';
import { headOf } from './parts.ts';
import type { MadeReport, ReportJob, ReportKind } from './report-kind.ts';

const validations = (catalogue: Catalogue) => catalogue.ecology.list().filter(r => r.kind === 'validation');

/** One validation: the asked one, or the newest, of a period where one is given. */
export const validation: ReportKind = {
  kind: 'validation',
  name: { zh: '样地验证报告', en: 'Validation report' },
  units: ['year', 'month', 'week', 'day'],
  zones: [],
  days: () => [],
  results: catalogue => validations(catalogue).map(({ id, name }) => ({ id, name })),
  make: (job, period) => ofResult(job, period),
};

function ofResult(job: ReportJob, period: Period | null): MadeReport {
  const { catalogue, request, name: called } = job;
  const { language, resultId } = request;
  const all = validations(catalogue);
  const fits = all.filter(({ id, created }) => {
    if (resultId !== null) return id === resultId;
    if (!period) return true;
    const { acquired } = (catalogue.ecology.get(id).result as ValidationResult).product;
    return inPeriod(period, beijingTime(acquired)?.date ?? beijingTime(created)!.date);
  });
  if (fits.length === 0)
    throw new BloomlineError(
      'nothing-valid',
      period?.key ?? called.en,
      all.length === 0
        ? say('report.no-validation-yet')
        : say('report.no-such-validation', { list: all.map(r => `${r.id} ${r.name}`).join(', ') }),
    );
  const { id, name, created, result: found } = catalogue.ecology.get(fits[0].id);
  const result = found as ValidationResult;
  const sources: ReportSource[] = [
    { ...sourceOf('validation', name, result.recipe), number: null, state: null, created },
  ];
  return {
    report: validationReport({ ...headOf(job, period), zones: [], sources, name, result }, language),
    images: new Map(),
    sources,
    key: String(id),
    zoneIds: [],
  };
}
