/** Rows of chineseSentences about series, warnings and bulletins. */
export const seriesSentences: Record<string, string> = {
  'nothing tells when it was taken: neither metadata nor a date (YYYYMMDD) in its name':
    '无法得知成像日期：元数据中没有，名称中也没有日期（YYYYMMDD）',
  'there is no such folder': '没有这个文件夹',
  'the folder cannot be read ({code})': '无法读取该文件夹（{code}）',
  'expected scenes (GeoTIFF files or product folders) in this folder, found none':
    '该文件夹中应有影像（GeoTIFF 文件或产品文件夹），但没有找到',
  'only the year is known of {count} scenes; the first of January stands for it':
    '有 {count} 景只知年份，以当年 1 月 1 日代表',
  '{count} scenes of the folder are not in the series': '文件夹中有 {count} 景未计入序列',
  'there is no series with number {id}': '没有编号为 {id} 的序列',
  'there is no warning with number {id}': '没有编号为 {id} 的预警',
  'it is {state} and cannot become {next}': '当前状态为 {state}，不能改为 {next}',
  issued: '发出',
  verified: '核实',
  lifted: '解除',
  'there is no scene of this date': '该日期没有影像',
  'a bulletin is made of a bloom assessment': '快报只能由水华评估生成',
};
