import type { Text } from '#core/foundation/text.ts';

export const rasterSentences = {
  'raster.crs-missing': {
    zh: '该文件或另一格网的坐标系没有定义',
    en: 'its coordinate reference system, or that of the other grid, is not defined',
  },
  'raster.complex': { zh: '复数像元无法转换到其他格网', en: 'complex pixels cannot be put on another grid' },
  'raster.classes-between': {
    zh: '类别没有中间值；请选择最邻近或众数',
    en: 'classes have no values in between; choose nearest or mode',
  },
} as const satisfies Record<string, Text>;
