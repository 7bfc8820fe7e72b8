import proj4 from 'proj4';
import { datumRows, toProj4, type GeoKeys } from '#epsg-parameters';
import { datumOfName, datumOfSystem, unknownDatum, type Datum } from './datum.ts';
import type { Crs } from './grid.ts';
import { gaussKruger, wellKnownCrs } from './well-known-crs.ts';

/**
 * The CRS of an EPSG code, or null where the code is not known or proj4 cannot compute it. Axes are always x east, y
 * north.
 */
export function crsFromEpsg(code: number): Crs | null {
  const known = wellKnownCrs(code);
  if (known) return known;
  const answer = fromDatabase(code);
  if (!answer || !works(answer)) return null;
  const datum = datumOfSystem(datumRows(), code) ?? unknownDatum(`EPSG:${code}`);
  return { epsg: code, name: `EPSG:${code}`, proj4: answer, kind: kindOf(answer), datum };
}

/** The same system with the datum that its code or its text names: records of former versions tell none. */
export const withDatum = (crs: Crs): Crs =>
  crs.datum
    ? crs
    : {
        ...crs,
        datum:
          (crs.epsg === null ? null : crsFromEpsg(crs.epsg)?.datum) ??
          (crs.wkt ? datumOfWkt(crs.wkt) : unknownDatum(crs.name)),
      };

/** The datum that a text names; a name that no table has keeps the text's own. */
function datumOfWkt(text: string): Datum {
  const datum = /\b(?:DATUM|ENSEMBLE|TRF|GEODETICDATUM)\s*\[\s*"([^"]*)"/i.exec(text)?.[1] ?? '';
  const base = /\b(?:GEOGCS|GEOGCRS|BASEGEOGCRS|BASEGEODCRS|GEODCRS)\s*\[\s*"([^"]*)"/i.exec(text)?.[1] ?? '';
  const rows = datumRows();
  return datumOfName(rows, datum) ?? datumOfName(rows, base) ?? unknownDatum(datum || base);
}

/**
 * The CRS of a WKT text (WKT 1 of OGC or Esri, WKT 2), or null where it is none that proj4 can compute.
 * A code at the end of the text wins; else CGCS2000 Gauss–Krüger, UTM and plain longitude/latitude are recognised by
 * their numbers; else proj4 reads the text and `epsg` is null.
 */
export function crsFromWkt(wkt: string): Crs | null {
  const text = horizontal(wkt.replace(/^\uFEFF/, '').trim());
  if (!text) return null;
  const code = codeAtEnd(text) ?? codeByNumbers(text);
  const known = code === null ? null : crsFromEpsg(code);
  const name = /^\w+\s*\[\s*"([^"]*)"/.exec(text)?.[1] ?? 'unnamed';
  if (known) return { ...known, name: known.name.startsWith('EPSG:') ? name : known.name, wkt };
  const plain = equalAreaCylinder(text) ?? withoutAxes(text);
  if (!works(plain)) return null;
  return {
    epsg: code,
    name,
    proj4: plain,
    kind: /^(PROJCS|PROJCRS|PROJECTEDCRS)/i.test(text) ? 'projected' : 'geographic',
    datum: datumOfWkt(text),
    wkt,
  };
}

function fromDatabase(code: number): string | null {
  if (!Number.isInteger(code) || code <= 0) return null;
  try {
    // The package looks one code up in one table, whichever key it comes under.
    const keys = { ProjectedCSTypeGeoKey: code } as unknown as GeoKeys;
    const { proj4: text, errors, isGCS, coordinatesConversionParameters: unit } = toProj4(keys);
    if (errors && Object.keys(errors).length > 0) return null;
    const definition = withoutShift(text.replace(/\s*\+axis=\w+/g, '').trim());
    return isGCS || unit.x === 1 ? definition : `${definition} +to_meter=${unit.x}`;
  } catch {
    return null;
  }
}

/** A definition without the shift that the tables give it: `datum.ts` holds the ones that were checked. */
export const withoutShift = (definition: string): string =>
  definition.replace(/\s*\+(towgs84|nadgrids)=\S+/g, '');

const kindOf = (definition: string): Crs['kind'] =>
  /\+proj=longlat/.test(definition) ? 'geographic' : 'projected';

function works(definition: string): boolean {
  try {
    proj4(definition);
    return true;
  } catch {
    return false;
  }
}

/** The CRS itself, or null where proj4 cannot compute with it. */
export const computable = (crs: Crs): Crs | null => (works(crs.proj4) ? crs : null);

/** The horizontal part: the text itself, or the first horizontal CRS inside a compound or bound one. */
function horizontal(wkt: string): string | null {
  const start = /\b(PROJCS|PROJCRS|PROJECTEDCRS|GEOGCS|GEOGCRS|GEOGRAPHICCRS|GEODCRS)\s*\[/i.exec(wkt);
  if (!start) return null;
  return wkt.slice(start.index, endOfBracket(wkt, start.index + start[0].length));
}

/** Index behind the bracket that closes the one opened just before `from`; brackets in quotes do not count. */
function endOfBracket(text: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (c === '[') depth++;
    else if (c === ']' && --depth === 0) return i + 1;
  }
  return text.length;
}

