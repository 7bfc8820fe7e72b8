import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Language } from '#core/foundation/text.ts';
import { openPackage } from '#host/formats/archive/open-package.ts';
import { packageFiles } from '#host/recipe/package-manifest.ts';
import type { Progress } from '#host/files/progress.ts';
import type { MadeAgain } from '#host/run/kinds/result-kind.ts';
import { rerun, type Rerun, type RerunInput } from '#host/run/rerun/rerun.ts';
import { compareProduct } from './compare-product.ts';
import type { ProductComparison } from './comparison.ts';
import { remake, twinOf } from './remake.ts';

export type ProductRerun = Rerun & { products: ProductComparison[] };

const recipeEnding = /\.recipe\.json$/i;

/**
 * Computes a product's record again, makes the product itself again, and compares pixels, cells, features and texts. A
 * recipe stands for the files beside it, a package for its products.
 */
export async function rerunProduct(input: RerunInput, progress: Progress = {}): Promise<ProductRerun> {
  const work = await mkdtemp(join(tmpdir(), 'bloomline-rerun-'));
  try {
    const files = await filesOf(input.product, join(work, 'package'));
    let products: ProductComparison[] = [];
    const found = await rerun(input, progress, async made => {
      products = await compareAll(input, made, files, work, progress);
    });
    return {
      ...found,
      identical: found.identical && products.every(p => p.differing === 0),
      products: products.map(p => ({ ...p, path: p.path.replace(`${join(work, 'package')}/`, '') })),
    };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The files that a product stands for. */
async function filesOf(product: string, unpacked: string): Promise<string[]> {
  if (recipeEnding.test(product)) {
    const stem = basename(product).replace(recipeEnding, '');
    return readdirSync(dirname(product))
      .filter(name => /^[._]/.test(name.slice(stem.length)) && name.startsWith(stem))
      .filter(name => !recipeEnding.test(name) && !/\.aux\.xml$/i.test(name))
      .map(name => join(dirname(product), name));
  }
  if (!isPackage(product)) return [product];
  const content = openPackage(product);
  await mkdir(join(unpacked, 'products'), { recursive: true });
  const files: string[] = [];
  for (const name of content.names.filter(n => /^products\/[^/]+$/.test(n))) {
    const path = join(unpacked, name);
    await writeFile(path, content.read(name) ?? new Uint8Array());
    if (!/\.aux\.xml$|\.recipe\.json$/i.test(name)) files.push(path);
  }
  return files;
}

function isPackage(path: string): boolean {
  if (!/\.zip$/i.test(path) || !existsSync(path)) return false;
  try {
    return openPackage(path).names.includes(packageFiles.record);
  } catch {
    return false;
  }
}

/** Each product against its twin; of the two languages the one that it is written in. */
async function compareAll(
  { record, pool }: RerunInput,
  made: MadeAgain,
  files: readonly string[],
  work: string,
  progress: Progress,
): Promise<ProductComparison[]> {
  const quiet = progress.signal ? { signal: progress.signal } : {};
  const compareIn = async (language: Language, products: readonly string[]) => {
    if (products.length === 0) return [];
    const again = await remake({ made, record, products, pool }, language, join(work, language), quiet);
    return Promise.all(products.map(path => compareProduct(path, twinOf(path, again), quiet)));
  };
  const chinese = await compareIn('zh-CN', files);
  const other = await compareIn(
    'en',
    chinese.filter(p => p.differing > 0 && p.of !== 'pixels').map(p => p.path),
  );
  const closer = new Map(other.map(p => [p.path, p]));
  return chinese.map(p => {
    const english = closer.get(p.path);
    return english && english.differing < p.differing ? english : p;
  });
}
