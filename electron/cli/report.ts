import { resolve } from 'node:path';
import type { PeriodUnit } from '#core/foundation/period.ts';
import { reportFormats, type ReportFormat } from '#core/report/report-formats.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import type { ReportKind } from '#host/products/reports/kinds/report-kind.ts';
import { reportKinds } from '#host/products/reports/kinds/report-kinds.ts';
import { zonesByName } from '#host/products/reports/report-request.ts';
import { commonOptions, numberOption, parse, required, UsageError } from './arguments.ts';
import { languageOption } from './assess-output.ts';
import { intoFolder } from './output-folder.ts';
import { printJson, progressLine } from './print.ts';

const periodOptions = {
  day: 'date',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
} as const;

/** `bloomline report <kind> --workspace <dir>`: a report over what a workspace holds. */
export async function run(args: string[]): Promise<void> {
  const [word, ...rest] = args;
  const found = reportKinds.find(k => k.kind === word);
  if (!found)
    throw new UsageError(`report ${word ?? ''}: expected ${reportKinds.map(k => k.kind).join(', ')}`);
  const { kind } = found;
  const { values } = parse(rest, {
    ...commonOptions,
    workspace: { type: 'string' },
    date: { type: 'string' },
    week: { type: 'string' },
    month: { type: 'string' },
    quarter: { type: 'string' },
    year: { type: 'string' },
    zones: { type: 'string' },
    result: { type: 'string' },
    out: { type: 'string' },
    format: { type: 'string' },
    language: { type: 'string' },
    organisation: { type: 'string' },
    'prepared-by': { type: 'string' },
  });
  const period = periodOption(found, values);
  const formats = formatsOption(values.format);
  const language = languageOption(values.language);
  const resultId = numberOption('result', values.result) ?? null;
  const directory = resolve(required('out', values.out));
  const catalogue = await openCatalogue(resolve(required('workspace', values.workspace)), { readOnly: true });
  try {
    const zoneIds = values.zones
      ? zonesByName(
          catalogue,
          values.zones
            .split(/[,，]/)
            .map(n => n.trim())
            .filter(Boolean),
        )
      : null;
    const progress = { onProgress: progressLine() };
    // Drawing libraries are loaded when something is drawn.
    const { makeReport } = await import('#host/products/reports/make-report.ts');
    const { exportReport, figureDpi } = await import('#host/products/reports/export-report.ts');
    const made = await makeReport(
      catalogue,
      {
        kind,
        period,
        zoneIds,
        resultId,
        language,
        organisation: values.organisation,
        preparedBy: values['prepared-by'],
      },
      { dpi: figureDpi, pool: null },
      progress,
    );
    const { files } = await intoFolder(directory, () =>
      exportReport(made, kind, { directory, formats }, progress),
    );
    const { report } = made;
    const stale = report.blocks.flatMap(b => (b.kind === 'paragraph' && b.stale ? [b.id] : []));
    if (values.json)
      printJson({
        kind,
        period: made.key,
        title: report.title,
        simulated: report.simulated,
        stale,
        sources: made.sources,
        report: report.blocks.filter(b => b.kind !== 'figure'),
        files,
      });
    else {
      process.stdout.write(`${report.title} · ${report.subtitle}\n`);
      for (const file of files) process.stdout.write(`${file.path}\n`);
    }
    for (const id of stale)
      process.stderr.write(`warning: ${id}: its numbers changed after it was written\n`);
  } finally {
    catalogue.close();
  }
}

function periodOption(
  { kind, units, byDay, results }: ReportKind,
  values: Partial<Record<(typeof periodOptions)[PeriodUnit], string>>,
): string | null {
  const given = Object.values(periodOptions).filter(name => values[name] !== undefined);
  const wanted = units.map(unit => periodOptions[unit]);
  const fits = byDay ? [...wanted, 'date'] : wanted;
  const wrong = given.find(name => !fits.includes(name));
  const choices = fits.map(name => `--${name}`).join(' or ');
  if (wrong) throw new UsageError(`--${wrong} is not for report ${kind}; give ${choices}`);
  if (given.length > 1) throw new UsageError(`give one of ${choices}`);
  if (given.length === 0 && !results) throw new UsageError(`report ${kind} needs ${choices}`);
  return given.length === 0 ? null : values[given[0]]!;
}

function formatsOption(text: string | undefined): ReportFormat[] {
  if (text === undefined) return [...reportFormats];
  return text.split(',').map(asked => {
    const found = reportFormats.find(f => f === asked.trim().toLowerCase());
    if (!found) throw new UsageError(`--format ${asked}: expected some of ${reportFormats.join(',')}`);
    return found;
  });
}
