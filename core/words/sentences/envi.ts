import type { Text } from '#core/foundation/text.ts';

export const enviSentences = {
  'envi.field': {
    zh: 'ENVI 头文件的 {key} 无法使用（{found}）',
    en: 'the ENVI header says nothing usable of "{key}" ({found})',
  },
  'envi.type': {
    zh: 'ENVI 数据类型 {code} 不能读取（复数或未知）；请转换为实数类型',
    en: 'ENVI data type {code} is not read (complex or unknown); convert it to real numbers',
  },
  'envi.compressed': {
    zh: 'ENVI 文件经过压缩；请在 ENVI 中另存为不压缩的文件，或用 gdal_translate 转换',
    en: 'the ENVI file is compressed; save it uncompressed, or convert it by gdal_translate',
  },
  'envi.no-header': {
    zh: '旁边没有 ENVI 头文件（.hdr）：没有它就不知道尺寸和类型',
    en: 'there is no ENVI header (.hdr) beside it: without it size and type are not known',
  },
  'envi.no-data': {
    zh: '头文件旁边没有数据文件（.img、.dat、.bsq、.bil、.bip）',
    en: 'no file of pixels (.img, .dat, .bsq, .bil, .bip) lies beside the header',
  },
  'envi.short': {
    zh: '文件只有 {bytes} 字节，按头文件应为 {expected} 字节：文件不完整，或头文件不是它的',
    en: 'the file has {bytes} of the {expected} bytes that its header tells: it is cut short, or the header is another file’s',
  },
} as const satisfies Record<string, Text>;
