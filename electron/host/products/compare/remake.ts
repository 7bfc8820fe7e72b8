import { basename } from 'node:path';
import type { EcologyResult } from '#core/contract/ecology.ts';
import type { SeriesResult } from '#core/bloom/series.ts';
import type { Language } from '#core/foundation/text.ts';
import type { Recipe } from '#core/recipe/recipe.ts';
import { approvalSchema } from '#host/recipe/package-manifest.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import type { ReadRecord } from '#core/review/records.ts';
import type { Progress } from '#host/files/progress.ts';
import { exportAssessment } from '#host/products/export-assessment.ts';
import { exportSeries } from '#host/products/export-series.ts';
import { exportEcology } from '#host/products/ecology/export-ecology.ts';
import { productFormats } from '#host/products/formats/product-formats.ts';
import type { ProductFormat } from '#host/products/formats/product-format.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { AnyResult, MadeAgain } from '#host/run/kinds/result-kind.ts';

/** Which format of an assessment a file is, by the end of its name; the longest that fits. */
export const formatOfFile = (path: string): ProductFormat | null =>
  productFormats
    .filter(f => path.toLowerCase().endsWith(f.ending.toLowerCase()))
    .sort((a, b) => b.ending.length - a.ending.length)
    .at(0) ?? null;

/** Formats that are pictures and pages: what is drawn and told in them is not compared. */
const drawn: readonly string[] = ['png', 'pdf', 'docx', 'qgis', 'recipe'];

export interface Remake {
  made: MadeAgain;
  record: ReadRecord;
  /** Products that are to be compared. */
  products: readonly string[];
  pool: RasterPool | null;
}

/**
 * The products of a result that was made again, as files of a folder. They print the recipe of then, its file names
 * and its time.
 */
export async function remake(
  { made, record, products, pool }: Remake,
  language: Language,
  directory: string,
  progress: Progress,
): Promise<string[]> {
  const { name, author, approval } = record.assessment;
  const recipe = recipeOf(record, made.result.recipe);
  const nameOfThen = new Map(
    scenesOf(made.result.recipe).map((scene, i) => [scene.name, scenesOf(recipe).at(i)?.name ?? scene.name]),
  );
  const result = { ...(renamed(made.result, nameOfThen) as AnyResult), recipe };
  const { plan } = made;
  if (plan) {
    const kinds = new Set(products.flatMap(path => formatOfFile(path)?.kind ?? []));
    const scenes = plan.kind === 'bloom' ? [plan.scene] : [plan.change.before, plan.change.after];
    const written = await exportAssessment(
      {
        assessment: {
          kind: plan.kind,
          name,
          ...(author === null ? {} : { author }),
          approval: approval === undefined ? null : approvalSchema.parse(approval),
          result: result as AssessmentResult,
        },
        scenes: scenes.map(scene => ({ ...scene, name: nameOfThen.get(scene.name) ?? scene.name })),
        zones: plan.zones,
        ...(plan.kind === 'bloom' ? { mask: plan.mask } : {}),
        plan: () => plan,
        pool,
        sheet: { language, paper: 'A4', orientation: 'landscape' },
        directory,
        products: [...kinds].filter(kind => !drawn.includes(kind)),
      },
      progress,
    );
    return written.products.map(p => p.path);
  }
  if (record.kind === 'series')
    return paths(await exportSeries(result as unknown as SeriesResult, name, directory, language));
  const work = made.work ?? null;
  return paths(
    await exportEcology(result as unknown as EcologyResult, { name, directory, language, work }, progress),
  );
}

const paths = (files: readonly { path: string }[]): string[] => files.map(f => f.path);

const scenesOf = ({ parameters }: Recipe): readonly { name: string }[] =>
  'scenes' in parameters ? (parameters.scenes as { name: string }[]) : [];

/** A scene that is opened by other files than it was has another name; what prints it has that of then. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map(v => renamed(v, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, renamed(v, names)]));
}

/** The recipe that a record holds, without what was put around it. Outlines go back to where they were asked. */
function recipeOf({ whole }: ReadRecord, now: Recipe): Recipe {
  const aside = ['assessment', 'outcome', 'outlines', 'plants', 'seal', 'dataNature'];
  const recipe = Object.fromEntries(
    Object.entries(whole as Recipe).filter(([name]) => !aside.includes(name)),
  ) as unknown as Recipe;
  const [asked, askedNow] = [askedOf(recipe), askedOf(now)];
  if (!asked || !askedNow) return recipe;
  const shapes = whole as Record<string, unknown>;
  const restored = Object.fromEntries(
    Object.entries(askedNow).map(([name, none]) => [name, asked[name] ?? shapes[name] ?? none]),
  );
  return { ...recipe, parameters: { ...recipe.parameters, asked: restored } };
}

const askedOf = ({ parameters }: Recipe): Record<string, unknown> | null =>
  'asked' in parameters && typeof parameters.asked === 'object'
    ? (parameters.asked as Record<string, unknown> | null)
    : null;

/** Among files that were made again, the one that stands for a product. */
export function twinOf(product: string, again: readonly string[]): string | null {
  const format = formatOfFile(product);
  const ending = format?.ending ?? /\.[^.]*$/.exec(product)?.[0] ?? '';
  const fitting = again.filter(path => (formatOfFile(path)?.ending ?? '') === ending);
  if (fitting.length < 2) return fitting.at(0) ?? null;
  const title = (path: string) => inspectFile(path).metadata.bands.at(0)?.description;
  return (
    fitting.find(path => basename(path) === basename(product)) ??
    fitting.find(path => /\.tif$/i.test(path) && title(path) === title(product)) ??
    null
  );
}
