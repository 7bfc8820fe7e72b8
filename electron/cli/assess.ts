import { resolve } from 'node:path';
import { productKinds } from '#core/contract/calls.ts';
import { BloomlineError } from '#core/contract/errors.ts';
import type { BloomResult, RedlineResult } from '#core/assessment/assessment.ts';
import type { Scene } from '#core/scene/scene.ts';
import { assessBloom, tallyBloom } from '#services/assess/assess-bloom.ts';
import { assessRedline } from '#services/assess/assess-redline.ts';
import { redlineRules } from '#services/assess/rules.ts';
import { readZones, type ZoneFile } from '#services/exchange/read-zones.ts';
import { exportAssessment } from '#services/export/export-assessment.ts';
import { openScene } from '#services/raster/open-scene.ts';
import { RasterPool } from '#services/raster/raster-pool.ts';
import {
  cloudsOption,
  commonOptions,
  numberOption,
  parse,
  required,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
  zoneOptions,
} from './arguments.ts';
import { printJson, printTable, progressLine } from './print.ts';

const outOptions = {
  ...commonOptions,
  ...sceneOptions,
  ...zoneOptions,
  out: { type: 'string' },
  language: { type: 'string' },
} as const;

/** `bloomline assess bloom|redline`: assesses, writes every product into --out, and prints the numbers. */
export async function run(args: string[]): Promise<void> {
  const [kind, ...rest] = args;
  if (kind === 'bloom') await bloom(rest);
  else if (kind === 'redline') await redline(rest);
  else throw new UsageError(`assess ${kind ?? ''}: expected bloom or redline`);
}

async function bloom(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...outOptions,
    scene: { type: 'string', multiple: true },
    index: { type: 'string' },
    threshold: { type: 'string' },
  });
  if (!values.scene?.length) throw new UsageError('--scene is needed');
  const zonesPath = required('zones', values.zones);
  const index = required('index', values.index);
  const thresholdText = required('threshold', values.threshold);
  const threshold = thresholdText === 'otsu' ? 'otsu' : numberOption('threshold', thresholdText)!;
  const out = resolve(required('out', values.out));
  const clouds = cloudsOption(values.clouds);
  const scene = openScene(values.scene, sceneOptionsOf(values));
  const zones = await readZones(zonesPath, { layer: values.layer, nameField: values['zone-name'] });
  const pool = new RasterPool();
  try {
    const progress = { onProgress: progressLine() };
    const tallied = await tallyBloom(
      {
        scene,
        zones: zones.zones,
        zonesCrs: zones.crs,
        zonesSubject: zonesPath,
        zoneFiles: [zonesPath],
        index,
        clouds,
        pool,
      },
      progress,
    );
    const result = await assessBloom(tallied, threshold, progress);
    const products = await writeProducts(result, [scene], zones, out, values.language);
    if (values.json) printJson({ ...result, products: products.map(p => p.path), productDetails: products });
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
      for (const product of products) process.stdout.write(`${product.path}\n`);
    }
    tellWarnings(result);
  } finally {
    await pool.close();
  }
}

async function redline(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...outOptions,
    before: { type: 'string', multiple: true },
    after: { type: 'string', multiple: true },
    'min-patch-m2': { type: 'string' },
    loss: { type: 'string' },
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
  const options = sceneOptionsOf(values);
  const before = openScene(values.before, options);
  const after = openScene(values.after, options);
  const zones = await readZones(zonesPath, { layer: values.layer, nameField: values['zone-name'] });
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
    const products = await writeProducts(result, [before, after], zones, out, values.language);
    if (values.json) printJson({ ...result, products: products.map(p => p.path), productDetails: products });
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
    tellWarnings(result);
  } finally {
    await pool.close();
  }
}

async function writeProducts(
  result: BloomResult | RedlineResult,
  scenes: Scene[],
  zones: ZoneFile,
  directory: string,
  language = 'zh-CN',
) {
  if (language !== 'zh-CN' && language !== 'en')
    throw new BloomlineError('bad-input', `--language ${language}`, 'expected zh-CN or en');
  const { products } = await exportAssessment({
    assessment: { kind: result.kind, name: scenes.map(s => s.name).join(' – '), result },
    scenes,
    zones: zones.zones,
    zonesCrs: zones.crs,
    sheet: { language, paper: 'A4', orientation: 'landscape' },
    directory,
    products: [...productKinds],
  });
  return products;
}

function tellWarnings({ recipe }: BloomResult | RedlineResult): void {
  for (const warning of recipe.warnings) process.stderr.write(`warning: ${warning}\n`);
}

const percent = (share: number | null) => (share === null ? null : Number((share * 100).toFixed(2)));
