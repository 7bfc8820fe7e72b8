import { writeGeoPackage } from '#host/formats/geopackage/write-geopackage.ts';
import { layerLook } from '#host/products/layers/layer-looks.ts';
import { layerStyle } from '#host/products/qgis/qgis-xml.ts';
import type { ProductFormat } from './product-format.ts';

/** Polygons with their styles, the record in the metadata. */
export const gpkgFormat: ProductFormat = {
  kind: 'gpkg',
  label: { zh: '矢量 GeoPackage', en: 'Polygons, GeoPackage' },
  ending: '.gpkg',
  write: async (path, { input, layers, record }) => {
    const styled = (await layers()).map(layer => {
      const look = layerLook(layer.name, input);
      return { ...layer, style: { name: look.title, qml: layerStyle(layer, look) } };
    });
    return writeGeoPackage(path, styled, record());
  },
};
