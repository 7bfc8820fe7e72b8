import type { Text } from '#core/foundation/text.ts';

export const catalogueSentences = {
  'catalogue.is-folder': { zh: '是文件夹，此处应为文件', en: 'is a folder, a file was expected there' },
  'catalogue.locked': {
    zh: '另一程序正在写入数据目录库；请在该程序中关闭，或稍后再试',
    en: 'another program is writing to the catalogue; close it there or try again',
  },
  'catalogue.damaged': {
    zh: '数据目录库已损坏（{what}）；请从 backups 文件夹恢复',
    en: 'the catalogue is damaged ({what}); restore it from the folder backups',
  },
  'catalogue.disk-full': {
    zh: '磁盘空间不足，数据目录库未作任何更改',
    en: 'there is no room left for the catalogue; nothing was changed',
  },
  'catalogue.read-only': { zh: '此处的数据目录库只能读取', en: 'the catalogue can only be read here' },
  'catalogue.unreachable': {
    zh: '无法访问数据目录库（{what}）',
    en: 'the catalogue cannot be reached ({what})',
  },
  'catalogue.restore-or-remove': {
    zh: '{what}；请从 backups 文件夹恢复，或移走后重新开始',
    en: '{what}; restore it from the folder backups, or remove it to start anew',
  },
  'catalogue.not-a-database': { zh: '不是数据库', en: 'is not a database' },
  'catalogue.older-read-only': {
    zh: '数据目录库版本较旧，而文件夹只读，无法升级',
    en: 'this catalogue is of an older version and cannot be brought up to date in a folder that is only readable',
  },
  'catalogue.no-such-parameter': {
    zh: '不是已知参数；已知参数：{known}',
    en: 'is no known parameter; known are {known}',
  },
  'catalogue.no-such-site-kind': {
    zh: '不是样点类型；可用类型：{kinds}',
    en: 'is no kind of site; kinds are {kinds}',
  },
  'catalogue.foreign': {
    zh: '是数据库，但不是本软件的数据目录库',
    en: 'is a database, but not a catalogue of this program',
  },
  'catalogue.newer': {
    zh: '数据目录库版本为 {version}，本软件最高支持 {newest}；请安装新版本，文件未被改动',
    en: 'the catalogue has version {version}, this program knows up to {newest}; install a newer one, the file was not touched',
  },
  'catalogue.none-here': { zh: '此文件夹中没有数据目录库', en: 'there is no catalogue in this folder' },
  'catalogue.not-a-folder': { zh: '工作区不是文件夹', en: 'the workspace is not a folder' },
  'catalogue.workspace-read-only': { zh: '工作区只读', en: 'the workspace is read-only' },
  'catalogue.not-readable': { zh: '无法读取', en: 'cannot be read' },
  'catalogue.not-readable-code': { zh: '无法读取（{code}）', en: 'cannot be read ({code})' },
  'catalogue.folder-not-made': { zh: '无法创建文件夹（{code}）', en: 'the folder cannot be made ({code})' },
  'catalogue.opened-read-only': {
    zh: '工作区以只读方式打开；请复制到可写的文件夹',
    en: 'this workspace was opened for reading only; copy it to a folder that can be written to',
  },
  'catalogue.no-such-entry': {
    zh: '没有编号为 {id} 的记录（{what}）',
    en: 'there is no {what} with number {id}',
  },
  'catalogue.implausible': {
    zh: '{name} 为 {value}；合理范围为 {range}',
    en: '{name} is {value}; plausible values are {range}',
  },
  'catalogue.no-time': {
    zh: '不是时间；应为日期（如 2026-08-01）或时间（如 2026-08-01T09:30:00+08:00）',
    en: 'is no time; a date like 2026-08-01 or a time like 2026-08-01T09:30:00+08:00 was expected',
  },
  'catalogue.no-such-backup': { zh: '没有这个备份', en: 'there is no such backup' },
  'catalogue.backup-damaged': { zh: '已损坏；请选择其他备份', en: 'is damaged; choose another backup' },
  'catalogue.backup-not-a-database': {
    zh: '不是数据库；请选择其他备份',
    en: 'is not a database; choose another backup',
  },
  'catalogue.nothing-to-take-back': {
    zh: '没有可以撤销或重做的操作',
    en: 'there is nothing left to take back or do again',
  },
  'catalogue.changed-since': {
    zh: '此后已被修改，无法再撤销',
    en: 'was changed since; it cannot be taken back any more',
  },
  'catalogue.used-since': {
    zh: '此后已被使用，无法再撤销',
    en: 'has been used since; it cannot be taken back any more',
  },
  'catalogue.a-number': { zh: '应为数字', en: 'expected a number' },
  'catalogue.flag-needs-reason': {
    zh: '标记为有效以外的状态时需要说明原因',
    en: 'a reason is needed for a flag other than valid',
  },
  'catalogue.corrected-already': {
    zh: '已由第 {id} 号更正；请更正那一条',
    en: 'was corrected already by number {id}; correct that one',
  },
  'catalogue.correction-needs-reason': { zh: '更正需要说明原因', en: 'a correction needs a reason' },
  'catalogue.photo-not-readable': { zh: '照片无法读取（{code}）', en: 'the photo cannot be read ({code})' },
  'catalogue.no-photo': {
    zh: '不是照片；可用格式为 {extensions}',
    en: 'is no photo; known are {extensions}',
  },
  'catalogue.photo-file-gone': {
    zh: '照片文件已不在工作区中',
    en: 'the photo’s file is not in the workspace any more',
  },
  'catalogue.belongs-to-nothing': {
    zh: '所属的内容已不存在；未作任何改动，请刷新列表后再试',
    en: 'what this belongs to is not there any more; nothing was changed, look at the list again',
  },
  'catalogue.no-such-assessment': {
    zh: '没有编号为 {id} 的评估',
    en: 'there is no assessment with number {id}',
  },
  'catalogue.no-such-scene': { zh: '没有编号为 {id} 的影像', en: 'there is no scene with number {id}' },
  'catalogue.no-such-photo': { zh: '没有编号为 {id} 的照片', en: 'there is no photo with number {id}' },
  'catalogue.no-such-observation': {
    zh: '没有编号为 {id} 的观测',
    en: 'there is no observation with number {id}',
  },
  'catalogue.no-such-site': { zh: '没有编号为 {id} 的样点', en: 'there is no site with number {id}' },
  'catalogue.no-such-zone': { zh: '没有编号为 {id} 的区域', en: 'there is no zone with number {id}' },
  'catalogue.no-such-import': { zh: '没有编号为 {id} 的导入', en: 'there is no import with number {id}' },
  'catalogue.journal-append-only': { zh: '日志只能追加', en: 'the journal is append-only' },
  'catalogue.package-fixed': { zh: '成果包不能修改', en: 'a package cannot be changed' },
  'catalogue.file-gone': {
    zh: '{file} 在打开期间被移走或删除；未保存本次更改，请重新打开工作区',
    en: '{file} was moved or deleted while it was open; this change was not saved, open the workspace again',
  },
  'catalogue.file-replaced': {
    zh: '{file} 在打开期间被其他文件替换；未保存本次更改，请重新打开工作区',
    en: '{file} was replaced by another file while it was open; this change was not saved, open the workspace again',
  },
  'catalogue.went-back': {
    zh: '日志第 {line} 行已不是本窗口所见的内容：数据目录库被另一份副本覆盖；未保存本次更改，请重新打开工作区',
    en: 'line {line} of the journal is not the one that this window knows: another copy of the catalogue took its place; this change was not saved, open the workspace again',
  },
  'catalogue.rescued': {
    zh: '{what}。此前已保存的全部内容另存于 {copy}',
    en: '{what}. All that was saved before is kept in {copy}',
  },
  'catalogue.lock-lost': {
    zh: '工作区已由另一台计算机接管写入；请重新打开工作区',
    en: 'another machine has taken over writing to this workspace; open the workspace again',
  },
  'catalogue.lock-stuck': {
    zh: '无法接管此锁文件；请确认没有其他窗口打开此工作区后删除它',
    en: 'this lock cannot be taken over; see that no other window has the workspace open, then delete it',
  },
  'catalogue.open-elsewhere': {
    zh: '工作区正由 {user}（{machine}）打开；请先在那里关闭',
    en: 'the workspace is open with {user} on {machine}; close it there first',
  },
  'catalogue.second-place': {
    zh: '第二备份位置无法写入（{code}）；工作区内的备份已完成',
    en: 'the second place for backups cannot be written to ({code}); the backup in the workspace was made',
  },
  'catalogue.second-place-missing': {
    zh: '第二备份位置必须是已存在、可写入的文件夹，且在工作区之外',
    en: 'a second place for backups must be a folder that is there, can be written to, and lies outside the workspace',
  },
} as const satisfies Record<string, Text>;
