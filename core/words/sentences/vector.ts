import type { Text } from '#core/foundation/text.ts';

export const vectorSentences = {
  'vector.no-polygon': { zh: '应为多边形，实际是 {found}', en: 'a polygon was expected, this is {found}' },
  'vector.is-folder': { zh: '是文件夹，应为文件', en: 'is a folder, a file was expected' },
  'vector.extension': {
    zh: '不支持“{extension}”矢量文件；支持 {known}',
    en: '"{extension}" is no vector file that is read; known are {known}',
  },
  'vector.other-format': {
    zh: '是 {format}，不能直接读取；请在 QGIS 中打开，右键图层“导出→要素另存为…”，格式选 GeoPackage',
    en: 'is {format}, which is not read; open it in QGIS and export the layer as a GeoPackage',
  },
  'vector.topology-damaged': { zh: 'TopoJSON 已损坏', en: 'is a damaged TopoJSON' },
  'vector.wkt-unreadable': { zh: '无法读取的 WKT 多边形', en: 'well-known text that is no polygon' },
  'vector.table-without-outlines': {
    zh: '是文本，但没有区域：应有 WKT 列（POLYGON …），或为界址点坐标 txt（[地块坐标]）',
    en: 'is text without zones: expected a column of WKT (POLYGON …) or a land survey’s [地块坐标]',
  },
  'vector.several-srids': { zh: '各行 SRID 不同', en: 'its rows have different SRIDs' },
  'vector.degrees-assumed': {
    zh: '表格未声明坐标系；数值为经纬度范围，按 WGS 84 读取',
    en: 'the table tells no coordinate system; its numbers are taken as longitude and latitude of WGS 84',
  },
  'vector.table-crs': { zh: '表格未声明坐标系', en: 'the table tells no coordinate system' },
  'vector.parcel-crs': {
    zh: '[属性描述] 中的坐标系、几度分带、带号与坐标不能确定坐标系',
    en: 'the head [属性描述] and the eastings name no coordinate system together',
  },
  'vector.parcel-unit': { zh: '计量单位为“{unit}”，应为米', en: 'its unit is {unit}, metres were expected' },
  'vector.parts-left-out': {
    zh: '几何集合中的 {parts} 不是多边形，已略去',
    en: 'parts of its geometry collection that are no polygons were left out: {parts}',
  },
  'vector.curves': {
    zh: '圆弧已化为折线，偏离不超过半径的 1/20000',
    en: 'its arcs became straight lines, off by no more than 1/20,000 of their radius',
  },
  'vector.empty': { zh: '文件为空', en: 'is empty' },
  'vector.no-geometry': { zh: '无几何', en: 'no geometry' },
  'vector.empty-polygon': { zh: '空多边形', en: 'an empty polygon' },
  'vector.empty-geometry': { zh: '空几何', en: 'an empty geometry' },
  'vector.short-ring': {
    zh: '环少于三个角点的多边形',
    en: 'a polygon with a ring of fewer than three corners',
  },
  'vector.no-numbers': { zh: '坐标不是数字的多边形', en: 'a polygon with coordinates that are not numbers' },
  'vector.not-found': { zh: '文件不存在', en: 'there is no such file' },
  'vector.not-readable': { zh: '无法读取：{what}', en: 'cannot be read: {what}' },
  'vector.no-such-layer': {
    zh: '没有图层“{layer}”；现有图层：{layers}',
    en: 'there is no layer "{layer}"; the layers are {layers}',
  },
  'vector.no-layers': { zh: '文件没有带几何的图层', en: 'the file has no layers with geometry' },
  'vector.not-geojson': {
    zh: '是 JSON 但不是 GeoJSON：类型既非要素也非几何',
    en: 'is JSON, but not GeoJSON: its type is no feature and no geometry',
  },
  'vector.not-json': { zh: '不是 JSON：{what}', en: 'is not JSON: {what}' },
  'vector.wrong-root': {
    zh: '是 XML，但根元素是 <{root}> 而不是 <{kind}>',
    en: 'is XML, but its root is <{root}> and not <{kind}>',
  },
  'vector.not-zip': { zh: '不是 zip 文件，或已损坏', en: 'is not a zip file, or a damaged one' },
  'vector.too-many-cells': {
    zh: '{name} 的单元格超过 {most} 个',
    en: '{name} has more than {most} cells',
  },
  'vector.too-many-columns': {
    zh: '有 {width} 列，最多可读 {most} 列；是否行列颠倒？',
    en: 'has {width} columns, at most {most} are read; are rows and columns swapped?',
  },
  'vector.far-rows': {
    zh: '第 {row} 行起的 {count} 行离表格太远，未读取（表格止于第 {last} 行）',
    en: '{count} rows from row {row} on lie far below the table, which ends in row {last}, and are not read',
  },
  'vector.far-columns': {
    zh: '{column} 列起的 {count} 列离表格太远，未读取（表格止于 {last} 列）',
    en: '{count} columns from column {column} on lie far beside the table, which ends in column {last}, and are not read',
  },
  'vector.too-many-merges': {
    zh: '合并单元格过多，后面的未展开',
    en: 'there are too many merged cells; the later ones are not spread',
  },
  'vector.cell-type': {
    zh: '含有未知类型的单元格（{type}），文件已损坏',
    en: 'holds a cell of an unknown type ({type}): the file is damaged',
  },
  'vector.too-deep': {
    zh: '嵌套超过 {most} 层',
    en: 'is nested more than {most} deep',
  },
  'vector.gdb-none': {
    zh: '不是 Esri 文件地理数据库（缺少 a00000001.gdbtable）',
    en: 'is no Esri File Geodatabase: a00000001.gdbtable is not there',
  },
  'vector.gdb-compressed': {
    zh: '图层 {name} 是压缩的地理数据库，无法读取；请在 ArcGIS 中解压缩，或导出为 Shapefile',
    en: 'the layer {name} is of a compressed geodatabase, which is not read; uncompress it in ArcGIS, or export it as a Shapefile',
  },
  'vector.gdb-version': {
    zh: '地理数据库表版本为 {version}，不能读取',
    en: 'the table is of version {version}, which is not read',
  },
  'vector.gdb-row': { zh: '第 {row} 行已损坏', en: 'row {row} is damaged' },
  'vector.gdb-field': {
    zh: '字段 {name} 的类型 {type} 不能读取',
    en: 'the field {name} is of a type that is not read ({type})',
  },
  'vector.gdb-index': { zh: '行索引已损坏', en: 'its index of rows is damaged' },
  'vector.gdb-number': { zh: '数值过长，文件已损坏', en: 'a number is too long: the file is damaged' },
  'vector.gdb-short': { zh: '在第 {at} 字节处提前结束', en: 'ends too early, at byte {at}' },
  'vector.gdb-no-shapes': { zh: '此表没有图形', en: 'this table holds no shapes' },
  'vector.gml-none': { zh: '没有 GML 要素', en: 'holds no features of GML' },
  'vector.dxf-binary': {
    zh: '是二进制 DXF，无法读取；请另存为文本 DXF',
    en: 'is a binary DXF, which is not read; save it as a text DXF',
  },
  'vector.dxf-crs': { zh: 'DXF 不记录坐标系', en: 'a drawing tells no coordinate system' },
  'vector.dxf-left': {
    zh: '未读取的图元：{what}',
    en: 'entities that are no closed outlines were left out: {what}',
  },
  'vector.mif-none': { zh: '不是 MapInfo MIF 文件', en: 'is no MIF of MapInfo' },
  'vector.mif-damaged': { zh: '数据第 {line} 行已损坏', en: 'line {line} of its data is damaged' },
  'vector.mif-crs': { zh: '坐标系未识别：{system}', en: 'its coordinate system is not known: {system}' },
  'vector.takes-too-long': {
    zh: '{minutes} 分钟内未读完，已放弃',
    en: 'was not read within {minutes} minutes and is given up',
  },
  'vector.zip-damaged': { zh: 'zip 已损坏：{what}', en: 'the zip is damaged: {what}' },
  'vector.zip-too-large': {
    zh: 'zip 解压后过大（上限 {what}）',
    en: 'the zip holds more than is unpacked ({what})',
  },
  'vector.zip-without-shp': { zh: 'zip 中没有 .shp 文件', en: 'the zip holds no .shp file' },
  'vector.zip-entry-large': {
    zh: 'zip 中的 {name} 超过 1 GB，不予解压',
    en: '{name} in the zip is larger than 1 GB and is not unpacked',
  },
  'vector.no-prj': {
    zh: '没有 .prj 文件，坐标系未知',
    en: 'the file has no .prj, so its coordinate system is unknown',
  },
  'vector.prj-unreadable': {
    zh: '.prj 中的坐标系无法识别',
    en: 'the .prj holds a coordinate system that cannot be read',
  },
  'vector.prj-projection': {
    zh: '.prj 中的投影“{projection}”不支持',
    en: 'the .prj holds the projection {projection}, which is not known',
  },
  'vector.crs-undefined': {
    zh: '文件声明坐标系未定义',
    en: 'the file says that its coordinate system is undefined',
  },
  'vector.crs-unknown': { zh: '坐标系“{name}”无法识别', en: 'the coordinate system "{name}" is not known' },
  'vector.layer-without-polygon': {
    zh: '图层 {layer} 没有多边形：{why}',
    en: 'layer {layer} holds no polygon: {why}',
  },
  'vector.no-features': { zh: '没有要素', en: 'it has no features' },
  'vector.features-are-none': {
    zh: '{count} 个要素均不是多边形（{found}）',
    en: 'its {count} {count|feature is|features are} none ({found})',
  },
  'vector.no-such-field': {
    zh: '图层 {layer} 没有字段“{field}”；{there}',
    en: 'layer {layer} has no field "{field}"; {there}',
  },
  'vector.fields': { zh: '现有字段：{fields}', en: 'its fields are {fields}' },
  'vector.no-fields': { zh: '没有任何字段', en: 'it has no fields' },
  'vector.zip-without-table': {
    zh: '压缩包中没有表格（.csv、.xlsx），也没有 .shp 文件',
    en: 'the zip holds no table (.csv, .xlsx) and no .shp file',
  },
  'vector.not-text': { zh: '不是文本，而是其他内容的字节', en: 'is no text, but bytes of something else' },
  'vector.no-rows': { zh: '没有数据行', en: 'holds no rows' },
  'vector.encoding': { zh: '{encoding} 不是已知的编码', en: '{encoding} is no encoding that is known' },
  'vector.not-a-workbook': {
    zh: '不是可以读取的工作簿：{why}',
    en: 'is no workbook that can be read: {why}',
  },
  'vector.workbook-without-rows': { zh: '各工作表都没有数据行', en: 'its sheets hold no rows' },
  'vector.gpx-empty': { zh: '没有航迹点，也没有航点', en: 'holds no track points and no waypoints' },
  'vector.kmz-empty': { zh: 'KMZ 中没有 .kml 文件', en: 'the KMZ holds no .kml file' },
  'vector.workbook-not-zip': {
    zh: '不是可读取的工作簿：不是 zip 文件',
    en: 'is no workbook that can be read: not a zip file',
  },
  'vector.part': { zh: '{part}：{fault}', en: '{part} {fault}' },
  'vector.not-a-database': {
    zh: '不是数据库，因此不是 GeoPackage',
    en: 'is not a database, so no GeoPackage',
  },
  'vector.geopackage-unreadable': {
    zh: '无法作为 GeoPackage 读取：{what}',
    en: 'cannot be read as a GeoPackage: {what}',
  },
  'vector.geopackage-tables': {
    zh: '是数据库，但没有 GeoPackage 的表',
    en: 'is a database without the tables of a GeoPackage',
  },
  'vector.layer-crs': {
    zh: '图层没有可读取的坐标系',
    en: 'the layer has no coordinate system that can be read',
  },
  'vector.geometry-unreadable': {
    zh: '无法读取的几何（{what}）',
    en: 'a geometry that cannot be read ({what})',
  },
  'vector.object-expected': {
    zh: '是 JSON，但不是 GeoJSON：应为对象',
    en: 'is JSON, but not GeoJSON: an object was expected',
  },
  'vector.no-number-lists': {
    zh: '坐标不是数字列表的多边形',
    en: 'a polygon with coordinates that are no lists of numbers',
  },
  'vector.no-geopackage-geometry': { zh: '不是 GeoPackage 几何', en: 'not a GeoPackage geometry' },
  'vector.envelope': { zh: '外包矩形类型未知', en: 'unknown kind of envelope' },
  'vector.geometry-cut-short': { zh: '几何数据不完整', en: 'the geometry is cut short' },
  'vector.no-outer-boundary': { zh: '没有外边界的多边形', en: 'a polygon without an outer boundary' },
  'vector.dbase-short': { zh: '比 dBASE 文件头还短', en: 'shorter than a dBASE header' },
  'vector.dbase-damaged': { zh: 'dBASE 文件头损坏', en: 'the dBASE header is damaged' },
  'vector.dbf-unreadable': {
    zh: '{name}.dbf 中的属性无法读取：{what}',
    en: 'the attributes in {name}.dbf cannot be read: {what}',
  },
  'vector.dbf-rows': {
    zh: '{name}.dbf 有 {count} 行，应有 {expected} 行；其余没有属性',
    en: '{name}.dbf has {count} {count|row|rows}, {expected} {expected|was|were} expected; the rest have no attributes',
  },
  'vector.no-dbf': {
    zh: '没有 .dbf 文件，因此区域没有名称',
    en: 'the file has no .dbf, so its zones have no names',
  },
  'vector.shp-header': {
    zh: '只有 {count} 字节，仅文件头就需要 100 字节',
    en: 'has {count} {count|byte|bytes}, the header alone needs 100',
  },
  'vector.no-shapefile': {
    zh: '开头不是 Shapefile（文件代码 9994）',
    en: 'does not start like a Shapefile (file code 9994)',
  },
  'vector.cut-short': {
    zh: '文件不完整：应有 {declared} 字节，实际 {found} 字节',
    en: 'is cut short: it should have {declared} {declared|byte|bytes} and has {found}',
  },
  'vector.record-length': {
    zh: '已损坏：位置 {at} 处的第 {number} 条记录声称有 {length} 字节',
    en: 'is damaged: record {number} at byte {at} claims {length} {length|byte|bytes}',
  },
  'vector.record-polygon': {
    zh: '已损坏：第 {number} 条记录并没有它声称的多边形',
    en: 'is damaged: record {number} does not hold the polygon it claims',
  },
  'vector.xml-malformed': {
    zh: '第 {from} 个字符处不是合法的 XML',
    en: 'is not well-formed XML at character {from}',
  },
  'vector.xml-not-open': { zh: '关闭了未打开的 <{name}>', en: 'closes <{name}>, which is not open' },
  'vector.xml-ends-inside': { zh: '在 <{name}> 内结束，不完整', en: 'ends inside <{name}>' },
  'vector.xml-empty': { zh: '没有 XML 元素', en: 'holds no XML element' },
} as const satisfies Record<string, Text>;
