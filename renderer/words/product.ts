import type { Text } from '#core/foundation/text.ts';

export const productLabels = {
  'product.pdf': { zh: '专题图 PDF', en: 'Map sheet, PDF' },
  'product.png': { zh: '专题图 PNG', en: 'Map sheet PNG' },
  'product.geotiff': { zh: '分类栅格 GeoTIFF', en: 'Class raster, GeoTIFF' },
  'product.csv': { zh: '区域统计表 CSV', en: 'Zone table, CSV' },
  'product.xlsx': { zh: '区域统计表 XLSX', en: 'Zone table, XLSX' },
  'product.gpkg': { zh: '矢量 GeoPackage', en: 'Polygons, GeoPackage' },
  'product.geojson': { zh: '矢量 GeoJSON', en: 'Polygons, GeoJSON' },
  'product.recipe': { zh: '处理参数 JSON', en: 'Recipe, JSON' },
  'product.txt': { zh: '快报文字（TXT）', en: 'Bulletin text (TXT)' },
  'product.md': { zh: '快报文字（Markdown）', en: 'Bulletin text (Markdown)' },
  'product.docx': { zh: '报告（Word DOCX）', en: 'Report (Word DOCX)' },
  'product.index': { zh: '指数栅格 GeoTIFF', en: 'Index raster, GeoTIFF' },
  'product.shp': { zh: '矢量 Shapefile（GBK，zip）', en: 'Polygons, Shapefile (GBK, zip)' },
  'product.kml': { zh: '矢量 KML', en: 'Polygons, KML' },
  'product.qgis': { zh: 'QGIS 工程（含栅格与矢量）', en: 'QGIS project with rasters and polygons' },
} as const satisfies Record<string, Text>;
