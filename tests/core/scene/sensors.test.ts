import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classifyValidity, markSaturated, usualClouds } from '#core/mask/classify-validity.ts';
import { reasonCode as reason } from '#core/bands/validity.ts';
import { dateInName, readGaofenXml } from '#core/scene/product-metadata.ts';
import { recogniseSensor, sensorSchema, type Sensor } from '#core/scene/sensor.ts';
import { sentenceIn } from '#core/words/said.ts';

const sensors: Sensor[] = readdirSync('resources/sensors')
  .sort()
  .flatMap(name =>
    (JSON.parse(readFileSync(`resources/sensors/${name}`, 'utf8')) as unknown[]).map(row =>
      sensorSchema.parse(row),
    ),
  );

const known = (names: string[], samples: number[] = names.map(() => 1), metadata = '') =>
  recogniseSensor(
    sensors,
    names.map((name, i) => ({ name, samples: samples[i] })),
    metadata,
  );

describe('sensors by the names of their files', () => {
  it.each([
    ['GF1_PMS1_E120.2_N31.1_20230815_L1A0007455-MSS1.tiff', 4, 'gf1-pms', '20230815'],
    ['GF1_WFV3_E120.2_N31.1_20230815_L1A0007455.tiff', 4, 'gf1-wfv', '20230815'],
    ['GF6_WFV_E120.2_N31.1_20230815_L1A1120.tiff', 8, 'gf6-wfv', '20230815'],
    ['HJ2A_CCD1_E119.5_N32.8_20230815_L10000123.tif', 5, 'hj2-ccd', '20230815'],
    ['GF2_PMS1_E120.2_N31.1_20230815_L1A0007455-MSS1.tiff', 4, 'gf2-pms', '20230815'],
    ['ZY302_TMS_E120.2_N31.1_20230815_L1A0007455-MUX.tiff', 4, 'zy3-mux', '20230815'],
    ['20230815_023456_10_2414_3B_AnalyticMS_SR_8b.tif', 8, 'planet-8b-sr', '20230815'],
    ['20230815_023456_10_2414_3B_AnalyticMS_SR_clip.tif', 4, 'planet-4b-sr', '20230815'],
    ['20230815_023456_10_2414_3B_AnalyticMS.tif', 4, 'planet-4b', '20230815'],
    ['L20212072021213.L3m_7D_CYAN_CI_cyano_CYAN_CONUS_300m_7_2.tif', 1, 'cyan', null],
  ])('%s', (name, samples, id, date) => {
    const found = known([name], [samples])!;
    expect([found.sensor.id, found.date]).toEqual([id, date]);
  });

  it('MODIS, OLCI, HLS, Sentinel-2 level 1C, Landsat TM, a drone: one file per band', () => {
    const ids = (names: string[], metadata = '') => {
      const found = known(names, undefined, metadata);
      return [
        found?.sensor.id,
        found?.bands.map(([id]) => found.sensor.bands.find(b => b.id === id)?.role ?? null),
      ];
    };
    expect(ids(['MOD09GA.061_sur_refl_b01_1_doy2023227_aid0001.tif', 'MOD09GA.061_sur_refl_b05_1_doy2023227_aid0001.tif', 'MOD09GA.061_state_1km_1_doy2023227_aid0001.tif'])).toEqual(['modis-09ga', ['R', 'S0', 'STATE_1KM']]); // prettier-ignore
    expect(ids(['MYD09GQ.A2023227.h28v05.061.sur_refl_b02_1.tif'])).toEqual(['modis-09gq', ['N']]);
    expect(ids(['Oa08_reflectance.tif', 'Oa10_reflectance.tif'])).toEqual(['olci-reflectance', ['R', 'CF']]);
    expect(ids(['Oa08_radiance.tif'])).toEqual(['olci-l1', ['R']]);
    expect(ids(['HLS.S30.T50SQD.2023227T024549.v2.0.B8A.tif', 'HLS.S30.T50SQD.2023227T024549.v2.0.Fmask.tif'])).toEqual(['hls-s30', ['N2', 'FMASK']]); // prettier-ignore
    expect(ids(['T50SQD_20230815T024549_B04.tif'], '<PRODUCT_TYPE>S2MSI1C</PRODUCT_TYPE> Level-1C')).toEqual(['sentinel-2-l1c', ['R']]); // prettier-ignore
    expect(ids(['T50SQD_20230815T024549_B04.tif'])).toEqual(['sentinel-2-l2a', ['R']]);
    expect(ids(['LT05_L1TP_119038_20100815_20161014_01_T1_B4.TIF'], 'SENSOR_ID = "TM"')).toEqual(['landsat-tm-l1', ['N']]); // prettier-ignore
    expect(ids(['LC08_L2SP_119038_20230815_20230822_02_T1_SR_B4.TIF', 'LC08_L2SP_119038_20230815_20230822_02_T1_QA_RADSAT.TIF'])).toEqual(['landsat-oli-c2l2', ['R', 'QA_RADSAT']]); // prettier-ignore
    expect(ids(['result_Red.tif', 'result_NIR.tif', 'result_RedEdge.tif'])).toEqual([
      'drone-ms',
      ['R', 'N', 'RE2'],
    ]);
    // Red alone is a word, not a sensor.
    expect(known(['result_Red.tif'])).toBeNull();
  });

  it('every reason why a sensor is believed is said in Chinese, every table has a source', () => {
    for (const { recognise, source, id } of sensors) {
      expect(source, id).not.toBe('');
      for (const { why } of recognise) expect(sentenceIn(why, 'zh-CN'), why).not.toBe(why);
    }
  });
});

