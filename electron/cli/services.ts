import { basename, resolve } from 'node:path';
import { serviceKinds, type ServiceKind } from '#core/ecology/ecology-names.ts';
import { serviceInputs, serviceTypes } from '#core/ecology/services.ts';
import type { Scene } from '#core/scene/scene.ts';
import { withAligned } from '#host/run/ecology/align.ts';
import {
  assessServices,
  assessServicesTable,
  type ServiceSource,
} from '#host/run/ecosystem-services/assess-services.ts';
import { serviceRules } from '#host/run/rules/ecology-rules.ts';
import { readServiceTable, serviceColumns } from '#host/run/ecology/index-table.ts';
import { readLegend } from '#host/run/ecology/legend.ts';
import { readZones } from '#host/formats/read-zones.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { commonOptions, parse, required, UsageError, zoneOptions } from './arguments.ts';
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
  const result = values.table
    ? await assessServicesTable(
        kind,
        await readServiceTable(resolve(values.table), serviceColumns(kind)),
        resolve(values.table),
      )
    : await fromRasters(kind, values);
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
) {
  if (!values.inputs?.length) throw new UsageError('--inputs name=raster|value is needed, or --table');
  const sources: Record<string, ServiceSource> = {};
  for (const part of values.inputs.flatMap(text => text.split(','))) {
    const at = part.indexOf('=');
    const [name, what] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at <= 0 || what === '') throw new UsageError(`--inputs ${part}: expected name=raster or name=value`);
    const id = serviceInputs[kind].find(i => i.id.toLowerCase() === name.toLowerCase())?.id ?? name;
    if (sources[id]) throw new UsageError(`--inputs ${name}: given twice`);
    sources[id] = Number.isFinite(Number(what))
      ? { value: Number(what) }
      : { scene: openScene([resolve(what)]) };
  }
  const zonesPath = required('zones', values.zones);
  const zones = await readZones(zonesPath, { layer: values.layer, nameField: values['zone-name'] });
  const types = values.types
    ? {
        scene: openScene([resolve(values.types)]),
        legend: await readLegend(
          resolve(required('legend', values.legend)),
          serviceTypes(kind, serviceRules()),
        ),
      }
    : null;
  const about = {
    kind,
    zones,
  };
  const progress = { onProgress: progressLine() };
  const align = alignOption(values.align);
  if (!align.asked) return assessServices({ ...about, sources, types }, progress);
  const named = Object.entries(sources).flatMap(([id, s]) => ('scene' in s ? [{ id, scene: s.scene }] : []));
  const originals: Scene[] = [...named.map(n => n.scene), ...(types ? [types.scene] : [])];
  const grid = (originals[0] as Scene | undefined)?.grid;
  if (!grid) return assessServices({ ...about, sources, types }, progress);
  return withAligned(
    named.map(n => n.scene),
    grid,
    align.how,
    (aligned, notes) =>
      withAligned(types ? [types.scene] : [], grid, 'nearest', (classes, more) => {
        const moved = { ...sources };
        named.forEach(({ id }, i) => (moved[id] = { scene: aligned[i] }));
        return assessServices(
          {
            ...about,
            sources: moved,
            types: types && { ...types, scene: classes[0] },
            originals: { scenes: originals, notes: [...notes, ...more], align: { how: align.how } },
          },
          progress,
        );
      }),
  );
}
