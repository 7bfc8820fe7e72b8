import type { Text } from '#core/foundation/text.ts';

/** What former versions said, and records may still hold. */
export const formerSentences: readonly Text[] = [
  {
    zh: '没有地理定位信息，无法叠加区域',
    en: 'nothing places its pixels on the ground: zones cannot be laid on it',
  },
  {
    zh: '边界在 {x}, {y} 附近自相交；请先修复（例如用 QGIS 的“修正几何图形”）',
    en: 'its outline crosses itself near {x}, {y}; repair it, for example with QGIS: Fix geometries',
  },
  { zh: '处理参数没有记录该影像的文件', en: 'the recipe does not say which files the scene has' },
  {
    zh: '区域 {a} 与 {b} 有重叠：合计面积会重复计算重叠部分',
    en: 'the zones {a} and {b} overlap: sums over zones count the shared area more than once',
  },
];
