import { momentMs } from '#core/foundation/dates.ts';
import type { StateRequest } from '#core/ecology/ecology-requests.ts';
import { stateKind } from '#host/run/kinds/state.ts';
import { commandResolver } from './resolver.ts';
import {
  zonesRef,
  cloudsOption,
  commonOptions,
  parse,
  required,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
  zoneOptions,
} from './arguments.ts';
import { resolve } from 'node:path';
import {
  rseiScalingSchema,
  stateIndicators,
  type RseiScaling,
  type StateIndicator,
} from '#core/ecology/ecology-names.ts';
import type { StateResult } from '#core/ecology/state.ts';
import { resamplings, type Resampling } from '#core/grid/resample.ts';

import type { StateWork } from '#host/run/state/assess-state.ts';
import { readLegend } from '#host/run/ecology/legend.ts';
import { vegetationTypes } from '#host/run/state/state-quality.ts';
import type { WrittenFile } from '#host/products/tables/write-tables.ts';

import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { intoFolder } from './output-folder.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

/** `bloomline assess state`: vegetation and ecosystem per zone and date; several scenes are a series. */
export async function assessState(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    withDefaultAlign(args),
    {
      ...commonOptions,
      ...sceneOptions,
      ...zoneOptions,
      scene: { type: 'string', multiple: true },
      indicators: { type: 'string' },
      dates: { type: 'string' },
      endmembers: { type: 'string' },
      wetness: { type: 'string' },
      'rsei-scope': { type: 'string' },
      'rsei-scaling': { type: 'string' },
      lai: { type: 'string' },
      gpp: { type: 'string' },
      types: { type: 'string' },
      legend: { type: 'string' },
      align: { type: 'string' },
      out: { type: 'string' },
      language: { type: 'string' },
    },
    true,
  );
  const paths = [...positionals, ...(values.scene ?? [])];
  if (paths.length === 0) throw new UsageError('assess state needs at least one scene');
  const indicators = indicatorsOption(values.indicators);
  const dates = datesOption(values.dates, paths.length);
  const language = values.language ?? 'zh-CN';
  if (language !== 'zh-CN' && language !== 'en')
    throw new UsageError(`--language ${language}: expected zh-CN or en`);
  const scope = values['rsei-scope'] ?? 'common';
  if (scope !== 'each' && scope !== 'common')
    throw new UsageError(`--rsei-scope ${scope}: expected each or common`);
  const endmembers = endmembersOption(values.endmembers);
  const clouds = cloudsOption(values.clouds);
  const align = alignOption(values.align);
  const request: StateRequest = {
    kind: 'state',
    scenes: paths.map((path, i) => ({
      files: [path],
      said: { ...sceneOptionsOf(values), ...(dates ? { acquired: dates[i] } : {}) },
    })),
    zones: zonesRef(values),
    indicators,
    clouds,
    endmembers,
    wetness: values.wetness ?? null,
    rseiScope: scope,
    rseiScaling: scalingOption(values['rsei-scaling']),
    align: align.asked ? { how: align.how } : null,
    quality: indicators.includes('quality') ? await qualityOf(values) : null,
  };
  const pool = new RasterPool();
  const progress = { onProgress: progressLine() };
  const finish = async (work: StateWork): Promise<[StateResult, WrittenFile[]]> => {
    if (values.out === undefined) return [work.result, []];
    const { exportState } = await import('#host/products/ecology/export-state.ts');
    const out = resolve(values.out);
    return intoFolder(out, async () => [
      work.result,
      await exportState(work.result, firstName(work, paths[0]), out, language, work, progress),
    ]);
  };
  try {
    const means = { resolver: commandResolver, pool, progress };
    const [result, products] = await stateKind.run(request, means, finish);
    if (values.json) printJson({ ...result, products: products.map(p => p.path) });
    else print(result, products);
    for (const warning of result.recipe.warnings) printWarning(warning);
  } finally {
    await pool.close();
  }
}

