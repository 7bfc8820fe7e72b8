import { once } from '#core/foundation/once.ts';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productKinds, type Product, type ProductKind } from '#core/contract/products.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Page } from '#core/page/page.ts';
import { inLanguage } from '#core/foundation/text.ts';
import { occurringClasses } from '#host/run/class-raster.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeGeoJson } from '#host/formats/geojson/write-geojson.ts';
import { writeGeoPackage, type ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';
import { assessmentReport } from '#host/products/reports/assessment-report.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { bulletinFile } from '#host/products/bulletin/bulletin-for.ts';
import { classRasterFor } from '#host/products/rasters/class-raster-for.ts';
import { writeIndexRaster, writeKmlLayers, writeQgisProject, writeShapefiles } from './data-products.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { featureLayers } from '#host/products/layers/feature-layers.ts';
import { productStem } from '#host/files/file-name.ts';
import { hasIndexRaster } from '#host/products/layers/index-look.ts';
import { layerLook } from '#host/products/layers/layer-looks.ts';
import { paintPdf } from '#host/products/sheets/paint-pdf.ts';
import { paintPng } from '#host/products/sheets/paint-png.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import { groundTable } from '#host/products/tables/ground-table.ts';
import { drawSheet } from '#host/products/sheets/preview-sheet.ts';
import { layerStyle } from './qgis/qgis-xml.ts';
import { recordJson, sealedRecord } from '#host/recipe/sealed-record.ts';
import { productDate, recipeHash } from '#host/products/sheets/sheet-material.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import { writeClassRaster } from '#host/products/rasters/write-class-raster.ts';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';
import { say } from '#core/words/said.ts';
import {
  bloomPatchTable,
  patchTable,
  provenanceTable,
  zoneTable,
} from '#host/products/tables/zone-tables.ts';

export interface ExportInput extends SheetInput {
  directory: string;
  products: readonly ProductKind[];
  /** Of the picture in the sheet; left out, 300. */
  dpi?: number;
}

/** What follows the common part of the name. */
const endings: Record<ProductKind, string> = {
  pdf: '.pdf',
  png: '.png',
  geotiff: '.tif',
  csv: '.csv',
  xlsx: '.xlsx',
  gpkg: '.gpkg',
  geojson: '.geojson',
  recipe: '.recipe.json',
  txt: '.txt',
  md: '.md',
  docx: '.docx',
  index: '_index.tif',
  shp: '_shp.zip',
  kml: '.kml',
  qgis: '.qgz',
};

export const printDpi = 300;

/** Writes products of an assessment. Each appears under its name only when it is complete; an older one is replaced. */
export async function exportAssessment(
  input: ExportInput,
  progress: Progress = {},
): Promise<{ directory: string; products: Product[] }> {
  const { directory, scenes } = input;
  if (!input.zones.crs)
    throw new BloomlineError('crs-unknown', input.assessment.name, say('zones.without-crs'));
  await prepareDirectory(directory);
  const stem = productStem(
    input.assessment.result.kind,
    scenes.map(s => s.name).join('-'),
    productDate(input),
  );
  const pathOf = (kind: ProductKind) => join(directory, `${stem}${endings[kind]}`);
  const make = makers(input, pathOf, progress);
  const kinds = kindsFor(input);
  const products: Product[] = [];
  for (const [i, kind] of kinds.entries()) {
    throwIfCancelled(progress.signal);
    progress.onProgress?.(i, kinds.length, `export ${kind}`);
    const path = pathOf(kind);
    await make[kind](path);
    products.push({ kind, path, bytes: (await stat(path)).size });
  }
  progress.onProgress?.(kinds.length, kinds.length, 'export');
  return { directory, products };
}

/** The asked kinds that this assessment has, in the order in which they are made. */
function kindsFor({ assessment: { result }, products }: ExportInput): ProductKind[] {
  const asked = new Set(products);
  // A project opens these.
  if (asked.has('qgis')) for (const kind of ['geotiff', 'gpkg', 'index'] as const) asked.add(kind);
  return productKinds.filter(kind => {
    if (!asked.has(kind)) return false;
    // Bulletins are for bloom.
    if (kind === 'txt' || kind === 'md') return result.kind === 'bloom';
    return kind !== 'index' || hasIndexRaster(result);
  });
}

function makers(
  input: ExportInput,
  pathOf: (kind: ProductKind) => string,
  progress: Progress,
): Record<ProductKind, (path: string) => Promise<void>> {
  const { assessment, sheet, dpi = printDpi } = input;
  const { result } = assessment;
  const { recipe } = result;
  const quiet = { ...(progress.signal ? { signal: progress.signal } : {}) };
  const raster = once(() => classRasterFor(input, quiet));
  const drawn = once(async (): Promise<{ page: Page; images: Map<string, Picture> }> =>
    drawSheet(input, await raster(), dpi, quiet),
  );
  const painted = once(async () => {
    const { page, images } = await drawn();
    return { page, png: paintPng(page, images, dpi).png };
  });
  const layers = once(() => featureLayers(input, quiet));
  const label = (zh: string, en: string) => (sheet.language === 'zh-CN' ? zh : en);
  const record = once(() => sealedRecord(input));
  const hash = recipeHash(recipe);
  return {
    async pdf(path) {
      const { page, images } = await drawn();
      const bytes = await paintPdf(page, images, {
        language: sheet.language,
        author: sheet.preparedBy ?? sheet.organisation ?? '',
        subject: [assessment.name, recipe.simulated ? simulatedLabel : ''].filter(Boolean).join(' · '),
        keywords: `${recipe.kind}, ${recipe.software.name} ${recipe.software.version}, recipe ${hash}`,
        created: new Date(),
        attachments: [
          {
            name: 'recipe.json',
            type: 'application/json',
            description: 'Bloomline recipe: inputs, parameters, rules',
            bytes: Buffer.from(recordJson(record())),
          },
        ],
      });
      await writeAtomically(path, part => writeFile(part, bytes));
    },
    png: async path => {
      const { png } = await painted();
      await writeAtomically(path, part => writeFile(part, png));
    },
    geotiff: async path => writeClassRaster(path, await raster(), sealedRecord(input, { short: true })),
    csv: path => writeCsv(path, zoneTable(result, sheet.language, assessment.approval)),
    xlsx: path =>
      writeXlsx(path, [
        { name: label('分区统计', 'Zones'), table: zoneTable(result, sheet.language, assessment.approval) },
        ...(result.kind === 'redline'
          ? [{ name: label('疑似图斑', 'Patches'), table: patchTable(result, sheet.language) }]
          : [{ name: label('水华斑块', 'Patches'), table: bloomPatchTable(result, sheet.language) }]),
        ...(result.kind === 'bloom' && result.ground
          ? [{ name: label('地面对照', 'Ground points'), table: groundTable(result.ground, sheet.language) }]
          : []),
        {
          name: label('来源与方法', 'Provenance'),
          table: provenanceTable(recipe, hash, sheet.language, assessment.approval),
        },
      ]),
    gpkg: async path => writeGeoPackage(path, (await layers()).map(styled(input)), record()),
    index: path => writeIndexRaster(path, input, quiet),
    shp: async path => writeShapefiles(path, await layers(), input),
    kml: async path => writeKmlLayers(path, await layers(), input),
    qgis: async path =>
      writeQgisProject(
        path,
        input,
        {
          classes: pathOf('geotiff'),
          index: hasIndexRaster(result) ? pathOf('index') : null,
          layers: pathOf('gpkg'),
        },
        {
          layers: await layers(),
          classes: occurringClasses(await raster()).map(c => ({
            value: c.value,
            color: c.color,
            label: inLanguage(c.label, sheet.language),
          })),
        },
      ),
    geojson: async path =>
      writeGeoJson(path, withLayerNames(await layers()), {
        name: assessment.name,
        properties: {
          simulated: recipe.simulated,
          ...(recipe.simulated ? { dataNature: simulatedLabel } : {}),
          recipe: record(),
        },
      }),
    recipe: path => writeAtomically(path, part => writeFile(part, recordJson(record()), 'utf8')),
    txt: path => writeAtomically(path, part => writeFile(part, bulletinFile(input, 'txt'), 'utf8')),
    md: path => writeAtomically(path, part => writeFile(part, bulletinFile(input, 'md'), 'utf8')),
    async docx(path) {
      const { png, page } = await painted();
      // The library is loaded when a report is written.
      const { writeDocx } = await import('#host/products/reports/write-docx.ts');
      const map = { png, widthMm: page.widthMm, heightMm: page.heightMm };
      const bytes = await writeDocx(assessmentReport(input, { page }), () => map);
      await writeAtomically(path, part => writeFile(part, bytes));
    },
  };
}

const styled =
  (input: SheetInput) =>
  (layer: ExportLayer): ExportLayer => {
    const look = layerLook(layer.name, input);
    return { ...layer, style: { name: look.title, qml: layerStyle(layer, look) } };
  };

/** GeoJSON has one collection: each feature says which layer it is of. */
const withLayerNames = (layers: ExportLayer[]) =>
  layers.flatMap(l => l.features.map(f => ({ ...f, properties: { layer: l.name, ...f.properties } })));
