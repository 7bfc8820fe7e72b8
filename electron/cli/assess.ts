import { resolve } from 'node:path';
import { productKinds } from '#core/contract/calls.ts';
import { validityReasons } from '#core/bands/validity.ts';
import type { BloomResult, RedlineResult } from '#core/assessment/assessment.ts';
import { thresholdMethods, type ThresholdChoice } from '#core/assessment/thresholds/threshold-choice.ts';
import type { Language } from '#core/quantity/text.ts';
import type { Scene } from '#core/scene/scene.ts';
import { assessBloom } from '#services/assess/assess-bloom.ts';
import { tallyBloom } from '#services/assess/tally-bloom.ts';
import { assessRedline } from '#services/assess/assess-redline.ts';
import type { MaskRequest } from '#services/assess/plan-mask.ts';
import { redlineRules } from '#services/assess/rules.ts';
import { readZones, type ZoneFile } from '#services/exchange/read-zones.ts';
import { openChecked } from '#services/raster/check-radiometry.ts';
import { RasterPool } from '#services/raster/raster-pool.ts';
import {
  cloudsOption,
  commonOptions,
  numberOption,
  parse,
  required,
  requiredScene,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
  zoneOptions,
} from './arguments.ts';
import { assessSeries } from './assess-series.ts';
import { zonesOfLake } from './lake-zones.ts';
import { groundOptionsOf, pointsOf, printGround } from './ground.ts';
import { intoFolder } from './output-folder.ts';
import { maskCommandOptions, maskFilesOf, maskRequestOf } from './mask-arguments.ts';
import { printJson, printTable, progressLine } from './print.ts';

const outOptions = {
  ...commonOptions,
  ...sceneOptions,
  ...zoneOptions,
  out: { type: 'string' },
  language: { type: 'string' },
} as const;

/** `bloomline assess bloom|redline|state`: assesses, writes every product into --out, and prints the numbers. */
export async function run(args: string[]): Promise<void> {
  const [kind, ...rest] = args;
  if (kind === 'bloom') await bloom(rest);
  else if (kind === 'redline') await redline(rest);
  else if (kind === 'state') await (await import('./assess-state.ts')).assessState(rest);
  else throw new UsageError(`assess ${kind ?? ''}: expected state, bloom or redline`);
}

async function bloom(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...outOptions,
    scene: { type: 'string', multiple: true },
    index: { type: 'string' },
    threshold: { type: 'string' },
    acquired: { type: 'string' },
    series: { type: 'string' },
    lake: { type: 'string' },
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
  const scenePaths = series === undefined ? requiredScene(values.scene) : [];
  const zonesPath = required('zones', values.zones);
  const index = required('index', values.index);
  const threshold = thresholdOption(required('threshold', values.threshold));
  const groundOptions = groundOptionsOf(values);
  const language = languageOption(values.language);
  const mask = await maskRequestOf(values);
  const zoneFile = () => readZones(zonesPath, { layer: values.layer, nameField: values['zone-name'] });
  if (series !== undefined)
    return assessSeries({
      folder: series,
      zones: zonesOfLake(await zoneFile(), values.lake),
      zonesPath,
      options: { index, mask, threshold, scene: sceneOptionsOf(values) },
      out: values.out === undefined ? null : resolve(values.out),
      language,
      json: values.json ?? false,
    });
  const out = resolve(required('out', values.out));
  const scene = await openChecked(scenePaths, sceneOptionsOf(values));
  const zones = zonesOfLake(await zoneFile(), values.lake);
  const found =
    values.points === undefined ? null : await pointsOf(resolve(values.points), values['points-date']);
  for (const warning of found?.warnings ?? []) process.stderr.write(`warning: ${warning}\n`);
  await intoFolder(out, async () => {
    const pool = new RasterPool();
    try {
      const progress = { onProgress: progressLine() };
      const tallied = await tallyBloom(
        {
          scene,
          zones: zones.zones,
          zonesCrs: zones.crs,
          zonesSubject: zonesPath,
          zoneFiles: [zonesPath, ...maskFilesOf(values)],
          index,
          mask,
          pool,
          ground: found && { points: found.points, options: groundOptions },
        },
        progress,
      );
      const result = await assessBloom(tallied, threshold, progress);
      const products = await writeProducts(result, [scene], zones, out, language, mask);
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
        if (result.ground) printGround(result.ground);
        for (const product of products) process.stdout.write(`${product.path}\n`);
      }
      tellWarnings(result, zones);
    } finally {
      await pool.close();
    }
  });
}

