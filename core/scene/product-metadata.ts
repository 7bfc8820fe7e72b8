import { dayAt, isDay } from '#core/foundation/dates.ts';
import {
  acquisitionOfXml,
  elementText,
  satelliteId,
  timeInXml,
  type Acquisition,
} from '#core/intake/acquisition.ts';
import { isOtherForm } from '#core/intake/gains.ts';
import { inEnglish } from '#core/words/said.ts';

/** K1 (W m⁻² sr⁻¹ µm⁻¹) and K2 (K) of a thermal band: T = K2 / ln(K1 / L + 1). */
export interface ThermalConstants {
  k1: number;
  k2: number;
}

/** What a metadata file beside the rasters tells. Band ids as in the sensor tables. */
export interface ProductMetadata {
  source: string;
  /** ISO 8601 UTC. */
  acquired: string | null;
  radiometry: Record<
    string,
    { scale: number; offset: number; quantity?: 'radiance'; thermal?: ThermalConstants }
  >;
  /** For bands that `radiometry` does not name. */
  common: { scale: number; offset: number } | null;
  baseline: string | null;
  note: string;
  /** How the picture was taken. */
  acquisition?: Acquisition;
  /** What `radiometry` gives where it is no reflectance. */
  quantity?: 'radiance';
}

/**
 * Landsat MTL text, Collection 1 and 2, levels 1 and 2. Level 1 reflectance is divided by the sine of the sun's
 * elevation.
 */
export function readMtl(text: string, source: string): ProductMetadata {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([A-Z0-9_]+)\s*=\s*"?([^"]*?)"?\s*$/.exec(line);
    // The last group wins except for the level-2 rescaling, which comes first in level-2 files.
    if (match && !values.has(match[1])) values.set(match[1], match[2]);
  }
  const level2 = /L2S[PR]/.test(values.get('PROCESSING_LEVEL') ?? '');
  const elevation = Number(values.get('SUN_ELEVATION'));
  const divisor =
    level2 || !Number.isFinite(elevation) || elevation <= 0 ? 1 : Math.sin((elevation * Math.PI) / 180);
  const radiometry: ProductMetadata['radiometry'] = {};
  for (const [key, value] of values) {
    const match = /^REFLECTANCE_MULT_BAND_(\d+)$/.exec(key);
    if (!match) continue;
    const offset = Number(values.get(`REFLECTANCE_ADD_BAND_${match[1]}`));
    const scale = Number(value);
    if (Number.isFinite(scale) && Number.isFinite(offset))
      radiometry[`${level2 ? 'SR_' : ''}B${match[1]}`] = { scale: scale / divisor, offset: offset / divisor };
  }
  if (!level2)
    for (const [key, value] of values) {
      const band = /^K1_CONSTANT_BAND_(\d+)$/.exec(key)?.[1];
      const number = (name: string) => Number(values.get(`${name}_BAND_${band}`));
      const [k1, k2] = [Number(value), number('K2_CONSTANT')];
      const [scale, offset] = [number('RADIANCE_MULT'), number('RADIANCE_ADD')];
      if (band && [k1, k2, scale, offset].every(Number.isFinite))
        radiometry[`B${band}`] = { scale, offset, quantity: 'radiance', thermal: { k1, k2 } };
    }
  const date = values.get('DATE_ACQUIRED');
  const time = values.get('SCENE_CENTER_TIME');
  const number = (name: string) =>
    values.has(name) && Number.isFinite(Number(values.get(name))) ? Number(values.get(name)) : null;
  return {
    source,
    acquired: date ? (time ? `${date}T${time.replace(/\.\d+Z?$/, '').replace(/Z$/, '')}Z` : date) : null,
    radiometry,
    common: null,
    baseline: null,
    note: level2
      ? inEnglish('radiometry.surface', { source })
      : inEnglish('radiometry.top-of-atmosphere', { source, elevation }),
    acquisition: {
      source,
      satellite: values.has('SPACECRAFT_ID') ? satelliteId(values.get('SPACECRAFT_ID')!) : null,
      camera: /^(OLI|ETM|TM)/.exec(values.get('SENSOR_ID') ?? '')?.[1] ?? null,
      time: date && time ? `${date}T${time}` : null,
      sunZenith: null,
      sunElevation: number('SUN_ELEVATION'),
      sunAzimuth: number('SUN_AZIMUTH'),
      // Landsat looks straight down: its swath reaches 7.5°.
      viewZenith: Math.abs(number('ROLL_ANGLE') ?? 0),
      viewAzimuth: null,
      place: null,
    },
  };
}

