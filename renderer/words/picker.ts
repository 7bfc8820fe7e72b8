import type { Text } from '#core/foundation/text.ts';

export const pickerLabels = {
  'picker.title-scene': { zh: '打开影像', en: 'Open a scene' },
  'picker.title-zones': { zh: '选择区域文件', en: 'Choose a file with zones' },
  'picker.title-export': { zh: '选择导出文件夹', en: 'Choose a folder for the products' },
  'picker.title-workspace': { zh: '打开或新建工作区', en: 'Open or make a workspace' },
  'picker.hint-scene': {
    zh: '按住 Ctrl 可选多个波段文件；也可直接选用文件夹。',
    en: 'Hold Ctrl to take several band files; a folder can be taken as a whole.',
  },
  'picker.hint-zones': {
    zh: 'GeoJSON、Shapefile（.shp 或 .zip）、GeoPackage、KML',
    en: 'GeoJSON, Shapefile (.shp or .zip), GeoPackage, KML',
  },
  'picker.hint-export': { zh: '成果将写入所选文件夹。', en: 'The products are written into the folder.' },
  'picker.hint-workspace': { zh: '空文件夹将新建为工作区。', en: 'An empty folder becomes a new workspace.' },
  'picker.title-sealed': { zh: '选择成果包', en: 'Choose a sealed package' },
  'picker.hint-sealed': {
    zh: '由本软件封存的 zip 成果包，导入后只读。',
    en: 'A zip that this program sealed; it can only be read after the import.',
  },
  'picker.take': { zh: '选用', en: 'Take' },
  'picker.take-folder': { zh: '选用此文件夹', en: 'Take this folder' },
  'picker.take-many': { zh: '选用 {count} 个文件', en: 'Take {count} {count|file|files}' },
  'picker.roots': { zh: '位置', en: 'Places' },
  'picker.recent': { zh: '最近打开', en: 'Recent' },
  'picker.up': { zh: '上一级', en: 'One level up' },
  'picker.path': { zh: '路径', en: 'Path' },
  'picker.type-path': { zh: '输入路径后按回车', en: 'Type a path and press Enter' },
  'picker.choose': { zh: '浏览…', en: 'Browse…' },
  'picker.files': { zh: '文件', en: 'Files' },
  'picker.nothing': { zh: '这里没有可用的文件。', en: 'Nothing here that can be used.' },
  'picker.show-all': { zh: '显示所有文件', en: 'Show all files' },
  'picker.title-photos': { zh: '选择照片', en: 'Choose photos' },
  'picker.hint-photos': {
    zh: 'JPEG 等照片；按住 Ctrl 可选多张。',
    en: 'JPEG and other photos; hold Ctrl for several.',
  },
  'picker.title-table': { zh: '导入外业数据', en: 'Import field data' },
  'picker.hint-table': {
    zh: 'CSV、TXT、XLSX、GPX、KML/KMZ、GeoJSON、Shapefile、GeoPackage、ODK/Kobo 压缩包，或照片文件夹',
    en: 'CSV, TXT, XLSX, GPX, KML/KMZ, GeoJSON, Shapefile, GeoPackage, ODK/Kobo zip, or a folder of photos',
  },
  'picker.title-package': { zh: '选择带回的数据包', en: 'Choose the package that came back' },
  'picker.hint-package': {
    zh: '由本软件导出、在外业修改过的 GeoPackage。',
    en: 'A GeoPackage that was exported here and edited in the field.',
  },
  'picker.title-template': { zh: '选择模板文件', en: 'Choose a template file' },
  'picker.hint-template': {
    zh: '由本软件导出的地图模板（JSON）。',
    en: 'A map template (JSON) as this program writes it.',
  },
} as const satisfies Record<string, Text>;
