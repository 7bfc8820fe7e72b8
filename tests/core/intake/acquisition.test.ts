import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acquisitionOfXml,
  anglesOfGranule,
  cameraInName,
  satelliteId,
  timeInXml,
} from '#core/intake/acquisition.ts';
import { gainsFor, isOtherForm } from '#core/intake/gains.ts';
import { usualOzone, usualWaterVapour, waterTransmittance } from '#core/intake/gases.ts';
import type { Gain } from '#core/intake/tables.ts';
import { atmosphereTables } from '#host/files/atmosphere.ts';

describe('metadata of a picture', () => {
  it('reads the XML of Gaofen, Huanjing and Ziyuan in their several words', () => {
    const gaofen = acquisitionOfXml(
      `<ProductMetaData><SatelliteID>GF1</SatelliteID><SensorID>WFV3</SensorID>
       <StartTime>2023-08-15 11:05:11</StartTime>
       <CenterTime>2023-08-15 11:05:22</CenterTime><SolarAzimuth>140.1</SolarAzimuth><SolarZenith>24.9</SolarZenith>
       <SatelliteAzimuth>285</SatelliteAzimuth><SatelliteZenith>20.1</SatelliteZenith>
       <TopLeftLatitude>30</TopLeftLatitude><TopLeftLongitude>117</TopLeftLongitude>
       <TopRightLatitude>30</TopRightLatitude><TopRightLongitude>119</TopRightLongitude>
       <BottomRightLatitude>28</BottomRightLatitude><BottomRightLongitude>119</BottomRightLongitude>
       <BottomLeftLatitude>28</BottomLeftLatitude><BottomLeftLongitude>117</BottomLeftLongitude></ProductMetaData>`,
      'GF1_WFV3_x.xml',
    );
    expect(gaofen).toEqual({
      source: 'GF1_WFV3_x.xml',
      satellite: 'GF1',
      camera: 'WFV3',
      time: '2023-08-15T11:05:22+08:00',
      sunZenith: 24.9,
      sunElevation: null,
      sunAzimuth: 140.1,
      viewZenith: 20.1,
      viewAzimuth: 285,
      place: [118, 29],
    });
    const resources = acquisitionOfXml(
      `<?xml version="1.0"?><p:sensor_corrected_metadata xmlns:p="x"><p:SatelliteID>ZY3-02</p:SatelliteID>
       <p:SensorID>MUX</p:SensorID><p:CenterTime unit="t">2021/3/4T11:12:13.25</p:CenterTime>
       <p:SunAltitude>41.5</p:SunAltitude><p:SunAzimuth>151</p:SunAzimuth></p:sensor_corrected_metadata>`,
      'ZY302.xml',
    );
    expect(resources).toMatchObject({
      satellite: 'ZY3-2',
      camera: 'MUX',
      time: '2021-03-04T11:12:13+08:00',
      sunZenith: null,
      sunElevation: 41.5,
      sunAzimuth: 151,
      place: null,
    });
    expect(acquisitionOfXml('<a></a>', 'HJ2A_CCD1_E1_N2_20210101_L1.xml')).toMatchObject({
      satellite: 'HJ2A',
      camera: 'CCD1',
      time: null,
    });
  });

  it('never throws, whatever the XML', () => {
    fc.assert(fc.property(fc.string(), text => void acquisitionOfXml(`<SolarZenith>${text}`, text)));
  });

  it('knows satellites by their several names', () => {
    expect(['GF-1', 'HJ-2A', 'ZY-3', 'ZY302', 'ZY3-01', 'ZY1-02D', 'LANDSAT_8'].map(satelliteId)).toEqual([
      'GF1',
      'HJ2A',
      'ZY3-1',
      'ZY3-2',
      'ZY3-1',
      'ZY1E',
      'L8',
    ]);
    expect(cameraInName('GF6_PMS_E118_N29_20230815-MUX.tiff')).toEqual({ satellite: 'GF6', camera: 'PMS' });
    expect(cameraInName('GF1_lake.tif')).toBeNull();
  });

  it('takes times without a zone as Beijing time', () => {
    expect(timeInXml('2023-08-15 03:05:11Z')).toBe('2023-08-15T03:05:11Z');
    expect(timeInXml('2023-08-15T11:05:11.123+0800')).toBe('2023-08-15T11:05:11+08:00');
    expect(timeInXml('2023-13-40 11:05:11')).toBeNull();
  });

  it('takes the mean of a granule’s views over north', () => {
    const both = (zenith: number, azimuth: number) =>
      `<ZENITH_ANGLE unit="deg">${zenith}</ZENITH_ANGLE><AZIMUTH_ANGLE unit="deg">${azimuth}</AZIMUTH_ANGLE>`;
    const view = (id: number, zenith: number, azimuth: number) =>
      `<Mean_Viewing_Incidence_Angle bandId="${id}">${both(zenith, azimuth)}</Mean_Viewing_Incidence_Angle>`;
    const angles = anglesOfGranule(
      `<Mean_Sun_Angle>${both(23.5, 130)}</Mean_Sun_Angle>${view(0, 4, 350)}${view(1, 6, 20)}`,
    );
    expect(angles).toMatchObject({ sunZenith: 23.5, sunAzimuth: 130, viewZenith: 5 });
    expect(angles.viewAzimuth).toBeCloseTo(5, 9);
  });
});

