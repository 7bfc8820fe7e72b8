import { resolve } from 'node:path';
import { validityReasons } from '#core/bands/validity.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import { thresholdMethods, type ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { readZones } from '#host/formats/read-zones.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { numberOption, parse, required, requiredScene, sceneOptionsOf, UsageError } from './arguments.ts';
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
import { zonesOfLake } from '#host/run/zones/lake-zones.ts';
import { groundOptionsOf, pointsOf, printGround } from './ground.ts';
import { addChangeSince, readEarlierRun } from './since-file.ts';
import { intoFolder } from './output-folder.ts';
import { maskCommandOptions, maskRequestOf, withMaskFiles } from './mask-arguments.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

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
    ...maskCommandOptions,
  });
  const { series } = values;
  if (series !== undefined && (values.scene || values.acquired))
    throw new UsageError('--series takes every scene of a folder: no --scene and no --acquired beside it');
  if (series !== undefined && values.export !== undefined)
    throw new UsageError('--export goes with --scene: a series is written as CSV, XLSX and recipe');
  if (series !== undefined && values.since !== undefined)
    throw new UsageError('--since goes with --scene: a series compares its own dates');
  const scenePaths = series === undefined ? requiredScene(values.scene) : [];
  const zonesPath = required('zones', values.zones);
  const index = required('index', values.index);
  const threshold = thresholdOption(required('threshold', values.threshold));
  const groundOptions = groundOptionsOf(values);
  const language = languageOption(values.language);
  const kinds = productsOption(values.export);
  const mask = await maskRequestOf(values);
  const zoneFile = () => readZones(zonesPath, { layer: values.layer, nameField: values['zone-name'] });
  if (series !== undefined)
    return assessSeries({
      folder: series,
      zones: zonesOfLake(await zoneFile(), values.lake),
      options: { index, mask, threshold, scene: sceneOptionsOf(values) },
      out: values.out === undefined ? null : resolve(values.out),
      language,
      json: values.json ?? false,
      pool: threads ?? new RasterPool(),
    });
  const out = resolve(required('out', values.out));
  const earlier = values.since === undefined ? null : readEarlierRun(values.since);
  const scene = await openChecked(scenePaths, sceneOptionsOf(values));
  const zones = zonesOfLake(await zoneFile(), values.lake);
  const found =
    values.points === undefined ? null : await pointsOf(resolve(values.points), values['points-date']);
  for (const warning of found?.warnings ?? []) printWarning(warning);
  await intoFolder(out, async () => {
    const pool = new RasterPool();
    try {
      const progress = { onProgress: progressLine() };
      const plan = planBloom({ scene, zones: withMaskFiles(zones, values), index, mask });
      const tallied = await tallyBloom(plan, pool, progress);
      const ground = found && { points: found.points, options: groundOptions };
      const result = await assessBloom(tallied, { threshold, ground }, pool, progress);
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
      tellWarnings(result, zones);
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
    changed.map(c => [c.since, c.zone, c.areaKm2, percent(c.share), c.grades, `${c.previous.level} ${c.previous.label}`]), // prettier-ignore
  );
}

const percent = (share: number | null) => (share === null ? null : Number((share * 100).toFixed(2)));
