import type { Text } from '#core/foundation/text.ts';

export const mapSentences = {
  'map.wrong-number-of-scenes': {
    zh: '需要 {wanted}，实际有 {count}',
    en: 'expected {wanted}, found {count}',
  },
  'map.a-scene': { zh: '一景影像', en: 'a scene' },
  'map.two-scenes': { zh: '两景影像', en: 'two scenes' },
  'map.template-not-readable': {
    zh: '无法读取地图模板：{message}',
    en: 'the map template cannot be read: {message}',
  },
  'map.template-unknown-field': {
    zh: '地图模板中有未知字段 {field}；请删去或改正名称',
    en: 'the map template has a field that is not known: {field}; take it out or correct its name',
  },
  'map.template-wrong-at': {
    zh: '地图模板在 {at} 处有误：{message}',
    en: 'the map template is wrong at {at}: {message}',
  },
  'map.patches-of-redline': {
    zh: '图斑核查图由红线评估生成',
    en: 'sheets of patches are made of a redline assessment',
  },
  'map.no-sites': { zh: '没有可上图的样点', en: 'there are no sites to put on the map' },
  'map.series-without-result': {
    zh: '序列中没有可评估的影像',
    en: 'no scene of the series could be assessed',
  },
  'map.nothing-to-make': { zh: '没有可成图的对象', en: 'there is nothing to make sheets of' },
  'map.template-unknown-field-list': {
    zh: '地图模板中有未知字段 {field}；此处可用的字段为 {list}',
    en: 'the map template has a field that is not known: {field}; known there are {list}',
  },
  'map.template-no-json': {
    zh: '地图模板不是有效的 JSON：{message}',
    en: 'the map template is no valid JSON: {message}',
  },
  'map.expected-one-of': { zh: '应为以下之一：{list}', en: 'expected one of {list}' },
  'map.expected': { zh: '应为{what}', en: 'expected {what}' },
  'map.a-text': { zh: '文字', en: 'a text' },
  'map.a-number': { zh: '数值', en: 'a number' },
  'map.a-whole-number': { zh: '整数', en: 'a whole number' },
  'map.true-or-false': { zh: 'true 或 false', en: 'true or false' },
  'map.a-group': { zh: '一组字段', en: 'a group of fields' },
  'map.a-list': { zh: '列表', en: 'a list' },
  'map.at-most-characters': { zh: '最多 {n} 个字符', en: 'expected at most {n} {n|character|characters}' },
  'map.at-least-characters': { zh: '至少 {n} 个字符', en: 'expected at least {n} {n|character|characters}' },
  'map.at-most': { zh: '不得大于 {n}', en: 'expected at most {n}' },
  'map.at-least': { zh: '不得小于 {n}', en: 'expected at least {n}' },
  'map.unknown-brace': {
    zh: '花括号中有未知字段；可用的为 {list}',
    en: 'a field in braces that is not known; known are {list}',
  },
  'map.text-with-fields': {
    zh: '应为长度合适、花括号内字段已知的文字，或 {"zh": …, "en": …}',
    en: 'expected a text within its length and with known fields in braces, or {"zh": …, "en": …} of such',
  },
  'map.text-or-pair': { zh: '应为文字，或 {"zh": …, "en": …}', en: 'expected a text, or {"zh": …, "en": …}' },
  'map.no-such-kind': {
    zh: '没有“{kind}”这种图；可用的为 {list}',
    en: 'there is no kind of map {kind}; there are {list}',
  },
  'map.template-of-other-kind': {
    zh: '这是 {kind} 图的模板，不适用于 {other} 图',
    en: 'it is a template for {kind}, not for {other}',
  },
  'map.grid-too-dense': {
    zh: '按此比例尺，网线间距只有 {mm} mm；请加大间隔',
    en: 'lines of the grid would be {mm} mm apart at this scale; take a larger step',
  },
  'map.no-such-template': {
    zh: '工作区中没有此名称的模板',
    en: 'there is no template of this name in the workspace',
  },
  'map.template-name-taken': {
    zh: '已有同名模板；请换一个名称',
    en: 'there is a template of this name already; choose another name',
  },
  'map.template-without-workspace': {
    zh: '没有此文件，也未指定工作区；若是工作区中的自定模板，请加 --workspace',
    en: 'there is no such file, and no workspace was named whose templates could be meant; add --workspace',
  },
  'map.of-bloom': { zh: '此图由水华评估生成', en: 'this map is made of a bloom assessment' },
  'map.of-series': { zh: '此图由水华序列生成', en: 'this map is made of a series' },
  'map.of-redline': { zh: '此图由红线评估生成', en: 'this map is made of a redline assessment' },
  'map.of-redline-or-state': {
    zh: '此图由红线评估，或含植被覆盖度的生态状况评估生成',
    en: 'this map is made of a redline assessment, or of a state assessment with vegetation cover',
  },
  'map.of-sites': { zh: '此图由目录中的样点生成', en: 'this map is made of the sites of the catalogue' },
  'map.no-patches': { zh: '该评估没有疑似图斑', en: 'the assessment found no suspected patches' },
  'map.no-false-colour': {
    zh: '后期影像没有红光和近红外波段',
    en: 'the later scene has no red and near infrared band',
  },
  'map.no-result-yet': { zh: '序列尚无有结果的影像', en: 'no scene of the series has a result yet' },
  'map.no-cover': { zh: '指标中没有植被覆盖度', en: 'vegetation cover is not among the indicators' },
  'map.no-sites-yet': { zh: '目录中还没有样点', en: 'there are no sites in the catalogue yet' },
  'map.no-class-yet': { zh: '没有样点的样品可定水质类别', en: 'no site has a sample that gives a class' },
  'map.no-such-patch': { zh: '该评估中没有此图斑', en: 'there is no patch of this name in the assessment' },
  'map.font-missing': {
    zh: '缺少制图字体（Noto Sans SC）；请重新安装碧线，或运行 npm install',
    en: 'the font for maps (Noto Sans SC) is missing; install Bloomline again, or run npm install',
  },
  'map.font-unreadable': {
    zh: '制图字体无法读取；请重新安装碧线',
    en: 'the font for maps cannot be read; install Bloomline again',
  },
  'map.no-such-product': {
    zh: '没有这种成果；可用的有 {kinds}',
    en: 'is no kind of product; there are {kinds}',
  },
} as const satisfies Record<string, Text>;
