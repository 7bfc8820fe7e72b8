/** Rows of chineseSentences about ecosystem state, indices, services and validation. */
export const ecologySentences: Record<string, string> = {
  'it does not share the grid of {name}; put the scenes on one grid first (align), nothing is resampled unasked':
    '与 {name} 的格网不同；请先对齐到同一格网（对齐），程序不会自行重采样',
  'it does not share the grid of the scene; put it there first (align), nothing is resampled unasked':
    '与影像的格网不同；请先对齐（对齐），程序不会自行重采样',
  '{name} was put on another grid ({how}), as asked': '{name} 已按要求重采样到另一格网（{how}）',
  'no valid pixel lies in the zones on any of the dates': '各期影像在区域内均无有效像元',
  'no valid pixel lies in the zones on the date of {name}': '{name} 一期在区域内没有有效像元',
  'expected at least one scene': '至少需要一景影像',
  'choose at least one indicator': '请至少选择一个指标',
  'RSEI and its variant RSEI-3 are two indices; choose one of them':
    'RSEI 与其变体 RSEI-3 是两个指数，请选其一',
  'NDVI of soil and of full cover lie within −1 and 1, the first below the second':
    '裸土与全覆盖的 NDVI 应在 −1 与 1 之间，且前者小于后者',
  'the scene has no date: several scenes are compared in the order of their dates; give it one':
    '该影像没有日期：多景按日期先后比较，请补充日期',
  'two scenes carry this date; each date is one scene': '有两景影像日期相同；每个日期只能一景',
  'RSEI: no land pixel of the zones is valid, or one of its components does not vary':
    'RSEI：区域内没有有效的陆地像元，或某一分量没有变化',
  'RSEI of {name}: {wrong} loads against its meaning; the first component does not stand for the ecosystem here':
    '{name} 的 RSEI：{wrong} 的载荷与其含义相反；第一主成分在此不能代表生态状况',
  '{what} needs reflectance, and nothing tells how DN becomes reflectance; give scale and offset, or leave {what} out':
    '{what} 需要反射率，而无法得知 DN 如何换算为反射率；请给出比例与偏移，或不算 {what}',
  "wetness has coefficients of its own per sensor and this scene's is not known; choose one of {known}":
    '湿度系数因传感器而异，而此影像的传感器未知；请选择 {known} 之一',
  'there are no wetness coefficients {chosen}; choose one of {known}':
    '没有名为 {chosen} 的湿度系数；请选择 {known} 之一',
  'RSEI needs the land surface temperature, and the scene has no thermal band (T); take the variant RSEI-3, which does without it under its own name, or add the ST band to the scene':
    'RSEI 需要地表温度，而此影像没有热红外波段（T）；可选不用地温、另行命名的变体 RSEI-3，或把 ST 波段加入影像',
  'the wavelength of its thermal band is not known': '热红外波段的波长未知',
  'nothing tells how DN of the thermal band becomes temperature: the MTL file with K1 and K2 belongs beside it; or take the variant RSEI-3':
    '无法得知热红外波段的 DN 如何换算为温度：需要含 K1、K2 的 MTL 文件；或选变体 RSEI-3',
  'ecosystem quality (HJ 1172) needs LAI, GPP and the types of vegetation beside the scene; they are not assumed':
    '生态系统质量（HJ 1172）除影像外还需要 LAI、GPP 和植被类型，程序不作假设',
  'expected one raster per scene ({count}), found {found}':
    '每景影像应有一个栅格（共 {count} 个），找到 {found} 个',
  'none of its codes is one of {types}: ecosystem quality is that of vegetation':
    '图例中没有 {types} 之一：生态系统质量只针对植被',
  'expected a legend as JSON, {"code": "class", …}': '图例应为 JSON：{"编码": "类别", …}',
  "the legend's code {code} is not a whole number": '图例编码 {code} 不是整数',
  'the legend gives code {code} the class {name}; expected one of {classes}':
    '图例把编码 {code} 定为“{name}”；应为 {classes} 之一',
  'the legend gives no code a class': '图例没有给任何编码指定类别',
  'surface temperature band of the product': '产品自带的地表温度波段',
  'brightness temperature of the thermal band with K1 and K2 of the MTL file, emissivity by NDVI':
    '热红外波段亮温（K1、K2 取自 MTL），比辐射率由 NDVI 估算',
  'radiance: RADIANCE_MULT/ADD_BAND_n of {file}, with its K1 and K2':
    '辐亮度：{file} 的 RADIANCE_MULT/ADD_BAND_n 及其 K1、K2',
  'the table has no rows': '表中没有数据行',
  'none of its columns is an input of the index; known are {list}': '没有一列是该指数的输入；可用的有 {list}',
  'columns that are no input of the index: {list}; take them out or name them as {known} …':
    '有列不是该指数的输入：{list}；请去掉，或改名为 {known} …',
  'row {row}, {column}: “{cell}” is not a number': '第 {row} 行 {column}：“{cell}”不是数字',
  'row {row}: “{cell}” is not a year': '第 {row} 行：“{cell}”不是年份',
  'expected JSON: an object or a list of objects with region, year and inputs':
    '应为 JSON：一个对象或对象列表，含 region、year 和各输入',
  'codes without a legend in {zone}: {codes}; give each of them a class':
    '{zone} 内有图例中没有的编码：{codes}；请为每个编码指定类别',
  'EQI takes first-level values; a land cover is for EI': 'EQI 采用一级指标值；土地覆盖用于 EI',
  'there is no region to compute': '没有可计算的区域',
  'the region stands there twice for the year {year}': '该区域在 {year} 年出现两次',
  '{zone}: {area} km² of the land cover have no data and count as no class':
    '{zone}：土地覆盖有 {area} km² 无数据，不计入任何类别',
  "the table's region is none of the zones ({zones})": '表中的区域不在各分区之中（{zones}）',
  '{name}: {value} lies above 100 and counts as 100; the cap is to be confirmed':
    '{name}：计算值 {value} 超过 100，按 100 计；封顶规则待核对',
  'the restriction of level {level} takes EI from {from} to {to}':
    '环境限制 {level} 级：EI 由 {from} 调为 {to}',
  '{name} ({id}) {value} is not within {min}–{max}': '{name}（{id}）{value} 不在 {min}–{max} 之内',
  '{name} is 0, and others are divided by it': '{name} 为 0，而它要作除数',
  'ndvi_mean {value} looks like NDVI on 0–1; HJ 192 takes it on 0–10000':
    'NDVI 均值 {value} 像是 0–1 的 NDVI；HJ 192 采用 0–10000',
  "the areas of land cover add up to {sum} km², more than the region's {area} km²":
    '各地类面积之和 {sum} km² 大于区域面积 {area} km²',
  'given by the user: weights below the first level were not found': '由用户给出：一级以下的权重未查到',
  'no input of this service; known are {list}': '不是该服务的输入；可用的有 {list}',
  'missing inputs: {list}; nothing is assumed': '缺少输入：{list}；程序不作假设',
  'all inputs are single values: zones need at least one raster to lie on; use a table of regions with their areas':
    '所有输入都是单一数值：分区至少需要一个栅格来确定位置；请改用含面积的区域表',
  'it does not share the grid of {name}; ask for alignment (align), nothing is resampled unasked':
    '与 {name} 的格网不同；请选择对齐，程序不会自行重采样',
  'no place of the zones has all inputs': '区域内没有一处具备全部输入',
  'area_km2 is missing or not above 0': '缺少面积 area_km2，或不大于 0',
  'type “{type}” is none of {list}': '类型“{type}”不在 {list} 之中',
  '{id} = {value} cannot be: expected {range}; is the unit right?':
    '{id} = {value} 不可能：应为 {range}；单位对吗？',
  '{words}: expected {list}': '{words}：应为 {list}',
  'codes without a legend: {codes}; give each of them a type':
    '图例中没有的编码：{codes}；请为每个编码指定类型',
  'most of its values cannot be ({example}): expected {range}; is the unit right?':
    '大部分取值不可能（如 {example}）：应为 {range}；单位对吗？',
  '{id}: {area} km² have values such as {example} that cannot be, and are left out':
    '{id}：有 {area} km² 的取值（如 {example}）不可能，未计入',
  'limits of classes rise from one to the next': '分级界限应逐级递增',
  'expected a factor above 0': '换算系数应大于 0',
  'no plot has a valid observation of {id}; there is nothing to validate with':
    '没有样地具有 {id} 的有效观测，无法验证',
  'expected a coordinate reference system, so that plots can be laid on it':
    '影像应有坐标参考系，样地才能叠加',
  'none of the {count} plots with {id} has a valid value of the product near its date':
    '具有 {id} 的 {count} 个样地中，没有一个在相近日期有有效的产品值',
  '{late} plots have no sample within {days} days of the scene and stayed out':
    '{late} 个样地在影像前后 {days} 天内没有观测，未计入',
  'the product stays below 1 and the samples do not: are the units the same? a factor of 100 may be missing':
    '产品值都不超过 1，而实测值不然：单位一致吗？可能少了系数 100',
  'there is no ecological result with number {id}': '没有编号为 {id} 的生态评估结果',
  'more than 500 values in the zones: this is a measurement, not a land cover':
    '区域内取值超过 500 种：这是测量值，不是土地覆盖',
  '{count} plots have a retrieved value of 0 where something was measured ({name}): the relative error has no end, and P does not pass':
    '{count} 个样地实测不为 0 而反演值为 0（如 {name}）：相对误差无穷大，P 不合格',
};
