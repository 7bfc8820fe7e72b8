import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { withDatum } from '#core/grid/crs.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import type { Language } from '#core/foundation/text.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import { compareOutcomes } from '#core/review/outcome.ts';
import type { ReadRecord } from '#core/review/records.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { inEnglish } from '#core/words/said.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import type { OpenPackage } from '#host/formats/archive/open-package.ts';
import { compareProduct } from '#host/products/compare/compare-product.ts';
import type { ProductComparison } from '#host/products/compare/comparison.ts';
import { formatOfFile } from '#host/products/compare/remake.ts';
import { writeResultTables } from '#host/products/formats/result-tables.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import type { Manifest } from '#host/recipe/package-manifest.ts';
import { readRecord } from '#host/recipe/read-record.ts';
import { placeZone } from '#host/run/zones/place-zones.ts';

/**
 * The products of a package against its result and its record, without the scenes: cells of tables, attributes and
 * outlines, the area of the classes, the records inside. Answers what does not fit, in English.
 */
export async function examineProducts(
  content: OpenPackage,
  { assessment, software }: Manifest,
  record: ReadRecord,
  result: AssessmentResult,
): Promise<string[]> {
  const work = await mkdtemp(join(tmpdir(), 'bloomline-verify-'));
  try {
    await mkdir(join(work, 'products'));
    const files: string[] = [];
    for (const name of content.names.filter(n => /^products\/[^/]+$/.test(n))) {
      const path = join(work, name);
      await writeFile(path, content.read(name) ?? new Uint8Array());
      files.push(path);
    }
    const problems: string[] = [];
    for (const path of files) {
      const kind = formatOfFile(path)?.kind ?? '';
      if (['geotiff', 'index', 'gpkg', 'geojson', 'pdf', 'recipe'].includes(kind))
        problems.push(...recordInside(path, record));
      if (kind === 'geotiff' && result.kind === 'bloom')
        problems.push(...(await areasOf(path, record, result)));
      if (kind === 'csv' || kind === 'xlsx')
        problems.push(...told(await tableAgain(path, kind, { ...assessment, result }, work), software));
    }
    return problems;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The record that a product carries says the same as that of the package. */
function recordInside(path: string, record: ReadRecord): string[] {
  const name = basename(path);
  try {
    const found = readRecord(path);
    if (!found.intact) return [inEnglish('package.product-record-changed', { name })];
    const same =
      compareOutcomes(record.outcome, found.outcome).length === 0 &&
      canonicalJson(found.assessment) === canonicalJson(record.assessment) &&
      canonicalJson(found.parameters) === canonicalJson(record.parameters);
    return same ? [] : [inEnglish('package.product-record-differs', { name })];
  } catch (error) {
    return [inEnglish('package.product-unreadable', { name, why: (error as Error).message })];
  }
}

/** The table written from the result once more, in the language that it is in. */
async function tableAgain(
  path: string,
  kind: 'csv' | 'xlsx',
  assessment: Parameters<typeof writeResultTables>[2],
  work: string,
): Promise<ProductComparison> {
  const inLanguage = async (language: Language) => {
    const again = join(work, `${language}.${kind}`);
    await writeResultTables(again, kind, assessment, language);
    return compareProduct(path, again);
  };
  const chinese = await inLanguage('zh-CN');
  const english = chinese.differing > 0 ? await inLanguage('en') : chinese;
  return english.differing < chinese.differing ? english : chinese;
}

/** Numbers and grades are the same in tables of every version; words and columns may be other ones. */
const lasting = (cell: unknown): boolean => /^[\d.+-]+(e[+-]?\d+)?$|^[ⅠⅡⅢⅣⅤIVX]+$/i.test(String(cell ?? ''));

const told = ({ path, differences }: ProductComparison, software: string): string[] =>
  differences
    .filter(({ product, again }) => software === softwareVersion() || (lasting(product) && lasting(again)))
    .map(({ where, product, again }) =>
      inEnglish('package.cell-differs', {
        name: basename(path),
        where,
        product: String(product ?? '–'),
        again: String(again ?? '–'),
      }),
    );

/** Rounding of sums over many pixels. */
const tolerance = 1e-6;

/**
 * Bloom of each zone, counted from the pixels of the class raster. Pixels that lie mostly outside of all zones have no
 * class, so that the recorded area lies between what the classes show and that with all of those.
 */
async function areasOf(path: string, { outlines }: ReadRecord, result: BloomResult): Promise<string[]> {
  if (!outlines?.crs) return [];
  const { grid } = inspectFile(path);
  const file = new TiffFile(path, new BlockCache(32 * 2 ** 20));
  const problems: string[] = [];
  try {
    for (const [i, zone] of outlines.zones.entries()) {
      const recorded = result.zones[i];
      const { edges, window } = placeZone({ ...zone, attributes: {} }, withDatum(outlines.crs), grid);
      if (!edges || !window || recorded.problem) continue;
      const [classes] = await file.readWindow(file.image, window, [0]);
      const coverage = coverageFractions(edges, window);
      const areas = pixelAreasM2(grid, window);
      let [shown, open] = [0, 0];
      for (let p = 0; p < coverage.length; p++) {
        if (classes[p] === bloomClass) shown += coverage[p] * areas[p];
        else if (classes[p] === noClass) open += coverage[p] * areas[p];
      }
      const km2 = recorded.bloomAreaKm2;
      const [least, most] = [shown / 1e6, (shown + open) / 1e6];
      const slack = tolerance * Math.max(1, most);
      if (km2 < least - slack || km2 > most + slack)
        problems.push(
          inEnglish('package.area-differs', {
            name: basename(path),
            zone: zone.name,
            km2: figures(km2),
            least: figures(least),
            most: figures(most),
          }),
        );
    }
  } finally {
    file.close();
  }
  return problems;
}

const figures = (km2: number): number => Number(km2.toPrecision(6));

const bloomClass = 2;
const noClass = 0;
