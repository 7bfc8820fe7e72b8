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
  {
    zh: 'GF-6 WFV 文件名：八个波段，顺序待核对',
    en: 'file name of GF-6 WFV: eight bands; their order is to be confirmed',
  },
  {
    zh: 'HJ-2A/B CCD 文件名：五个波段，顺序待核对',
    en: 'file name of HJ-2A/B CCD: five bands; their order is to be confirmed',
  },
  {
    zh: 'Landsat 4/5/7 的文件名，且 MTL 文件写明 TM 或 ETM',
    en: 'file names of Landsat 4/5/7 and an MTL file that says TM or ETM',
  },
];
