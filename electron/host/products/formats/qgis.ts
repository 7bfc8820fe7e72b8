import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { inLanguage } from '#core/foundation/text.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { hasIndexRaster } from '#host/products/layers/index-look.ts';
import { projectOf } from '#host/products/qgis/assessment-project.ts';
import { packProject } from '#host/products/qgis/qgis-project.ts';
import { occurringClasses } from '#host/run/class-raster.ts';
import type { ProductFormat } from './product-format.ts';

/** A project beside the rasters and the GeoPackage that it opens. */
export const qgisFormat: ProductFormat = {
  kind: 'qgis',
  label: { zh: 'QGIS 工程（含栅格与矢量）', en: 'QGIS project with rasters and polygons' },
  ending: '.qgz',
  needs: ['geotiff', 'gpkg', 'index'],
  async write(path, { input, pathOf, layers, raster }) {
    const { result } = input.assessment;
    const files = {
      classes: pathOf('geotiff'),
      index: hasIndexRaster(result) ? pathOf('index') : null,
      layers: pathOf('gpkg'),
    };
    const classes = occurringClasses(await raster()).map(({ value, color, label }) => ({
      value,
      color,
      label: inLanguage(label, input.sheet.language),
    }));
    const project = await projectOf(input, files, { layers: await layers(), classes });
    const name = basename(path).replace(/\.qgz$/, '');
    await writeAtomically(path, part => writeFile(part, packProject(name, project)));
  },
};
