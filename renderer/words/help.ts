import type { Text } from '#core/foundation/text.ts';

export const helpLabels = {
  'help.title': { zh: '帮助与快捷键', en: 'Help and keys' },
  'help.keys-title': { zh: '快捷键', en: 'Keys' },
  'help.flow.open': {
    zh: '打开影像：文件或产品文件夹；在“影像信息”中核对波段、时间与定标依据。',
    en: 'Open a scene: files or a product folder; check bands, time and radiometry in "About the scene".',
  },
  'help.flow.bloom': {
    zh: '水华：选水域与指数，统计后拖动阈值，面积即时更新；评估并保存。',
    en: 'Bloom: choose zones and an index, tally, drag the threshold and see the area at once; assess and save.',
  },
  'help.flow.redline': {
    zh: '红线：选前后两期与红线区，得到 NDVI、植被覆盖度与疑似图斑。',
    en: 'Redline: choose two dates and zones; get NDVI, vegetation cover and suspected patches.',
  },
  'help.flow.plots': {
    zh: '样点：在地图上添加样点与观测，每次修改都会记入日志。',
    en: 'Plots: add plots and observations on the map; each change is journalled.',
  },
  'help.flow.sheet': {
    zh: '成图：预览专题图，导出 PDF、PNG、GeoTIFF、表格与矢量。',
    en: 'Map: preview the sheet; export PDF, PNG, GeoTIFF, tables and polygons.',
  },
  'help.keys.tasks': { zh: '切换任务', en: 'go to a task' },
  'help.keys.open': { zh: '打开影像', en: 'open a scene' },
  'help.keys.info': { zh: '影像信息', en: 'about the scene' },
  'help.keys.zoom': { zh: '缩放至整景', en: 'zoom to the scene' },
  'help.keys.false': { zh: '真彩色 / 假彩色', en: 'natural / false colour' },
  'help.keys.index': { zh: '指数图层', en: 'index layer' },
  'help.keys.reasons': { zh: '掩膜原因图层', en: 'mask reasons' },
  'help.keys.swipe': { zh: '卷帘对比', en: 'swipe' },
  'help.keys.plot': { zh: '添加样点', en: 'add a plot' },
  'help.keys.slider': { zh: '微调阈值或卷帘', en: 'move slider or divider' },
  'help.keys.language': { zh: '切换语言', en: 'other language' },
  'help.keys.theme': { zh: '深色 / 浅色', en: 'dark / light' },
  'help.keys.columns': { zh: '左栏 / 右栏', en: 'left / right column' },
  'help.keys.escape': { zh: '取消、关闭', en: 'cancel, close' },
  'help.keys.help': { zh: '本帮助', en: 'this help' },
  'help.keys.undo': { zh: '撤销（样点）', en: 'Undo (plots)' },
  'help.keys.redo': { zh: '重做（样点）', en: 'Redo (plots)' },
} as const satisfies Record<string, Text>;
