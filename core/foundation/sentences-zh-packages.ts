/** Of sealed packages. */
export const packageSentences: Record<string, string> = {
  'there is no assessment of this number in the workspace': '工作区中没有此编号的评估',
  'is not approved; only approved assessments are packed': '尚未通过；只有已通过的评估可以打包',
  '{why}; nothing is packed from it': '{why}；不能由此打包',
  'would be larger than a package may be (2 GB); pack fewer products':
    '将超过成果包的上限（2 GB）；请减少成果种类',
  'the photo is not in the workspace any more': '照片已不在工作区中',
  'this package was taken before, on {day}, from {office}; it is among the received ones':
    '此成果包已于 {day} 导入（来自 {office}），见“收到的成果包”',
  'this package was made in this workspace; its assessment is here': '此成果包由本工作区生成，其评估就在这里',
  'was changed while it was copied; it is not taken': '复制过程中文件被改动，未导入',
  'is another package than was taken; put the old file back': '与当时导入的成果包不同；请放回原文件',
  'is not as it was packed ({what}); it is not taken': '与打包时不一致（{what}），未导入',
  'does not end like a package: the copy was not finished, or something was added behind it; copy it again':
    '文件结尾不完整：复制未完成，或末尾被附加了内容；请重新复制',
  'is no package: it does not begin like a zip file': '不是成果包：文件开头不是 zip 格式',
  'is no package of Bloomline: there is no manifest.json in it, or it cannot be read':
    '不是碧线成果包：其中没有 manifest.json，或无法读取',
  'has a manifest that cannot be used ({why})': '清单无法使用（{why}）',
  'has an entry that leads out of its folder ({name}); it is not taken':
    '含有指向文件夹之外的条目（{name}），不予读取',
  'has two entries of the name {name}; it is not taken': '含有两个同名条目 {name}，不予读取',
  'would unpack to more than a package may hold; it is not taken': '解压后超过成果包的上限，不予读取',
  'is larger than a package may be (2 GB)': '超过成果包的上限（2 GB）',
  'the manifest was changed after it was sealed': '清单在封存后被改动',
  '{file} was changed': '{file} 被改动',
  '{file} is missing': '缺少 {file}',
  '{file} was added': '多出 {file}',
  'the lines of the journal are not all there': '日志记录不全',
  'line {id} of the journal was changed after it was written': '日志第 {id} 条在写入后被改动',
  'line {id} of the journal is missing': '日志缺少第 {id} 条',
  'line {id} of the journal is out of order': '日志第 {id} 条次序不对',
  'line {id} of the journal does not follow line {before}': '日志第 {id} 条与第 {before} 条不衔接',
  'line {id} of the journal lies behind its end': '日志第 {id} 条超出日志末尾',
  'the result is not the one that was approved': '结果不是审核通过的结果',
  'the record was changed after it was sealed': '处理记录在封存后被改动',
  'the numbers of the record are not those of the result': '处理记录中的数值与结果不一致',
  'the approval is not the one of the journal': '审核信息与日志不一致',
  'there is no package with number {id}': '没有编号为 {id} 的成果包',
};
