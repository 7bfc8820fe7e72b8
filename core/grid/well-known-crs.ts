import { cgcs2000Datum, twd97Datum, wgs84Datum } from './datum.ts';
import type { Crs } from './grid.ts';

/**
 * CGCS2000 Gauss–Krüger: first code, first zone or central meridian, count, width in degrees, zone prefix in the
 * easting.
 */
export const gaussKruger = [
  { first: 4491, count: 11, width: 6, prefix: true, zone: 13 },
  { first: 4502, count: 11, width: 6, prefix: false, zone: 13 },
  { first: 4513, count: 21, width: 3, prefix: true, zone: 25 },
  { first: 4534, count: 21, width: 3, prefix: false, zone: 25 },
] as const;

/**
 * The systems that the product's users meet: longitude and latitude of CGCS2000 and WGS 84, UTM, CGCS2000 Gauss–Krüger,
 * web Mercator, TWD97. Null for every other code: those come from tables of 1.5 MB (`crs.ts`), which the window does
 * without. Axes are always x east, y north.
 */
export function wellKnownCrs(code: number): Crs | null {
  const definition = definitionOf(code);
  return definition && { epsg: code, ...definition };
}

function definitionOf(code: number): Omit<Crs, 'epsg'> | null {
  if (code === 4326)
    return {
      name: 'WGS 84',
      proj4: '+proj=longlat +datum=WGS84 +no_defs',
      kind: 'geographic',
      datum: wgs84Datum,
    };
  if (code === 4490)
    return {
      name: 'CGCS2000',
      proj4: '+proj=longlat +ellps=GRS80 +no_defs',
      kind: 'geographic',
      datum: cgcs2000Datum,
    };
  if (code === 3857) {
    const proj =
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';
    return { name: 'WGS 84 / Pseudo-Mercator', proj4: proj, kind: 'projected', datum: wgs84Datum };
  }
  if (code === 3826) {
    const proj =
      '+proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
    return { name: 'TWD97 / TM2 zone 121', proj4: proj, kind: 'projected', datum: twd97Datum };
  }
  const utm = /^32([67])(\d\d)$/.exec(String(code));
  const zone = utm ? Number(utm[2]) : 0;
  if (utm && zone >= 1 && zone <= 60) {
    const south = utm[1] === '7';
    return {
      name: `WGS 84 / UTM zone ${zone}${south ? 'S' : 'N'}`,
      proj4: `+proj=utm +zone=${zone}${south ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`,
      kind: 'projected',
      datum: wgs84Datum,
    };
  }
  for (const family of gaussKruger) {
    const step = code - family.first;
    if (step < 0 || step >= family.count) continue;
    const number = family.zone + step;
    const meridian = family.width === 6 ? number * 6 - 3 : number * 3;
    const easting = family.prefix ? number * 1_000_000 + 500_000 : 500_000;
    const place = family.prefix ? `zone ${number}` : `CM ${meridian}E`;
    return {
      name: `CGCS2000 / ${family.width === 3 ? '3-degree ' : ''}Gauss-Kruger ${place}`,
      proj4: `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 +ellps=GRS80 +units=m +no_defs`,
      kind: 'projected',
      datum: cgcs2000Datum,
    };
  }
  return null;
}

/** Longitude and latitude in which the catalogue keeps geometry (EPSG:4490). */
export const cgcs2000: Readonly<Crs> = wellKnownCrs(4490)!;
