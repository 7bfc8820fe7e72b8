import { basename } from 'node:path';
import { inEnglish } from '#core/words/said.ts';
import type { Progress } from '#host/files/progress.ts';
import { Differences, type ProductComparison } from './comparison.ts';
import { compareRasters } from './compare-rasters.ts';
import { compareSheets } from './compare-sheets.ts';
import { linesReader } from './lines-of.ts';

/** A product against the same one made again, null where that could not be made. */
export async function compareProduct(
  path: string,
  again: string | null,
  progress: Progress = {},
): Promise<ProductComparison> {
  const name = basename(path);
  const differences = new Differences();
  const notCompared: string[] = [];
  const found = (of: ProductComparison['of'], compared: number): ProductComparison => ({
    path,
    of,
    compared,
    differing: differences.count,
    differences: differences.first,
    notCompared,
  });
  if (again === null) {
    notCompared.push(inEnglish('rerun.not-made-again', { name }));
    return found(null, 0);
  }
  if (/\.tiff?$/i.test(path))
    return found('pixels', await compareRasters(path, again, differences, progress));
  const reader = linesReader(path);
  if (!reader) {
    notCompared.push(inEnglish('rerun.not-looked-into', { name }));
    return found(null, 0);
  }
  const [product, expected] = [await reader.read(path, notCompared), await reader.read(again, [])];
  const compared = compareSheets(product, expected, differences, notCompared);
  return found(reader.of, compared);
}