/** Order of band_id in Sentinel-2's metadata. */
const sentinel2Bands = [
  'B01',
  'B02',
  'B03',
  'B04',
  'B05',
  'B06',
  'B07',
  'B08',
  'B8A',
  'B09',
  'B10',
  'B11',
  'B12',
];

/** Sentinel-2 MTD_MSIL2A.xml or MTD_MSIL1C.xml: quantification value and the offset of baseline 04.00 and later. */
export function readSentinel2Mtd(xml: string, source: string): ProductMetadata {
  const value = (name: string) => new RegExp(`<${name}[^>]*>([^<]+)</${name}>`).exec(xml)?.[1];
  const quantification = Number(value('BOA_QUANTIFICATION_VALUE') ?? value('QUANTIFICATION_VALUE') ?? 10000);
  const radiometry: ProductMetadata['radiometry'] = {};
  for (const match of xml.matchAll(/<(?:BOA_ADD_OFFSET|RADIO_ADD_OFFSET)\s+band_id="(\d+)"[^>]*>([^<]+)</g)) {
    const band = sentinel2Bands[Number(match[1])];
    if (band) radiometry[band] = { scale: 1 / quantification, offset: Number(match[2]) / quantification };
  }
  const baseline = value('PROCESSING_BASELINE') ?? null;
  return {
    source,
    acquired: value('DATATAKE_SENSING_START') ?? value('PRODUCT_START_TIME') ?? null,
    radiometry,
    common: { scale: 1 / quantification, offset: 0 },
    baseline,
    note: inEnglish(
      `radiometry.quantification${Object.keys(radiometry).length ? '-offsets' : ''}${baseline ? '-baseline' : ''}`,
      { quantification, source, baseline: baseline ?? '' },
    ),
    acquisition: {
      source,
      satellite: /Sentinel-(2[A-D])/.exec(value('SPACECRAFT_NAME') ?? '')?.[1].replace(/^/, 'S') ?? null,
      camera: 'MSI',
      time: value('DATATAKE_SENSING_START') ?? value('PRODUCT_START_TIME') ?? null,
      sunZenith: null,
      sunElevation: null,
      sunAzimuth: null,
      viewZenith: null,
      viewAzimuth: null,
      place: null,
    },
  };
}

/**
 * The XML beside Gaofen, Huanjing and Ziyuan scenes: time and angles, and gains where the file carries a number for
 * each band (they are often empty: the coefficients of a year are published in a table). Its times are Beijing time.
 * Gains in the other form of the equation are none.
 */
export function readGaofenXml(xml: string, source: string): ProductMetadata {
  const numbers = (...names: string[]) =>
    (elementText(xml, ...names) ?? '')
      .split(/[,;\s]+/)
      .filter(Boolean)
      .map(Number);
  const found = numbers('Gain', 'Gains', 'AbsCalibGain');
  const gains = found.every(gain => Number.isFinite(gain) && gain > 0 && !isOtherForm(gain)) ? found : [];
  const biases = numbers('Bias', 'Offset', 'AbsCalibBias');
  const radiometry = Object.fromEntries(
    gains.map((scale, i) => [`B${i + 1}`, { scale, offset: Number.isFinite(biases[i]) ? biases[i] : 0 }]),
  );
  const acquisition = acquisitionOfXml(xml, source);
  return {
    source,
    acquired: timeInXml(elementText(xml, 'StartTime', 'ImagingStartTime')) ?? acquisition.time,
    radiometry,
    common: null,
    baseline: null,
    note: inEnglish('radiometry.radiance-gain', { source }),
    acquisition,
    ...(gains.length ? { quantity: 'radiance' as const } : {}),
  };
}

