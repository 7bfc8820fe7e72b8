import type { Text } from '#core/foundation/text.ts';

export const sceneSentences = {
  'scene.joined': {
    zh: '同一过境的多幅影像作为一幅使用：{parts}；{how}；重叠处取列在前面且有数据的一幅，每处只计一次',
    en: 'pictures of one pass are used as one: {parts}; {how}; where they overlap the first that has data is taken, every place counts once',
  },
  'scene.joined-exactly': { zh: '像元相同，未重采样', en: 'their pixels are the same, nothing is resampled' },
  'scene.joined-by': {
    zh: '其他格网的影像以 {how} 重采样到 {name} 的格网',
    en: 'those on other grids are brought onto the grid of {name} by {how}',
  },
  'scene.join-how': {
    zh: '与 {name} 属同一过境，但格网不同：请选择如何重采样到 {name} 的格网（命令行：--join nearest|bilinear|cubic）',
    en: 'it is of one pass with {name}, on another grid: choose how it is brought onto the grid of {name} (command line: --join nearest|bilinear|cubic)',
  },
  'scene.joined-not-aligned': {
    zh: '由多幅影像拼成，不能再移到其他格网：请把它作为第一期，或先用 gdalwarp 拼成一个文件',
    en: 'it is joined of several pictures and cannot be brought onto another grid: make it the first date, or write one file of it with gdalwarp',
  },
  'scene.other-sensor': { zh: '传感器不同（{a}，{b}）', en: 'the sensors differ ({a}, {b})' },
  'scene.other-bands': { zh: '波段不同（{a}；{b}）', en: 'the bands differ ({a}; {b})' },
  'scene.other-day': { zh: '日期不同（{a}，{b}）', en: 'the days differ ({a}, {b})' },
  'scene.other-time': { zh: '成像时间相隔 {minutes} 分钟', en: 'they were taken {minutes} minutes apart' },
  'scene.same-place': {
    zh: '两者是同一地点同一天的影像或产品',
    en: 'both show the same place on the same day',
  },
  'scene.parts-without-place': {
    zh: '它们没有地理位置（旁边也没有 RPC 参数），无法并排',
    en: 'nothing places them on the ground, no RPC lies beside them, so they cannot be laid beside each other',
  },
  'scene.several': {
    zh: '其中有 {count} 幅影像或产品，不是同一幅（{reason}）：{names}；请逐一打开',
    en: 'there are {count} pictures or products that are not one ({reason}): {names}; open them one by one',
  },
  'scene.given': { zh: '用户给定', en: 'given by the user' },
  'scene.remembered': {
    zh: '沿用用户以前对同类文件的指定',
    en: 'remembered: given by the user for files of this kind',
  },
  'scene.descriptions': { zh: '文件中的波段说明', en: 'band descriptions in the file' },
  'scene.descriptions-and-names': {
    zh: '文件中的波段说明与文件名',
    en: 'band descriptions and names of the files',
  },
  'scene.declared': { zh: '文件中声明', en: 'declared in the file' },
  'scene.sensor-table': { zh: '传感器表', en: 'sensor table' },
  'scene.sensor-table-of': { zh: '传感器表 {id}', en: 'sensor table {id}' },
  'scene.sensor-table-baseline': {
    zh: '传感器表 {id}，处理基线 {baseline}',
    en: 'sensor table {id}, processing baseline {baseline}',
  },
  'scene.metadata': { zh: '文件中的元数据项', en: 'metadata item in the file' },
  'scene.metadata-item': { zh: '文件中的元数据项 {item}', en: 'metadata item {item} in the file' },
  'scene.date-in-file-names': { zh: '文件名中的日期', en: 'date in the file names' },
  'scene.date-in-name': { zh: '名称中的日期', en: 'date in the name' },
  'scene.date-in-file-name': { zh: '文件名中的日期', en: 'date in the file name' },
  'scene.date-ambiguous': {
    zh: '名称中的日期可以是 {first} 或 {second}，未采用；请给定成像日期（--acquired）',
    en: 'the date in the name may be {first} or {second} and is not taken: say when the picture was taken (--acquired)',
  },
  'scene.geo-keys': { zh: 'GeoTIFF 键；由 {tag} 定位', en: 'GeoTIFF keys; placed by {tag}' },
  'scene.placed-by': { zh: '由 {tag} 定位', en: 'placed by {tag}' },
  'scene.control-points': { zh: '{count} 个地面控制点', en: '{count} ground control {count|point|points}' },
  'scene.no-crs': {
    zh: '文件没有定义可以用于计算的坐标系',
    en: 'the file defines no coordinate reference system that can be computed with',
  },
  'scene.described-band': { zh: '第 {index} 波段，{description}', en: 'band {index}, {description}' },
  'scene.yes': { zh: '是', en: 'yes' },
  'scene.not-known': { zh: '未知', en: 'unknown' },
  'scene.left-out': {
    zh: '未采用（同一波段有更精细的文件，或格网不同）：{files}',
    en: 'left out, because a finer file of the band is there or the grid is another one: {files}',
  },
  'scene.panchromatic-left-out': {
    zh: '未采用（全色波段，格网不同，指数不用）：{files}',
    en: 'left out, because it is panchromatic, on a grid of its own, and no index takes it: {files}',
  },
  'scene.band-numbers-unclear': {
    zh: '只有波段编号（{bands}），看不出是哪种传感器：B05 在 Sentinel-2 上是 705 nm，在 Landsat 与 HLS L30 上是 865 nm；请指定含义，例如 --bands N=4',
    en: 'only numbers of bands ({bands}) and no sensor: B05 is 705 or 865 nm; name them, for example --bands N=4',
  },
  'resampling.nearest': { zh: '最近邻', en: 'nearest pixel' },
  'resampling.bilinear': { zh: '双线性', en: 'bilinear' },
  'resampling.cubic': { zh: '三次卷积', en: 'cubic' },
  'scene.placed-by-rpc': {
    zh: '按 RPC 参数以常数高程 {height} m（参数的中心高程，未给定 DEM 或水面高程）定位到 {crs}，像元 {pixel} m，重采样方法 {how}',
    en: 'placed by its RPC at a constant height of {height} m (the middle of the polynomials: give --height or --dem) on {crs}, pixels of {pixel} m, {how}',
  },
  'scene.placed-by-rpc-height': {
    zh: '按 RPC 参数以给定的常数高程 {height} m（椭球高）定位到 {crs}，像元 {pixel} m，重采样方法 {how}',
    en: 'placed by its RPC at the given height of {height} m above the ellipsoid on {crs}, pixels of {pixel} m, {how}',
  },
  'scene.placed-by-rpc-heights': {
    zh: '按 RPC 参数与高程模型 {file}（大地水准面差距按 {geoid} m 计入）定位到 {crs}，像元 {pixel} m，重采样方法 {how}',
    en: 'placed by its RPC with the heights of {file} (geoid {geoid} m above the ellipsoid added) on {crs}, pixels of {pixel} m, {how}',
  },
  'scene.rpc-leads-nowhere': {
    zh: 'RPC 参数不能把像元定位到地面：参数可能属于另一景影像',
    en: 'its RPC leads to no place on the ground: it may be that of another picture',
  },
  'scene.placed-by-rpc-model': {
    zh: '按 RPC 参数与高程模型 {file} 定位到 {crs}，像元 {pixel} m，重采样方法 {how}；其高程按椭球高使用，若为海拔高请用 --geoid 给出大地水准面差距',
    en: 'placed by its RPC with the heights of {file} on {crs}, pixels of {pixel} m, {how}; they are taken as above the ellipsoid: give --geoid if they are above sea level',
  },
  'scene.dem-without-place': {
    zh: '高程模型没有可用的坐标系',
    en: 'the model of heights has no reference system that can be used',
  },
  'scene.dem-does-not-cover': {
    zh: '高程模型没有覆盖整景影像；请换用覆盖全景的 DEM，或用 --height 给定常数高程',
    en: 'the model of heights does not reach over the whole picture; take one that does, or give --height',
  },
  'scene.rpc-of-another': {
    zh: 'RPC 参数的图像范围（中心 {column}, {row}）不在影像 {width} × {height} 之内：参数属于另一景影像',
    en: 'its RPC is of another picture: its middle is at {column}, {row} of {width} × {height} pixels',
  },
  'scene.refined-affine': {
    zh: '{picture} 已按 {against} 作仿射精校正：{looked} 处中 {used} 处一致，平均偏移 ({x}, {y}) 像元，中误差 {rmse} 像元',
    en: '{picture}: moved by an affine onto {against}: {used} of {looked} places agree, mean shift ({x}, {y}) pixels, RMSE {rmse} pixels',
  },
  'scene.refined-bias': {
    zh: '{picture} 已按 {against} 平移：{looked} 处中 {used} 处一致，平均偏移 ({x}, {y}) 像元，中误差 {rmse} 像元',
    en: '{picture}: shifted onto {against}: {used} of {looked} places agree, mean shift ({x}, {y}) pixels, RMSE {rmse} pixels',
  },
  'scene.refined-poorly': {
    zh: '{picture} 精校正后中误差 {rmse} 像元，超过 {good} 像元：位置不可靠',
    en: '{picture}: the RMSE of {rmse} pixels after the move is above {good}: the place is not to be relied on',
  },
  'scene.not-refined': {
    zh: '{picture} 未作精校正：与 {against} 比较的 {looked} 处中 {found} 处测得偏移，{used} 处一致，不足以确定偏移（水面、云或纹理不足，或偏移过大）',
    en: '{picture}: not moved: of {looked} places compared with {against}, {found} told a shift and {used} agree, too few (water, cloud, no texture, or too far off)',
  },
  'scene.reference-without-place': {
    zh: '参考影像没有可用的坐标系；请换用有坐标系的影像',
    en: 'the reference picture has no reference system that can be used; take one that has',
  },
  'scene.reference-elsewhere': {
    zh: '参考影像与 {picture} 没有重叠；请换用覆盖同一地区的影像',
    en: 'the reference picture does not overlap {picture}; take one of the same ground',
  },
  'scene.refined-without-place': {
    zh: '{picture} 没有地理定位信息，无法按参考影像或控制点移动',
    en: 'nothing places {picture} on the ground: it cannot be moved onto a reference or ground points',
  },
  'scene.reference-and-points': {
    zh: '参考影像与控制点只能给出一种',
    en: 'a reference picture and ground points were both given: give one',
  },
  'scene.points-for-several': {
    zh: '控制点只能用于一景影像，这里有 {count} 景',
    en: 'ground points are for one picture, and these are {count}',
  },
  'scene.points-unreadable': {
    zh: '第 {line} 行不是控制点；每行应为 列,行,经度,纬度[,高程]（WGS 84，像元中心为 .5）',
    en: 'line {line} is no ground point; expected column,row,longitude,latitude[,height] (WGS 84, centres of pixels at .5)',
  },
  'scene.points-empty': {
    zh: '没有控制点；每行应为 列,行,经度,纬度[,高程]',
    en: 'it holds no ground points; expected lines of column,row,longitude,latitude[,height]',
  },
  'scene.control-points-only': {
    zh: '只有 {count} 个地面控制点而没有仿射参数，影像未定位',
    en: '{count} ground control {count|point|points} instead of an affine: the picture is not placed',
  },
  'scene.not-placed-named': {
    zh: '没有地理定位信息{named}，无法叠加区域',
    en: 'nothing places its pixels on the ground{named}: zones cannot be laid on it',
  },
  'scene.names-crs': { zh: '（只写明 {crs}）', en: ' (it names {crs})' },
  'scene.crs-unusable': {
    zh: '其坐标系无法用于计算（{keys}）',
    en: 'its reference system cannot be computed with ({keys})',
  },
  'scene.projection-unknown': {
    zh: '其投影（{projection}）无法用于计算；请先转换到其他坐标系，例如 gdalwarp -t_srs EPSG:4490 …',
    en: 'its projection ({projection}) cannot be computed with: warp it first, gdalwarp -t_srs EPSG:4490 …',
  },
  'scene.no-degrees': {
    zh: '坐标系写明 {crs}，而坐标（{extent}）不是经纬度：超出 ±180°、±90°；请写入正确的坐标系，例如 gdal_edit -a_srs EPSG:… 文件',
    en: 'it says {crs}, but its coordinates ({extent}) are no degrees: give it its own, gdal_edit -a_srs EPSG:… file',
  },
  'scene.log-scaled': {
    zh: '波段 {band} 存的是对数值，未还原：请先在 SNAP 中导出为普通数值',
    en: 'band {band} holds logarithms, which are not undone: export it as plain numbers from SNAP first',
  },
  'scene.transparency': {
    zh: '其 {mask} 标为透明的像元按无数据处理',
    en: 'pixels that its {mask} makes transparent hold no data',
  },
  'scene.band-number': { zh: '波段号应为 1 至 {count}', en: 'expected a band number from 1 to {count}' },
  'scene.grid-differs': {
    zh: '应与其他波段格网相同（{grid}），或像元大小为其整数倍；实际为 {found}',
    en: 'expected the grid of the other bands ({grid}) or a whole multiple of its pixel; found {found}',
  },
  'scene.grid-of': {
    zh: '{width} × {height} 像元，大小 {size}，起点 {origin}',
    en: '{width} × {height} pixels of {size} from {origin}',
  },
  'scene.none-given': { zh: '应至少给出一个文件或文件夹', en: 'expected at least one file or folder' },
  'scene.too-many-rasters': {
    zh: '最多 {limit} 个栅格，实际有 {count} 个',
    en: 'expected at most {limit} {limit|raster|rasters}, found {count}',
  },
  'scene.folder-empty': {
    zh: '其中没有找到影像（GeoTIFF、JPEG 2000、HDF、NetCDF 或 ENVI）',
    en: 'found no picture in it (GeoTIFF, JPEG 2000, HDF, NetCDF or ENVI)',
  },
  'scene.world-file': {
    zh: '坐标文件应有六个数，且像元大小可用',
    en: 'expected six numbers with a usable pixel size in the world file',
  },
  'scene.file-moved': {
    zh: '影像 {name} 的文件不在原处；请在影像列表中重新指定',
    en: 'a file of the scene {name} is not where it was; locate it in the list of scenes',
  },
  'scene.no-such-band': {
    zh: '需要第 {band} 波段，而影像只有 {count} 个波段',
    en: 'expected band {band}, the scene has {count}',
  },
  'scene.no-such-role': {
    zh: '需要含义为 {role} 的波段；请在“影像信息”中指定波段含义，例如 --bands {example}',
    en: 'expected a band with the role {role}; name it, for example --bands {example}',
  },
  'scene.no-geo-keys': { zh: 'GeoKey 中没有坐标系', en: 'its GeoKeys name none' },
} as const satisfies Record<string, Text>;
