import type { ServiceRequest } from '#core/ecology/ecology-requests.ts';
import { servicesKind } from '#host/run/kinds/services.ts';
import { commandResolver } from './resolver.ts';
import { zonesRef, commonOptions, parse, required, UsageError, zoneOptions } from './arguments.ts';
import { basename, resolve } from 'node:path';
import { serviceKinds, type ServiceKind } from '#core/ecology/ecology-names.ts';
import { serviceInputs, serviceTypes } from '#core/ecology/services.ts';

import { serviceRules } from '#host/run/rules/ecology-rules.ts';

import { readLegend } from '#host/run/ecology/legend.ts';

import { alignOption, withDefaultAlign } from './assess-state.ts';
import { intoFolder } from './output-folder.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

/** `bloomline services water|soil|sand`: HJ 1173 from rasters and values per zone, or from a table. */
export async function run(args: string[]): Promise<void> {
  const [word, ...rest] = args;
  const kind = serviceKinds.find(k => k === word);
  if (!kind) throw new UsageError(`services ${word ?? ''}: expected ${serviceKinds.join(', ')}`);
  const { values } = parse(withDefaultAlign(rest), {
    ...commonOptions,
    ...zoneOptions,
    inputs: { type: 'string', multiple: true },
    types: { type: 'string' },
    legend: { type: 'string' },
    table: { type: 'string' },
    align: { type: 'string' },
    out: { type: 'string' },
    language: { type: 'string' },
  });
  const language = values.language ?? 'zh-CN';
  if (language !== 'zh-CN' && language !== 'en')
    throw new UsageError(`--language ${language}: expected zh-CN or en`);
  const request: ServiceRequest = {
    kind: 'services',
    service: kind,
    from: values.table ? { rows: [], table: resolve(values.table) } : await fromRasters(kind, values),
  };
  const progress = { onProgress: progressLine() };
  const result = await servicesKind.run(
    request,
    { resolver: commandResolver, pool: null, progress },
    made => made,
  );
  const products =
    values.out === undefined
      ? []
      : await intoFolder(resolve(values.out), async () =>
          (await import('#host/products/ecology/export-services.ts')).exportServices(
            result,
            basename(values.table ?? values.zones ?? kind).replace(/\.[^.]*$/, ''),
            resolve(values.out!),
            language,
          ),
        );
  if (values.json) printJson({ ...result, products: products.map(p => p.path) });
  else {
    process.stdout.write(`${result.name.zh}${result.evidence === 'to-confirm' ? '(待核对)' : ''}\n`);
    for (const step of result.steps) process.stdout.write(`  ${step.id}: ${step.formula}\n`);
    printTable(
      ['zone', 'km²', 'valid km²', ...result.outputs.flatMap(o => [`${o.id} ${o.unit}`, o.totalUnit])],
      [...result.regions, { ...result.whole, region: 'all' }].map(r => [
        r.region,
        r.areaKm2,
        r.validKm2,
        ...r.outputs.flatMap(o => [o.mean, o.total]),
      ]),
    );
    for (const product of products) process.stdout.write(`${product.path}\n`);
  }
  for (const warning of result.recipe.warnings) printWarning(warning);
}

async function fromRasters(
  kind: ServiceKind,
  values: {
    inputs?: string[];
    types?: string;
    legend?: string;
    zones?: string;
    layer?: string;
    'zone-name'?: string;
    align?: string;
  },
): Promise<ServiceRequest['from']> {
  if (!values.inputs?.length) throw new UsageError('--inputs name=raster|value is needed, or --table');
  const sources: Extract<ServiceRequest['from'], { sources: unknown }>['sources'] = {};
  for (const part of values.inputs.flatMap(text => text.split(','))) {
    const at = part.indexOf('=');
    const [name, what] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at <= 0 || what === '') throw new UsageError(`--inputs ${part}: expected name=raster or name=value`);
    const id = serviceInputs[kind].find(i => i.id.toLowerCase() === name.toLowerCase())?.id ?? name;
    if (sources[id]) throw new UsageError(`--inputs ${name}: given twice`);
    sources[id] = Number.isFinite(Number(what)) ? { value: Number(what) } : { files: [resolve(what)] };
  }
  const align = alignOption(values.align);
  return {
    sources,
    types: values.types
      ? {
          scene: { files: [resolve(values.types)] },
          legend: await readLegend(
            resolve(required('legend', values.legend)),
            serviceTypes(kind, serviceRules()),
          ),
        }
      : null,
    zones: zonesRef(values),
    align: align.asked ? { how: align.how } : null,
  };
}
