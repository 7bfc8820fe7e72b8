import type { Crs } from '#core/grid/grid.ts';
import { cgcs2000, wellKnownCrs } from '#core/grid/well-known-crs.ts';
import { projector } from '#core/zones/project.ts';

/** An angle in degrees from decimal or degrees, minutes and seconds in any common writing; null for what is none. */
export function readAngle(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = String(value ?? '')
    .trim()
    // Full-width characters, and the marks that stand for degrees, minutes and seconds.
    .replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[º˚]/g, '°')
    .replace(/[ʹʼ‘`´]/g, "'")
    .replace(/[ʺ“]/g, '"')
    .replace(/[，]/g, ',')
    .replace(/[−–]/g, '-')
    .replace(/(东经|经度|北纬|纬度|[：:]\s*$)/g, '')
    .trim();
  if (text === '') return null;
  const south = /[SW]\s*$|^\s*[SW]|南纬|西经/i.test(text);
  const bare = text.replace(/南纬|西经|[NSEW]/gi, '').trim();
  if (/^[+-]?\d+([.,]\d+)?°?$/.test(bare)) {
    const angle = Number(bare.replace('°', '').replace(',', '.'));
    return south ? -Math.abs(angle) : angle;
  }
  const parts =
    /^([+-]?\d{1,3})\s*[°度d:\s-]\s*(\d{1,2}(?:\.\d+)?)\s*(?:['′’分m:\s-]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”秒s]|''|′′)?)?)?\s*$/i.exec(
      bare,
    );
  if (!parts) return null;
  const [degrees, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  if (minutes >= 60 || seconds >= 60) return null;
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
  return south || parts[1].startsWith('-') ? -size : size;
}

/**
 * The CGCS2000 Gauss–Krüger zone that an easting's prefix names: 3° for 25–45, 6° for 13–23; null where it has none.
 */
export function gaussKrugerOfEasting(easting: number): Crs | null {
  const zone = Math.floor(easting / 1_000_000);
  const inside = easting - zone * 1_000_000;
  if (inside < 100_000 || inside > 900_000) return null;
  if (zone >= 25 && zone <= 45) return wellKnownCrs(4513 + zone - 25);
  if (zone >= 13 && zone <= 23) return wellKnownCrs(4491 + zone - 13);
  return null;
}

/**
 * Coordinate systems that are offered for typed and imported coordinates. 3° zones 25–45, 6° zones 13–23, UTM 43–53.
 */
export function commonCrs(): Crs[] {
  const codes = [
    4490,
    4326,
    3826,
    ...Array.from({ length: 21 }, (_, i) => 4513 + i),
    ...Array.from({ length: 21 }, (_, i) => 4534 + i),
    ...Array.from({ length: 11 }, (_, i) => 4491 + i),
    ...Array.from({ length: 11 }, (_, i) => 4502 + i),
    ...Array.from({ length: 11 }, (_, i) => 32643 + i),
  ];
  return codes.flatMap(code => wellKnownCrs(code) ?? []);
}

export type TypedPlace = { lon: number; lat: number; crs: string } | { problem: TypedProblem };
export type TypedProblem = 'not-two-numbers' | 'outside' | 'zone-needed';

/**
 * A place as people type it: two decimal or DMS angles in either order where N/E tells, or metres of a projected
 * system. `crs` is the system of metres; without one the zone is read from an easting with a prefix.
 */
export function readPlace(text: string, crs: Crs | null): TypedPlace {
  const parts = splitPlace(text);
  if (!parts) return { problem: 'not-two-numbers' };
  const [first, second] = parts.map(readAngle);
  if (first === null || second === null) return { problem: 'not-two-numbers' };
  const metres = Math.abs(first) > 360 || Math.abs(second) > 360;
  if (metres) {
    // Surveyors write north first; a prefix, or the system, tells which one is the easting.
    const zone =
      crs?.kind === 'projected' ? crs : (gaussKrugerOfEasting(first) ?? gaussKrugerOfEasting(second));
    if (!zone) return { problem: 'zone-needed' };
    const swapped = gaussKrugerOfEasting(second) !== null && gaussKrugerOfEasting(first) === null;
    return place(zone, swapped ? second : first, swapped ? first : second);
  }
  const latitudeFirst =
    /[NS]|纬/i.test(parts[0]) || (/[EW]|经/i.test(parts[1]) && !/[EW]|经/i.test(parts[0]));
  const [lon, lat] = latitudeFirst || Math.abs(second) > 90 ? [second, first] : [first, second];
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return { problem: 'outside' };
  return place(crs?.kind === 'geographic' ? crs : cgcs2000, lon, lat);
}

function place(crs: Crs, x: number, y: number): TypedPlace {
  const [lon, lat] = projector(crs, cgcs2000)(x, y);
  if (!Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    return { problem: 'outside' };
  return { lon, lat, crs: crs.name };
}

function splitPlace(text: string): [string, string] | null {
  const clean = text.trim().replace(/[，;；]/g, ',');
  const commas = clean
    .split(',')
    .map(p => p.trim())
    .filter(Boolean);
  if (commas.length === 2) return [commas[0], commas[1]];
  // 119.2 32.8 or 119°12'30" 32°48'00": the middle gap that leaves two readable halves.
  const words = clean.split(/\s+/);
  for (let i = 1; i < words.length; i++) {
    const halves: [string, string] = [words.slice(0, i).join(' '), words.slice(i).join(' ')];
    if (words.length % 2 === 0 && i !== words.length / 2) continue;
    if (halves.every(h => readAngle(h) !== null)) return halves;
  }
  return null;
}
