import { writeShapefileZip } from '#host/formats/shapefile/write-shapefile.ts';
import { layerLook, polygonsOf } from '#host/products/layers/layer-looks.ts';
import type { ProductFormat } from './product-format.ts';

/** The layers as Shapefiles in one zip, their long names in fields.txt. */
export const shpFormat: ProductFormat = {
  kind: 'shp',
  label: { zh: '矢量 Shapefile（GBK，zip）', en: 'Polygons, Shapefile (GBK, zip)' },
  ending: '_shp.zip',
  write: async (path, { input, layers }) =>
    writeShapefileZip(
      path,
      (await layers()).map(layer => ({
        name: layer.name,
        title: layerLook(layer.name, input).title,
        columns: layer.fields.map(({ name, label }) => ({ key: name, label: label ?? name })),
        features: polygonsOf(layer),
      })),
    ),
};
