import type { Text } from '#core/foundation/text.ts';

export const radiometrySentences = {
  'radiometry.eight-bit': {
    zh: '{bands}：0–255 的 8 位数值是图片或原始计数，不是反射率；据此计算的指数不可比，请使用原始产品',
    en: '{bands}: 8-bit numbers from 0 to 255 are a picture or raw counts, not reflectance; indices of them are not comparable; use the original product',
  },
  'radiometry.dark-without-offset': {
    zh: '各波段最暗的 DN 为 {dn}（{band}），而没有使用偏移：处理基线 04.00 及以后的 Sentinel-2 数据正是这样；若是，请给定偏移 -0.1',
    en: 'the darkest DN of all bands is {dn} ({band}) and no offset is used: Sentinel-2 data of processing baseline 04.00 or later look so; if it is one, give the offset -0.1',
  },
  'radiometry.not-scaled': {
    zh: '{band} 的反射率中位数为 {value}：反射率应在 0 到约 1 之间；数值未定标或不是反射率；{advice}',
    en: 'the middle reflectance of {band} is {value}: reflectance lies between 0 and about 1; the numbers are not scaled, or not reflectance; {advice}',
  },
  'radiometry.give-ten-thousandth': {
    zh: '若为万分数，请给定比例系数 0.0001',
    en: 'give the scale 0.0001 if they are ten thousandths',
  },
  'radiometry.look-up-scale': { zh: '请查产品的比例系数', en: 'look up the scale of the product' },
  'radiometry.scaled-twice': {
    zh: '98 % 的反射率低于 {value}：比例系数可能用了两次；请查文件是否已是反射率，若是请给定比例系数 1',
    en: '98 % of all reflectances are below {value}: the scale may have been used twice; look up whether the file already holds reflectance and give the scale 1',
  },
  'radiometry.offset-twice': {
    zh: '{band} 有 {share} % 的反射率低于 -0.02：制作文件时可能已经用过偏移；若是，请给定偏移 0',
    en: '{share} % of {band} lie below a reflectance of -0.02: the offset may have been used already when the file was made; if so, give the offset 0',
  },
  'radiometry.offsets-differ': {
    zh: '各期影像使用的偏移不同（{offsets}），而 {names} 的处理基线未知：期间的跳变可能由此而来，请给定偏移',
    en: 'the scenes are used with different offsets ({offsets}) and the processing baseline of {names} is not known: a jump between dates may come from that; give the offset',
  },
  'radiometry.radiance-not-reflectance': {
    zh: '数值是辐亮度，不是反射率：为反射率给出的 FAI、EVI 阈值不适用',
    en: 'the values are radiance, not reflectance: thresholds of FAI and EVI that were made for reflectance do not hold',
  },
  'radiometry.product-codes': {
    zh: '产品编码，由指数公式解码',
    en: 'codes of the product: the index decodes them',
  },
  'radiometry.product-values': {
    zh: '产品原值：{quantity}',
    en: 'values of the product as they are: {quantity}',
  },
  'radiometry.radiance-gain': {
    zh: '辐亮度（W m⁻² sr⁻¹ µm⁻¹）：{source} 的 Gain 与 Bias',
    en: 'radiance in W m⁻² sr⁻¹ µm⁻¹: Gain and Bias of {source}',
  },
  'radiometry.baseline-offset': {
    zh: '传感器表，并按名称中的处理基线 {baseline} 加偏移 −1000',
    en: 'sensor table, and offset −1000 of processing baseline {baseline} in the name',
  },
  'radiometry.classification': { zh: '分类波段，无辐射定标', en: 'a classification: no radiometry' },
  'radiometry.attributes': {
    zh: '文件属性中的比例系数与偏移',
    en: 'scale and offset in the attributes of the file',
  },
  'radiometry.tags': { zh: 'TIFF 标签中的比例系数与偏移', en: 'scale and offset in the TIFF tags' },
  'radiometry.float-reflectance': { zh: '浮点像元，视为反射率', en: 'float pixels: taken as reflectance' },
  'radiometry.float-kelvin': { zh: '浮点像元，视为开尔文', en: 'float pixels: taken as kelvin' },
  'radiometry.remote-sensing-reflectance': {
    zh: '遥感反射率 Rrs（sr⁻¹）乘以 π',
    en: 'remote-sensing reflectance Rrs (sr⁻¹) times π',
  },
  'radiometry.harmonised': {
    zh: '名称表明是已归一的数据集：偏移已用过，不再使用',
    en: 'the name is that of a harmonised collection: its offset was used already and is not used again',
  },
  'radiometry.undeclared-nodata': {
    zh: '第 {bands} 波段有 {share} % 的像元值为 {value}，远离其他值而没有声明为无效值，按测值计入；若为无数据，请给定 --nodata {value}',
    en: '{share} % of band {bands} are {value}, apart from all others, not declared: no data? give --nodata {value}',
  },
  'radiometry.second-nodata': {
    zh: '第 {bands} 波段有 {share} % 的像元值为 {value}，而无效值是 {taken}，按测值计入；若 {value} 也是无数据，请先改为 {taken}',
    en: '{share} % of band {bands} are {value} beside the nodata value {taken}: make it {taken} first if it is no data',
  },
  'radiometry.vegetation-cover': { zh: '植被覆盖度', en: 'vegetation cover' },
  'radiometry.beyond-plausible': {
    zh: '{zone}：{layer} 为 {min} 至 {max}，而{quantity}应在 {least} 至 {most} 之间；未剔除任何像元，请查比例系数与无效值',
    en: '{zone}: {layer} is {min} to {max}, {quantity} {least} to {most}: look up scale and nodata; all was counted',
  },
  'radiometry.browser-16-bit': {
    zh: 'Copernicus Browser 的 16 位导出：反射率 × 65535；若实为万分数，请给定比例系数 0.0001',
    en: '16-bit export of the Copernicus Browser: reflectance × 65535; if it holds ten thousandths, give 0.0001',
  },
  'radiometry.dn-as-they-are': {
    zh: '没有定标依据，直接使用 DN',
    en: 'nothing tells the scale: DN are used as they are',
  },
  'radiometry.surface': {
    zh: '地表反射率：{source} 的 REFLECTANCE_MULT/ADD_BAND_n',
    en: 'surface reflectance: REFLECTANCE_MULT/ADD_BAND_n of {source}',
  },
  'radiometry.top-of-atmosphere': {
    zh: '大气顶反射率：{source} 的 REFLECTANCE_MULT/ADD_BAND_n，除以太阳高度角正弦 sin({elevation}°)',
    en: "top-of-atmosphere reflectance: REFLECTANCE_MULT/ADD_BAND_n of {source}, divided by sin({elevation}°), the sun's elevation",
  },
  'radiometry.quantification-offsets': {
    zh: '{source} 的量化值 {quantification} 与偏移',
    en: 'quantification {quantification} and the offsets of {source}',
  },
  'radiometry.quantification': {
    zh: '{source} 的量化值 {quantification}，无偏移',
    en: 'quantification {quantification} and no offset of {source}',
  },
  'radiometry.quantification-offsets-baseline': {
    zh: '{source} 的量化值 {quantification} 与偏移，处理基线 {baseline}',
    en: 'quantification {quantification} and the offsets of {source}, baseline {baseline}',
  },
  'radiometry.quantification-baseline': {
    zh: '{source} 的量化值 {quantification}，无偏移，处理基线 {baseline}',
    en: 'quantification {quantification} and no offset of {source}, baseline {baseline}',
  },
  'radiometry.unknown': {
    zh: '没有 DN 到反射率的定标依据：NDVI 等比值按 DN 计算，FAI、EVI 没有意义',
    en: 'nothing tells how DN becomes reflectance: ratios such as NDVI are those of DN; FAI and EVI are not meaningful',
  },
  'radiometry.baseline-unknown': {
    zh: 'Sentinel-2 处理基线未知：若为 04.00 或更新，请给定偏移 -0.1',
    en: 'Sentinel-2 processing baseline unknown: if it is 04.00 or later, give --offset -0.1',
  },
  'radiometry.thermal': {
    zh: '辐亮度：{file} 的 RADIANCE_MULT/ADD_BAND_n 及其 K1、K2',
    en: 'radiance: RADIANCE_MULT/ADD_BAND_n of {file}, with its K1 and K2',
  },
  'radiometry.of-dn-inverted': {
    zh: '{quantity} = y / (1 + {albedo} · y)，y = DN × {scale} + {offset}',
    en: '{quantity} = y / (1 + {albedo} · y), y = DN × {scale} + {offset}',
  },
  'radiometry.of-dn': {
    zh: '{quantity} = DN × {scale} + {offset}',
    en: '{quantity} = DN × {scale} + {offset}',
  },
  'radiometry.reflectance': { zh: '反射率', en: 'reflectance' },
} as const satisfies Record<string, Text>;
