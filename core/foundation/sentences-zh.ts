import { packageSentences } from './sentences-zh-packages.ts';
import { reportSentences } from './sentences-zh-reports.ts';
import { reviewSentences } from './sentences-zh-review.ts';
import { ecologySentences } from './sentences-zh-ecology.ts';
import { chineseMaskSentences } from './sentences-zh-masks.ts';
import { changeSentences } from './sentences-zh-change.ts';
import { mapSentences } from './sentences-zh-maps.ts';
import { templateSentences } from './sentences-zh-templates.ts';
import { seriesSentences } from './sentences-zh-series.ts';
import { rerunSentences } from './sentences-zh-rerun.ts';

/** English sentence → Chinese, `{name}` standing for what varies. The English is what the sources say, word for word. */
export const chineseSentences: Record<string, string> = {
  ...chineseMaskSentences,
  ...reportSentences,
  // Why a scene is believed to be what it is.
  'given by the user': '用户给定',
  'remembered: given by the user for files of this kind': '沿用用户以前对同类文件的指定',
  'band descriptions in the file': '文件中的波段说明',
  'band descriptions and names of the files': '文件中的波段说明与文件名',
  'declared in the file': '文件中声明',
  'sensor table': '传感器表',
  user: '用户给定',
  'sensor table {id}': '传感器表 {id}',
  'sensor table {id}, processing baseline {baseline}': '传感器表 {id}，处理基线 {baseline}',
  'sensor table, and offset −1000 of processing baseline {baseline} in the name':
    '传感器表，并按名称中的处理基线 {baseline} 加偏移 −1000',
  'a classification: no radiometry': '分类波段，无辐射定标',
  'scale and offset in the TIFF tags': 'TIFF 标签中的比例系数与偏移',
  'float pixels: taken as reflectance': '浮点像元，视为反射率',
  'nothing tells the scale: DN are used as they are': '没有定标依据，直接使用 DN',
  'reflectance = DN × {scale} + {offset}': '反射率 = DN × {scale} + {offset}',
  'surface reflectance: REFLECTANCE_MULT/ADD_BAND_n of {source}':
    '地表反射率：{source} 的 REFLECTANCE_MULT/ADD_BAND_n',
  "top-of-atmosphere reflectance: REFLECTANCE_MULT/ADD_BAND_n of {source}, divided by sin({elevation}°), the sun's elevation":
    '大气顶反射率：{source} 的 REFLECTANCE_MULT/ADD_BAND_n，除以太阳高度角正弦 sin({elevation}°)',
  'quantification {quantification} and the offsets of {source}': '{source} 的量化值 {quantification} 与偏移',
  'quantification {quantification} and no offset of {source}': '{source} 的量化值 {quantification}，无偏移',
  'quantification {quantification} and the offsets of {source}, baseline {baseline}':
    '{source} 的量化值 {quantification} 与偏移，处理基线 {baseline}',
  'quantification {quantification} and no offset of {source}, baseline {baseline}':
    '{source} 的量化值 {quantification}，无偏移，处理基线 {baseline}',
  'metadata item in the file': '文件中的元数据项',
  'metadata item {item} in the file': '文件中的元数据项 {item}',
  'date in the file names': '文件名中的日期',
  'date in the name': '名称中的日期',
  'date in the file name': '文件名中的日期',
  'GeoTIFF keys; placed by {tag}': 'GeoTIFF 键；由 {tag} 定位',
  '{count} ground control points': '{count} 个地面控制点',
  'the file defines no coordinate reference system that can be computed with':
    '文件没有定义可以用于计算的坐标系',
  'band {index}, {description}': '第 {index} 波段，{description}',
  yes: '是',
  unknown: '未知',
  'file name of GF-1 WFV: four bands in the order blue, green, red, near infrared':
    'GF-1 WFV 文件名：四个波段依次为蓝、绿、红、近红外',
  'file name of GF-6 WFV: eight bands; their order is to be confirmed':
    'GF-6 WFV 文件名：八个波段，顺序待核对',
  'file names of Landsat 8/9 Collection 2 Level 2': 'Landsat 8/9 Collection 2 Level 2 的文件名',
  'file names of Landsat 4/5/7 Collection 2 Level 2': 'Landsat 4/5/7 Collection 2 Level 2 的文件名',
  'file names of Landsat 8/9 and an MTL file that says OLI': 'Landsat 8/9 的文件名，且 MTL 文件写明 OLI',
  'file names of Sentinel-2 granules (Ttile_datetime_band)': 'Sentinel-2 分幅文件名（T图幅_时间_波段）',
  'file names that start with a Sentinel-2 satellite': '文件名以 Sentinel-2 卫星代号开头',
  'band names B02 … B12 beside an SCL file': '波段名 B02 … B12，并有 SCL 文件',
  'file names of the demonstration (SIM_datetime_band)': '演示数据的文件名（SIM_时间_波段）',
  'HJ 1098-2020, as quoted by a published implementation: NDVI > 0':
    'HJ 1098-2020（转引自公开的实现）：NDVI > 0',
  'Hu et al. 2010, Taihu, MODIS, Rayleigh-corrected reflectance': 'Hu 等 2010，太湖，MODIS，瑞利校正反射率',

  // Warnings.
  'sun glint: {band} above {limit} where N is not above R; the limit is to be confirmed':
    '太阳耀斑：{band} 高于 {limit} 且近红外不高于红光的像元；限值待核对',
  'land by {index} below {threshold}; pixels with N above R and S1 below {swir} stay in as floating scum; the limit is to be confirmed':
    '{index} 低于 {threshold} 判为陆地；近红外高于红光且短波红外低于 {swir} 的像元按漂浮藻华保留；限值待核对',
  'land by {index} below {threshold}; without a shortwave infrared band floating scum cannot be told from plants on land and is left out with it: an outline of the lake is the better bound':
    '{index} 低于 {threshold} 判为陆地；没有短波红外波段，无法区分漂浮藻华与陆生植物，漂浮藻华会一并剔除：最好用湖泊边界限定范围',
  'nothing tells how DN becomes reflectance: ratios such as NDVI are those of DN; FAI and EVI are not meaningful':
    '没有 DN 到反射率的定标依据：NDVI 等比值按 DN 计算，FAI、EVI 没有意义',
  'Sentinel-2 processing baseline unknown: if it is 04.00 or later, give --offset -0.1':
    'Sentinel-2 处理基线未知：若为 04.00 或更新，请给定偏移 -0.1',
  'no cloud classification in the scene: clouds are not masked': '影像没有云分类波段：未剔除云',
  'centre wavelengths of {roles} are taken from Sentinel-2: the sensor is not known':
    '传感器未知，{roles} 的中心波长取自 Sentinel-2',
  'the threshold {threshold} lies outside of the usual values of {index} ({min} to {max})':
    '阈值 {threshold} 超出 {index} 的常用取值范围（{min} 至 {max}）',
  'NDVI of soil ({soil}) and of full cover ({vegetation}) are too close: the vegetation cover says little':
    '裸土（{soil}）与全覆盖（{vegetation}）的 NDVI 过于接近，植被覆盖度参考价值有限',
  'the first date ({before}) is later than the second ({after}): are they swapped?':
    '前期（{before}）晚于后期（{after}），是否颠倒？',
  'left out, because a finer file of the band is there or the grid is another one: {files}':
    '未采用（同一波段有更精细的文件，或格网不同）：{files}',
  '{count} ground control points instead of an affine: the picture is not placed':
    '只有 {count} 个地面控制点而没有仿射参数，影像未定位',
  'nothing places its pixels on the ground: zones cannot be laid on it': '没有地理定位信息，无法叠加区域',
  'nothing places its pixels on the ground{named}: zones cannot be laid on it':
    '没有地理定位信息{named}，无法叠加区域',
  ' (it names {crs})': '（只写明 {crs}）',
  'its reference system cannot be computed with ({keys})': '其坐标系无法用于计算（{keys}）',
  'pixels that its {mask} makes transparent hold no data': '其 {mask} 标为透明的像元按无数据处理',
  'the zones {a} and {b} overlap: sums over zones count the shared area more than once':
    '区域 {a} 与 {b} 有重叠：合计面积会重复计算重叠部分',
  'no valid pixel': '没有有效像元',
  'not assessable: valid share {share} % is below {limit} %': '不评级：有效观测比例 {share} % 低于 {limit} %',

  // How tables were counted.
  'exact fraction of each pixel inside the polygon (analytic), all touched pixels':
    '像元与多边形的精确重叠比例（解析计算），凡相交像元均计入',
  'Σ coverage × ellipsoidal pixel area (GRS 80)': 'Σ 覆盖比例 × 椭球像元面积（GRS 80）',

  // Scenes and pixels.
  'expected a band number from 1 to {count}': '波段号应为 1 至 {count}',
  'expected the grid of the other bands ({grid}) or a whole multiple of its pixel; found {found}':
    '应与其他波段格网相同（{grid}），或像元大小为其整数倍；实际为 {found}',
  '{width} × {height} pixels of {size} from {origin}': '{width} × {height} 像元，大小 {size}，起点 {origin}',
  'expected at least one file or folder': '应至少给出一个文件或文件夹',
  'expected at most {limit} rasters, found {count}': '最多 {limit} 个栅格，实际有 {count} 个',
  'expected GeoTIFF files (.tif, .tiff) in this folder, found none':
    '文件夹中应有 GeoTIFF 文件（.tif、.tiff），但没有找到',
  'expected six numbers with a usable pixel size in the world file': '坐标文件应有六个数，且像元大小可用',
  'no such file; it may have been moved or deleted': '文件不存在，可能已被移动或删除',
  'may not be read by this user': '当前用户无权读取',
  'expected a file, found a folder or a device': '应为文件，实际是文件夹或设备',
  'the file is empty (0 bytes)': '文件为空（0 字节）',
  'expected a TIFF (II or MM, 42 or 43), found {found}': '应为 TIFF 文件，实际是 {found}',
  'something else': '其他内容',
  'expected {length} bytes at {offset}, the file ends at {bytes}: it is truncated or its offsets are wrong':
    '位置 {offset} 处应有 {length} 字节，而文件只有 {bytes} 字节：文件不完整或偏移有误',
  'the file on the server changed while it was read; open it again':
    '读取过程中服务器上的文件发生了变化；请重新打开',
  'the server gave {found} of {expected} bytes that were asked for':
    '请求 {expected} 字节，服务器只返回 {found} 字节',
  'no server with the name {host} is found: is the address right, and is this computer online?':
    '找不到服务器 {host}：地址是否正确，本机是否已联网？',
  '{host} cannot be reached ({code}); is this computer online?':
    '无法连接 {host}（{code}）；本机是否已联网？',
  '{host} did not answer within {seconds} seconds; try again later':
    '{host} 在 {seconds} 秒内没有应答；请稍后再试',
  'the server sends on to {host}, which is not followed': '服务器要求转到 {host}，不予跟随',
  'the connection to {host} failed: {what}': '与 {host} 的连接失败：{what}',
  'the server does not give parts of files (range requests); download the file and open it, or ask for a server that does':
    '服务器不支持按范围读取文件；请下载后打开，或改用支持范围请求的服务器',
  'the server has no such file (HTTP {status})': '服务器上没有此文件（HTTP {status}）',
  'the server refuses to give the file (HTTP {status}); it may need a signed address, or the one used has run out':
    '服务器拒绝提供此文件（HTTP {status}）；可能需要带签名的地址，或签名已过期',
  'the file on the server is empty, or shorter than it was': '服务器上的文件为空，或比原来短',
  'the server failed (HTTP {status}); try again later': '服务器出错（HTTP {status}）；请稍后再试',
  'the server answered HTTP {status}': '服务器应答 HTTP {status}',
  'the file changed while it was read': '读取过程中文件发生了变化',
  'the file became shorter while it was read': '读取过程中文件变短了',
  'Compression (259) is {code} ({name}), which this version does not decode; convert the file to Deflate or LZW':
    '压缩方式（标签 259）为 {code}（{name}），本版本不能解码；请转换为 Deflate 或 LZW',
  'a {name} block cannot be decompressed: {what}': '{name} 数据块无法解压：{what}',
  'a {name} block of {rows} rows cannot be decoded: {what}': '{name} 数据块（{rows} 行）无法解码：{what}',
  'a {name} block holds {bytes} of {expected} bytes': '{name} 数据块只有 {bytes} 字节，应为 {expected} 字节',
  'tag {tag} claims {count} values': '标签 {tag} 声称有 {count} 个值',
  'it holds no image directory': '文件中没有影像目录',
  'its directories form a loop': '影像目录形成循环',
  'more than {limit} directories': '影像目录超过 {limit} 个',
  'a directory claims {count} fields': '某目录声称有 {count} 个字段',
  'a directory has no ImageWidth or ImageLength (tags 256, 257)': '目录缺少宽或高（标签 256、257）',
  'BitsPerSample (258) is {bits}: bands of different depth': '各波段位深不同（标签 258：{bits}）',
  'BitsPerSample (258) {bits} with SampleFormat (339) {format}':
    '不支持的像元类型（标签 258 为 {bits}，标签 339 为 {format}）',
  'Predictor (317) is {predictor} with samples of {bits} bits; expected 8, 16, 32 or 64 bits':
    '预测器（标签 317）为 {predictor}，像元 {bits} 位；应为 8、16、32 或 64 位',
  'Predictor (317) is 3 with SampleFormat (339) {format}; expected floating point':
    '预测器（标签 317）为 3，而像元不是浮点型（标签 339 为 {format}）',
  'BitsPerSample (258) is {bits} with {name}; expected one bit':
    '{name} 压缩的像元为 {bits} 位（标签 258），应为 1 位',
  'BitsPerSample (258) is {bits} with JPEG; expected 8': 'JPEG 压缩的像元为 {bits} 位（标签 258），应为 8 位',
  'YCbCrSubSampling (530) is {across}, {down} with Compression (259) {code}; expected JPEG or 1, 1':
    '色度抽样（标签 530）为 {across}, {down}，压缩方式（标签 259）为 {code}；应为 JPEG，或抽样 1, 1',
  'BigTIFF header: expected offsets of 8 bytes': 'BigTIFF 文件头：偏移应为 8 字节',
  '{rows} rows in one strip': '一个条带有 {rows} 行',
  'a row of blocks holds {bytes} bytes; the limit is {limit}': '一行数据块有 {bytes} 字节，上限为 {limit}',
  'expected {count} block offsets (tag {tag}), found {found}':
    '应有 {count} 个数据块偏移（标签 {tag}），实际有 {found} 个',
  'expected {count} strip offsets (tag {tag}), found {found}':
    '应有 {count} 个条带偏移（标签 {tag}），实际有 {found} 个',
  '{width} × {height} pixels at once': '一次读取 {width} × {height} 像元，过大',
  'the window {window} leaves the picture of {size} pixels': '窗口 {window} 超出影像范围（{size} 像元）',
  'windows of {type} pixels; convert the whole file': '不支持截取 {type} 像元的窗口；请转换整个文件',
  'one block holds {bytes} bytes; the limit is {limit}': '一个数据块有 {bytes} 字节，上限为 {limit}',
  'a file of the scene {name} is not where it was; locate it in the list of scenes':
    '影像 {name} 的文件不在原处；请在影像列表中重新指定',
  'expected band {band}, the scene has {count}': '需要第 {band} 波段，而影像只有 {count} 个波段',
  'expected a band with the role {role}; name it, for example --bands {example}':
    '需要含义为 {role} 的波段；请在“影像信息”中指定波段含义',
  'the formula needs {missing}, the scene has {roles}; name the bands, for example --bands {example}':
    '公式需要 {missing}，影像有 {roles}；请在“影像信息”中指定波段含义',

  // Formulas.
  'expected {expected} at character {at}, found "{found}"':
    '第 {at} 个字符处应为 {expected}，实际是“{found}”',
  'expected {expected} at the end': '末尾缺少 {expected}',
  'expected at least one band': '公式中至少要有一个波段',
  'unexpected "{text}" at character {at}': '第 {at} 个字符处的“{text}”无法识别',
  'a value': '数值或波段',
  'an operator': '运算符',
  'expected an index ({ids}) or a formula such as (N - R) / (N + R)':
    '应为指数（{ids}）或公式，例如 (N - R) / (N + R)',

  // Zones.
  'expected at least one polygon, found none': '至少应有一个多边形，但没有找到',
  'its coordinate reference system is not defined (no .prj, or one that cannot be read)':
    '坐标系未定义（没有 .prj，或 .prj 无法读取）',
  'its coordinate reference system is not defined; give it a .prj file': '坐标系未定义；请补充 .prj 文件',
  'nothing in the file places its pixels on the ground (no GeoTIFF tags, no world file); give it a georeference, for example with gdal_translate -a_srs … -a_ullr …':
    '文件没有地理定位信息（没有 GeoTIFF 标签，也没有坐标文件）；请先配准，例如用 gdal_translate -a_srs … -a_ullr …',
  'expected a coordinate reference system in the GeoTIFF, so that zones can be laid on it':
    'GeoTIFF 中应有坐标系，才能叠加区域',
  'none of its {count} zones can be used; the first: {message}': '{count} 个区域都不可用；第一个：{message}',
  'its outline crosses itself near {x}, {y}; repair it (for example with QGIS: Fix geometries)':
    '边界在 {x}, {y} 附近自相交；请先修复（例如用 QGIS 的“修正几何图形”）',
  'its outline crosses itself near {x}, {y}; repair it, for example with QGIS: Fix geometries':
    '边界在 {x}, {y} 附近自相交；请先修复（例如用 QGIS 的“修正几何图形”）',
  'it does not touch the scene (columns {cols}, rows {rows} of a {grid} grid); is the coordinate reference system right?':
    '与影像没有重叠（列 {cols}，行 {rows}，影像为 {grid}）；坐标系是否正确？',
  'its corner {x}, {y} has no place in the other coordinate reference system':
    '角点 {x}, {y} 无法换算到另一坐标系',
  'no valid pixel lies in the zones: all are nodata, cloud or outside':
    '区域内没有有效像元：全部为无数据、云，或在影像之外',
  'no valid pixel lies in the zones on one of the dates': '其中一期在区域内没有有效像元',
  'Otsu needs at least two different values in the zones': 'Otsu 法要求区域内至少有两个不同的值',
  'no usable polygon': '没有可用的多边形',
  'a polygon was expected, this is {found}': '应为多边形，实际是 {found}',
  'is a folder, a file was expected': '是文件夹，应为文件',
  '"{extension}" is no vector file that is read; known are {known}':
    '不支持“{extension}”矢量文件；支持 {known}',
  'is a folder, a file was expected there': '是文件夹，此处应为文件',
  'is empty': '文件为空',
  'no geometry': '无几何',
  'an empty polygon': '空多边形',
  'an empty geometry': '空几何',
  'a polygon with a ring of fewer than three corners': '环少于三个角点的多边形',
  'a polygon with coordinates that are not numbers': '坐标不是数字的多边形',
  'there is no such file': '文件不存在',
  'cannot be read: {what}': '无法读取：{what}',
  'there is no layer "{layer}"; the layers are {layers}': '没有图层“{layer}”；现有图层：{layers}',
  'the file has no layers with geometry': '文件没有带几何的图层',
  'is JSON, but not GeoJSON: its type is no feature and no geometry':
    '是 JSON 但不是 GeoJSON：类型既非要素也非几何',
  'is not JSON: {what}': '不是 JSON：{what}',
  'is XML, but its root is <{root}> and not <{kind}>': '是 XML，但根元素是 <{root}> 而不是 <{kind}>',
  'is not a zip file, or a damaged one': '不是 zip 文件，或已损坏',
  'the zip holds no .shp file': 'zip 中没有 .shp 文件',
  '{name} in the zip is larger than 1 GB and is not unpacked': 'zip 中的 {name} 超过 1 GB，不予解压',
  'the file has no .prj, so its coordinate system is unknown': '没有 .prj 文件，坐标系未知',
  'the .prj holds a coordinate system that cannot be read': '.prj 中的坐标系无法识别',
  'the file says that its coordinate system is undefined': '文件声明坐标系未定义',
  'the coordinate system "{name}" is not known': '坐标系“{name}”无法识别',

  'layer {layer} holds no polygon: {why}': '图层 {layer} 没有多边形：{why}',
  'it has no features': '没有要素',
  'its {count} features are none ({found})': '{count} 个要素均不是多边形（{found}）',
  'layer {layer} has no field "{field}"; {there}': '图层 {layer} 没有字段“{field}”；{there}',
  'its fields are {fields}': '现有字段：{fields}',
  'it has no fields': '没有任何字段',

  // Catalogue, folders, host.
  'another program is writing to the catalogue; close it there or try again':
    '另一程序正在写入数据目录库；请在该程序中关闭，或稍后再试',
  'the catalogue is damaged ({what}); restore it from the folder backups':
    '数据目录库已损坏（{what}）；请从 backups 文件夹恢复',
  'there is no room left for the catalogue; nothing was changed': '磁盘空间不足，数据目录库未作任何更改',
  'the catalogue can only be read here': '此处的数据目录库只能读取',
  'the catalogue cannot be reached ({what})': '无法访问数据目录库（{what}）',
  '{what}; restore it from the folder backups, or remove it to start anew':
    '{what}；请从 backups 文件夹恢复，或移走后重新开始',
  'is not a database': '不是数据库',
  'this catalogue is of an older version and cannot be brought up to date in a folder that is only readable':
    '数据目录库版本较旧，而文件夹只读，无法升级',
  'is no known parameter; known are {known}': '不是已知参数；已知参数：{known}',
  'is no kind of site; kinds are {kinds}': '不是样点类型；可用类型：{kinds}',
  'is a database, but not a catalogue of this program': '是数据库，但不是本软件的数据目录库',
  'the catalogue has version {version}, this program knows up to {newest}; install a newer one, the file was not touched':
    '数据目录库版本为 {version}，本软件最高支持 {newest}；请安装新版本，文件未被改动',
  'there is no catalogue in this folder': '此文件夹中没有数据目录库',
  'the workspace is not a folder': '工作区不是文件夹',
  'the workspace is read-only': '工作区只读',
  'cannot be read': '无法读取',
  'cannot be read ({code})': '无法读取（{code}）',
  'the folder cannot be made ({code})': '无法创建文件夹（{code}）',
  'the folder cannot be read ({code})': '无法读取文件夹（{code}）',
  'this workspace was opened for reading only; copy it to a folder that can be written to':
    '工作区以只读方式打开；请复制到可写的文件夹',
  'it lies outside the folders that were opened; start with --allow <folder>, or open it through the program’s own dialog':
    '不在已打开的文件夹内；请用 --allow <文件夹> 启动，或在桌面窗口的对话框中打开',
  'expected an absolute path': '应为绝对路径',
  'another program listens there, or it may not be used; choose another with --port, or leave it out':
    '该端口已被占用或不可使用；请用 --port 指定其他端口，或不指定',
  'open the address that the program printed; it can be used once':
    '请打开程序显示的地址；该地址只能使用一次',
  'there is no {what} with number {id}': '没有编号为 {id} 的记录（{what}）',
  '{name} is {value}; plausible values are {range}': '{name} 为 {value}；合理范围为 {range}',
  'is no time; a date like 2026-08-01 or a time like 2026-08-01T09:30:00+08:00 was expected':
    '不是时间；应为日期（如 2026-08-01）或时间（如 2026-08-01T09:30:00+08:00）',

  // Writing.
  'there is no room left in {folder}; free some space or choose another folder':
    '{folder} 所在磁盘空间不足；请清理空间或选择其他文件夹',
  '{folder} is not a folder that exists': '文件夹 {folder} 不存在',
  '{folder} cannot be written to ({code}); choose another folder':
    '无法写入 {folder}（{code}）；请选择其他文件夹',
  '{name} is a folder, a file was to be written there': '{name} 是文件夹，应在此写入文件',
  'is a file or lies below one, a folder was expected; choose another folder':
    '是文件或位于文件之下，应为文件夹；请选择其他文件夹',
  'the zones have no coordinate reference system': '区域没有坐标系',
  'expected {wanted}, found {count}': '需要 {wanted}，实际有 {count}',
  'a scene': '一景影像',
  'two scenes': '两景影像',
  'the worker thread ended: {what}': '工作线程已结束：{what}',
  'it was cancelled': '已取消',
  'it was cancelled; nothing was saved': '已取消，未保存任何内容',
  // Ground data: importing, editing, photos, backups, packages.
  'there is no such backup': '没有这个备份',
  'is damaged; choose another backup': '已损坏；请选择其他备份',
  'is not a database; choose another backup': '不是数据库；请选择其他备份',
  'there is nothing left to take back or do again': '没有可以撤销或重做的操作',
  'was changed since; it cannot be taken back any more': '此后已被修改，无法再撤销',
  'has been used since; it cannot be taken back any more': '此后已被使用，无法再撤销',
  'expected a number': '应为数字',
  'a reason is needed for a flag other than valid': '标记为有效以外的状态时需要说明原因',
  'was corrected already by number {id}; correct that one': '已由第 {id} 号更正；请更正那一条',
  'a correction needs a reason': '更正需要说明原因',
  'the photo cannot be read ({code})': '照片无法读取（{code}）',
  'is no photo; known are {extensions}': '不是照片；可用格式为 {extensions}',
  'the photo’s file is not in the workspace any more': '照片文件已不在工作区中',
  'the zip holds no table (.csv, .xlsx) and no .shp file':
    '压缩包中没有表格（.csv、.xlsx），也没有 .shp 文件',
  'is no text, but bytes of something else': '不是文本，而是其他内容的字节',
  'holds no rows': '没有数据行',
  '{encoding} is no encoding that is known': '{encoding} 不是已知的编码',
  'is no workbook that can be read: {why}': '不是可以读取的工作簿：{why}',
  'its sheets hold no rows': '各工作表都没有数据行',
  'holds no track points and no waypoints': '没有航迹点，也没有航点',
  'the KMZ holds no .kml file': 'KMZ 中没有 .kml 文件',
  'is no difference of this package any more; compare it again': '已不是此数据包的差异；请重新比较',
  'cannot be taken over; leave it out': '无法采纳；请不要选择它',
  'is no GeoPackage': '不是 GeoPackage',
  'did not leave a catalogue of this program as a package; import it instead':
    '不是由本软件导出的外业数据包；请改用导入',
  'was taken back already': '已经撤回',
  'has been added to since it was imported; remove what was added, then take the import back':
    '导入后又添加了内容；请先删除添加的内容，再撤回导入',
  'has been worked on since it was imported; take those changes back first':
    '导入后又作了修改；请先撤销这些修改',
  'the folder holds no photos': '文件夹中没有照片',
  'holds {count} photos; at most {most} come in at once': '有 {count} 张照片；一次最多导入 {most} 张',
  'there is no table "{name}"; the tables are {names}': '没有名为“{name}”的表；现有的表为 {names}',
  'the import ended early; nothing was imported': '导入提前结束，未导入任何内容',
  'it was cancelled; nothing was imported': '已取消，未导入任何内容',
  'there is no saved mapping of that name': '没有保存过该名称的映射',
  'its coordinate reference system, or that of the other grid, is not defined':
    '该文件或另一格网的坐标系没有定义',
  'complex pixels cannot be put on another grid': '复数像元无法转换到其他格网',
  'classes have no values in between; choose nearest or mode': '分类值不能内插；请选用 nearest 或 mode',
  'no threshold was published for {index}; give a number or another method':
    '没有已发布的 {index} 阈值；请给出数值或换一种方法',
  'no threshold was kept for this lake and index; give a number or another method':
    '尚未为该湖和该指数保存阈值；请给出数值或换一种方法',
  'the histogram of the zones has no valley between two peaks': '区域直方图没有两峰之间的谷',
  'the index is flat in the zones: there is no edge of a bloom': '区域内指数没有变化：找不到水华边缘',
  'the ground points cannot tell: points with bloom and points without are needed, sampled near the scene and not masked':
    '地面点无法判定：需要在影像时间附近采样、未被掩膜的有水华点和无水华点',
  'kept for {lake} by {who}, {date}': '为{lake}保存的阈值（{who}，{date}）',
  'kept for {lake} by {who}, {date}: {note}': '为{lake}保存的阈值（{who}，{date}）：{note}',
  'Otsu 1979, on the histogram of the zones': '最大类间方差法（Otsu 1979），由区域直方图求得',
  'lowest point between the two peaks of the smoothed histogram (Prewitt & Mendelsohn 1966)':
    '平滑直方图两峰之间的最低点（Prewitt & Mendelsohn 1966）',
  'mean of the {edges} steepest of {pixels} pixels (maximum gradient, after Hu et al. 2010)':
    '{pixels} 个像元中梯度最大的 {edges} 个的均值（最大梯度法，参照 Hu 等 2010）',
  'separates {bloom} points with bloom from {water} without: {hits} and {rejections} are right, area under the ROC curve {auc}':
    '区分 {bloom} 个有水华点与 {water} 个无水华点：判对 {hits} 与 {rejections}，ROC 曲线下面积 {auc}',
  'the scene has no date, so no sample is near it; give it one, for example with --acquired':
    '影像没有日期，无法确定哪些采样与之临近；请给出日期，例如用 --acquired',
  'the zones are of several sets; a threshold is kept for one lake':
    '所选区域属于多个区划；阈值只为一个湖保存',
  'no row is a sample; row {row}: {why}': '没有一行是采样；第 {row} 行：{why}',
  'no column is a place and a measured parameter; import it in the window, where columns can be named':
    '没有识别出位置列和监测参数列；请在窗口中导入，可指定各列含义',
  '{n} rows stayed out; the first is row {row}: {why}': '{n} 行未采用；其中第 {row} 行：{why}',
  '{source}; published for another sensor than this one: check it before use':
    '{source}；该阈值针对其他传感器发布，使用前请核对',
  ...mapSentences,
  ...templateSentences,
  ...seriesSentences,
  ...rerunSentences,
  ...changeSentences,
  ...ecologySentences,
  ...packageSentences,
  ...reviewSentences,
};
