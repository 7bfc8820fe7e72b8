import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { siteKindIds } from '#core/plots/site.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { importMappingSchema, type ImportMapping } from '#core/plots/mapping.ts';
import type { ImportReport } from '#core/plots/import-report.ts';
import { say } from '#core/words/said.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import { commonOptions, parse, required, UsageError } from './arguments.ts';
import { printJson, progressLine } from './print.ts';
import { writesAs } from './writes-as.ts';

/** `bloomline import`: a table, a vector file, tracks or a folder of photos into a workspace's catalogue. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    {
      ...commonOptions,
      into: { type: 'string' },
      mapping: { type: 'string' },
      table: { type: 'string' },
      kind: { type: 'string' },
      date: { type: 'string' },
      site: { type: 'string' },
      crs: { type: 'string' },
      'utc-offset': { type: 'string' },
      implausible: { type: 'string' },
      encoding: { type: 'string' },
      'date-order': { type: 'string' },
      'bad-value': { type: 'string' },
      below: { type: 'string' },
      'detection-limits': { type: 'string' },
      dash: { type: 'string' },
      extra: { type: 'string' },
      update: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
    true,
  );
  if (positionals.length !== 1) throw new UsageError('import needs one file or folder');
  const path = resolve(positionals[0]);
  const dryRun = values['dry-run'] === true;
  const workspace = resolve(required('into', values.into));
  // A dry run into a workspace that is still to be made: against an empty one that nobody keeps.
  const passing = dryRun && !existsSync(workspace) ? mkdtempSync(join(tmpdir(), 'bloomline-')) : null;
  const catalogue = await openCatalogue(passing ?? workspace, {
    create: !dryRun || passing !== null,
    readOnly: dryRun && passing === null,
  });
  const progress = progressLine();
  try {
    const read = await readImport(catalogue, path, mappingOf(values), (done, total) =>
      progress(done, total, 'rows'),
    );
    const report = dryRun
      ? read.report
      : await commitImport(catalogue, read, {
          who: writesAs(catalogue),
          onProgress: (done, total) => progress(done, total, 'written'),
        });
    progress(1, 1, '');
    if (values.json) printJson(summaryOf(report));
    else printReport(report, dryRun);
    if (!dryRun && report.accepted === 0 && report.rows > 0) process.exitCode = 1;
  } finally {
    catalogue.close();
    if (passing) rmSync(passing, { recursive: true, force: true });
  }
}

/** Options that are called otherwise than their part of the mapping. */
const optionOf: Record<string, string> = {
  utcOffset: 'utc-offset',
  dateOrder: 'date-order',
  badValue: 'bad-value',
  censoredAs: 'below',
  detectionLimits: 'detection-limits',
  dashes: 'dash',
  columns: 'extra',
  updates: 'update',
};

function mappingOf(values: Record<string, string | boolean | undefined>): Parameters<typeof readImport>[2] {
  const texts = values as Record<string, string | undefined>;
  const { mapping, table, kind, date, crs, implausible, encoding, below, dash, extra, update } = texts;
  const utcOffset = texts['utc-offset'];
  const [dateOrder, badValue, limits] = [texts['date-order'], texts['bad-value'], texts['detection-limits']];
  if (kind !== undefined && !(siteKindIds as readonly string[]).includes(kind))
    throw new UsageError(`--kind ${kind}: expected one of ${siteKindIds.join(', ')}`);
  const adjust = importMappingSchema.partial().safeParse({
    ...(table !== undefined && { table }),
    ...(kind !== undefined && { kind }),
    ...(date !== undefined && { date }),
    ...(texts.site !== undefined && { site: texts.site }),
    ...(crs !== undefined && { crs: /^(EPSG:)?\d+$/i.test(crs) ? Number(crs.replace(/\D/g, '')) : crs }),
    ...(utcOffset !== undefined && { utcOffset }),
    ...(implausible !== undefined && { implausible }),
    ...(encoding !== undefined && { encoding }),
    ...(dateOrder !== undefined && { dateOrder }),
    ...(badValue !== undefined && { badValue }),
    ...(below !== undefined && { censoredAs: below }),
    ...(limits !== undefined && { detectionLimits: pairsOf(limits, Number) }),
    ...(dash !== undefined && { dashes: dash.includes('=') ? pairsOf(dash, String) : { '*': dash } }),
    ...(update !== undefined && { updates: update }),
    ...(extra !== undefined && {
      columns: Object.fromEntries(extra.split(',').map(column => [column.trim(), { as: 'extra' }])),
    }),
  });
  if (!adjust.success) {
    const { path, message } = adjust.error.issues[0];
    throw new UsageError(`--${optionOf[String(path[0])] ?? String(path[0])}: ${message}`);
  }
  if (mapping === undefined) return Object.keys(adjust.data).length > 0 ? { adjust: adjust.data } : null;
  if (!/\.json$/i.test(mapping)) return { name: mapping };
  return { ...mappingFile(resolve(mapping)), ...adjust.data };
}

/** parameter=value,parameter=value */
function pairsOf<T>(text: string, valueOf: (text: string) => T): Record<string, T> {
  return Object.fromEntries(
    text.split(',').map(pair => {
      const [name, value = ''] = pair.split('=');
      return [name.trim(), valueOf(value.trim())];
    }),
  );
}

function mappingFile(path: string): ImportMapping {
  try {
    return importMappingSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new BloomlineError(
      'bad-input',
      path,
      say('cli.no-mapping', { what: (error as Error).message.slice(0, 200) }),
    );
  }
}

/** The part of a report that scripts read; samples and places stay out. */
function summaryOf({ sample: _, places: __, ...report }: ImportReport) {
  return report;
}

function printReport(report: ImportReport, dryRun: boolean): void {
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(
    `${report.file}: table ${report.table}, ${report.encoding ?? ''} ${report.delimiter ? `delimiter "${report.delimiter}"` : ''}`,
  );
  for (const [column, use] of Object.entries(report.mapping.columns))
    if (use.as !== 'ignore')
      line(
        `  ${column} → ${use.as}${'parameter' in use ? ` ${use.parameter} [${use.unit}]` : ''}${'field' in use ? ` ${use.field}` : ''}`,
      );
  for (const { what, name, reason } of report.ignored.slice(0, 40))
    line(`  not taken: ${what} ${name}: ${reason}`);
  if (report.ignored.length > 40) line(`  … and ${report.ignored.length - 40} more not taken`);
  for (const { site, field, old, new: said, taken } of report.updates)
    line(`  ${taken ? 'updated' : 'not updated (--update all)'}: ${site}, ${field}: ${old || '–'} → ${said}`);
  for (const note of report.notes)
    line(`  note: ${note.code} ${note.column ?? ''} ${note.value ?? ''}`.trimEnd());
  const counted = [
    `${report.sites} new sites`,
    `${report.knownSites} known`,
    `${report.observations} observations`,
    `${report.noValues} reasons for no value`,
    `${report.photos} photos`,
  ].join(', ');
  const read = `${report.rows} rows, ${report.accepted} accepted, ${report.rejected.length} rejected`;
  line(`${read}; ${counted}${dryRun ? ' (dry run: nothing was written)' : ''}`);
  for (const { row, sheet, column, message } of report.rejected.slice(0, 20))
    line(`  ${sheet ? `${sheet}, ` : ''}row ${row}${column ? `, ${column}` : ''}: ${message}`);
  if (report.rejected.length > 20) line(`  … and ${report.rejected.length - 20} more`);
}
