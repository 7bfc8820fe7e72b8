import type { Text } from '#core/foundation/text.ts';

/** Files of arrays: HDF, NetCDF, ENVI. */
export const arraysSentences = {
  'arrays.damaged': {
    zh: '{format} 文件已损坏或不完整（{where}）；请重新下载',
    en: 'the {format} file is damaged or cut short ({where}); fetch it again',
  },
  'arrays.unsupported': {
    zh: '{format} 文件使用了本版本不能读取的存储方式（{what}）；请用 GDAL 转换：gdal_translate -co COMPRESS=DEFLATE',
    en: 'the {format} file is stored in a way that this version does not read ({what}); convert it: gdal_translate -co COMPRESS=DEFLATE',
  },
  'arrays.cdf5': {
    zh: 'NetCDF 的 64 位数据格式（CDF-5）不能读取；请转换：nccopy -k nc4 in.nc out.nc',
    en: 'NetCDF of the 64-bit data format (CDF-5) is not read; convert it: nccopy -k nc4 in.nc out.nc',
  },
  'arrays.not-arrays': {
    zh: '应为 HDF4、HDF5 或 NetCDF 文件，实际不是',
    en: 'expected HDF4, HDF5 or NetCDF, found something else',
  },
  'arrays.no-rasters': {
    zh: '文件中没有能够定位的二维数组（有：{names}）：缺少格网说明、坐标变量或经纬度数组',
    en: 'no array in it can be placed on a map (there are: {names}): no grid structure, coordinates or arrays of longitude and latitude',
  },
  'arrays.which': {
    zh: '没有该数组；文件中有：{names}',
    en: 'no such array; the file has {names}',
  },
  'arrays.left-out': {
    zh: '没有位置、未读取的数组：{names}',
    en: 'arrays that nothing places were left out: {names}',
  },
  'arrays.not-used': {
    zh: '文件中的其他数组未使用：{names}',
    en: 'other arrays of the product were not used: {names}',
  },
  'arrays.uneven': {
    zh: '坐标 {name} 间隔不等',
    en: 'the coordinates {name} are not evenly spaced',
  },
  'arrays.no-mapping': {
    zh: '{name} 的坐标没有可用的坐标系（grid_mapping）',
    en: 'the coordinates of {name} come with no reference system that can be used (grid_mapping)',
  },
  'arrays.in-archive': {
    zh: '该 NetCDF/HDF5 文件未压缩地存放在 {archive} 里，不能直接读取；请先解开该压缩包，再打开文件夹',
    en: 'it lies uncompressed inside {archive}, where NetCDF and HDF5 cannot be read; unpack the archive and open the folder',
  },
  'arrays.on-server': {
    zh: '不能从网址读取 NetCDF/HDF5；请先下载',
    en: 'NetCDF and HDF5 are not read from an address; download the file first',
  },
  'arrays.geolocation-missing': {
    zh: '{folder} 中缺少经纬度文件 geo_coordinates.nc：没有它就不知道像元的位置；请重新下载完整的产品',
    en: 'geo_coordinates.nc is missing in {folder}: without it no pixel has a place; fetch the whole product again',
  },
  'arrays.geolocation-empty': {
    zh: '文件中没有经纬度数组（longitude、latitude）',
    en: 'it holds no arrays of longitude and latitude',
  },
  'arrays.nothing-placed': {
    zh: '经纬度数组中没有有效的位置',
    en: 'its arrays of longitude and latitude hold no valid place',
  },
  'arrays.date-line': {
    zh: '该景跨越 180° 经线或极区，本版本不能放到一张图上',
    en: 'it reaches across the 180° meridian or a pole, which this version does not put on one map',
  },
  'arrays.spread-out': {
    zh: '经纬度数组有误：按其像元大小，图幅将有 {width} × {height} 像元',
    en: 'its arrays of longitude and latitude are wrong: a map of its pixels would be {width} × {height}',
  },
  'arrays.by-structure': { zh: 'HDF-EOS 格网 {name}', en: 'grid {name} of HDF-EOS' },
  'arrays.by-coordinates': { zh: '坐标变量（CF）', en: 'coordinates of its dimensions (CF)' },
  'arrays.by-geolocation': {
    zh: '经纬度数组，{size} 米格网',
    en: 'arrays of longitude and latitude, on a grid of {size} m',
  },
  'arrays.swath': {
    zh: '条带影像（{rows} 行 × {cols} 列）按经纬度数组放到 WGS 84 经纬度格网（名义 {size} 米），每个格网像元取最邻近的条带像元',
    en: 'a swath of {rows} × {cols} pixels, placed by its longitudes and latitudes on a grid in degrees of WGS 84 of nominally {size} m: each pixel takes the nearest one of the swath',
  },
  'arrays.scale-divides': {
    zh: '文件的 scale_factor 为 {scale}，按 MODIS 陆地产品的约定作除数',
    en: 'scale_factor is {scale}, taken as what to divide by, as the MODIS land products mean it',
  },
  'arrays.valid-range': {
    zh: '有效范围 {low}–{high} 以外的存储值作无数据',
    en: 'stored numbers beside the valid range {low} to {high} are no data',
  },
  'arrays.quality': {
    zh: '质量标志 {name}：{words}；其余标志不用于掩膜',
    en: 'flags {name}: {words}; its other flags mask nothing',
  },
} as const satisfies Record<string, Text>;
