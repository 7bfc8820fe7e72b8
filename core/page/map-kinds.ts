/** Kinds of sheets: 水华监测图 水华频次图 红线变化图 图斑核查图 植被覆盖度图 样点分布图 水质类别图. */
export const mapKinds = ['bloom', 'frequency', 'redline', 'patch', 'cover', 'sites', 'water-class'] as const;
export type MapKind = (typeof mapKinds)[number];
