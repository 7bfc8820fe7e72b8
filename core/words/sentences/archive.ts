import type { Text } from '#core/foundation/text.ts';

export const archiveSentences = {
  'archive.damaged': {
    zh: '压缩包已损坏（{what}）；请重新下载',
    en: 'the archive is damaged ({what}); fetch it again',
  },
  'archive.cut': {
    zh: '压缩包不完整，在“{what}”处被截断；请重新下载',
    en: 'the archive is cut short within {what}; fetch it again',
  },
  'archive.locked': {
    zh: '“{what}”有密码保护；请先解压',
    en: '{what} is locked by a password; unpack it first',
  },
  'archive.method': {
    zh: '压缩方式不受支持（{what}）；请先解压',
    en: 'it is packed by a method that is not read ({what}); unpack it first',
  },
  'archive.too-large': {
    zh: '解压后过大（{what}），不予解压；若确为影像包，请先自行解压再打开文件夹',
    en: 'it would unpack to too much ({what}); if it is a package of pictures, unpack it and open the folder',
  },
  'archive.leads-out': {
    zh: '其中的文件名“{name}”指向压缩包之外，整个压缩包不予打开',
    en: 'the name “{name}” in it leads out of the archive; none of it is opened',
  },
  'archive.disk': {
    zh: '磁盘剩余空间不足，无法解压到 {folder}',
    en: 'there is not enough room on the disk to unpack it into {folder}',
  },
} as const satisfies Record<string, Text>;
