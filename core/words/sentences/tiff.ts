import type { Text } from '#core/foundation/text.ts';

export const tiffSentences = {
  'tiff.empty': { zh: '文件为空（0 字节）', en: 'the file is empty (0 bytes)' },
  'tiff.not-a-tiff': {
    zh: '应为 TIFF 文件，实际是 {found}',
    en: 'expected a TIFF (II or MM, 42 or 43), found {found}',
  },
  'tiff.is-erdas': {
    zh: 'ERDAS Imagine 影像；请转换：gdal_translate -of COG in.img out.tif',
    en: 'an ERDAS Imagine picture; convert it: gdal_translate -of COG in.img out.tif',
  },
  'tiff.is-vrt': {
    zh: 'GDAL 虚拟镶嵌；请打开其中的文件，或转换：gdal_translate -of COG in.vrt out.tif',
    en: 'a virtual mosaic of GDAL; open its files, or convert it: gdal_translate -of COG in.vrt out.tif',
  },
  'tiff.is-raw': {
    zh: '没有头文件的裸数据；请把同名的 ENVI 头文件（.hdr）放在旁边',
    en: 'bare numbers; put the ENVI header (.hdr) of the same name beside it',
  },
  'tiff.something-else': { zh: '其他内容', en: 'something else' },
  'tiff.truncated': {
    zh: '位置 {offset} 处应有 {length} 字节，而文件只有 {bytes} 字节：文件不完整或偏移有误',
    en: 'expected {length} {length|byte|bytes} at {offset}, the file ends at {bytes}: it is truncated or its offsets are wrong',
  },
  'tiff.compression': {
    zh: '压缩方式（标签 259）为 {code}（{name}），本版本不能解码；请转换为 Deflate 或 LZW',
    en: 'Compression (259) is {code} ({name}), which this version does not decode; convert the file to Deflate or LZW',
  },
  'tiff.not-decompressed': {
    zh: '{name} 数据块无法解压：{what}',
    en: 'a {name} block cannot be decompressed: {what}',
  },
  'tiff.not-decoded': {
    zh: '{name} 数据块（{rows} 行）无法解码：{what}',
    en: 'a {name} block of {rows} {rows|row|rows} cannot be decoded: {what}',
  },
  'tiff.short-block': {
    zh: '{name} 数据块只有 {bytes} 字节，应为 {expected} 字节',
    en: 'a {name} block holds {bytes} of {expected} {expected|byte|bytes}',
  },
  'tiff.tag-type': {
    zh: '标签 {tag} 的数据类型（{type}）不对：应为数值',
    en: 'tag {tag} has the wrong type ({type}): expected numbers of the kind that it needs',
  },
  'tiff.tag-claims': {
    zh: '标签 {tag} 声称有 {count} 个值',
    en: 'tag {tag} claims {count} {count|value|values}',
  },
  'tiff.no-directory': { zh: '文件中没有影像目录', en: 'it holds no image directory' },
  'tiff.loop': { zh: '影像目录形成循环', en: 'its directories form a loop' },
  'tiff.too-many-directories': { zh: '影像目录超过 {limit} 个', en: 'more than {limit} directories' },
  'tiff.too-many-fields': {
    zh: '某目录声称有 {count} 个字段',
    en: 'a directory claims {count} {count|field|fields}',
  },
  'tiff.no-size': {
    zh: '目录缺少宽或高（标签 256、257）',
    en: 'a directory has no ImageWidth or ImageLength (tags 256, 257)',
  },
  'tiff.depths-differ': {
    zh: '各波段位深不同（标签 258：{bits}）',
    en: 'BitsPerSample (258) is {bits}: bands of different depth',
  },
  'tiff.sample-format': {
    zh: '不支持的像元类型（标签 258 为 {bits}，标签 339 为 {format}）',
    en: 'BitsPerSample (258) {bits} with SampleFormat (339) {format}',
  },
  'tiff.predictor-bits': {
    zh: '预测器（标签 317）为 {predictor}，像元 {bits} 位；应为 8、16、32 或 64 位',
    en: 'Predictor (317) is {predictor} with samples of {bits} {bits|bit|bits}; expected 8, 16, 32 or 64 bits',
  },
  'tiff.predictor-integer': {
    zh: '预测器（标签 317）为 3，而像元不是浮点型（标签 339 为 {format}）',
    en: 'Predictor (317) is 3 with SampleFormat (339) {format}; expected floating point',
  },
  'tiff.one-bit': {
    zh: '{name} 压缩的像元为 {bits} 位（标签 258），应为 1 位',
    en: 'BitsPerSample (258) is {bits} with {name}; expected one bit',
  },
  'tiff.jpeg-bits': {
    zh: 'JPEG 压缩的像元为 {bits} 位（标签 258），应为 8 位',
    en: 'BitsPerSample (258) is {bits} with JPEG; expected 8',
  },
  'tiff.subsampling': {
    zh: '色度抽样（标签 530）为 {across}, {down}，压缩方式（标签 259）为 {code}；应为 JPEG，或抽样 1, 1',
    en: 'YCbCrSubSampling (530) is {across}, {down} with Compression (259) {code}; expected JPEG or 1, 1',
  },
  'tiff.big-header': {
    zh: 'BigTIFF 文件头：偏移应为 8 字节',
    en: 'BigTIFF header: expected offsets of 8 bytes',
  },
  'tiff.long-strip': { zh: '一个条带有 {rows} 行', en: '{rows} {rows|row|rows} in one strip' },
  'tiff.long-row': {
    zh: '一行数据块有 {bytes} 字节，上限为 {limit}',
    en: 'a row of blocks holds {bytes} {bytes|byte|bytes}; the limit is {limit}',
  },
  'tiff.block-offsets': {
    zh: '应有 {count} 个数据块偏移（标签 {tag}），实际有 {found} 个',
    en: 'expected {count} block {count|offset|offsets} (tag {tag}), found {found}',
  },
  'tiff.strip-offsets': {
    zh: '应有 {count} 个条带偏移（标签 {tag}），实际有 {found} 个',
    en: 'expected {count} strip {count|offset|offsets} (tag {tag}), found {found}',
  },
  'tiff.too-many-at-once': {
    zh: '一次读取 {width} × {height} 像元，过大',
    en: '{width} × {height} pixels at once',
  },
  'tiff.window-outside': {
    zh: '窗口 {window} 超出影像范围（{size} 像元）',
    en: 'the window {window} leaves the picture of {size} pixels',
  },
  'tiff.window-type': {
    zh: '不支持截取 {type} 像元的窗口；请转换整个文件',
    en: 'windows of {type} pixels; convert the whole file',
  },
  'tiff.large-block': {
    zh: '一个数据块有 {bytes} 字节，上限为 {limit}',
    en: 'one block holds {bytes} {bytes|byte|bytes}; the limit is {limit}',
  },
  'tiff.size': { zh: '其大小为 {width} × {height}', en: 'its size is {width} × {height}' },
  'tiff.samples': { zh: '每像元样本数（标签 277）为 {samples}', en: 'SamplesPerPixel (277) is {samples}' },
  'tiff.block-size': { zh: '其数据块为 {width} × {height}', en: 'its blocks are {width} × {height}' },
  'tiff.no-frame': { zh: '没有帧头', en: 'it has no frame header' },
  'tiff.cannot-hold': {
    zh: '{count} 字节装不下按其大小应有的 {expected} 字节',
    en: '{count} {count|byte|bytes} cannot hold the {expected} that its size asks for',
  },
  'tiff.ends-after': {
    zh: '应有 {expected} 字节，到 {written} 字节就结束',
    en: 'it ends after {written} of {expected} {expected|byte|bytes}',
  },
  'tiff.holds-pixels': { zh: '其中为 {width} × {height} 像元', en: 'it holds {width} × {height} pixels' },
  'tiff.holds-samples': {
    zh: '其中为 {width} × {height} 像元，每像元 {components} 个样本',
    en: 'it holds {width} × {height} pixels of {components} {components|sample|samples}',
  },
  'tiff.is-png': { zh: 'PNG 图片', en: 'a PNG picture' },
  'tiff.is-jpeg': { zh: 'JPEG 图片', en: 'a JPEG picture' },
  'tiff.is-zip': { zh: 'ZIP 压缩包：请先解压', en: 'a ZIP archive: unpack it first' },
  'tiff.is-gzip': { zh: 'gzip 压缩包：请先解压', en: 'a gzip archive: unpack it first' },
  'tiff.is-hdf5': {
    zh: 'HDF5 或 NetCDF-4 文件：请先转换为 GeoTIFF',
    en: 'an HDF5 or NetCDF-4 file: convert it to GeoTIFF first',
  },
  'tiff.is-netcdf': {
    zh: 'NetCDF 文件：请先转换为 GeoTIFF',
    en: 'a NetCDF file: convert it to GeoTIFF first',
  },
  'tiff.is-jpeg-2000': {
    zh: 'JPEG 2000 文件：请先转换为 GeoTIFF',
    en: 'a JPEG 2000 file: convert it to GeoTIFF first',
  },
  'tiff.is-pdf': { zh: 'PDF 文档', en: 'a PDF document' },
  'tiff.is-xml': { zh: 'XML 或 HTML 文档', en: 'an XML or HTML document' },
  'tiff.ccitt-change': { zh: '变化点位于前一个之前', en: 'a change lies before the last one' },
  'tiff.ccitt-run': {
    zh: '第 {at} 位处没有以此开头的游程',
    en: 'no run begins with these bits, at bit {at}',
  },
  'tiff.ccitt-mode': {
    zh: '第 {at} 位处没有以此开头的模式',
    en: 'no mode begins with these bits, at bit {at}',
  },
  'tiff.lzma-properties': { zh: 'LZMA 属性 {byte}', en: 'LZMA properties {byte}' },
  'tiff.lzma2-properties': { zh: 'LZMA2 的 lc + lp 至多为 4', en: 'LZMA2 allows lc + lp up to 4' },
  'tiff.ends-early': { zh: '提前结束', en: 'it ends early' },
  'tiff.before-start': { zh: '引用了起点之前的字节', en: 'it refers to bytes before its start' },
  'tiff.no-xz': { zh: '不是 XZ 数据流', en: 'it is no XZ stream' },
  'tiff.xz-filter': { zh: '其过滤器 {id} 未知', en: 'its filter {id} is not known' },
  'tiff.xz-chunk': { zh: '其数据段 {control} 未知', en: 'its chunk {control} is not known' },
  'tiff.samples-contradict': {
    zh: '每像元样本数为 {samples}，却列出 {listed} 个位深',
    en: 'has {samples} samples per pixel, but lists {listed} depths',
  },
  'tiff.block-bytes': {
    zh: '一个数据块解压后为 {bytes} 字节，最多可读 {most} 字节',
    en: 'one block unpacks to {bytes} bytes, at most {most} are read',
  },
} as const satisfies Record<string, Text>;