describe('gains', () => {
  const row = (year: number | null, gain: number, own?: boolean): Gain => ({
    satellite: 'X1',
    camera: 'C',
    year,
    band: 'B1',
    gain,
    offset: 0,
    evidence: 'verified-1',
    source: 's',
    ...(own ? { own } : {}),
  });
  const used = (rows: Gain[], year: number | null) => gainsFor(rows, 'X1', 'C', year);

  it('takes the year, else the nearest and says so, and a centre’s own first', () => {
    const rows = [row(2014, 0.14), row(2016, 0.16), row(2019, 0.19)];
    expect(used(rows, 2016)).toMatchObject({ gains: { B1: { gain: 0.16 } }, nearestYear: null });
    expect(used(rows, 2023)).toMatchObject({ gains: { B1: { gain: 0.19 } }, nearestYear: 2019 });
    expect(used(rows, 2015)).toMatchObject({ gains: { B1: { gain: 0.14 } }, nearestYear: 2014 });
    expect(used([...rows, row(2023, 0.2, true)], 2023)).toMatchObject({
      gains: { B1: { gain: 0.2 } },
      nearestYear: null,
    });
    expect(used([row(null, 0.3)], 2023)).toMatchObject({ nearestYear: null });
    expect(used([], 2023)).toBeNull();
  });

  it('knows the coefficients of 2013 for those of another equation', () => {
    const { gains } = atmosphereTables();
    const found = gainsFor(gains, 'GF1', 'WFV1', 2013)!;
    expect(Object.values(found.gains).every(g => isOtherForm(g.gain))).toBe(true);
    expect(gains.filter(g => g.year !== 2013).some(g => isOtherForm(g.gain))).toBe(false);
  });

  it('has bands of every camera that it has gains of', () => {
    const { gains, bands } = atmosphereTables();
    for (const g of gains)
      if (g.band !== 'PAN')
        expect(
          bands.some(b => b.satellite === g.satellite && b.camera === g.camera && b.band === g.band),
        ).toBe(true);
  });
});

describe('gases', () => {
  it('has the ozone of Van Heuklon’s climatology: least at the equator, most in spring in the north', () => {
    expect(usualOzone(100, 118, 0)).toBeCloseTo(235, 9); // sin 0 leaves J alone
    expect(usualOzone(100, 118, 50)).toBeGreaterThan(usualOzone(280, 118, 50));
  });

  it('has the water vapour of the standard atmospheres', () => {
    expect(usualWaterVapour(197, 45)).toBeCloseTo(2.93, 3);
    expect(usualWaterVapour(14, 45)).toBeCloseTo(0.853, 1);
    expect(usualWaterVapour(100, 10)).toBeCloseTo(4.12, 9);
    expect(usualWaterVapour(15, -45)).toBeCloseTo(2.93, 3);
  });

  it('takes light where water vapour absorbs, and nothing at 865 nm and below 690 nm', () => {
    const { waterVapour } = atmosphereTables();
    const at = (nm: number, width: number) => waterTransmittance(waterVapour, nm, width, 2, 2.2);
    // exp(−0.2385 · 2.5 · 2 · 2.2 / (1 + 20.07 · 2.5 · 2 · 2.2)^0.45) = exp(−2.6235 / 12.06), at 724.4 nm
    expect(at(724.4, 1)).toBeCloseTo(Math.exp(-2.6235 / 221.77 ** 0.45), 2);
    expect(at(865, 10)).toBeGreaterThan(0.998);
    expect(at(560, 80)).toBe(1);
    expect(at(940, 20)).toBeLessThan(0.5);
  });
});
