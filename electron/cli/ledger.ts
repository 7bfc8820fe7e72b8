import { extname, resolve } from 'node:path';
import type { Language } from '#core/foundation/text.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { exportLedger } from '#host/exchange/ledger/export-ledger.ts';
import { importFindings } from '#host/exchange/ledger/import-findings.ts';
import { commonOptions, parse, required, UsageError } from './arguments.ts';
import { languageOption } from './assess-output.ts';
import { printJson, printTable, progressLine } from './print.ts';
import { writesAs } from './writes-as.ts';

const formats = ['gpkg', 'xlsx', 'gpx'] as const;

/** `bloomline ledger list|export|import`: the ledger of suspected patches of a workspace. */
export async function run(args: string[]): Promise<void> {
  const [what, ...rest] = args;
  const { values, positionals } = parse(
    rest,
    {
      ...commonOptions,
      workspace: { type: 'string' },
      out: { type: 'string' },
      language: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
    true,
  );
  const directory = resolve(required('workspace', values.workspace));
  const language: Language = languageOption(values.language);
  if (what === 'list') return list(directory, values.json);
  if (what === 'export') return write(directory, resolve(required('out', values.out)), language, values.json);
  if (what !== 'import' || positionals.length !== 1)
    throw new UsageError('expected ledger list, ledger export --out <file>, or ledger import <file>');
  const catalogue = await openCatalogue(directory);
  try {
    const result = await importFindings(
      catalogue,
      writesAs(catalogue),
      resolve(positionals[0]),
      !values['dry-run'],
    );
    if (values.json) printJson(result);
    else {
      printTable(
        ['patch', 'changes', 'photos', 'problem'],
        result.rows.map(r => [
          r.number,
          r.changes.map(c => `${c.field}: ${c.from || '–'} → ${c.to}`).join('; '),
          r.photos.length,
          r.problem ?? '',
        ]),
      );
      process.stdout.write(
        result.applied
          ? `${result.taken} taken over, ${result.photosTaken} photos\n`
          : `${result.taken} could be taken over\n`,
      );
    }
  } finally {
    catalogue.close();
  }
}

async function list(directory: string, json: boolean | undefined): Promise<void> {
  const catalogue = await openCatalogue(directory, { readOnly: true });
  try {
    const entries = catalogue.ledger.list();
    if (json) return printJson(entries);
    printTable(
      ['patch', 'zone', 'm²', 'change', 'state', 'activity'],
      entries.map(e => [e.number, e.zone, e.areaM2, e.trend, e.state, e.activity ?? '–']),
    );
  } finally {
    catalogue.close();
  }
}

async function write(
  directory: string,
  out: string,
  language: Language,
  json: boolean | undefined,
): Promise<void> {
  const format = formats.find(f => `.${f}` === extname(out).toLowerCase());
  if (!format) throw new UsageError(`--out ${out}: expected a name that ends with .${formats.join(', .')}`);
  const catalogue = await openCatalogue(directory, { readOnly: true });
  try {
    const made = await exportLedger(
      catalogue,
      { path: out, format, language },
      { onProgress: progressLine() },
    );
    if (json) printJson(made);
    else process.stdout.write(`${made.path}: ${made.entries} patches, ${made.bytes} bytes\n`);
  } finally {
    catalogue.close();
  }
}