function print(result: StateResult, products: readonly WrittenFile[]): void {
  const { indicators, dates } = result;
  const rows = [...result.zones, { ...result.whole, zone: 'all' }].flatMap(zone =>
    indicators.flatMap((indicator, k) =>
      zone.indicators[k].values.map((value, d) => [
        zone.zone,
        indicator.id,
        dates[d].acquired?.slice(0, 10) ?? dates[d].scene,
        value.mean,
        value.validKm2,
        value.grade === null ? null : indicator.classes[value.grade].label.en,
        value.gradeKm2.map(area => Number(area.toFixed(3))).join(' '),
        d === 0 ? (zone.indicators[k].trend?.slope ?? null) : null,
        d === 0 ? (zone.indicators[k].trend?.p ?? null) : null,
      ]),
    ),
  );
  printTable(
    ['zone', 'indicator', 'date', 'mean', 'valid km²', 'class', 'km² by class', 'Sen /a', 'p'],
    rows,
  );
  for (const date of dates) {
    const { endmembers, rsei } = date;
    if (endmembers)
      process.stdout.write(
        `${date.scene}: NDVI of soil ${endmembers.soil.toFixed(4)}, of full cover ${endmembers.vegetation.toFixed(4)}\n`,
      );
    if (rsei)
      process.stdout.write(
        `${date.scene}: PC1 of ${rsei.scope === 'common' ? 'all dates together' : 'this date'}, scaled by ${rsei.scaling ? `${rsei.scaling.lowPercent} % and ${rsei.scaling.highPercent} %` : 'minimum and maximum'}, ${(rsei.explained * 100).toFixed(2)} %, loadings ${rsei.components.map((name, n) => `${name} ${rsei.loadings[n].toFixed(4)}`).join(', ')}\n`,
      );
  }
  for (const product of products) process.stdout.write(`${product.path}\n`);
}

function indicatorsOption(text = 'NDVI,FVC'): StateIndicator[] {
  return text.split(',').map(part => {
    const found = stateIndicators.find(id => id.toLowerCase() === part.trim().toLowerCase());
    if (!found) throw new UsageError(`--indicators ${part}: expected some of ${stateIndicators.join(', ')}`);
    return found;
  });
}

/** Dates of the scenes in their order; a year stands for its first of January. */
function datesOption(text: string | undefined, count: number): string[] | null {
  if (text === undefined) return null;
  const dates = text.split(',').map(part => {
    const word = part.trim();
    if (/^\d{4}$/.test(word)) return `${word}-01-01`;
    if (momentMs(word) === null)
      throw new UsageError(`--dates ${word}: expected a date such as 2020-07-18, or a year`);
    return word;
  });
  if (dates.length !== count)
    throw new UsageError(`--dates: expected ${count} dates, one per scene, found ${dates.length}`);
  return dates;
}

export function endmembersOption(text: string | undefined) {
  if (text === undefined) return null;
  const [soil, vegetation, ...more] = text.split(',').map(Number);
  if (more.length > 0 || !Number.isFinite(soil) || !Number.isFinite(vegetation))
    throw new UsageError(`--endmembers ${text}: expected NDVI of soil and of full cover, such as 0.05,0.86`);
  return { soil, vegetation };
}

function scalingOption(text: string | undefined): RseiScaling {
  if (text === undefined || text === 'min-max') return null;
  const [lowPercent, highPercent] = text.split(',').map(part => (part.trim() === '' ? NaN : Number(part)));
  const scaling = rseiScalingSchema.safeParse({ lowPercent, highPercent });
  if (text.split(',').length !== 2 || !scaling.success)
    throw new UsageError(`--rsei-scaling ${text}: expected min-max, or two percentiles such as 1,99`);
  return scaling.data;
}

/** `--align` alone lets each raster choose. */
export const withDefaultAlign = (args: readonly string[]): string[] =>
  args.flatMap((arg, i) =>
    arg === '--align' && !resamplings.some(name => name === args[i + 1]) ? ['--align', 'auto'] : [arg],
  );

export function alignOption(text: string | undefined): { asked: boolean; how: Resampling | null } {
  if (text === undefined) return { asked: false, how: null };
  if (text === 'auto') return { asked: true, how: null };
  const how = resamplings.find(name => name === text);
  if (!how) throw new UsageError(`--align ${text}: expected one of ${resamplings.join(', ')}`);
  return { asked: true, how };
}

async function qualityOf(values: {
  lai?: string;
  gpp?: string;
  types?: string;
  legend?: string;
}): Promise<StateRequest['quality']> {
  const refs = (text: string) => text.split(',').map(path => ({ files: [resolve(path.trim())] }));
  const legend = resolve(required('legend', values.legend));
  return {
    LAI: refs(required('lai', values.lai)),
    GPP: refs(required('gpp', values.gpp)),
    types: { files: [resolve(required('types', values.types))] },
    legend: await readLegend(legend, vegetationTypes),
  };
}

/** The name of the scene that was given first: files are named by it. */
const firstName = ({ result, plans }: StateWork, path: string): string =>
  result.recipe.parameters.scenes.find(s => s.files.some(file => file === path))?.name ?? plans[0].scene.name;
