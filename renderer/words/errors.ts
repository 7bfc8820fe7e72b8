import type { Text } from '#core/foundation/text.ts';

export const errorsLabels = {
  'errors.bad-input': { zh: '输入有误', en: 'The input is wrong' },
  'errors.not-found': { zh: '找不到文件或对象', en: 'Not found' },
  'errors.not-allowed': {
    zh: '不允许',
    en: 'Not allowed',
  },
  'errors.not-a-tiff': { zh: '不是 TIFF 文件', en: 'Not a TIFF file' },
  'errors.tiff-damaged': { zh: 'TIFF 文件已损坏或不完整', en: 'The TIFF file is damaged or cut short' },
  'errors.tiff-unsupported': {
    zh: '不支持该 TIFF 的压缩或编码方式',
    en: 'This kind of TIFF cannot be decoded',
  },
  'errors.raster-damaged': { zh: '影像文件已损坏或不完整', en: 'The picture is damaged or cut short' },
  'errors.raster-unsupported': { zh: '不支持该影像的格式或编码', en: 'This kind of picture cannot be read' },
  'errors.archive-unreadable': { zh: '压缩包无法打开', en: 'The archive cannot be opened' },
  'errors.no-georeference': { zh: '影像没有地理参考', en: 'The image has no georeference' },
  'errors.crs-unknown': { zh: '坐标系无法识别', en: 'The coordinate reference system is unknown' },
  'errors.grids-differ': { zh: '各波段或两期影像的格网不一致', en: 'The bands or dates do not share a grid' },
  'errors.band-missing': { zh: '缺少所需波段', en: 'A band that is needed is missing' },
  'errors.formula-invalid': { zh: '公式有误', en: 'The formula is wrong' },
  'errors.zones-unreadable': { zh: '无法读取区域文件', en: 'The file with zones cannot be read' },
  'errors.zones-empty': { zh: '区域文件中没有面要素', en: 'The file holds no polygons' },
  'errors.zone-invalid': { zh: '区域边界自相交或无效', en: 'The outline of a zone crosses itself' },
  'errors.zone-outside': { zh: '区域不在影像范围内', en: 'The zone lies outside of the scene' },
  'errors.nothing-valid': { zh: '没有有效像元', en: 'No pixel is valid' },
  'errors.not-writable': { zh: '文件夹不可写', en: 'The folder cannot be written to' },
  'errors.disk-full': { zh: '磁盘空间不足', en: 'The disk is full' },
  'errors.catalogue-damaged': { zh: '目录库已损坏', en: 'The catalogue is damaged' },
  'errors.catalogue-replaced': {
    zh: '目录库文件已被替换',
    en: 'The catalogue’s file was replaced',
  },
  'errors.catalogue-locked': { zh: '目录库被其他程序占用', en: 'Another program holds the catalogue' },
  'errors.catalogue-newer': {
    zh: '目录库由更新版本的程序创建',
    en: 'The catalogue was made by a newer version',
  },
  'errors.port-taken': { zh: '端口已被占用', en: 'The port is taken' },
  'errors.cancelled': { zh: '已取消', en: 'Cancelled' },
  'errors.internal': { zh: '程序内部错误', en: 'Something went wrong inside' },
  'errors.host-unreachable': {
    zh: '后台服务无响应，请稍候或重新启动',
    en: 'The host does not answer: wait a moment or start again',
  },
  'errors.network': {
    zh: '无法连接服务器，或服务器应答不符合要求',
    en: 'A server cannot be reached or does not answer as needed',
  },
} as const satisfies Record<string, Text>;
