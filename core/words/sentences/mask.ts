import type { Text } from '#core/foundation/text.ts';

export const maskSentences = {
  'mask.needs-bands': {
    zh: '{what}需要 {roles}，该影像没有；请关闭此项或指定波段',
    en: '{what} needs {roles}, which this scene does not have; switch it off or name the bands',
  },
  'mask.glint-rule': { zh: '太阳耀斑规则', en: 'the rule for sun glint' },
  'mask.water-index': { zh: '水体指数', en: 'the water index' },
  'mask.plant-zones-gone': {
    zh: '生成该结果所用的水生植被区已不存在',
    en: 'zones of standing plants that the result was made with are not there any more',
  },
  'mask.plant-zones-changed': {
    zh: '生成结果之后水生植被区已有改动，请重新评估',
    en: 'zones of standing plants were changed since the result was made; assess again',
  },
  'mask.not-prepared': {
    zh: '该掩膜尚未生成，需重新请求',
    en: 'this mask is not prepared; it must be asked for again',
  },
  'mask.outline-crosses-itself': {
    zh: '轮廓在 {places} 附近自相交，请重画',
    en: 'the outline crosses itself near {places}; draw it again',
  },
  'mask.reason-without-exclude': {
    zh: '只有剔除需要原因',
    en: 'a reason belongs to exclude, and only to it',
  },
  'mask.takes-glint': {
    zh: '太阳耀斑：{band} 高于 {limit} 且近红外不高于红光的像元；限值待核对',
    en: 'sun glint: {band} above {limit} where N is not above R; the limit is to be confirmed',
  },
  'mask.land-keeps-scum': {
    zh: '{index} 低于 {threshold} 判为陆地；近红外高于红光且短波红外低于 {swir} 的像元按漂浮藻华保留；限值待核对',
    en: 'land by {index} below {threshold}; pixels with N above R and S1 below {swir} stay in as floating scum; the limit is to be confirmed',
  },
  'mask.land-takes-scum': {
    zh: '{index} 低于 {threshold} 判为陆地；没有短波红外波段，无法区分漂浮藻华与陆生植物，漂浮藻华会一并剔除：最好用湖泊边界限定范围',
    en: 'land by {index} below {threshold}; without a shortwave infrared band floating scum cannot be told from plants on land and is left out with it: an outline of the lake is the better bound',
  },
  'mask.no-cloud-classes': {
    zh: '影像没有云分类波段：未剔除云',
    en: 'no cloud classification in the scene: clouds are not masked',
  },
  'mask.correction-fields': {
    zh: '修正应有 action、reason、note 字段；{field}：{what}',
    en: 'expected the fields action, reason and note of a correction; {field}: {what}',
  },
} as const satisfies Record<string, Text>;
