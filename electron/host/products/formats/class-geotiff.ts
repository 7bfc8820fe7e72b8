import { writeClassRaster } from '#host/products/rasters/write-class-raster.ts';
import { sealedRecord } from '#host/recipe/sealed-record.ts';
import type { ProductFormat } from './product-format.ts';

/** Classes with palette and names, nodata 0, the record inside. */
export const geotiffFormat: ProductFormat = {
  kind: 'geotiff',
  label: { zh: '分类栅格 GeoTIFF', en: 'Class raster, GeoTIFF' },
  ending: '.tif',
  write: async (path, { input, raster }) =>
    writeClassRaster(path, await raster(), sealedRecord(input, { short: true })),
};
