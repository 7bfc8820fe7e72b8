import type { IndexRequest } from '#core/ecology/ecology-requests.ts';
import { indexKind } from '#host/run/kinds/ecology-index.ts';
import { commandResolver } from './resolver.ts';
import {
  zonesRef,
  commonOptions,
  numberOption,
  parse,
  required,
  UsageError,
  zoneOptions,
} from './arguments.ts';
import { basename, resolve } from 'node:path';
import { indexStandards } from '#core/ecology/ecology-names.ts';
import { eiInputs, eqiInputs } from '#core/ecology/ei-inputs.ts';
import { landClassWords } from '#host/run/ei/assess-index.ts';
import { eiRules } from '#host/run/rules/ecology-rules.ts';

import { readLegend } from '#host/run/ecology/legend.ts';

import { intoFolder } from './output-folder.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

/** `bloomline ei`: EI of HJ 192-2015, or EQI of 2021, per region and year. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    {
      ...commonOptions,
      ...zoneOptions,
      standard: { type: 'string' },
      landcover: { type: 'string' },
      legend: { type: 'string' },
      year: { type: 'string' },
      'list-inputs': { type: 'boolean' },
      out: { type: 'string' },
      language: { type: 'string' },
    },
    true,
  );
  const standard = indexStandards.find(s => s === (values.standard ?? 'EI').toUpperCase());
  if (!standard) throw new UsageError(`--standard ${values.standard}: expected EI or EQI`);
  const rules = eiRules();
  const inputs = standard === 'EI' ? eiInputs(rules) : eqiInputs();
  if (values['list-inputs']) {
    if (values.json) printJson(inputs);
    else
      printTable(
        ['input', 'name', 'unit'],
        inputs.map(i => [i.id, i.name.zh, i.unit]),
      );
    return;
  }
  if (positionals.length > 1 || (positionals.length === 0 && !values.landcover))
    throw new UsageError('ei needs one table, or --landcover with --legend and --zones');
  const language = values.language ?? 'zh-CN';
  if (language !== 'zh-CN' && language !== 'en')
    throw new UsageError(`--language ${language}: expected zh-CN or en`);
  const files = positionals.map(p => resolve(p));
  let landCover: IndexRequest['landCover'] = null;
  if (values.landcover) {
    const legendPath = resolve(required('legend', values.legend));
    landCover = {
      scene: { files: [resolve(values.landcover)] },
      legend: await readLegend(legendPath, landClassWords(rules)),
      legendSubject: legendPath,
      zones: { ...zonesRef(values), beside: [legendPath] },
      year: numberOption('year', values.year) ?? null,
    };
  }
  const result = await indexKind.run(
    { kind: 'ecology-index', standard, rows: [], table: files[0] ?? null, landCover },
    { resolver: commandResolver, pool: null, progress: { onProgress: progressLine() } },
    made => made,
  );
  const products =
    values.out === undefined
      ? []
      : await intoFolder(resolve(values.out), async () =>
          (await import('#host/products/ecology/export-index.ts')).exportIndex(
            result,
            basename(files[0] ?? values.landcover!).replace(/\.[^.]*$/, ''),
            resolve(values.out!),
            language,
          ),
        );
  if (values.json) printJson({ ...result, products: products.map(p => p.path) });
  else {
    process.stdout.write(`${result.name.zh}\n`);
    printTable(
      [
        'region',
        'year',
        standard,
        'grade',
        'change',
        ...result.regions[0].subIndices.map(s => s.id),
        'missing',
      ],
      result.regions.map(r => [
        r.region,
        r.year === null ? null : String(r.year),
        r.total,
        r.grade ? `${r.grade.label}${r.evidence === 'to-confirm' ? '(待核对)' : ''}` : null,
        r.change ? `${r.change.delta.toFixed(2)} ${r.change.label.zh}` : null,
        ...r.subIndices.map(s => s.value),
        r.missing.join(' '),
      ]),
    );
    for (const product of products) process.stdout.write(`${product.path}\n`);
  }
  for (const warning of result.recipe.warnings) printWarning(warning);
}
