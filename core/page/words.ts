import type { Text } from '#core/quantity/text.ts';

/** Every fixed word of a sheet and of the tables beside it. */
export const words = {
  legend: { zh: '图例', en: 'Legend' },
  notes: { zh: '制图说明', en: 'Map notes' },
  bloomTable: { zh: '分区水华面积统计', en: 'Bloom by zone' },
  redlineTable: { zh: '分区植被变化统计', en: 'Vegetation change by zone' },
  scale: { zh: '比例尺', en: 'Scale' },
  north: { zh: '北', en: 'N' },
  simulated: { zh: '模拟数据', en: 'SIMULATED DATA' },
  simulatedNote: {
    zh: '本图由模拟数据制作，不反映真实情况',
    en: 'Made from simulated data; it shows nothing real',
  },
  toConfirm: { zh: '待核对', en: 'to be confirmed' },
  toConfirmNote: {
    zh: '待核对：分级界限尚未与标准原文核对',
    en: 'To be confirmed: limits not yet checked against the text of the standard',
  },
  moreRows: { zh: '… 另有 {n} 行，见统计表文件', en: '… {n} more in the table file' },
  zone: { zh: '区域', en: 'Zone' },
  area: { zh: '面积', en: 'Area' },
  validShare: { zh: '有效', en: 'Valid' },
  bloomArea: { zh: '水华面积', en: 'Bloom' },
  bloomShare: { zh: 'P', en: 'P' },
  grade: { zh: '水华程度', en: 'Grade' },
  total: { zh: '合计', en: 'Total' },
  range: {
    zh: '水华面积后的 ± 为阈值 ±{delta} 时面积变化的较大者',
    en: '± after the bloom area: the larger change for a threshold of ±{delta}',
  },
  shareNote: { zh: 'P = 水华面积 ÷ 有效观测水面面积', en: 'P = bloom area ÷ valid water area' },
  ndviBefore: { zh: 'NDVI 前', en: 'NDVI before' },
  ndviAfter: { zh: 'NDVI 后', en: 'NDVI after' },
  fvcBefore: { zh: '覆盖度 前', en: 'FVC before' },
  fvcAfter: { zh: '覆盖度 后', en: 'FVC after' },
  fvcChange: { zh: '变化', en: 'Change' },
  lossArea: { zh: '减少面积', en: 'Loss' },
  gainArea: { zh: '增加面积', en: 'Gain' },
  changedArea: { zh: '变化面积', en: 'Changed' },
  patches: { zh: '图斑', en: 'Patches' },
  count: { zh: '个', en: 'n' },
  changeNote: {
    zh: '变化 = 植被覆盖度（后 − 前），百分点；只计两期均有效的像元，前、后各列按当期有效像元',
    en: 'Change = vegetation cover (after − before), percentage points, over pixels valid on both dates; each date alone over its own valid pixels',
  },
  notAssessable: { zh: '不评级（有效观测不足）', en: 'not graded (too little seen)' },
  noValid: { zh: '无有效观测', en: 'nothing valid' },
  zoneProblem: { zh: '未评估', en: 'not assessed' },
  zoneOutline: { zh: '评估区边界', en: 'Zone outline' },
  patchOutline: { zh: '疑似图斑（≥{min} m²，{n} 个）', en: 'Suspected patches (≥{min} m², {n})' },
  site: { zh: '地面样点', en: 'Ground site' },
  areaBasis: {
    zh: '面积为椭球面积，按像元覆盖比例累计',
    en: 'Areas are ellipsoidal, by exact pixel coverage',
  },
  source: { zh: '数据源', en: 'Data source' },
  unknownSensor: { zh: '传感器未知', en: 'sensor not known' },
  acquired: { zh: '成像时间', en: 'Acquired' },
  before: { zh: '前', en: 'before' },
  after: { zh: '后', en: 'after' },
  beijing: { zh: '北京时间 UTC+8', en: 'Beijing time, UTC+8' },
  timeUnknown: { zh: '时刻未知', en: 'time of day not known' },
  unknown: { zh: '未知', en: 'not known' },
  resolution: { zh: '空间分辨率', en: 'Resolution' },
  crs: { zh: '坐标系', en: 'Reference system' },
  frameCrs: { zh: '制图投影', en: 'map frame' },
  method: { zh: '方法', en: 'Method' },
  bloomRule: { zh: '{index} > {threshold} 判为水华', en: 'bloom where {index} > {threshold}' },
  fixedThreshold: { zh: '给定阈值', en: 'given threshold' },
  defaultThreshold: { zh: '默认阈值', en: 'default threshold' },
  lakeThreshold: { zh: '本湖阈值', en: "the lake's threshold" },
  otsuThreshold: { zh: 'Otsu 阈值', en: 'Otsu threshold' },
  valleyThreshold: { zh: '直方图谷值', en: 'valley of the histogram' },
  gradientThreshold: { zh: '最大梯度阈值', en: 'maximum gradient' },
  groundThreshold: { zh: '地面点阈值', en: 'threshold by ground points' },
  lossRule: {
    zh: '{index} 下降 > {limit} 且区内面积 ≥ {min} m² 判为疑似图斑',
    en: 'patch where {index} falls by more than {limit} over at least {min} m² in the zones',
  },
  gainRule: {
    zh: '{index} 上升 > {limit} 且区内面积 ≥ {min} m² 判为疑似图斑',
    en: 'patch where {index} rises by more than {limit} over at least {min} m² in the zones',
  },
  bothRule: {
    zh: '{index} 变化绝对值 > {limit} 且区内面积 ≥ {min} m² 判为疑似图斑',
    en: 'patch where {index} changes by more than {limit} over at least {min} m² in the zones',
  },
  vectorRule: {
    zh: '变化向量长度 {index} > {limit} 且区内面积 ≥ {min} m² 判为疑似图斑',
    en: 'patch where the change vector {index} is longer than {limit} over at least {min} m² in the zones',
  },
  classRule: {
    zh: '土地覆盖类别改变且区内面积 ≥ {min} m² 判为疑似图斑',
    en: 'patch where the class of land cover changes over at least {min} m² in the zones',
  },
  cleaningRule: {
    zh: '清理：去除小于 {sieve} 像元的斑块，闭运算半径 {close} 像元，填充不大于 {holes} m² 的孔洞',
    en: 'cleaned: specks below {sieve} pixels removed, closed by a disc of {close} pixels, holes up to {holes} m² filled',
  },
  registration: { zh: '配准检查', en: 'Registration' },
  registrationText: {
    zh: '后期相对前期偏移 {px} 像元（{m} m；{used}/{windows} 处匹配，波段 {layer}）',
    en: 'second date {px} pixels ({m} m) beside the first ({used} of {windows} places matched, band {layer})',
  },
  registrationUnknown: {
    zh: '未能确定（{used}/{windows} 处匹配）',
    en: 'not determined ({used} of {windows} places matched)',
  },
  alignment: { zh: '格网统一', en: 'Grids' },
  alignmentText: {
    zh: '后期影像以{how}重采样到前期影像格网',
    en: 'second date resampled onto the grid of the first ({how})',
  },
  normalisation: { zh: '辐射归一化', en: 'Normalisation' },
  normalisationText: {
    zh: '相对归一化（伪不变像元 {n} 个）：{fits}',
    en: 'relative, on {n} pseudo-invariant pixels: {fits}',
  },
  coverRule: {
    zh: '植被覆盖度：像元二分模型，NDVI 端元 {soil} / {vegetation}',
    en: 'vegetation cover: pixel dichotomy, NDVI end members {soil} / {vegetation}',
  },
  clouds: { zh: '云掩膜', en: 'Cloud mask' },
  cloudsMasked: { zh: '按 {band} 剔除', en: 'by {band}' },
  cloudsKept: { zh: '未剔除', en: 'none: clouds are not masked' },
  leftOut: { zh: '未计入', en: 'Left out' },
  byHand: { zh: '人工修正', en: 'By hand' },
  byHandText: {
    zh: '{n} 处，水华 +{added} / −{removed} km²',
    en: '{n} corrections, bloom +{added} / −{removed} km²',
  },
  rules: { zh: '分级规则', en: 'Rules' },
  version: { zh: '版本', en: 'version' },
  minValid: { zh: '有效比例低于 {limit} % 不评级', en: 'not graded below a valid share of {limit} %' },
  validArea: { zh: '有效观测面积', en: 'Valid area' },
  ofWater: { zh: '占可观测水面 {water} km² 的 {share} %', en: '{share} % of {water} km² of visible water' },
  comparedArea: { zh: '两期均有效面积', en: 'Valid on both dates' },
  coverage: { zh: '统计规则', en: 'Counting' },
  coverageText: {
    zh: '像元与多边形的精确重叠比例 × 椭球像元面积（GRS 80）',
    en: 'exact overlap of pixel and polygon × ellipsoidal pixel area (GRS 80)',
  },
  warnings: { zh: '提示', en: 'Warnings' },
  warningsText: { zh: '另有 {n} 条，见配方文件', en: '{n} more, listed in the recipe' },
  mapNumber: { zh: '审图号', en: 'Map no.' },
  dataNature: { zh: '数据性质', en: 'Nature of data' },
  preparedBy: { zh: '制图', en: 'Prepared by' },
  reviewedBy: { zh: '审核', en: 'Reviewed by' },
  issuedBy: { zh: '签发', en: 'Issued by' },
  productNumber: { zh: '编号', en: 'No.' },
  organisation: { zh: '单位', en: 'Organisation' },
  date: { zh: '日期', en: 'Date' },
  recipe: { zh: '配方', en: 'recipe' },
  template: { zh: '模板', en: 'template' },
  manyZones: { zh: '{first}等 {n} 个区域', en: '{first} and {n} more' },
} as const satisfies Record<string, Text>;

export type Word = keyof typeof words;

/** The words in one language, with {name} replaced. */
export function speaker(language: 'zh-CN' | 'en') {
  return (word: Word, values: Record<string, string | number> = {}): string => {
    const text: string = language === 'zh-CN' ? words[word].zh : words[word].en;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
  };
}
export type Say = ReturnType<typeof speaker>;
