import type { RedlineRequest } from '#core/redline/redline-request.ts';
import { redlineKind } from '#host/run/kinds/redline.ts';
import { endmembersOption } from './assess-state.ts';
import { commandResolver } from './resolver.ts';
import {
  zonesRef,
  cloudsOption,
  numberOption,
  parse,
  required,
  sceneOptionsOf,
  UsageError,
} from './arguments.ts';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  changeDirections,
  changeMethods,
  changeThresholds,
  defaultChangeOptions,
  normalisations,
  type ChangeOptions,
} from '#core/redline/change-options.ts';
import { parseLegend } from '#core/redline/legend.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { resamplings } from '#core/grid/resample.ts';
import type { Scene } from '#core/scene/scene.ts';

import { redlineRules } from '#host/run/rules/rules.ts';

import { decodeText } from '#host/formats/text/text-encoding.ts';

import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import {
  languageOption,
  outOptions,
  productOptions,
  productsOption,
  tellWarnings,
  writeProducts,
} from './assess-output.ts';
import { openLedger } from './ledger-of-assessment.ts';
import { intoFolder } from './output-folder.ts';
import { printJson, printTable, progressLine } from './print.ts';

export const redlineOptions = {
  ...outOptions,
  before: { type: 'string', multiple: true },
  after: { type: 'string', multiple: true },
  'before-acquired': { type: 'string' },
  'after-acquired': { type: 'string' },
  'before-bands': { type: 'string' },
  'after-bands': { type: 'string' },
  method: { type: 'string' },
  index: { type: 'string' },
  layers: { type: 'string' },
  transitions: { type: 'string' },
  legend: { type: 'string' },
  direction: { type: 'string' },
  threshold: { type: 'string' },
  loss: { type: 'string' },
  align: { type: 'string' },
  normalise: { type: 'string' },
  sieve: { type: 'string' },
  close: { type: 'string' },
  'fill-holes-m2': { type: 'string' },
  'min-area': { type: 'string' },
  'min-patch-m2': { type: 'string' },
  ledger: { type: 'string' },
  endmembers: { type: 'string' },
} as const;

/** `bloomline assess redline`: what changed between two dates inside zones. */
export async function assessRedlineCommand(args: string[]): Promise<void> {
  const { values } = parse(args, { ...redlineOptions, ...productOptions });
  const dates = datesOf(values);
  const out = resolve(required('out', values.out));
  const request: RedlineRequest = {
    kind: 'redline',
    ...dates,
    zones: zonesRef(values),
    options: redlineOptionsOf(values),
    ledger: values.ledger !== undefined,
  };
  const language = languageOption(values.language);
  const kinds = await productsOption(values.export);
  await intoFolder(out, async () => {
    const pool = new RasterPool();
    const ledger = values.ledger === undefined ? null : await openLedger(resolve(values.ledger));
    try {
      const resolver = { ...commandResolver, ...(ledger ? { ledger: ledger.known } : {}) };
      const means = { resolver, pool, progress: { onProgress: progressLine() } };
      const { result, plan } = await redlineKind.run(request, means, made => made);
      const scenes: [Scene, Scene] = [plan.change.before, plan.change.after];
      const products = await writeProducts(result, plan, out, { language, kinds, pool });
      const taken = ledger?.take(result, scenes, plan.zones);
      if (values.json)
        printJson({
          ...result,
          ...(taken ? { ledger: taken } : {}),
          products: products.map(p => p.path),
          productDetails: products,
        });
      else {
        print(result, scenes);
        if (taken)
          process.stdout.write(
            `ledger: ${taken.added} added, ${taken.updated} updated, ${taken.gone} gone\n`,
          );
        for (const product of products) process.stdout.write(`${product.path}\n`);
      }
      tellWarnings(result);
    } finally {
      ledger?.close();
      await pool.close();
    }
  });
}

interface Dates {
  before?: string[];
  after?: string[];
}

type DateValues = Dates &
  Parameters<typeof sceneOptionsOf>[0] &
  Partial<Record<`${'before' | 'after'}-${'acquired' | 'bands'}`, string>>;

/** The files of both dates, with what is said of each. */
export function datesOf(values: DateValues): Pick<RedlineRequest, 'before' | 'after'> {
  const date = (name: 'before' | 'after') => {
    const files = values[name];
    if (!files?.length) throw new UsageError('--before and --after are needed');
    const said = sceneOptionsOf({
      ...values,
      acquired: values[`${name}-acquired`],
      bands: values[`${name}-bands`] ?? values.bands,
    });
    return { files, said };
  };
  return { before: date('before'), after: date('after') };
}

type Values = Partial<Record<keyof typeof redlineOptions, unknown>>;

