/** What an assessment can be exported as. */
export const productKinds = [
  'pdf',
  'png',
  'geotiff',
  'csv',
  'xlsx',
  'gpkg',
  'geojson',
  'recipe',
  'txt',
  'md',
  'docx',
  'index',
  'shp',
  'kml',
  'qgis',
] as const;
export type ProductKind = (typeof productKinds)[number];

export interface Product {
  kind: ProductKind;
  path: string;
  bytes: number;
}
