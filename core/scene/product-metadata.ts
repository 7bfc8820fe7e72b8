/** What a metadata file beside the rasters tells. Band ids as in the sensor tables. */
export interface ProductMetadata {
  source: string;
  /** ISO 8601 UTC. */
  acquired: string | null;
  radiometry: Record<string, { scale: number; offset: number }>;
  /** For bands that `radiometry` does not name. */
  common: { scale: number; offset: number } | null;
  baseline: string | null;
  note: string;
}

/** Landsat MTL text, Collection 1 and 2, levels 1 and 2. Level 1 reflectance is divided by the sine of the sun's elevation. */
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
  const date = values.get('DATE_ACQUIRED');
  const time = values.get('SCENE_CENTER_TIME');
  return {
    source,
    acquired: date ? (time ? `${date}T${time.replace(/\.\d+Z?$/, '').replace(/Z$/, '')}Z` : date) : null,
    radiometry,
    common: null,
    baseline: null,
    note: level2
      ? `surface reflectance: REFLECTANCE_MULT/ADD_BAND_n of ${source}`
      : `top-of-atmosphere reflectance: REFLECTANCE_MULT/ADD_BAND_n of ${source}, divided by sin(${elevation}°), the sun's elevation`,
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
    note: `quantification ${quantification} and ${Object.keys(radiometry).length ? 'the offsets' : 'no offset'} of ${source}${baseline ? `, baseline ${baseline}` : ''}`,
  };
}

/** The Sentinel-2 processing baseline of a product's name, `N0509` → 5.09; null where the name has none. */
export function baselineOfName(name: string): number | null {
  const match = /_N(\d{2})(\d{2})_/.exec(name);
  return match ? Number(`${match[1]}.${match[2]}`) : null;
}

/** A calendar date or time in a file name: 20230815T024549, 20230815, 2023-08-15, 2023_08_15. ISO 8601 or null. */
export function dateInName(name: string): string | null {
  const match =
    /(?<!\d)((?:19[7-9]|20\d)\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:T(\d{2})(\d{2})(\d{2}))?(?!\d)/.exec(
      name,
    );
  if (!match) return null;
  const [, year, month, day, h, m, s] = match;
  const date = `${year}-${month}-${day}`;
  const real = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date) return null;
  return h ? `${date}T${h}:${m}:${s}Z` : date;
}