export function redlineOptionsOf(values: Values): ChangeOptions {
  const text = (name: keyof typeof redlineOptions) => values[name] as string | undefined;
  const oneOf = <T extends string>(
    name: keyof typeof redlineOptions,
    choices: readonly T[],
  ): T | undefined => {
    const given = text(name);
    const found = choices.find(choice => choice === given);
    if (given !== undefined && !found)
      throw new UsageError(`--${name} ${given}: expected one of ${choices.join(', ')}`);
    return found;
  };
  const amount = (name: keyof typeof redlineOptions, most: number): number | undefined => {
    const value = numberOption(name, text(name));
    if (value !== undefined && !(value >= 0 && value <= most))
      throw new UsageError(`--${name} ${value}: expected 0 to ${most}`);
    return value;
  };
  const loss = amount('loss', 2);
  if (loss === 0) throw new UsageError('--loss 0: expected a fall of NDVI above 0, at most 2');
  return {
    ...defaultChangeOptions,
    fvcEndmembers: endmembersOption(text('endmembers')),
    method: oneOf('method', changeMethods) ?? 'index',
    index: text('index') ?? 'NDVI',
    layers:
      text('layers')
        ?.split(',')
        .map(layer => layer.trim()) ?? [],
    transitions: transitionsOf(text('transitions')),
    legend: legendOf(text('legend')),
    clouds: cloudsOption(text('clouds')),
    align: oneOf('align', resamplings) ?? null,
    normalise: oneOf('normalise', normalisations) ?? 'none',
    threshold: thresholdOf(text('threshold')) ?? loss ?? 'default',
    direction: oneOf('direction', changeDirections) ?? 'loss',
    sievePixels: Math.round(amount('sieve', 10_000) ?? 0),
    closingPixels: amount('close', 10) ?? 0,
    fillHolesM2: amount('fill-holes-m2', 1e9) ?? 0,
    minPatchM2:
      amount('min-area', 1e9) ??
      amount('min-patch-m2', 1e9) ??
      redlineRules().vegetationLoss.defaultMinPatchM2,
  };
}

function thresholdOf(text: string | undefined): ChangeOptions['threshold'] | undefined {
  if (text === undefined) return undefined;
  const method = changeThresholds.find(m => m === text);
  if (method) return method;
  if (/^[a-z]+$/i.test(text))
    throw new UsageError(`--threshold ${text}: expected a number or one of ${changeThresholds.join(', ')}`);
  const value = numberOption('threshold', text)!;
  if (!(value >= 0)) throw new UsageError(`--threshold ${text}: expected an amount of change, 0 or more`);
  return value;
}

/** `1>6,2>6` */
function transitionsOf(text: string | undefined): ChangeOptions['transitions'] {
  if (text === undefined) return null;
  return text.split(',').map(pair => {
    const match = /^\s*(\d{1,5})\s*>\s*(\d{1,5})\s*$/.exec(pair);
    if (!match) throw new UsageError(`--transitions ${text}: expected pairs of codes such as 1>6,2>6`);
    return [Number(match[1]), Number(match[2])];
  });
}

function legendOf(path: string | undefined): ChangeOptions['legend'] {
  return path === undefined ? null : parseLegend(decodeText(readFileSync(path)).text, path);
}

function print(result: RedlineResult, [before, after]: Scene[]): void {
  const { coregistration: shift, fits, zones, patches, options } = result;
  process.stdout.write(
    shift?.shiftPx == null
      ? `shift of ${after.name} against ${before.name}: not determined\n`
      : `shift of ${after.name} against ${before.name}: ${shift.shiftPx.toFixed(3)} pixels (${shift.shiftM!.toFixed(2)} m; right ${shift.dx!.toFixed(3)}, down ${shift.dy!.toFixed(3)}; ${shift.used} of ${shift.windows} places)\n`,
  );
  for (const fit of fits ?? [])
    process.stdout.write(
      `normalised ${fit.layer}: × ${fit.gain.toFixed(5)} + ${fit.offset.toFixed(5)} (r² ${fit.r2.toFixed(4)}, ${fit.invariant} of ${fit.pixels} pixels)\n`,
    );
  if (options.method !== 'classes')
    process.stdout.write(`${result.measure}: change above ${result.threshold}\n`);
  printTable(
    [
      'zone',
      'km²',
      'compared km²',
      'NDVI before',
      'after',
      'FVC before',
      'after',
      'ΔFVC',
      'loss m²',
      'gain m²',
      'patches',
    ],
    zones.map(z => [
      z.zone,
      z.areaKm2,
      z.comparedAreaKm2,
      z.before.ndviMean,
      z.after.ndviMean,
      z.before.fvcMean,
      z.after.fvcMean,
      z.fvcChange,
      z.lossAreaM2,
      z.gainAreaM2,
      z.patchCount,
    ]),
  );
  process.stdout.write(`${patches.length} suspected patches\n`);
}
