/** Rows of chineseSentences about maps, templates and atlases. */
export const mapSentences: Record<string, string> = {
  'the map template cannot be read: {message}': '无法读取地图模板：{message}',
  'the map template has a field that is not known: {field}; take it out or correct its name':
    '地图模板中有未知字段 {field}；请删去或改正名称',
  'the map template is wrong at {at}: {message}': '地图模板在 {at} 处有误：{message}',
  'sheets of patches are made of a redline assessment': '图斑核查图由红线评估生成',
  'there are no sites to put on the map': '没有可上图的样点',
  'no scene of the series could be assessed': '序列中没有可评估的影像',
  'there is nothing to make sheets of': '没有可成图的对象',
};
