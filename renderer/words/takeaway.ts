import type { Text } from '#core/foundation/text.ts';

export const takeawayLabels = {
  'takeaway.open': { zh: '导出样点', en: 'Take sites away' },
  'takeaway.default-name': { zh: '样点', en: 'sites' },
  'takeaway.busy': { zh: '正在导出…', en: 'Exporting…' },
  'takeaway.run': { zh: '导出 {count} 个样点', en: 'Export sites ({count})' },
  'takeaway.found': {
    zh: '导出当前找到的 {count} 个样点及其观测。',
    en: 'The sites that are found now ({count}) with their observations.',
  },
  'takeaway.all': {
    zh: '导出全部 {count} 个样点及其观测；先查找可只导出一部分。',
    en: 'All sites ({count}) with their observations; search first to take a part.',
  },
  'takeaway.format': { zh: '格式', en: 'Format' },
  'takeaway.format-gpkg': { zh: 'GeoPackage 外业数据包（QField）', en: 'GeoPackage for the field (QField)' },
  'takeaway.format-xlsx': { zh: 'Excel 工作簿（XLSX）', en: 'Excel workbook (XLSX)' },
  'takeaway.format-csv': { zh: 'CSV 表格', en: 'CSV table' },
  'takeaway.format-geojson': { zh: 'GeoJSON', en: 'GeoJSON' },
  'takeaway.format-kml': { zh: 'KML', en: 'KML' },
  'takeaway.format-shp': { zh: 'Shapefile 点文件', en: 'Shapefile' },
  'takeaway.hint-gpkg': {
    zh: '可在 QField 中修改，再用“带回外业数据包”比对接受。',
    en: 'Edit it in QField, then compare and accept with “Bring a field package back”.',
  },
  'takeaway.hint-xlsx': {
    zh: '样点、观测、样方与明细各一张表。',
    en: 'A sheet each for sites, observations, quadrats and lists.',
  },
  'takeaway.hint-csv': {
    zh: '每个样点、时间、深度一行，参数按列。',
    en: 'A row per site, time and depth; parameters in columns.',
  },
  'takeaway.hint-geojson': { zh: '每个样点、时间、深度一个点。', en: 'A point per site, time and depth.' },
  'takeaway.hint-kml': { zh: '可在 Google Earth、奥维等软件中打开。', en: 'For Google Earth and the like.' },
  'takeaway.hint-shp': { zh: 'CGCS2000，字段名与文字为 UTF-8。', en: 'CGCS2000; names and texts in UTF-8.' },
  'takeaway.encoding': { zh: '编码', en: 'Encoding' },
  'takeaway.photos': { zh: '照片', en: 'Photos' },
  'takeaway.photos-none': { zh: '不带照片', en: 'No photos' },
  'takeaway.photos-keep-exif': {
    zh: '带照片，保留拍摄信息（EXIF）',
    en: 'With what the camera noted (EXIF)',
  },
  'takeaway.photos-strip-exif': { zh: '带照片，去除拍摄信息', en: 'Without what the camera noted' },
  'takeaway.folder': { zh: '文件夹', en: 'Folder' },
  'takeaway.choose-folder': { zh: '选择文件夹', en: 'Choose a folder' },
  'takeaway.name': { zh: '文件名', en: 'File name' },
  'takeaway.missing-photos': {
    zh: '{count} 张照片没有找到，未导出',
    en: '{count} {count|photo was|photos were} not found and {count|is|are} left out',
  },
  'takeaway.done': {
    zh: '已导出 {file}：{sites} 个样点，{observations} 条观测，{photos} 张照片',
    en: 'Exported {file}: sites {sites}, observations {observations}, photos {photos}',
  },
  'takeaway.written': {
    zh: '已写入 {file}（{sites} 个样点，{observations} 条观测，{photos} 张照片）',
    en: 'Written: {file} (sites {sites}, observations {observations}, photos {photos})',
  },
  'takeaway.reveal': { zh: '在文件夹中显示', en: 'Show in its folder' },
} as const satisfies Record<string, Text>;
