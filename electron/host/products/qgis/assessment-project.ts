import { basename } from 'node:path';
import type { Extent } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import { indexStops, indexTitle } from '#host/products/layers/index-look.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { layerLook, type Stop } from '#host/products/layers/layer-looks.ts';
import { projectPolygons } from '#host/products/sheets/map-geometry.ts';
import { shownScene } from '#host/products/rasters/class-raster-for.ts';
import { productDate, recipeHash } from '#host/products/sheets/sheet-material.ts';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';
import type { Project, ProjectLayer } from './qgis-project.ts';
import { aliases, labelling, paletteRenderer, polygonRenderer, rampRenderer } from './qgis-xml.ts';

/** From the top, as the window stacks them. */
const order = ['patches', 'corrections', 'zones', 'bloom'];

/** The project of an assessment's files: same layers, colours, names, order and extent as in the window. */
export async function projectOf(
  input: SheetInput,
  files: { classes: string; index: string | null; layers: string },
  content: { layers: readonly ExportLayer[]; classes: readonly Stop[] },
): Promise<Project> {
  const { assessment, sheet } = input;
  const { result } = assessment;
  const say = (zh: string, en: string) => (sheet.language === 'zh-CN' ? zh : en);
  const hash = recipeHash(result.recipe);
  const crs = shownScene(input).grid.crs!;
  const rasterCrs = input.scenes[0].grid.crs!;
  const polygons = order.flatMap((name): ProjectLayer[] => {
    const layer = content.layers.find(l => l.name === name);
    if (!layer) return [];
    const look = layerLook(name, input);
    return [
      {
        id: `${name}_${hash}`,
        title: look.title,
        source: `${basename(files.layers)}|layername=${name}`,
        crs: cgcs2000,
        visible: look.visible,
        content: {
          kind: 'polygons',
          style: polygonRenderer(look) + labelling(look) + aliases(layer),
          labels: look.labelField !== undefined,
        },
      },
    ];
  });
  const classes: ProjectLayer = {
    id: `classes_${hash}`,
    title: result.kind === 'bloom' ? say('水华分类', 'Bloom classes') : say('变化分类', 'Change classes'),
    source: basename(files.classes),
    crs: rasterCrs,
    visible: result.kind === 'redline',
    content: { kind: 'raster', renderer: paletteRenderer(content.classes) },
  };
  const index: ProjectLayer[] = files.index
    ? [
        {
          id: `index_${hash}`,
          title: indexTitle(input),
          source: basename(files.index),
          crs: rasterCrs,
          visible: result.kind === 'bloom',
          content: { kind: 'raster', renderer: rampRenderer(await indexStops(input)) },
        },
      ]
    : [];
  return {
    title: `${assessment.name} ${productDate(input)}`,
    abstract: [
      result.recipe.simulated ? simulatedLabel : '',
      assessment.approval?.number ?? '',
      `${say('配方', 'Recipe')} ${hash}`,
    ]
      .filter(Boolean)
      .join(' · '),
    author: sheet.preparedBy ?? assessment.author ?? '',
    crs,
    extent: extentOf(input),
    layers: [...polygons, classes, ...index],
  };
}

/** Around the zones, with the margin that the window leaves. */
function extentOf(input: SheetInput): Extent {
  const crs = shownScene(input).grid.crs!;
  const failed = new Set(input.assessment.result.zones.filter(z => z.problem).map(z => z.zone));
  const usable = input.zones.zones.filter(z => !failed.has(z.name));
  const [west, south, east, north] = boxOf(
    usable.flatMap(z => projectPolygons(z.geometry, input.zones.crs!, crs)),
  )!;
  const margin = 0.05 * Math.max(east - west, north - south);
  return [west - margin, south - margin, east + margin, north + margin];
}