function codeAtEnd(wkt: string): number | null {
  const match = /(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(wkt);
  return match ? Number(match[1]) : null;
}

/** AXIS only tells the order of written coordinates; files keep x east, y north, and proj4 must not swap them. */
function withoutAxes(wkt: string): string {
  let text = wkt;
  for (let match = /,\s*AXIS\s*\[/i.exec(text); match; match = /,\s*AXIS\s*\[/i.exec(text)) {
    text = text.slice(0, match.index) + text.slice(endOfBracket(text, match.index + match[0].length));
  }
  return text;
}

function parameter(wkt: string, ...names: string[]): number | null {
  for (const name of names) {
    const match = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*([-+\\d.eE]+)`, 'i').exec(wkt);
    if (match) return Number(match[1]);
  }
  return null;
}

/** proj4 knows the equal-area cylinder by its own name only. */
function equalAreaCylinder(wkt: string): string | null {
  if (!/"(?:Behrmann|(?:Lambert[_ ])?Cylindrical[_ ]Equal[_ ]Area)/i.test(wkt)) return null;
  const [, a, flattening] =
    /(?:SPHEROID|ELLIPSOID)\s*\[\s*"[^"]*"\s*,\s*([\d.eE+-]+)\s*,\s*([\d.eE+-]+)/i.exec(wkt) ?? [];
  const unit = [...wkt.matchAll(/(?<!ANGLE|SCALE)UNIT\s*\[\s*"[^"]*"\s*,\s*([\d.eE+-]+)/gi)].at(-1)?.[1] ?? 1;
  const shape = Number(flattening) === 0 ? `+b=${a}` : `+rf=${flattening}`;
  const east = parameter(wkt, 'false_easting', 'False easting') ?? 0;
  const north = parameter(wkt, 'false_northing', 'False northing') ?? 0;
  const meridian = parameter(wkt, 'central_meridian', 'Longitude of natural origin') ?? 0;
  const parallel = parameter(wkt, 'standard_parallel_1', 'Latitude of 1st standard parallel') ?? 0;
  const origin = `+lon_0=${meridian} +lat_ts=${parallel} +x_0=${east} +y_0=${north}`;
  return `+proj=cea ${origin} +a=${a} ${shape} +to_meter=${unit} +no_defs`;
}

/** EPSG code of a definition that carries none but whose datum and numbers are those of a well-known one. */
function codeByNumbers(wkt: string): number | null {
  const datum = (/\b(?:DATUM|ENSEMBLE)\s*\[\s*"([^"]*)"/i.exec(wkt)?.[1] ?? '').toLowerCase();
  const cgcs = /china.?(geodetic.*)?2000|cgcs.?2000/.test(datum);
  const wgs = /wgs.?(19)?84|world.geodetic.system.1984/.test(datum);
  if (!cgcs && !wgs) return null;
  if (/^GEO/i.test(wkt)) return /degree/i.test(wkt) ? (cgcs ? 4490 : 4326) : null;

  const meridian = parameter(wkt, 'central_meridian', 'Longitude of natural origin');
  const easting = parameter(wkt, 'false_easting');
  const northing = parameter(wkt, 'false_northing');
  const scale = parameter(wkt, 'scale_factor', 'Scale factor at natural origin');
  const latitude = parameter(wkt, 'latitude_of_origin', 'Latitude of natural origin');
  const metre =
    Number([...wkt.matchAll(/(?<!ANGLE|SCALE)UNIT\s*\[\s*"[^"]*"\s*,\s*([\d.eE+-]+)/gi)].at(-1)?.[1]) === 1;
  const transverse = /"(?:Gauss_Kruger|Gauss Kruger|Transverse_Mercator|Transverse Mercator)"/i.test(wkt);
  if (!metre || !transverse || meridian === null || easting === null || latitude !== 0) return null;

  if (wgs) {
    const zone = (meridian + 183) / 6;
    const right =
      scale === 0.9996 && easting === 500_000 && Number.isInteger(zone) && zone >= 1 && zone <= 60;
    if (!right || (northing !== 0 && northing !== 10_000_000)) return null;
    return (northing === 0 ? 32600 : 32700) + zone;
  }
  if (scale !== 1 || northing !== 0) return null;
  // The same meridian and easting may belong to a 3° and a 6° family: the name decides, 3° where it is silent.
  const six = /6.?degree|CGCS2000_GK_|CGCS2000 \/ Gauss-Kruger/i.test(wkt);
  const families = six ? gaussKruger : [...gaussKruger].reverse();
  for (const family of families) {
    const number = family.width === 6 ? (meridian + 3) / 6 : meridian / 3;
    const wanted = family.prefix ? number * 1_000_000 + 500_000 : 500_000;
    const step = number - family.zone;
    if (Number.isInteger(number) && step >= 0 && step < family.count && easting === wanted)
      return family.first + step;
  }
  return null;
}
