/** Per-band and per-file items of GDAL's metadata tag or .aux.xml file. */
export interface GdalMetadata {
  file: Record<string, string>;
  /** By band from 0. */
  bands: {
    scale?: number;
    offset?: number;
    description?: string;
    wavelengthNm?: number;
    items: Record<string, string>;
  }[];
}

/** The centre that items of a band tell, as GDAL, ENVI and others write it; numbers below 100 are micrometres. */
export function wavelengthOf(items: Record<string, string>): number | undefined {
  const found = Object.entries(items).find(([name]) =>
    /^(central_wavelength_um|wavelength|centre_wavelength|center_wavelength)$/i.test(name),
  );
  const value = found ? parseFloat(found[1]) : NaN;
  return value > 0 ? (value < 100 ? Math.round(value * 1e6) / 1000 : value) : undefined;
}

/** True where items of a band (from 0) name classes: `CLASS_<value>`. */
export const namesClasses = (metadata: GdalMetadata, band: number): boolean =>
  Object.keys(metadata.bands[band]?.items ?? {}).some(name => name.startsWith('CLASS_'));

const unescape = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(\d+);/g, (whole, n) => (Number(n) <= 0x10ffff ? String.fromCodePoint(Number(n)) : whole))
    .replace(/&amp;/g, '&');

/** GDAL escapes what stands in tag 42112 twice. */
const unescapeTwice = (text: string) => unescape(unescape(text));

/** Reads `<Item name sample role>` of tag 42112. Unknown markup is passed over. */
export function readGdalMetadata(xml: string): GdalMetadata {
  const metadata: GdalMetadata = { file: {}, bands: [] };
  for (const match of xml.matchAll(/<Item\s+([^>]*)>([^<]*)<\/Item>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(match[1])?.[1];
    const name = unescapeTwice(attribute('name') ?? '');
    const value = unescapeTwice(match[2]);
    const sample = attribute('sample');
    if (sample === undefined) {
      if (!attribute('domain')) metadata.file[name] = value;
      continue;
    }
    const band = (metadata.bands[Number(sample)] ??= { items: {} });
    const role = attribute('role');
    if (role === 'scale') band.scale = Number(value);
    else if (role === 'offset') band.offset = Number(value);
    else if (role === 'description') band.description = value;
    else band.items[name] = value;
  }
  return metadata;
}

/** `<Category>` by value from 0, as the items that name classes inside of a file. */
const classItems = (names: string): Record<string, string> =>
  Object.fromEntries(
    [...names.matchAll(/<Category\s*(?:\/>|>([^<]*)<\/Category>)/g)].flatMap(([, name], value) =>
      name ? [[`CLASS_${value}`, unescape(name)]] : [],
    ),
  );

/** Description, scale, offset, nodata, names of classes and CRS of GDAL's side-car file `<raster>.aux.xml`. */
export function readAuxXml(
  xml: string,
): GdalMetadata & { srs: string | null; geoTransform: number[] | null; nodata: (string | null)[] } {
  const metadata: GdalMetadata = { file: {}, bands: [] };
  const nodata: (string | null)[] = [];
  for (const match of xml.matchAll(/<PAMRasterBand\s+band="(\d+)"\s*>([\s\S]*?)<\/PAMRasterBand>/g)) {
    const inner = match[2];
    const element = (name: string) => new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(inner)?.[1];
    const scale = element('Scale');
    const offset = element('Offset');
    const names = /<CategoryNames>([\s\S]*?)<\/CategoryNames>/.exec(inner)?.[1] ?? '';
    metadata.bands[Number(match[1]) - 1] = {
      items: classItems(names),
      description: element('Description'),
      scale: scale === undefined ? undefined : Number(scale),
      offset: offset === undefined ? undefined : Number(offset),
    };
    nodata[Number(match[1]) - 1] = element('NoDataValue') ?? null;
  }
  const srs = /<SRS[^>]*>([^<]*)<\/SRS>/.exec(xml)?.[1];
  const transform = /<GeoTransform>([^<]*)<\/GeoTransform>/.exec(xml)?.[1]?.split(',').map(Number);
  return {
    ...metadata,
    srs: srs ? unescape(srs) : null,
    geoTransform: transform?.length === 6 && transform.every(Number.isFinite) ? transform : null,
    nodata,
  };
}
