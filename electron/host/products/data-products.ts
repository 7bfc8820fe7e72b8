import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { bloomIndexRaster, changeRaster } from '#host/run/index-raster.ts';

import type { Progress } from '#host/files/progress.ts';
import { writeShapefileZip } from '#host/formats/shapefile/write-shapefile.ts';
import type { ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import { writeKmlFolders } from '#host/formats/kml/write-kml.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { writeCog } from '#host/raster/tiff/write/write-cog.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';

import type { SheetInput } from '#host/products/input/export-input.ts';
import { indexTitle } from '#host/products/layers/index-look.ts';
import { colorOf, layerLook, type Stop } from '#host/products/layers/layer-looks.ts';
import { projectOf } from './qgis/assessment-project.ts';
import { packProject } from './qgis/qgis-project.ts';
import { sealedRecord } from '#host/recipe/sealed-record.ts';

/** The measured values as a Cloud Optimized GeoTIFF: 32-bit floats, NaN is nodata, overviews, statistics, the record inside. */
export async function writeIndexRaster(
  path: string,
  input: SheetInput,
  progress: Progress = {},
): Promise<void> {
  const { result } = input.assessment;
  const plan = input.plan();
  const { grid, rows } =
    plan.kind === 'bloom' ? bloomIndexRaster(plan, progress) : changeRaster(plan, progress);
  await writeCog(
    path,
    {
      grid,
      type: 'Float32',
      samples: 1,
      nodata: NaN,
      overviews: 'average',
      statistics: true,
      tileSide: Math.max(grid.width, grid.height) > 512 ? 512 : 256,
      bands: [{ description: indexTitle(input), scale: 1, offset: 0 }],
      items: {
        BLOOMLINE_RECIPE: JSON.stringify(sealedRecord(input, { short: true })),
        BLOOMLINE_THRESHOLD: String(result.threshold),
        ...(result.recipe.simulated ? { BLOOMLINE_SIMULATED: 'yes' } : {}),
      },
    },
    rows,
  );
}

const polygonsOf = (layer: ExportLayer) =>
  layer.features.flatMap(({ geometry, properties }) =>
    Array.isArray(geometry) ? [{ geometry, properties }] : [],
  );

/** The layers as Shapefiles in one zip. */
export const writeShapefiles = (path: string, layers: readonly ExportLayer[], input: SheetInput) =>
  writeShapefileZip(
    path,
    layers.map(layer => ({
      name: layer.name,
      title: layerLook(layer.name, input).title,
      columns: layer.fields.map(({ name, label }) => ({ key: name, label: label ?? name })),
      features: polygonsOf(layer),
    })),
  );

/** The layers as folders of one KML, drawn as in the window. */
export const writeKmlLayers = (path: string, layers: readonly ExportLayer[], input: SheetInput) =>
  writeKmlFolders(
    path,
    input.assessment.name,
    layers.map(layer => {
      const shown = layerLook(layer.name, input);
      return {
        title: shown.title,
        visible: shown.visible,
        look: shown.look,
        labels: Object.fromEntries(layer.fields.flatMap(f => (f.label ? [[f.name, f.label]] : []))),
        marks: polygonsOf(layer).map(({ geometry, properties }, i) => ({
          name: markName(properties, shown.title, i),
          geometry: geometry satisfies MultiPolygon,
          properties,
          color: colorOf(shown, properties),
        })),
      };
    }),
  );

/** The zone's name, the patch's number, else the layer and a count. */
function markName(properties: ExportLayer['features'][number]['properties'], title: string, i: number) {
  const { number, patch, zone } = properties;
  const own = number ?? (patch === undefined || patch === null ? zone : `${title} ${String(patch)}`);
  return own === undefined || own === null ? `${title} ${i + 1}` : String(own);
}

/** Writes the QGIS project beside the rasters and the GeoPackage that it opens. */
export async function writeQgisProject(
  path: string,
  input: SheetInput,
  files: { classes: string; index: string | null; layers: string },
  content: { layers: readonly ExportLayer[]; classes: readonly Stop[] },
): Promise<void> {
  const name = basename(path).replace(/\.qgz$/, '');
  const project = await projectOf(input, files, content);
  await writeAtomically(path, part => writeFile(part, packProject(name, project)));
}