function thresholdOption(text: string): ThresholdChoice {
  const method = thresholdMethods.find(m => m === text);
  if (method) return method;
  if (/^[a-z]+$/i.test(text))
    throw new UsageError(`--threshold ${text}: expected a number or one of ${thresholdMethods.join(', ')}`);
  return numberOption('threshold', text)!;
}

async function redline(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...outOptions,
    before: { type: 'string', multiple: true },
    after: { type: 'string', multiple: true },
    'min-patch-m2': { type: 'string' },
    loss: { type: 'string' },
    'before-acquired': { type: 'string' },
    'after-acquired': { type: 'string' },
  });
  if (!values.before?.length || !values.after?.length)
    throw new UsageError('--before and --after are needed');
  const zonesPath = required('zones', values.zones);
  const out = resolve(required('out', values.out));
  const clouds = cloudsOption(values.clouds);
  const rule = redlineRules().vegetationLoss;
  const loss = numberOption('loss', values.loss) ?? rule.defaultLoss;
  const minPatchM2 = numberOption('min-patch-m2', values['min-patch-m2']) ?? rule.defaultMinPatchM2;
  if (!(loss > 0 && loss <= 2))
    throw new UsageError(`--loss ${loss}: expected a fall of NDVI above 0, at most 2`);
  if (minPatchM2 < 0) throw new UsageError(`--min-patch-m2 ${minPatchM2}: expected 0 or more`);
  const language = languageOption(values.language);
  const before = await openChecked(
    values.before,
    sceneOptionsOf({ ...values, acquired: values['before-acquired'] }),
  );
  const after = await openChecked(
    values.after,
    sceneOptionsOf({ ...values, acquired: values['after-acquired'] }),
  );
  const zones = await readZones(zonesPath, { layer: values.layer, nameField: values['zone-name'] });
  await intoFolder(out, async () => {
    const pool = new RasterPool();
    try {
      const result = await assessRedline(
        {
          before,
          after,
          zones: zones.zones,
          zonesCrs: zones.crs,
          zonesSubject: zonesPath,
          zoneFiles: [zonesPath],
          clouds,
          loss,
          minPatchM2,
          pool,
        },
        { onProgress: progressLine() },
      );
      const products = await writeProducts(result, [before, after], zones, out, language);
      if (values.json)
        printJson({ ...result, products: products.map(p => p.path), productDetails: products });
      else {
        printTable(
          ['zone', 'km²', 'NDVI before', 'after', 'FVC before', 'after', 'ΔFVC', 'loss m²', 'patches'],
          result.zones.map(z => [
            z.zone,
            z.areaKm2,
            z.before.ndviMean,
            z.after.ndviMean,
            z.before.fvcMean,
            z.after.fvcMean,
            z.fvcChange,
            z.lossAreaM2,
            z.patchCount,
          ]),
        );
        for (const product of products) process.stdout.write(`${product.path}\n`);
      }
      tellWarnings(result, zones);
    } finally {
      await pool.close();
    }
  });
}

async function writeProducts(
  result: BloomResult | RedlineResult,
  scenes: Scene[],
  zones: ZoneFile,
  directory: string,
  language: Language,
  mask?: MaskRequest,
) {
  // Drawing libraries are loaded when something is drawn.
  const { exportAssessment } = await import('#services/export/export-assessment.ts');
  const { products } = await exportAssessment({
    assessment: { kind: result.kind, name: scenes.map(s => s.name).join(' – '), result },
    scenes,
    zones: zones.zones,
    zonesCrs: zones.crs,
    mask,
    sheet: { language, paper: 'A4', orientation: 'landscape' },
    directory,
    products: [...productKinds],
  });
  return products;
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

function tellWarnings({ recipe }: BloomResult | RedlineResult, zones: ZoneFile): void {
  for (const { zone, message } of zones.problems) process.stderr.write(`warning: ${zone}: ${message}\n`);
  for (const warning of recipe.warnings) process.stderr.write(`warning: ${warning}\n`);
}

function languageOption(text = 'zh-CN'): Language {
  if (text === 'zh-CN' || text === 'en') return text;
  throw new UsageError(`--language ${text}: expected zh-CN or en`);
}

const percent = (share: number | null) => (share === null ? null : Number((share * 100).toFixed(2)));
