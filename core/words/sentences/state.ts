import type { Text } from '#core/foundation/text.ts';

export const stateSentences = {
  'state.other-grid': {
    zh: '与 {name} 的格网不同；请先对齐到同一格网（对齐），程序不会自行重采样',
    en: 'it does not share the grid of {name}; put the scenes on one grid first (align), nothing is resampled unasked',
  },
  'state.quality-other-grid': {
    zh: '与影像的格网不同；请先对齐（对齐），程序不会自行重采样',
    en: 'it does not share the grid of the scene; put it there first (align), nothing is resampled unasked',
  },
  'state.aligned': {
    zh: '{name} 已按要求重采样到另一格网（{how}）',
    en: '{name} was put on another grid ({how}), as asked',
  },
  'state.nothing-valid': {
    zh: '各期影像在区域内均无有效像元',
    en: 'no valid pixel lies in the zones on any of the dates',
  },
  'state.nothing-valid-on': {
    zh: '{name} 一期在区域内没有有效像元',
    en: 'no valid pixel lies in the zones on the date of {name}',
  },
  'state.no-scene': { zh: '至少需要一景影像', en: 'expected at least one scene' },
  'state.no-indicator': { zh: '请至少选择一个指标', en: 'choose at least one indicator' },
  'state.rsei-twice': {
    zh: 'RSEI 与其变体 RSEI-3 是两个指数，请选其一',
    en: 'RSEI and its variant RSEI-3 are two indices; choose one of them',
  },
  'state.end-members': {
    zh: '裸土与全覆盖的 NDVI 应在 −1 与 1 之间，且前者小于后者',
    en: 'NDVI of soil and of full cover lie within −1 and 1, the first below the second',
  },
  'state.no-date': {
    zh: '该影像没有日期：多景按日期先后比较，请补充日期',
    en: 'the scene has no date: several scenes are compared in the order of their dates; give it one',
  },
  'state.same-date': {
    zh: '有两景影像日期相同；每个日期只能一景',
    en: 'two scenes carry this date; each date is one scene',
  },
  'state.rsei-flat': {
    zh: 'RSEI：区域内没有有效的陆地像元，或某一分量没有变化',
    en: 'RSEI: no land pixel of the zones is valid, or one of its components does not vary',
  },
  'state.rsei-loading': {
    zh: '{name} 的 RSEI：{wrong} 的载荷与其含义相反；第一主成分在此不能代表生态状况',
    en: 'RSEI of {name}: {wrong} loads against its meaning; the first component does not stand for the ecosystem here',
  },
  'state.rsei-each': {
    zh: 'RSEI 按各期分别求主成分与归一化：各期数值的含义各不相同，不宜相减或比较（多期比较请用各期共用）',
    en: 'RSEI has components and scales of its own on each date: its values mean something else on each, and are not for comparison (take all dates together for that)',
  },
  'state.needs-reflectance': {
    zh: '{what} 需要反射率，而无法得知 DN 如何换算为反射率；请给出比例与偏移，或不算 {what}',
    en: '{what} needs reflectance, and nothing tells how DN becomes reflectance; give scale and offset, or leave {what} out',
  },
  'state.wetness-unknown': {
    zh: '湿度系数因传感器而异，而此影像的传感器未知；请选择 {known} 之一',
    en: "wetness has coefficients of its own per sensor and this scene's is not known; choose one of {known}",
  },
  'state.no-such-wetness': {
    zh: '没有名为 {chosen} 的湿度系数；请选择 {known} 之一',
    en: 'there are no wetness coefficients {chosen}; choose one of {known}',
  },
  'state.no-thermal-band': {
    zh: 'RSEI 需要地表温度，而此影像没有热红外波段（T）；可选不用地温、另行命名的变体 RSEI-3，或把 ST 波段加入影像',
    en: 'RSEI needs the land surface temperature, and the scene has no thermal band (T); take the variant RSEI-3, which does without it under its own name, or add the ST band to the scene',
  },
  'state.no-thermal-wavelength': {
    zh: '热红外波段的波长未知',
    en: 'the wavelength of its thermal band is not known',
  },
  'state.no-thermal-constants': {
    zh: '无法得知热红外波段的 DN 如何换算为温度：需要含 K1、K2 的 MTL 文件；或选变体 RSEI-3',
    en: 'nothing tells how DN of the thermal band becomes temperature: the MTL file with K1 and K2 belongs beside it; or take the variant RSEI-3',
  },
  'state.quality-inputs': {
    zh: '生态系统质量（HJ 1172）除影像外还需要 LAI、GPP 和植被类型，程序不作假设',
    en: 'ecosystem quality (HJ 1172) needs LAI, GPP and the types of vegetation beside the scene; they are not assumed',
  },
  'state.quality-rasters': {
    zh: '每景影像应有一个栅格（共 {count} 个），找到 {found} 个',
    en: 'expected one raster per scene ({count}), found {found}',
  },
  'state.quality-types': {
    zh: '图例中没有 {types} 之一：生态系统质量只针对植被',
    en: 'none of its codes is one of {types}: ecosystem quality is that of vegetation',
  },
  'state.temperature-band': { zh: '产品自带的地表温度波段', en: 'surface temperature band of the product' },
  'state.brightness-temperature': {
    zh: '热红外波段亮温（K1、K2 取自 MTL），比辐射率由 NDVI 估算',
    en: 'brightness temperature of the thermal band with K1 and K2 of the MTL file, emissivity by NDVI',
  },
} as const satisfies Record<string, Text>;
