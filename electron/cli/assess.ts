import { resolve } from 'node:path';
import { validityReasons } from '#core/bands/validity.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import { thresholdMethods, type ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';

import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import {
  numberOption,
  parse,
  required,
  requiredScene,
  sceneOptionsOf,
  UsageError,
  zonesRef,
} from './arguments.ts';
import {
  languageOption,
  outOptions,
  productOptions,
  productsOption,
  tellWarnings,
  writeProducts,
} from './assess-output.ts';
import { assessRedlineCommand } from './assess-redline.ts';
import { assessSeries } from './assess-series.ts';

import { groundOptionsOf, pointsRef, printGround } from './ground.ts';
import { addChangeSince, readEarlierRun } from './since-file.ts';
import { intoFolder } from './output-folder.ts';
import { bloomKind } from '#host/run/kinds/bloom.ts';
import { commandResolver } from './resolver.ts';
import { maskCommandOptions, maskFilesOf, maskRefOf } from './mask-arguments.ts';
import { printJson, printTable, progressLine } from './print.ts';

/** `bloomline assess bloom|redline|state`: assesses, writes every product into --out, and prints the numbers. */
export async function run(args: string[], threads?: RasterPool): Promise<void> {
  const [kind, ...rest] = args;
  if (kind === 'bloom') await bloom(rest, threads);
  else if (kind === 'redline') await assessRedlineCommand(rest);
  else if (kind === 'state') await (await import('./assess-state.ts')).assessState(rest);
  else throw new UsageError(`assess ${kind ?? ''}: expected bloom, redline or state`);
}

async function bloom(args: string[], threads?: RasterPool): Promise<void> {
  const { values } = parse(args, {
    ...outOptions,
    ...productOptions,
    scene: { type: 'string', multiple: true },
    index: { type: 'string' },
    threshold: { type: 'string' },
    acquired: { type: 'string' },
    series: { type: 'string' },
    lake: { type: 'string' },
    since: { type: 'string' },
    points: { type: 'string' },
    'points-date': { type: 'string' },
    'points-within': { type: 'string' },
    'points-window': { type: 'string' },
    'points-parameter': { type: 'string' },
    'points-sampling': { type: 'string' },
    ...maskCommandOptions,
  });
  const { series } = values;
  if (series !== undefined && (values.scene || values.acquired))
    throw new UsageError('--series takes every scene of a folder: no --scene and no --acquired beside it');
  if (series !== undefined && values.export !== undefined)
    throw new UsageError('--export goes with --scene: a series is written as CSV, XLSX and recipe');
  if (series !== undefined && values.since !== undefined)
    throw new UsageError('--since goes with --scene: a series compares its own dates');
  const request = {
    zones: { ...zonesRef(values), beside: maskFilesOf(values) },
    index: required('index', values.index),
    threshold: thresholdOption(required('threshold', values.threshold)),
    mask: maskRefOf(values),
  };
  const said = sceneOptionsOf(values);
  const groundOptions = groundOptionsOf(values);
  const language = languageOption(values.language);
  const kinds = await productsOption(values.export);
  if (series !== undefined)
    return assessSeries({
      request: { kind: 'series', folder: resolve(series), said, ...request },
      out: values.out === undefined ? null : resolve(values.out),
      language,
      json: values.json ?? false,
      pool: threads ?? new RasterPool(),
    });
  const files = requiredScene(values.scene);
  const out = resolve(required('out', values.out));
  const earlier = values.since === undefined ? null : readEarlierRun(values.since);
  const ground =
    values.points === undefined
      ? null
      : { points: pointsRef(resolve(values.points), values['points-date']), options: groundOptions };
  await intoFolder(out, async () => {
    const pool = new RasterPool();
    try {
      const means = { resolver: commandResolver, pool, progress: { onProgress: progressLine() } };
      const { result, plan } = await bloomKind.run(
        { kind: 'bloom', scene: { files, said }, ...request, ground },
        means,
        made => made,
      );
      const { scene } = plan;
      if (earlier) addChangeSince(result, scene.acquired, earlier);
      const products = await writeProducts(result, plan, out, { language, kinds, pool });
      if (values.json)
        printJson({ ...result, products: products.map(p => p.path), productDetails: products });
      else {
        printTable(
          ['zone', 'bloom km²', 'P %', 'valid %', 'km²', 'grade', 'threshold'],
          result.zones.map(z => [
            z.zone,
            z.bloomAreaKm2,
            percent(z.bloomShare),
            percent(z.validShare),
            z.areaKm2,
            z.grade
              ? `${z.grade.level} ${z.grade.label}${z.grade.evidence === 'to-confirm' ? '(待核对)' : ''}`
              : (z.gradeReason ?? '–'),
            z.threshold,
          ]),
        );
        printReasons(result.zones);
        printChanges(result.zones);
        if (result.ground) printGround(result.ground);
        for (const product of products) process.stdout.write(`${product.path}\n`);
      }
      tellWarnings(result);
    } finally {
      await pool.close();
    }
  });
}

export function thresholdOption(text: string): ThresholdChoice {
  const method = thresholdMethods.find(m => m === text);
  if (method) return method;
  if (/^[a-z]+$/i.test(text))
    throw new UsageError(`--threshold ${text}: expected a number or one of ${thresholdMethods.join(', ')}`);
  return numberOption('threshold', text)!;
}

/** Area per reason and zone, where any pixel is left out or decided by hand. */
function printReasons(zones: BloomResult['zones']): void {
  const reasons = validityReasons.filter(reason => zones.some(z => z.areaByReasonKm2[reason]));
  if (reasons.length === 0) return;
  printTable(
    ['left out, km²', ...zones.map(z => z.zone)],
    reasons.map(reason => [reason, ...zones.map(z => z.areaByReasonKm2[reason] ?? 0)]),
  );
}

/** What changed since the last earlier date, where one was given and the zone can be compared. */
function printChanges(zones: BloomResult['zones']): void {
  const changed = zones.flatMap(({ zone, change }) => (change ? [{ zone, ...change }] : []));
  if (changed.length === 0) return;
  printTable(
    ['change since', 'zone', 'bloom km²', 'P, percentage points', 'grades', 'grade before'],
    changed.map(c => [
      c.since,
      c.zone,
      c.areaKm2,
      percent(c.share),
      c.grades,
      `${c.previous.level} ${c.previous.label}`,
    ]),
  );
}

const percent = (share: number | null) => (share === null ? null : Number((share * 100).toFixed(2)));
