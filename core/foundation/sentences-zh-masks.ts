/** The rows of masks, hand corrections, sensors and doubts about radiometry; as in `sentences-zh.ts`. */
export const chineseMaskSentences: Record<string, string> = {
  // Masks and hand corrections.
  '{what} needs {roles}, which this scene does not have; switch it off or name the bands':
    '{what}需要 {roles}，该影像没有；请关闭此项或指定波段',
  'the rule for sun glint': '太阳耀斑规则',
  'the water index': '水体指数',
  'zones of standing plants that the result was made with are not there any more':
    '生成该结果所用的水生植被区已不存在',
  'zones of standing plants were changed since the result was made; assess again':
    '生成结果之后水生植被区已有改动，请重新评估',
  'this mask is not prepared; it must be asked for again': '该掩膜尚未生成，需重新请求',
  'given by the user: {value}': '用户给定：{value}',
  'the pixel here is no bloom at the threshold, is masked, or lies outside of the chosen zones':
    '此处像元在当前阈值下不是水华、已被掩膜或在所选区域之外',
  'more than {count} pixels are connected here; raise the threshold, choose zones or draw a polygon':
    '此处连通的像元超过 {count} 个；请提高阈值、选择区域或改用多边形',
  'the outline crosses itself near {places}; draw it again': '轮廓在 {places} 附近自相交，请重画',
  'a reason belongs to exclude, and only to it': '只有剔除需要原因',

  // Sensors and doubts about radiometry.
  '{bands}: 8-bit numbers from 0 to 255 are a picture or raw counts, not reflectance; indices of them are not comparable; use the original product':
    '{bands}：0–255 的 8 位数值是图片或原始计数，不是反射率；据此计算的指数不可比，请使用原始产品',
  'the darkest DN of all bands is {dn} ({band}) and no offset is used: Sentinel-2 data of processing baseline 04.00 or later look so; if it is one, give the offset -0.1':
    '各波段最暗的 DN 为 {dn}（{band}），而没有使用偏移：处理基线 04.00 及以后的 Sentinel-2 数据正是这样；若是，请给定偏移 -0.1',
  'the middle reflectance of {band} is {value}: reflectance lies between 0 and about 1; the numbers are not scaled, or not reflectance; {advice}':
    '{band} 的反射率中位数为 {value}：反射率应在 0 到约 1 之间；数值未定标或不是反射率；{advice}',
  'give the scale 0.0001 if they are ten thousandths': '若为万分数，请给定比例系数 0.0001',
  'look up the scale of the product': '请查产品的比例系数',
  '98 % of all reflectances are below {value}: the scale may have been used twice; look up whether the file already holds reflectance and give the scale 1':
    '98 % 的反射率低于 {value}：比例系数可能用了两次；请查文件是否已是反射率，若是请给定比例系数 1',
  '{share} % of {band} lie below a reflectance of -0.02: the offset may have been used already when the file was made; if so, give the offset 0':
    '{band} 有 {share} % 的反射率低于 -0.02：制作文件时可能已经用过偏移；若是，请给定偏移 0',
  'the scenes are used with different offsets ({offsets}) and the processing baseline of {names} is not known: a jump between dates may come from that; give the offset':
    '各期影像使用的偏移不同（{offsets}），而 {names} 的处理基线未知：期间的跳变可能由此而来，请给定偏移',
  'the values are radiance, not reflectance: thresholds of FAI and EVI that were made for reflectance do not hold':
    '数值是辐亮度，不是反射率：为反射率给出的 FAI、EVI 阈值不适用',
  'codes of the product: the index decodes them': '产品编码，由指数公式解码',
  'values of the product as they are: {quantity}': '产品原值：{quantity}',
  radiance: '辐亮度',
  code: '编码',
  'radiance = DN × {scale} + {offset}': '辐亮度 = DN × {scale} + {offset}',
  'code = DN × {scale} + {offset}': '编码 = DN × {scale} + {offset}',
  'radiance in W m⁻² sr⁻¹ µm⁻¹: Gain and Bias of {source}':
    '辐亮度（W m⁻² sr⁻¹ µm⁻¹）：{source} 的 Gain 与 Bias',
  '{sensor} has no {bands}: {index} needs it': '{sensor} 没有 {bands}，不能计算 {index}',
  'file names that start with a Sentinel-2 satellite and L1C': '文件名以 Sentinel-2 卫星代号与 L1C 开头',
  'file names of Sentinel-2 granules and metadata of level 1C': 'Sentinel-2 分幅文件名，元数据为 L1C',
  'file names of Landsat 4/5/7 and an MTL file that says TM or ETM':
    'Landsat 4/5/7 的文件名，且 MTL 文件写明 TM 或 ETM',
  'file name of GF-1 PMS multispectral: four bands in the order blue, green, red, near infrared':
    'GF-1 PMS 多光谱文件名：四个波段依次为蓝、绿、红、近红外',
  'file name of GF-6 PMS multispectral: four bands; their order is to be confirmed':
    'GF-6 PMS 多光谱文件名：四个波段，顺序待核对',
  'file name of HJ-2A/B CCD: five bands; their order is to be confirmed':
    'HJ-2A/B CCD 文件名：五个波段，顺序待核对',
  'file names of MOD09GA and MYD09GA': 'MOD09GA、MYD09GA 的文件名',
  'file names of MOD09GQ and MYD09GQ': 'MOD09GQ、MYD09GQ 的文件名',
  'file names of OLCI radiances (Oa01_radiance …)': 'OLCI 辐亮度文件名（Oa01_radiance …）',
  'file name of OLCI Level 1 with its 21 bands in order': 'OLCI L1 文件名，21 个波段依次排列',
  'file names of OLCI reflectances (Oa01_reflectance …)': 'OLCI 反射率文件名（Oa01_reflectance …）',
  'file names of HLS {code}': 'HLS {code} 的文件名',
  'file name of PlanetScope surface reflectance: eight bands': 'PlanetScope 地表反射率文件名：八个波段',
  'file name of PlanetScope surface reflectance: four bands': 'PlanetScope 地表反射率文件名：四个波段',
  'file name of PlanetScope radiance: eight bands': 'PlanetScope 辐亮度文件名：八个波段',
  'file name of PlanetScope radiance: four bands': 'PlanetScope 辐亮度文件名：四个波段',
  'single-band files named Red, NIR … as drone software writes them':
    '单波段文件名为 Red、NIR 等，与无人机软件输出一致',
  'file name of a CyAN product': 'CyAN 产品文件名',
};
