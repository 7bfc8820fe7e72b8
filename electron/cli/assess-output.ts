import type { ProductKind } from '#core/contract/products.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import type { Language } from '#core/foundation/text.ts';

import type { AssessmentPlan } from '#host/run/plan-again.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

import { commonOptions, sceneOptions, UsageError, zoneOptions } from './arguments.ts';
import { printWarning } from './print.ts';

export const outOptions = {
  ...commonOptions,
  ...sceneOptions,
  ...zoneOptions,
  out: { type: 'string' },
  language: { type: 'string' },
} as const;

/** Which products an assessment leaves behind. */
export const productOptions = { export: { type: 'string' } } as const;

export async function writeProducts(
  result: BloomResult | RedlineResult,
  plan: AssessmentPlan,
  directory: string,
  { language, kinds, pool }: { language: Language; kinds: readonly ProductKind[] | null; pool: RasterPool },
) {
  const { exportAssessment } = await import('#host/products/export-assessment.ts');
  const { products } = await exportAssessment({
    ...sheetMatter(result, plan),
    pool,
    sheet: { language, paper: 'A4', orientation: 'landscape' },
    directory,
    products: kinds ?? (await productFormats()).map(f => f.kind),
  });
  return products;
}

/** What sheets are made from, of a result that was just made. */
export function sheetMatter(result: BloomResult | RedlineResult, plan: AssessmentPlan) {
  const scenes = plan.kind === 'bloom' ? [plan.scene] : [plan.change.before, plan.change.after];
  return {
    assessment: { kind: result.kind, name: scenes.map(s => s.name).join(' – '), result },
    scenes,
    zones: plan.zones,
    ...(plan.kind === 'bloom' ? { mask: plan.mask } : {}),
    plan: () => plan,
  };
}

export function tellWarnings({ recipe }: BloomResult | RedlineResult): void {
  for (const warning of recipe.warnings) printWarning(warning);
}

/** `--export pdf,gpkg`; null, all of them, where it is left out. */
export async function productsOption(text: string | undefined): Promise<readonly ProductKind[] | null> {
  if (text === undefined) return null;
  const kinds = (await productFormats()).map(f => f.kind);
  return text.split(',').map(asked => {
    const found = kinds.find(kind => kind === asked.trim().toLowerCase());
    if (!found) throw new UsageError(`--export ${asked}: expected some of ${kinds.join(',')}`);
    return found;
  });
}

/** Drawing libraries are loaded when something is drawn. */
const productFormats = async () => (await import('#host/products/formats/product-formats.ts')).productFormats;

export function languageOption(text = 'zh-CN'): Language {
  if (text === 'zh-CN' || text === 'en') return text;
  throw new UsageError(`--language ${text}: expected zh-CN or en`);
}
