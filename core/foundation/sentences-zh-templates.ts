/** Rows of chineseSentences about templates of maps and what a map can be made of. */
export const templateSentences: Record<string, string> = {
  'the map template has a field that is not known: {field}; known there are {list}':
    '地图模板中有未知字段 {field}；此处可用的字段为 {list}',
  'the map template is no valid JSON: {message}': '地图模板不是有效的 JSON：{message}',
  'expected one of {list}': '应为以下之一：{list}',
  'expected {what}': '应为{what}',
  'a text': '文字',
  'a number': '数值',
  'a whole number': '整数',
  'true or false': 'true 或 false',
  'a group of fields': '一组字段',
  'a list': '列表',
  'expected at most {n} characters': '最多 {n} 个字符',
  'expected at least {n} characters': '至少 {n} 个字符',
  'expected at most {n}': '不得大于 {n}',
  'expected at least {n}': '不得小于 {n}',
  'a field in braces that is not known; known are {list}': '花括号中有未知字段；可用的为 {list}',
  'expected a text within its length and with known fields in braces, or {"zh": …, "en": …} of such':
    '应为长度合适、花括号内字段已知的文字，或 {"zh": …, "en": …}',
  'expected a text, or {"zh": …, "en": …}': '应为文字，或 {"zh": …, "en": …}',
  'it is a template for {kind}, not for {other}': '这是 {kind} 图的模板，不适用于 {other} 图',
  'lines of the grid would be {mm} mm apart at this scale; take a larger step':
    '按此比例尺，网线间距只有 {mm} mm；请加大间隔',
  'there is no template of this name in the workspace': '工作区中没有此名称的模板',
  'there is a template of this name already; choose another name': '已有同名模板；请换一个名称',
  'there is no such file, and no workspace was named whose templates could be meant; add --workspace':
    '没有此文件，也未指定工作区；若是工作区中的自定模板，请加 --workspace',
  'this map is made of a bloom assessment': '此图由水华评估生成',
  'this map is made of a series': '此图由水华序列生成',
  'this map is made of a redline assessment': '此图由红线评估生成',
  'this map is made of a redline assessment, or of a state assessment with vegetation cover':
    '此图由红线评估，或含植被覆盖度的生态状况评估生成',
  'this map is made of the sites of the catalogue': '此图由目录中的样点生成',
  'the assessment found no suspected patches': '该评估没有疑似图斑',
  'the later scene has no red and near infrared band': '后期影像没有红光和近红外波段',
  'no scene of the series has a result yet': '序列尚无有结果的影像',
  'vegetation cover is not among the indicators': '指标中没有植被覆盖度',
  'there are no sites in the catalogue yet': '目录中还没有样点',
  'no site has a sample that gives a class': '没有样点的样品可定水质类别',
  'there is no patch of this name in the assessment': '该评估中没有此图斑',
};
