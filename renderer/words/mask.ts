import type { Text } from '#core/foundation/text.ts';

export const maskLabels = {
  'mask.title': { zh: '掩膜', en: 'Mask' },
  'mask.all-water': { zh: '区域全部是水面', en: 'The zones are water' },
  'mask.all-water-long': {
    zh: '水华比例高时程序会按水体指数核对区域是否为水面；确认是水面（例如全湖水华）后勾选，不再核对',
    en: 'Where much is bloom an index of water is asked whether the zone is water at all; tick it when you are sure, for example of a lake that is all bloom',
  },
  'mask.low-clouds': { zh: '低概率云也剔除', en: 'Clouds of low probability too' },
  'mask.low-clouds-long': {
    zh: 'SCL 7、QA 中等置信度的云也不参与统计',
    en: 'SCL 7 and QA clouds of medium confidence are left out, too',
  },
  'mask.shore': { zh: '岸边缓冲', en: 'Shore buffer' },
  'mask.shore-long': {
    zh: '剔除距湖岸（含岛岸）小于该距离的像元；相邻湖区之间的界线不算岸',
    en: 'Leaves out pixels nearer to the shore (of islands, too) than this; borders between zones of one lake are no shore',
  },
  'mask.shore-m': { zh: '岸边缓冲距离/m', en: 'Shore buffer in metres' },
  'mask.vegetation': { zh: '水生植被区', en: 'Aquatic vegetation zones' },
  'mask.vegetation-long': {
    zh: '芦苇、荷、菱等常年水生植被区，不参与水华统计',
    en: 'Zones of reed, lotus and other standing plants, left out of the bloom',
  },
  'mask.vegetation-add': { zh: '导入', en: 'Import' },
  'mask.glint': { zh: '太阳耀斑', en: 'Sun glint' },
  'mask.glint-long': {
    zh: '短波红外（没有时用近红外）反射率高于限值、且近红外不高于红光的像元；限值待核对',
    en: 'Pixels whose shortwave (else near) infrared reflectance is above the limit while near infrared is not above red; the limit is to be confirmed',
  },
  'mask.glint-limit': { zh: '耀斑反射率限值', en: 'Reflectance limit of glint' },
  'mask.water': { zh: '水体指数判陆地', en: 'Land by a water index' },
  'mask.water-long': {
    zh: '水体指数低于阈值者为陆地；近红外高于红光且短波红外低于 0.1 的像元按漂浮藻华保留（没有短波红外时无法区分）',
    en: 'Below the threshold is land; pixels with near infrared above red and shortwave infrared below 0.1 stay in as floating scum (without shortwave infrared they cannot be told apart)',
  },
  'mask.water-threshold': { zh: '水体指数阈值', en: 'Threshold of the water index' },
  'mask.min-valid': { zh: '最低有效率', en: 'Least valid share' },
  'mask.min-valid-long': {
    zh: '有效率低于该值的区域不分级；不勾选时取规则的限值',
    en: 'Zones of which less is seen are not graded; otherwise the limit of the rule holds',
  },
  'mask.min-valid-percent': { zh: '最低有效率/%', en: 'Least valid share in per cent' },
  'mask.table': { zh: '面积去向', en: 'Where the area goes' },
  'mask.reason': { zh: '去向', en: 'Reason' },
  'mask.counted': { zh: '参与统计', en: 'Counted' },
  'mask.table-note': {
    zh: '单位 km²，百分比为占区域面积；陆地、岸边缓冲与水生植被区不计入有效率的分母。',
    en: 'In km² and per cent of the zone; land, shore buffer and plants are no part of the water that the valid share is of.',
  },
} as const satisfies Record<string, Text>;
