import type { Text } from '#core/foundation/text.ts';

export const doctorSentences = {
  'doctor.is-folder': { zh: '{path} 是文件夹，应为文件', en: '{path} is a folder, a file was expected' },
  'doctor.no-catalogue': { zh: '{path} 处没有目录', en: 'there is no catalogue at {path}' },
  'doctor.not-examined': { zh: '目录无法检查：{what}', en: 'the catalogue cannot be examined: {what}' },
  'doctor.damaged': { zh: '已损坏：{line}', en: 'damaged: {line}' },
  'doctor.table-missing': {
    zh: '缺少 GeoPackage 的表 {name}',
    en: 'the table {name} of a GeoPackage is missing',
  },
  'doctor.foreign': {
    zh: '此数据库不是本程序的目录',
    en: 'this database is not a catalogue of this program',
  },
  'doctor.no-mark': {
    zh: '文件没有 GeoPackage 标记（application_id）',
    en: 'the file does not carry the mark of a GeoPackage (application_id)',
  },
  'doctor.newer': {
    zh: '目录版本为 {version}，本程序支持到 {newest}',
    en: 'the catalogue has version {version}, this program knows up to {newest}',
  },
  'doctor.older': {
    zh: '目录版本为 {version}，打开时会升级到 {newest}',
    en: 'the catalogue has version {version} and is brought to {newest} when it is opened',
  },
  'doctor.dangling': {
    zh: '{table} 的第 {row} 行引用了 {parent} 中不存在的行',
    en: 'row {row} of {table} refers to a row of {parent} that does not exist',
  },
  'doctor.listed-only': {
    zh: '表 {name} 列于 gpkg_contents，但并不存在',
    en: 'the table {name} is listed in gpkg_contents but does not exist',
  },
  'doctor.outside-changes': {
    zh: '其他程序所作的 {noted} 处改动将在打开目录时记入日志',
    en: '{noted} {noted|change that another program made enters|changes that another program made enter} the journal when the catalogue is opened',
  },
  'doctor.no-journal': { zh: '缺少日志', en: 'the journal is missing' },
  'doctor.photo-missing': {
    zh: '照片 {id} 的文件缺失：{file}',
    en: 'the file of photo {id} is missing: {file}',
  },
  'doctor.photo-changed': {
    zh: '照片 {id} 的文件在入库后被改动：{file}',
    en: 'the file of photo {id} was changed after it came in: {file}',
  },
  'doctor.no-index': { zh: '缺少 {table} 的空间索引', en: 'the spatial index of {table} is missing' },
  'doctor.no-triggers': {
    zh: '{table} 的空间索引缺少触发器 {lost}',
    en: 'the spatial index of {table} lacks its triggers {lost}',
  },
  'doctor.index-damaged': {
    zh: '{table} 的空间索引损坏：{state}',
    en: 'the spatial index of {table} is damaged: {state}',
  },
  'doctor.not-in-index': {
    zh: '{table} 有 {unindexed} 行不在空间索引中',
    en: '{unindexed} {unindexed|row|rows} of {table} {unindexed|is|are} not in its spatial index',
  },
  'doctor.index-stale': {
    zh: '{table} 的空间索引中有 {stale} 行并不存在',
    en: 'the spatial index of {table} holds {stale} {stale|row that does not|rows that do not} exist',
  },
  'doctor.older-node': { zh: '{version}：需要 24 或更新版本', en: '{version}: 24 or newer is needed' },
  'doctor.canvas': { zh: '画布可用（绘制了 {width} 像元）', en: 'canvas is there ({width} pixels drawn)' },
  'doctor.in-order': { zh: '正常', en: 'in order' },
  'doctor.head': {
    zh: '日志在 {time} 时已到第 {line} 行，现在止于第 {found} 行或内容不同：目录库被旧副本替换、日志文件被截断，或链被重建',
    en: 'the journal had reached line {line} at {time}; now it ends at line {found} or tells something else there: an older copy took the catalogue’s place, its log was cut, or the chain was rebuilt',
  },
  'doctor.second-place': {
    zh: '第二备份位置 {place} 无法访问',
    en: 'the second place for backups, {place}, cannot be reached',
  },
  'doctor.anchor': {
    zh: '第二备份位置 {place} 在 {time} 记下的日志第 {line} 行与现在的内容不同：记录在此之后被改写',
    en: 'line {line} of the journal is not the one that was noted at {time} at the second place {place}: the record was rewritten since',
  },
  'doctor.lines-lost': {
    zh: '{time} 打开时发现日志缺失：已知到第 {remembered} 行，只找到第 {found} 行',
    en: 'lines of the journal were missing when it was opened at {time}: line {remembered} was known, line {found} was the last',
  },
} as const satisfies Record<string, Text>;
