import type { Text } from '#core/foundation/text.ts';

export const packageSentences = {
  'package.no-such-assessment': {
    zh: '工作区中没有此编号的评估',
    en: 'there is no assessment of this number in the workspace',
  },
  'package.not-approved': {
    zh: '尚未通过；只有已通过的评估可以打包',
    en: 'is not approved; only approved assessments are packed',
  },
  'package.nothing-packed': { zh: '{why}；不能由此打包', en: '{why}; nothing is packed from it' },
  'package.too-large': {
    zh: '将超过成果包的上限（2 GB）；请减少成果种类',
    en: 'would be larger than a package may be (2 GB); pack fewer products',
  },
  'package.photo-gone': { zh: '照片已不在工作区中', en: 'the photo is not in the workspace any more' },
  'package.taken-before': {
    zh: '此成果包已于 {day} 导入（来自 {office}），见“收到的成果包”',
    en: 'this package was taken before, on {day}, from {office}; it is among the received ones',
  },
  'package.own': {
    zh: '此成果包由本工作区生成，其评估就在这里',
    en: 'this package was made in this workspace; its assessment is here',
  },
  'package.changed-while-copied': {
    zh: '复制过程中文件被改动，未导入',
    en: 'was changed while it was copied; it is not taken',
  },
  'package.other-file': {
    zh: '与当时导入的成果包不同；请放回原文件',
    en: 'is another package than was taken; put the old file back',
  },
  'package.not-as-packed': {
    zh: '与打包时不一致（{what}），未导入',
    en: 'is not as it was packed ({what}); it is not taken',
  },
  'package.end-missing': {
    zh: '文件结尾不完整：复制未完成，或末尾被附加了内容；请重新复制',
    en: 'does not end like a package: the copy was not finished, or something was added behind it; copy it again',
  },
  'package.no-zip': {
    zh: '不是成果包：文件开头不是 zip 格式',
    en: 'is no package: it does not begin like a zip file',
  },
  'package.no-manifest': {
    zh: '不是碧线成果包：其中没有 manifest.json，或无法读取',
    en: 'is no package of Bloomline: there is no manifest.json in it, or it cannot be read',
  },
  'package.manifest-unusable': {
    zh: '清单无法使用（{why}）',
    en: 'has a manifest that cannot be used ({why})',
  },
  'package.leads-out': {
    zh: '含有指向文件夹之外的条目（{name}），不予读取',
    en: 'has an entry that leads out of its folder ({name}); it is not taken',
  },
  'package.entry-twice': {
    zh: '含有两个同名条目 {name}，不予读取',
    en: 'has two entries of the name {name}; it is not taken',
  },
  'package.unpacks-too-large': {
    zh: '解压后超过成果包的上限，不予读取',
    en: 'would unpack to more than a package may hold; it is not taken',
  },
  'package.is-too-large': { zh: '超过成果包的上限（2 GB）', en: 'is larger than a package may be (2 GB)' },
  'package.manifest-changed': {
    zh: '清单在封存后被改动',
    en: 'the manifest was changed after it was sealed',
  },
  'package.file-changed': { zh: '{file} 被改动', en: '{file} was changed' },
  'package.file-missing': { zh: '缺少 {file}', en: '{file} is missing' },
  'package.file-added': { zh: '多出 {file}', en: '{file} was added' },
  'package.journal-short': { zh: '日志记录不全', en: 'the lines of the journal are not all there' },
  'package.line-changed': {
    zh: '日志第 {id} 条在写入后被改动',
    en: 'line {id} of the journal was changed after it was written',
  },
  'package.line-missing': { zh: '日志缺少第 {id} 条', en: 'line {id} of the journal is missing' },
  'package.line-order': { zh: '日志第 {id} 条次序不对', en: 'line {id} of the journal is out of order' },
  'package.line-chain': {
    zh: '日志第 {id} 条与第 {before} 条不衔接',
    en: 'line {id} of the journal does not follow line {before}',
  },
  'package.line-behind': {
    zh: '日志第 {id} 条超出日志末尾',
    en: 'line {id} of the journal lies behind its end',
  },
  'package.result-differs': {
    zh: '结果不是审核通过的结果',
    en: 'the result is not the one that was approved',
  },
  'package.record-changed': {
    zh: '处理记录在封存后被改动',
    en: 'the record was changed after it was sealed',
  },
  'package.numbers-differ': {
    zh: '处理记录中的数值与结果不一致',
    en: 'the numbers of the record are not those of the result',
  },
  'package.product-record-changed': {
    zh: '{name} 中的处理记录在封存后被改动',
    en: 'the record in {name} was changed after it was sealed',
  },
  'package.product-record-differs': {
    zh: '{name} 中的处理记录与成果包的不同',
    en: 'the record in {name} is not that of the package',
  },
  'package.product-unreadable': { zh: '{name} 无法读取：{why}', en: '{name} cannot be read: {why}' },
  'package.cell-differs': {
    zh: '{name}，{where}：为 {product}，结果为 {again}',
    en: '{name}, {where}: says {product}, the result says {again}',
  },
  'package.area-differs': {
    zh: '{name}：按像元统计，{zone}的水华面积在 {least}～{most} km² 之间，结果为 {km2} km²',
    en: '{name}: its pixels show {least} to {most} km² of bloom in {zone}, the result says {km2} km²',
  },
  'package.signatures-missing': {
    zh: '审核已签名，但成果包中没有签名，或无法读取',
    en: 'the approval was signed, but there are no signatures in the package, or they cannot be read',
  },
  'package.packer-forged': {
    zh: '打包人{who}的签名不成立',
    en: 'the signature of {who}, who packed it, does not hold',
  },
  'package.office-first': {
    zh: '首次收到{office}的成果包，已记住其密钥 {key}；请用其他途径与对方核对',
    en: 'this is the first package of {office}; its key {key} is remembered: compare it with them by another way',
  },
  'package.office-key-changed': {
    zh: '{office}的密钥与以前不同：以前为 {before}，现为 {key}。核实之前不要采信',
    en: 'the key of {office} is another one: it was {before}, now it is {key}. Do not rely on it before you have asked them',
  },
  'package.office-unsigned': {
    zh: '{office}的成果包在启用签名之前签批，没有密钥',
    en: 'the package of {office} was signed before keys: nothing vouches for who signed',
  },
  'package.rerun-differs': {
    zh: '重新计算得到的{what}为 {found}，而批准的是 {recorded}；未打包',
    en: 'run again, {what} is {found} and not {recorded} as it was approved; nothing is packed',
  },
  'package.rules-since': {
    zh: '规则自批准以来已更新（{rules}），重算结果不同；按批准的结果打包',
    en: 'rules are other ones since the approval ({rules}), and the result would differ; it is packed as it was approved',
  },
  'package.approval-differs': {
    zh: '审核信息与日志不一致',
    en: 'the approval is not the one of the journal',
  },
  'package.no-such-package': { zh: '没有编号为 {id} 的成果包', en: 'there is no package with number {id}' },
} as const satisfies Record<string, Text>;
