import type { Text } from '#core/foundation/text.ts';

export const sensorSentences = {
  'sensor.s2-l1c-product': {
    zh: '文件名以 Sentinel-2 卫星代号与 L1C 开头',
    en: 'file names that start with a Sentinel-2 satellite and L1C',
  },
  'sensor.s2-l1c-granule': {
    zh: 'Sentinel-2 分幅文件名，元数据为 L1C',
    en: 'file names of Sentinel-2 granules and metadata of level 1C',
  },
  'sensor.landsat-tm-mtl': {
    zh: 'Landsat 4/5 的文件名，且 MTL 文件写明 TM',
    en: 'file names of Landsat 4/5 and an MTL file that says TM',
  },
  'sensor.landsat-etm-mtl': {
    zh: 'Landsat 7 的文件名，且 MTL 文件写明 ETM',
    en: 'file names of Landsat 7 and an MTL file that says ETM',
  },
  'sensor.described-and-named': {
    zh: '波段说明 {first} … {last}，且文件名中有 {sensor}',
    en: 'band descriptions {first} … {last}, and {sensor} in the file name',
  },
  'sensor.hls-described': {
    zh: '波段说明，且文件名中有 HLS {code}',
    en: 'band descriptions, and HLS {code} in the file name',
  },
  'sensor.landsat-oli-described': {
    zh: '波段说明 SR_B1 … SR_B7，并有只有 Landsat 8/9 才有的波段',
    en: 'band descriptions SR_B1 … SR_B7 with a band that only Landsat 8/9 has',
  },
  'sensor.landsat-tm-described': {
    zh: '波段说明 SR_B1 … SR_B7，恰为 TM、ETM+ 所有的波段',
    en: 'band descriptions SR_B1 … SR_B7 with those that TM and ETM+ have and no others',
  },
  'sensor.s2-described-scl': {
    zh: '波段说明 B02 … B12，并有 SCL',
    en: 'band descriptions B02 … B12 beside SCL',
  },
  'sensor.sen2r-boa': {
    zh: 'sen2r 的文件名：BOA 十一个波段，没有 B8A 与 B10',
    en: 'file name of sen2r: BOA with eleven bands, without B8A and B10',
  },
  'sensor.sen2r-toa': {
    zh: 'sen2r 的文件名：TOA 十二个波段，没有 B8A',
    en: 'file name of sen2r: TOA with twelve bands, without B8A',
  },
  'sensor.copernicus-browser': {
    zh: 'Copernicus Browser 导出的文件名，Sentinel-2 {level}',
    en: 'file names of the Copernicus Browser, Sentinel-2 {level}',
  },
  'sensor.gf2-pms': {
    zh: 'GF-2 PMS 多光谱文件名：四个波段依次为蓝、绿、红、近红外',
    en: 'file name of GF-2 PMS multispectral: four bands in the order blue, green, red, near infrared',
  },
  'sensor.zy3-mux': {
    zh: '资源三号多光谱文件名：四个波段依次为蓝、绿、红、近红外',
    en: 'file name of ZY-3 multispectral: four bands in the order blue, green, red, near infrared',
  },
  'sensor.gf1-pms': {
    zh: 'GF-1 PMS 多光谱文件名：四个波段依次为蓝、绿、红、近红外',
    en: 'file name of GF-1 PMS multispectral: four bands in the order blue, green, red, near infrared',
  },
  'sensor.gf6-pms': {
    zh: 'GF-6 PMS 多光谱文件名：四个波段，顺序待核对',
    en: 'file name of GF-6 PMS multispectral: four bands; their order is to be confirmed',
  },
  'sensor.hj2-ccd': {
    zh: 'HJ-2A/B CCD 文件名：五个波段，第五波段为 720 nm 红边',
    en: 'file name of HJ-2A/B CCD: five bands, the fifth red edge at 720 nm',
  },
  'sensor.modis-500': { zh: 'MOD09GA、MYD09GA 的文件名', en: 'file names of MOD09GA and MYD09GA' },
  'sensor.modis-250': { zh: 'MOD09GQ、MYD09GQ 的文件名', en: 'file names of MOD09GQ and MYD09GQ' },
  'sensor.olci-radiances': {
    zh: 'OLCI 辐亮度文件名（Oa01_radiance …）',
    en: 'file names of OLCI radiances (Oa01_radiance …)',
  },
  'sensor.olci-stack': {
    zh: 'OLCI L1 文件名，21 个波段依次排列',
    en: 'file name of OLCI Level 1 with its 21 bands in order',
  },
  'sensor.olci-reflectances': {
    zh: 'OLCI 反射率文件名（Oa01_reflectance …）',
    en: 'file names of OLCI reflectances (Oa01_reflectance …)',
  },
  'sensor.hls': { zh: 'HLS {code} 的文件名', en: 'file names of HLS {code}' },
  'sensor.planet-reflectance-8': {
    zh: 'PlanetScope 地表反射率文件名：八个波段',
    en: 'file name of PlanetScope surface reflectance: eight bands',
  },
  'sensor.planet-reflectance-4': {
    zh: 'PlanetScope 地表反射率文件名：四个波段',
    en: 'file name of PlanetScope surface reflectance: four bands',
  },
  'sensor.planet-radiance-8': {
    zh: 'PlanetScope 辐亮度文件名：八个波段',
    en: 'file name of PlanetScope radiance: eight bands',
  },
  'sensor.planet-radiance-4': {
    zh: 'PlanetScope 辐亮度文件名：四个波段',
    en: 'file name of PlanetScope radiance: four bands',
  },
  'sensor.drone': {
    zh: '单波段文件名为 Red、NIR 等，与无人机软件输出一致',
    en: 'single-band files named Red, NIR … as drone software writes them',
  },
  'sensor.cyan': { zh: 'CyAN 产品文件名', en: 'file name of a CyAN product' },
  'sensor.gf1-wfv': {
    zh: 'GF-1 WFV 文件名：四个波段依次为蓝、绿、红、近红外',
    en: 'file name of GF-1 WFV: four bands in the order blue, green, red, near infrared',
  },
  'sensor.gf6-wfv': {
    zh: 'GF-6 WFV 文件名：八个波段，按公布的波段表排列',
    en: 'file name of GF-6 WFV: eight bands in the order of its published table',
  },
  'sensor.landsat-l2': {
    zh: 'Landsat {number} Collection 2 Level 2 的文件名',
    en: 'file names of Landsat {number} Collection 2 Level 2',
  },
  'sensor.landsat-oli-mtl': {
    zh: 'Landsat 8/9 的文件名，且 MTL 文件写明 OLI',
    en: 'file names of Landsat 8/9 and an MTL file that says OLI',
  },
  'sensor.s2-granule': {
    zh: 'Sentinel-2 分幅文件名（T图幅_时间_波段）',
    en: 'file names of Sentinel-2 granules (Ttile_datetime_band)',
  },
  'sensor.s2-product': {
    zh: '文件名以 Sentinel-2 卫星代号开头',
    en: 'file names that start with a Sentinel-2 satellite',
  },
  'sensor.s2-bands-scl': {
    zh: '波段名 B02 … B12，并有 SCL 文件',
    en: 'band names B02 … B12 beside an SCL file',
  },
  'sensor.demonstration': {
    zh: '演示数据的文件名（SIM_时间_波段）',
    en: 'file names of the demonstration (SIM_datetime_band)',
  },
  'sensor.ndvi-hj-1098': {
    zh: 'HJ 1098-2020（转引自公开的实现）：NDVI > 0',
    en: 'HJ 1098-2020, as quoted by a published implementation: NDVI > 0',
  },
  'sensor.fai-hu-2010': {
    zh: 'Hu 等 2010，太湖，MODIS，瑞利校正反射率',
    en: 'Hu et al. 2010, Taihu, MODIS, Rayleigh-corrected reflectance',
  },
  'sensor.modis-09ga-arrays': { zh: 'MOD09GA、MYD09GA 的数组', en: 'arrays of MOD09GA and MYD09GA' },
  'sensor.modis-09gq-arrays': { zh: 'MOD09GQ、MYD09GQ 的数组', en: 'arrays of MOD09GQ and MYD09GQ' },
  'sensor.modis-09a1-arrays': { zh: 'MOD09A1、MYD09A1 的数组', en: 'arrays of MOD09A1 and MYD09A1' },
  'sensor.modis-09a1': { zh: 'MOD09A1、MYD09A1 的文件名', en: 'file names of MOD09A1 and MYD09A1' },
  'sensor.olci-l1-sen3': {
    zh: 'OLCI L1 .SEN3 文件夹中的文件',
    en: 'files of a .SEN3 folder of OLCI Level 1',
  },
  'sensor.olci-l2-sen3': {
    zh: 'OLCI L2 水体 .SEN3 文件夹中的文件',
    en: 'files of a .SEN3 folder of OLCI Level 2 water',
  },
  'sensor.viirs-09ga-arrays': { zh: 'VNP09GA、VJ109GA 的数组', en: 'arrays of VNP09GA and VJ109GA' },
} as const satisfies Record<string, Text>;
