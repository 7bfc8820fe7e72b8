import type { Text } from '#core/foundation/text.ts';

export const indexSentences = {
  'index.sensor-lacks': {
    zh: '{sensor}没有{bands}，不能计算 {index}',
    en: '{sensor} has no {bands}: {index} needs it',
  },
  'index.wavelengths-assumed': {
    zh: '传感器未知，{roles} 的中心波长取自 Sentinel-2',
    en: 'centre wavelengths of {roles} are taken from Sentinel-2: the sensor is not known',
  },
  'index.formula-needs': {
    zh: '公式需要 {missing}，影像有 {roles}；请在“影像信息”中指定波段含义，例如 --bands {example}',
    en: 'the formula needs {missing}, the scene has {roles}; name the bands, for example --bands {example}',
  },
  'index.expected-at': {
    zh: '第 {at} 个字符处应为 {expected}，实际是“{found}”',
    en: 'expected {expected} at character {at}, found "{found}"',
  },
  'index.expected-at-end': { zh: '末尾缺少 {expected}', en: 'expected {expected} at the end' },
  'index.no-band': { zh: '公式中至少要有一个波段', en: 'expected at least one band' },
  'index.unexpected': {
    zh: '第 {at} 个字符处的“{text}”无法识别',
    en: 'unexpected "{text}" at character {at}',
  },
  'index.a-value': { zh: '数值或波段', en: 'a value' },
  'index.an-operator': { zh: '运算符', en: 'an operator' },
  'index.neither-id-nor-formula': {
    zh: '应为指数（{ids}）或公式，例如 (N - R) / (N + R)',
    en: 'expected an index ({ids}) or a formula such as (N - R) / (N + R)',
  },
  'index.other-sensor': {
    zh: '{source}；该阈值针对其他传感器发布，使用前请核对',
    en: '{source}; published for another sensor than this one: check it before use',
  },
  'index.a-role': { zh: 'wl( ) 内的波段含义', en: 'a role inside wl( )' },
  'index.file-lacks': {
    zh: '影像文件中缺少{bands}，不能计算 {index}；请连同该波段的文件一起打开',
    en: 'no file of the scene is its {bands}: {index} needs it; open the scene with that file',
  },
  'index.no-band-named': {
    zh: '没有波段被指定为{bands}，不能计算 {index}；可在影像信息中指定',
    en: "no band is named as {bands}: {index} needs it; name it in the scene's dialog",
  },
} as const satisfies Record<string, Text>;