describe('quality bits', () => {
  const reasons = (kind: 'STATE_1KM' | 'FMASK' | 'CYAN', codes: number[], clouds = usualClouds) => {
    const validity = new Uint8Array(codes.length);
    classifyValidity(kind, codes, validity, clouds);
    return [...validity];
  };

  it('of MODIS state_1km', () => {
    // clear, cloudy, mixed, assumed clear, shadow, high cirrus, internal cloud, snow, internal snow, next to a cloud,
    // fill
    const codes = [0, 1, 2, 3, 4, 3 << 8, 1 << 10, 1 << 12, 1 << 15, 1 << 13, 0xffff];
    const { valid, cloud, cloudShadow, cirrus, snow, nodata } = reason;
    expect(reasons('STATE_1KM', codes)).toEqual([valid, cloud, valid, valid, cloudShadow, cirrus, cloud, snow, snow, cloud, nodata]); // prettier-ignore
    expect(reasons('STATE_1KM', [2, 1 << 13], { low: true, dilated: false })).toEqual([cloud, valid]);
  });

  it('of HLS Fmask, CyAN and Landsat saturation', () => {
    // water, cloud, next to one, shadow, snow, fill; aerosol bits 6–7 do not matter
    expect(reasons('FMASK', [32 + 192, 2, 4, 8, 16, 255])).toEqual([reason.valid, reason.cloud, reason.cloud, reason.cloudShadow, reason.snow, reason.nodata]); // prettier-ignore
    expect(reasons('CYAN', [0, 120, 254, 255])).toEqual([
      reason.valid,
      reason.valid,
      reason.land,
      reason.nodata,
    ]);
    const validity = new Uint8Array([0, 0, reason.cloud, 0]);
    markSaturated([0, 1 << 3, 1 << 3, 1 << 11], validity);
    expect([...validity]).toEqual([reason.valid, reason.saturated, reason.cloud, reason.valid]);
  });
});

describe('metadata', () => {
  it('days of the year in MODIS names', () => {
    expect(dateInName('MOD09GA.A2023227.h28v05.061')).toBe('2023-08-15');
    expect(dateInName('MOD09GA.061_sur_refl_b01_1_doy2024060_aid0001')).toBe('2024-02-29');
    expect(dateInName('MOD09GA.A2023366.h28')).toBeNull();
    expect(dateInName('HLS.S30.T50SQD.2023227T024549.v2.0.B8A')).toBe('2023-08-15');
    expect(dateInName('L20212072021213.L3m_7D_CYAN_CI_cyano')).toBe('2021-07-26');
  });

  it('the XML of a Gaofen scene: time in Beijing, gains only where they are numbers', () => {
    const xml = (gain: string) => `<ProductMetaData><SatelliteID>GF1</SatelliteID><StartTime>2023-08-15 11:22:33</StartTime><Gain>${gain}</Gain><Bias>0,0,0,0.5</Bias></ProductMetaData>`; // prettier-ignore
    const full = readGaofenXml(xml('0.1871,0.1619,0.1295,0.1383'), 'x.xml');
    expect(full.acquired).toBe('2023-08-15T11:22:33+08:00');
    expect(full.radiometry.B4).toEqual({ scale: 0.1383, offset: 0.5 });
    expect(full.quantity).toBe('radiance');
    const empty = readGaofenXml(xml(''), 'x.xml');
    expect([empty.radiometry, empty.quantity]).toEqual([{}, undefined]);
  });
});
