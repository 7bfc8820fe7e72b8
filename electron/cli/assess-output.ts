import { productKinds } from '#core/contract/products.ts';
import type { BloomResult, RedlineResult } from '#core/assessment/assessment.ts';
import type { Language } from '#core/quantity/text.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { MaskRequest } from '#services/assess/plan-mask.ts';
import type { RasterPool } from '#services/raster/raster-pool.ts';
import type { ZoneFile } from '#services/exchange/read-zones.ts';
import { commonOptions, sceneOptions, UsageError, zoneOptions } from './arguments.ts';

export const outOptions = {
  ...commonOptions,
  ...sceneOptions,
  ...zoneOptions,
  out: { type: 'string' },
  language: { type: 'string' },
} as const;

export async function writeProducts(
  result: BloomResult | RedlineResult,
  scenes: Scene[],
  zones: ZoneFile,
  directory: string,
  language: Language,
  pool: RasterPool,
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
    pool,
    sheet: { language, paper: 'A4', orientation: 'landscape' },
    directory,
    products: [...productKinds],
  });
  return products;
}

export function tellWarnings({ recipe }: BloomResult | RedlineResult, zones: ZoneFile): void {
  for (const { zone, message } of zones.problems) process.stderr.write(`warning: ${zone}: ${message}\n`);
  for (const warning of recipe.warnings) process.stderr.write(`warning: ${warning}\n`);
}

export function languageOption(text = 'zh-CN'): Language {
  if (text === 'zh-CN' || text === 'en') return text;
  throw new UsageError(`--language ${text}: expected zh-CN or en`);
}