/** The Sentinel-2 processing baseline of a product's name, `N0509` → 5.09; null where the name has none. */
export function baselineOfName(name: string): number | null {
  const match = /_N(\d{2})(\d{2})_/.exec(name);
  return match ? Number(`${match[1]}.${match[2]}`) : null;
}

/**
 * True for Sentinel-2 files of collections that have used the offset of baseline 04.00 already: "harmonized" in the
 * name, or the item of a catalogue that does so (S2B_50RNU_20230815_0_L2A).
 */
export const isHarmonised = (path: string): boolean =>
  /harmoni[sz]ed|(?<![A-Za-z0-9])S2[ABC]_\d\d[A-Z]{3}_\d{8}_\d_L2A(?![A-Za-z0-9])/i.test(path);

/** Year and day of the year: MODIS, HLS (and its bare date), CyAN's first day, and seven digits by themselves. */
const dayOfYearForms = [
  /(?:^|[._])(?:A|doy)((?:19[7-9]|20\d)\d)([0-3]\d\d)(?!\d)/,
  /^HLS\..*\.(20\d\d)([0-3]\d\d)T\d{6}\./,
  /^[LS](20\d\d)([0-3]\d\d)(?:\d{7})?\..*CYAN/,
  /(?<![\dA-Za-z])((?:19[7-9]|20[0-4])\d)([0-3]\d\d)(?!\d)/,
];

const year4 = '(?<!\\d)((?:19[7-9]|20\\d)\\d)';
const monthDay = '[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\\d|3[01])|年(\\d{1,2})月(\\d{1,2})日';
const calendar = new RegExp(`${year4}(?:${monthDay})(?:T(\\d{2})(\\d{2})(\\d{2}))?(?!\\d)`);
/** Eight digits with the year at their end: day first or month first. */
const yearLast = /(?<!\d)(\d\d)[-_.]?(\d\d)[-_.]?((?:19[7-9]|20[0-4])\d)(?!\d)/;

/**
 * A calendar date or time in a file name: 20230815T024549, 20230815, 2023-08-15, 2023_08_15, 2023年8月15日, the year
 * and the day of the year (2023227, A2023227, doy2023227), and the year at the end where the order can only be one
 * (15082023). ISO 8601 or null.
 */
export function dateInName(name: string): string | null {
  const match = calendar.exec(name);
  if (match) {
    const [, year, month, day, monthOfWords, dayOfWords, h, m, s] = match;
    const date = [year, (month ?? monthOfWords).padStart(2, '0'), (day ?? dayOfWords).padStart(2, '0')].join(
      '-',
    );
    if (isDay(date)) return h ? `${date}T${h}:${m}:${s}Z` : date;
  }
  const dayOfYear = dayOfYearForms.map(form => form.exec(name)).find(Boolean);
  if (dayOfYear) {
    const date = dayAt(Date.UTC(Number(dayOfYear[1]), 0, Number(dayOfYear[2])));
    if (date.startsWith(dayOfYear[1]) && dayOfYear[2] !== '000') return date;
  }
  const days = daysWithYearLast(name);
  return days.length === 1 ? days[0] : null;
}

/** The dates that a name with the year at its end may mean: 08082016 one, 15082023 one, 03042021 two. */
export function daysWithYearLast(name: string): string[] {
  const [, first, second, year] = yearLast.exec(name) ?? [];
  if (!year) return [];
  return [...new Set([`${year}-${second}-${first}`, `${year}-${first}-${second}`])].filter(isDay);
}
