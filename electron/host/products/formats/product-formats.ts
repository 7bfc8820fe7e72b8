import { mdFormat, txtFormat } from './bulletin.ts';
import { geotiffFormat } from './class-geotiff.ts';
import { csvFormat } from './csv.ts';
import { docxFormat } from './docx.ts';
import { geojsonFormat } from './geojson.ts';
import { gpkgFormat } from './gpkg.ts';
import { indexFormat } from './index-raster.ts';
import { kmlFormat } from './kml.ts';
import { pdfFormat } from './pdf.ts';
import { pngFormat } from './png.ts';
import type { ProductFormat } from './product-format.ts';
import { qgisFormat } from './qgis.ts';
import { recipeFormat } from './recipe.ts';
import { shpFormat } from './shapefile.ts';
import { xlsxFormat } from './xlsx.ts';

/** What an assessment can be exported as, in the order in which it is made. */
export const productFormats: ProductFormat[] = [
  pdfFormat,
  pngFormat,
  geotiffFormat,
  csvFormat,
  xlsxFormat,
  gpkgFormat,
  geojsonFormat,
  recipeFormat,
  txtFormat,
  mdFormat,
  docxFormat,
  indexFormat,
  shpFormat,
  kmlFormat,
  qgisFormat,
];
