import type { Text } from '#core/foundation/text.ts';

export const jp2Sentences = {
  'jp2.no-codestream': {
    zh: '这个 JPEG 2000 文件中没有码流：文件不完整，请重新下载',
    en: 'this JPEG 2000 file holds no codestream: it is not whole; fetch it again',
  },
  'jp2.boxes': { zh: '文件中的数据盒过多', en: 'it has too many boxes' },
  'jp2.box': {
    zh: '位置 {at} 处的数据盒“{type}”长度有误：文件已损坏或不完整',
    en: 'the length of box "{type}" at {at} is wrong: the file is damaged or cut short',
  },
  'jp2.cut': {
    zh: '码流头不完整：文件被截断，请重新下载',
    en: 'the header of the codestream is cut short; fetch the file again',
  },
  'jp2.no-size': {
    zh: '码流不以尺寸标记开头：文件已损坏',
    en: 'the codestream does not begin with its size: it is damaged',
  },
  'jp2.header': { zh: '码流头已损坏', en: 'the header of the codestream is damaged' },
  'jp2.size': {
    zh: '图像尺寸 {width} × {height} 不合理：文件已损坏',
    en: 'a size of {width} × {height} cannot be: the file is damaged',
  },
  'jp2.large-tile': {
    zh: '单个瓦片为 {width} × {height} × {samples}，过大；请用 GDAL 转换为瓦片较小的文件',
    en: 'one tile is {width} × {height} × {samples}: too large; convert the file to smaller tiles with GDAL',
  },
  'jp2.subsampled': {
    zh: '各分量的采样间隔不同，本版本不能读取；请转换为 GeoTIFF',
    en: 'its components are sampled at different steps, which this version does not read; convert it to GeoTIFF',
  },
  'jp2.components': {
    zh: '文件有 {samples} 个分量，本版本读取 1 或 3 个分量的文件；请转换为 GeoTIFF',
    en: 'it has {samples} components; files of one or three are read. Convert it to GeoTIFF',
  },
  'jp2.depth': {
    zh: '像元位数为 {bits}，本版本只读取各波段相同且不超过 16 位的文件；请转换为 GeoTIFF',
    en: 'its samples have {bits} bits; files of equal depths up to 16 bits are read. Convert it to GeoTIFF',
  },
  'jp2.tile-part': {
    zh: '瓦片 {tile} 的说明有误：文件已损坏',
    en: 'what it says of tile {tile} is wrong: the file is damaged',
  },
  'jp2.tile-cut': {
    zh: '文件在第 {tile} 个瓦片（共 {tiles} 个）处被截断；请重新下载',
    en: 'the file ends within tile {tile} of {tiles}; fetch it again',
  },
  'jp2.tiles-missing': {
    zh: '{tiles} 个瓦片中只有 {found} 个：文件不完整，请重新下载',
    en: 'only {found} of {tiles} tiles are there: the file is not whole; fetch it again',
  },
  'jp2.tile-undecodable': {
    zh: '瓦片 {tile} 无法解码：文件已损坏，请重新下载',
    en: 'tile {tile} cannot be decoded: the file is damaged; fetch it again',
  },
} as const satisfies Record<string, Text>;
