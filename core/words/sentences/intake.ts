import type { Text } from '#core/foundation/text.ts';

/** From counts to reflectance. */
export const intakeSentences = {
  'intake.own-gains-row': {
    zh: '第 {row} 行应有卫星、相机、波段和大于 0 的增益（年份与偏移可空）：satellite,camera,year,band,gain,offset,source',
    en: 'row {row} should have satellite, camera, band and a gain above 0 (year and offset may be empty): satellite,camera,year,band,gain,offset,source',
  },
  'intake.refused': {
    zh: '不能按要求换算：{reasons}',
    en: 'cannot be brought to what was asked for: {reasons}',
  },
  'intake.left-as': {
    zh: '数值保持为{quantity}，未能再往上换算：{missing}',
    en: 'the values stay {quantity}, the next step is out of reach: {missing}',
  },
  'intake.line': { zh: '{quantity}，经过 {steps}', en: '{quantity} by {steps}' },
  'intake.counts-asked': { zh: '按要求保留原始计数', en: 'left as counts, as asked for' },
  'intake.not-on-ladder': {
    zh: '数值是{quantity}，不在“计数—辐亮度—大气层顶—瑞利校正—地表”之列；请用带元数据的原始产品，且不要给 --scale',
    en: 'the values are {quantity}, which is no rung of counts, radiance, top of atmosphere, Rayleigh-corrected, surface; use the product with its metadata, without --scale',
  },
  'intake.no-way-back': {
    zh: '数值已是{found}，不能退回{asked}',
    en: 'the values are {found} already: there is no way back to {asked}',
  },
  'intake.rayleigh-is-no-start': {
    zh: '数值已经过瑞利校正；地表反射率须从原始产品换算',
    en: 'the values are Rayleigh-corrected already; surface reflectance starts from the product itself',
  },
  'intake.unknown-camera': {
    zh: '不认识卫星与相机，没有其太阳辐照度和光学厚度；元数据（XML、MTL、MTD）应与影像在一起。已有：{known}',
    en: 'satellite and camera are not known, so neither are solar irradiance and optical thickness; the metadata (XML, MTL, MTD) belong beside the picture. There are: {known}',
  },
  'intake.band-unknown': {
    zh: '{camera} 的波段 {bands} 没有太阳辐照度和光学厚度',
    en: 'no solar irradiance and optical thickness of {camera}, bands {bands}',
  },
  'intake.borrowed-response': {
    zh: '{camera} 没有自己的光谱响应，借用近似的（{source}），待核对',
    en: 'no spectral response of {camera}: a like one is used ({source}), to be confirmed',
  },
  'intake.gains-missing': {
    zh: '没有 {camera} 在 {year} 年的定标系数；可把本单位的一行写入用户文件夹的 gains.csv（satellite,camera,year,band,gain,offset,source）',
    en: 'no gains of {camera} for {year}; a row of your own goes into gains.csv in the user folder (satellite,camera,year,band,gain,offset,source)',
  },
  'intake.gain-doubtful': {
    zh: '{camera} 波段 {bands} 的系数待核对（{source}）',
    en: 'the gains of {camera}, bands {bands}, are to be confirmed ({source})',
  },
  'intake.nearest-year': {
    zh: '没有 {camera} {year} 年的定标系数，用最近的 {used} 年',
    en: 'no gains of {camera} for {year}: those of {used}, the nearest year, are used',
  },
  'intake.other-form': {
    zh: '{camera} {year} 年的系数（{band}：{gain}）属于另一种公式，不能与 DN 相乘；请在用户文件夹的 gains.csv 中给出 L = gain·DN + offset 的系数',
    en: 'the coefficients of {camera} for {year} ({band}: {gain}) belong to another form of the equation and are not to be multiplied with DN; give those of L = gain·DN + offset in gains.csv in the user folder',
  },
  'intake.time-missing': {
    zh: '缺少成像时间：元数据 XML 应与影像在一起，或用 --acquired 给出',
    en: 'the time of acquisition is missing: the metadata belong beside the picture, or give --acquired',
  },
  'intake.place-missing': {
    zh: '缺少位置：没有坐标系，元数据也没有四角经纬度（或给出 --ozone 与 --water-vapour）',
    en: 'the place is missing: no reference system, and no corners in the metadata (or give --ozone and --water-vapour)',
  },
  'intake.view-missing': {
    zh: '缺少卫星天顶角：元数据 XML 应与影像在一起，或用 --view-zenith 给出',
    en: 'the view zenith is missing: the metadata belong beside the picture, or give --view-zenith',
  },
  'intake.view-too-oblique': {
    zh: '卫星天顶角 {zenith}° 超出 0…{most}°（可能写成了高度角；可用 --view-zenith 给出）',
    en: 'a view zenith of {zenith}° is beyond 0…{most}° (it may be an elevation; give --view-zenith)',
  },
  'intake.sun-too-low': {
    zh: '太阳天顶角 {zenith}°，太阳太低（表到 {most}°）',
    en: 'the sun stands too low: a zenith of {zenith}°, and the tables go to {most}°',
  },
  'intake.azimuth-assumed': {
    zh: '没有卫星方位角：卫星天顶角 {zenith}°，相对方位按 90° 计；可用 --view-azimuth 给出',
    en: 'the view azimuth is not told: with a view zenith of {zenith}°, 90° from the sun is assumed; give --view-azimuth',
  },
  'intake.sea-level': {
    zh: '气压按海平面计；湖面高程可用 --height 给出',
    en: 'air pressure is that of sea level; the height of the lake may be given by --height',
  },
  'intake.aerosol-missing': {
    zh: '没有气溶胶光学厚度：用 --aod 给出',
    en: 'no aerosol optical depth: give --aod',
  },
  'intake.aerosol-not-found': {
    zh: '找不到足够的清洁水面或浓密植被（至少 {least} 个像元），定不出气溶胶；用 --aod 给出',
    en: 'too little clear water or dense vegetation (at least {least} pixels) to find the aerosol by; give --aod',
  },
  'intake.aerosol-beyond': {
    zh: '最暗像元要求的光学厚度超过表的上限 {most}：很可能有云、霾或耀斑，结果偏亮',
    en: 'the darkest pixels want an optical depth above {most}, where the tables end: cloud, haze or glint are likely, and the result is too bright',
  },
  'intake.usual-ozone': {
    zh: '气候值 Van Heuklon 1979，按经纬度与日期',
    en: 'climatology of Van Heuklon 1979 by place and day',
  },
  'intake.usual-water': {
    zh: '标准大气的气候值（McClatchey 等 1972），按纬度与日期',
    en: 'standard atmospheres of McClatchey et al. 1972 by latitude and day',
  },
  'intake.rayleigh-table': {
    zh: '6SV 1.1 计算的表（偏振、多次散射）；瑞利光学厚度 Bodhaine 等 1999',
    en: 'table computed with 6SV 1.1 (polarisation, multiple scattering); optical thickness by Bodhaine et al. 1999',
  },
  'intake.aerosol-table': {
    zh: 'WMO 1986 气溶胶组分的米氏散射与加倍累加法，对照 6SV 1.1；光学厚度由最暗光谱定出',
    en: 'Mie scattering by the components of WMO 1986, adding and doubling, laid beside 6SV 1.1; the optical depth by the darkest spectrum',
  },
  'intake.single-layer': { zh: 'Vermote 等 1997（单层大气）', en: 'Vermote et al. 1997 (one layer)' },
  'intake.sun-computed': { zh: '由时间和位置计算', en: 'computed from time and place' },
  'intake.sun-of-file': { zh: '{source}', en: '{source}' },
  'intake.sun-not-computable': {
    zh: '太阳位置不能计算：缺少成像时刻或位置',
    en: 'the sun cannot be computed: the time of day or the place is missing',
  },
  'intake.sun-missing': {
    zh: '缺少太阳天顶角：元数据 XML 应与影像在一起，或用 --sun-zenith 给出',
    en: 'the sun zenith is missing: the metadata belong beside the picture, or give --sun-zenith',
  },
  'intake.sun-not-told': {
    zh: '元数据没有太阳角：用由时间和位置算出的天顶角 {zenith}°',
    en: 'the metadata tell no sun: the zenith computed from time and place is used, {zenith}°',
  },
  'intake.sun-unchecked': {
    zh: '太阳天顶角 {zenith}° 未能核对：缺少成像时刻或位置',
    en: 'the sun zenith of {zenith}° could not be checked: the time of day or the place is missing',
  },
  'intake.sun-apart': {
    zh: '{source}：太阳天顶角 {zenith}°，由时间和位置算出的是 {computed}°；按文件所写的用，或用 --sun-zenith computed',
    en: '{source}: the sun zenith is {zenith}°, the one computed from time and place {computed}°; that of the file is used, or say --sun-zenith computed',
  },
  'intake.sun-said-otherwise': {
    zh: '给定的太阳天顶角 {said}°，由时间和位置算出的是 {computed}°',
    en: 'the sun zenith given is {said}°, the one computed from time and place {computed}°',
  },
  'intake.sun-impossible': {
    zh: '{source}：太阳天顶角 {zenith}° 不可能',
    en: '{source}: a sun zenith of {zenith}° is impossible',
  },
  'intake.sun-two-ways': {
    zh: '{source}：太阳天顶角 {zenith}° 与高度角 {elevation}° 相矛盾（算出的天顶角 {computed}°）；用 --sun-zenith <度|computed> 说明',
    en: '{source}: a sun zenith of {zenith}° and an elevation of {elevation}° contradict each other (computed zenith {computed}°); say --sun-zenith <degrees|computed>',
  },
  'intake.sun-swapped': {
    zh: '{source}：写明的太阳天顶角 {zenith}° 其实是高度角（算出的天顶角 {computed}°）；确认后用 --sun-zenith computed 更正',
    en: '{source}: the sun zenith that is told, {zenith}°, is the elevation (the computed zenith is {computed}°); correct it with --sun-zenith computed',
  },
  'intake.sun-contradicts': {
    zh: '{source}：太阳天顶角 {zenith}° 与由时间和位置算出的 {computed}° 不符，时间、位置或角度有误；用 --sun-zenith <度|computed> 或 --acquired 说明',
    en: '{source}: the sun zenith of {zenith}° does not agree with {computed}° computed from time and place, so that time, place or angle is wrong; say --sun-zenith <degrees|computed> or --acquired',
  },
  'intake.sun-azimuth-contradicts': {
    zh: '{source}：太阳方位角 {azimuth}° 与算出的 {computed}° 不符；用 --sun-zenith computed 改用算出的位置',
    en: '{source}: the sun azimuth of {azimuth}° does not agree with the computed {computed}°; --sun-zenith computed takes the computed position',
  },
  'intake.step-gases': { zh: '气体吸收', en: 'gas absorption' },
  'intake.step-rayleigh': { zh: '瑞利散射', en: 'Rayleigh scattering' },
  'intake.step-aerosol': { zh: '气溶胶', en: 'aerosol' },
} as const satisfies Record<string, Text>;
