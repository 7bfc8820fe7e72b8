import { child, descendants, parseXml, type XmlElement } from '#host/formats/text/xml.ts';
import { inEnglish } from '#core/words/said.ts';
import type { GdalMetadata } from './gdal-metadata.ts';

/** What SNAP (BEAM-DIMAP) writes into tag 65000 of its GeoTIFFs. */
export interface SnapMetadata extends GdalMetadata {
  /** By band from 0. */
  nodata: (string | null)[];
  warnings: string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Names, wavelengths, scales, offsets and nodata of the bands, and the time; null where the text is something else. */
export function readSnapMetadata(xml: string): SnapMetadata | null {
  if (!xml.includes('<Dimap_Document')) return null;
  let root: XmlElement;
  try {
    root = parseXml(xml.trim());
  } catch {
    return null;
  }
  const found: SnapMetadata = { file: {}, bands: [], nodata: [], warnings: [] };
  const time = descendants(root, 'PRODUCT_SCENE_RASTER_START_TIME')[0]?.text.trim();
  const [, day, month, year, clock] = /^(\d\d)-(\w{3})-(\d{4}) (\d\d:\d\d:\d\d)/.exec(time ?? '') ?? [];
  const number = months.indexOf((month ?? '').toUpperCase()) + 1;
  if (number > 0)
    found.file.ACQUISITIONDATETIME = `${year}-${String(number).padStart(2, '0')}-${day}T${clock}Z`;
  for (const info of descendants(root, 'Spectral_Band_Info')) {
    const text = (name: string) => child(info, name)?.text.trim() ?? '';
    const value = (name: string) => (text(name) === '' ? undefined : Number(text(name)));
    const index = Number(text('BAND_INDEX') || found.bands.length);
    if (!Number.isInteger(index) || index < 0 || index > 65535) continue;
    const isLog = text('LOG10_SCALED') === 'true';
    const name = text('BAND_NAME') || undefined;
    if (isLog) found.warnings.push(inEnglish('scene.log-scaled', { band: name ?? String(index + 1) }));
    const scale = value('SCALING_FACTOR');
    const offset = value('SCALING_OFFSET');
    // 1 and 0 are what SNAP writes of bands that nothing scales.
    const isScaled = !isLog && ((scale ?? 1) !== 1 || (offset ?? 0) !== 0);
    found.bands[index] = {
      description: name,
      ...(isScaled ? { scale: scale ?? 1, offset: offset ?? 0 } : {}),
      wavelengthNm: value('BAND_WAVELENGTH') || undefined,
      items: {},
    };
    found.nodata[index] = text('NO_DATA_VALUE_USED') === 'true' ? text('NO_DATA_VALUE') : null;
  }
  return found;
}
