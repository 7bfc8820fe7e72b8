import type { Crs } from './grid.ts';

const number = (proj4: string, name: string): number | null => {
  const text = new RegExp(`\\+${name}=([-+.\\deE]+)`).exec(proj4)?.[1];
  return text === undefined ? null : Number(text);
};

const wgs84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]';
const cgcs2000 =
  'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]';

/**
 * WKT 1 (OGC) with the EPSG code: longitude and latitude, UTM and Gauss–Krüger on WGS 84 and CGCS2000. Of others the
 * text they were read with, or null.
 */
export function wktOf({ epsg, proj4, name, wkt, kind }: Crs): string | null {
  if (epsg === null) return wkt ?? null;
  // EPSG gives the projections of CGCS2000 these codes.
  const base = epsg >= 4490 && epsg <= 4554 ? cgcs2000 : /\+datum=WGS84\b/.test(proj4) ? wgs84 : null;
  const authority = `,AUTHORITY["EPSG","${epsg}"]]`;
  const isPlain = !/\+(towgs84|nadgrids|pm|axis)=|\+units=(?!m\b)/.test(proj4);
  if (base && isPlain && kind === 'geographic') return base + authority;
  const zone = /\+proj=utm\b/.test(proj4) ? number(proj4, 'zone') : null;
  const parameters =
    zone !== null
      ? [0, zone * 6 - 183, 0.9996, 500_000, /\+south\b/.test(proj4) ? 10_000_000 : 0]
      : /\+proj=tmerc\b/.test(proj4)
        ? [
            number(proj4, 'lat_0') ?? 0,
            number(proj4, 'lon_0') ?? 0,
            number(proj4, 'k') ?? number(proj4, 'k_0') ?? 1,
            number(proj4, 'x_0') ?? 0,
            number(proj4, 'y_0') ?? 0,
          ]
        : null;
  if (!base || !isPlain || !parameters) return wkt ?? null;
  const names = ['latitude_of_origin', 'central_meridian', 'scale_factor', 'false_easting', 'false_northing'];
  return `PROJCS["${name.replaceAll('"', "'")}",${base}],PROJECTION["Transverse_Mercator"],${names.map((n, i) => `PARAMETER["${n}",${parameters[i]}]`).join(',')},UNIT["metre",1]${authority}`;
}
