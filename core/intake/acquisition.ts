import { beijingOffset } from '#core/foundation/dates.ts';

/** How a picture was taken, by its metadata. Degrees; azimuths from north over east, seen from the ground. */
export interface Acquisition {
  /** The file that tells. */
  source: string;
  /** As in resources/atmosphere/bands.csv. */
  satellite: string | null;
  camera: string | null;
  /** ISO 8601, of the middle of the picture where that is told. */
  time: string | null;
  sunZenith: number | null;
  sunElevation: number | null;
  sunAzimuth: number | null;
  viewZenith: number | null;
  viewAzimuth: number | null;
  /** Longitude and latitude of the middle. */
  place: [number, number] | null;
}

/** The text of the first element of these names, whatever its prefix and case; null where there is none. */
export function elementText(xml: string, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^<>]*)?>\\s*([^<]*?)\\s*</`, 'i').exec(xml)?.[1];
    if (text) return text;
  }
  return null;
}

function elementNumber(xml: string, ...names: readonly string[]): number | null {
  const text = elementText(xml, ...names);
  const value = text === null ? NaN : Number(text.replace(/[°度]$/, ''));
  return Number.isFinite(value) ? value : null;
}

/** "2023-08-15 11:05:22", "2023 08 15 11:05:22.5", "2023/8/15T11:05:22": Beijing time unless it ends in Z or a zone. */
export function timeInXml(text: string | null): string | null {
  const match =
    /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})[ T]+(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?/.exec(
      text ?? '',
    );
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(part => part.padStart(2, '0'));
  const zone = match[7]?.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2') ?? beijingOffset;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

/** GF-1 → GF1, HJ-2A → HJ2A, ZY3-01 and ZY302 → ZY3-1, ZY3-2, ZY1-02D → ZY1E: names of one satellite. */
export function satelliteId(text: string): string {
  const name = text.toUpperCase().replace(/[\s_-]/g, '');
  const resources3 = /^ZY30?([123])?$/.exec(name);
  if (resources3) return `ZY3-${resources3[1] ?? '1'}`;
  return name.replace(/^ZY10?2D$/, 'ZY1E').replace(/^LANDSAT0?(\d)$/, 'L$1');
}

/** Satellite and camera of a scene's file name: GF1_WFV3_…, HJ2A_CCD1_…, GF6_PMS_…; null where it is none. */
export function cameraInName(name: string): { satellite: string; camera: string } | null {
  const match =
    /^(GF\d[A-D]?|HJ2[AB]|ZY\d\w*?)[_-](WFV\d?|PMS\d?|CCD\d?|MUX|MSS|AHSI|VNIC|IRMSS)(?![A-Z0-9])/i.exec(
      name,
    );
  return match && { satellite: satelliteId(match[1]), camera: match[2].toUpperCase() };
}

/** The XML beside Gaofen, Huanjing and Ziyuan pictures, in the words of all their generations. */
export function acquisitionOfXml(xml: string, source: string): Acquisition {
  const satellite = elementText(xml, 'SatelliteID', 'SatelliteName', 'Satellite');
  const named = cameraInName(source);
  const corners = ['TopLeft', 'TopRight', 'BottomRight', 'BottomLeft'].map(corner => [
    elementNumber(xml, `${corner}Longitude`, `${corner}MapX`),
    elementNumber(xml, `${corner}Latitude`, `${corner}MapY`),
  ]);
  const isPlace = ([longitude, latitude]: (number | null)[]) =>
    longitude !== null && latitude !== null && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
  const middle = [elementNumber(xml, 'CenterLongitude'), elementNumber(xml, 'CenterLatitude')];
  const mean = (at: 0 | 1) => corners.reduce((sum, corner) => sum + corner[at]! / 4, 0);
  return {
    source,
    satellite: satellite ? satelliteId(satellite) : (named?.satellite ?? null),
    camera: (elementText(xml, 'SensorID', 'SensorName') ?? named?.camera)?.toUpperCase() ?? null,
    time:
      timeInXml(elementText(xml, 'CenterTime', 'SceneCenterTime', 'ImagingCenterTime')) ??
      timeInXml(elementText(xml, 'StartTime', 'ImagingStartTime', 'AcquisitionTime', 'ImagingTime')),
    sunZenith: elementNumber(xml, 'SolarZenith', 'SunZenith', 'SolarZenithAngle', 'SunZenithAngle'),
    sunElevation: elementNumber(
      xml,
      'SolarElevation',
      'SunElevation',
      'SunAltitude',
      'SolarAltitude',
      'SunElevationAngle',
    ),
    sunAzimuth: elementNumber(xml, 'SolarAzimuth', 'SunAzimuth', 'SolarAzimuthAngle', 'SunAzimuthAngle'),
    viewZenith: elementNumber(xml, 'SatelliteZenith', 'ViewZenith', 'SensorZenith', 'SatelliteZenithAngle'),
    viewAzimuth: elementNumber(
      xml,
      'SatelliteAzimuth',
      'ViewAzimuth',
      'SensorAzimuth',
      'SatelliteAzimuthAngle',
    ),
    place: isPlace(middle)
      ? (middle as [number, number])
      : corners.every(isPlace)
        ? [mean(0), mean(1)]
        : null,
  };
}

/** MTD_TL.xml of a Sentinel-2 granule: mean angles over the tile and, for the view, over the bands. */
export function anglesOfGranule(
  xml: string,
): Pick<Acquisition, 'sunZenith' | 'sunAzimuth' | 'viewZenith' | 'viewAzimuth'> {
  const sun = /<Mean_Sun_Angle>([\s\S]*?)<\/Mean_Sun_Angle>/.exec(xml)?.[1] ?? '';
  const views = [
    ...xml.matchAll(/<Mean_Viewing_Incidence_Angle [^>]*>([\s\S]*?)<\/Mean_Viewing_Incidence_Angle>/g),
  ];
  const zeniths = views.map(v => elementNumber(v[1], 'ZENITH_ANGLE')).filter(n => n !== null);
  const azimuths = views.map(v => elementNumber(v[1], 'AZIMUTH_ANGLE')).filter(n => n !== null);
  return {
    sunZenith: elementNumber(sun, 'ZENITH_ANGLE'),
    sunAzimuth: elementNumber(sun, 'AZIMUTH_ANGLE'),
    viewZenith: zeniths.length ? zeniths.reduce((a, b) => a + b, 0) / zeniths.length : null,
    viewAzimuth: azimuths.length ? meanAzimuth(azimuths) : null,
  };
}

/** 359° and 1° have north in their middle. */
function meanAzimuth(azimuths: readonly number[]): number {
  const [x, y] = [Math.cos, Math.sin].map(f => azimuths.reduce((sum, a) => sum + f((a * Math.PI) / 180), 0));
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}
