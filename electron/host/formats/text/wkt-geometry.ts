import { closeRing } from '#core/zones/rings.ts';
import { inEnglish } from '#core/words/said.ts';
import type { MultiPolygon, Polygon, Ring } from '#core/zones/zone.ts';

export const looksLikeWkt = (text: string): boolean =>
  /^\s*(SRID=\d+;)?\s*(MULTI)?POLYGON\s*(Z|M|ZM)?\s*(\(|EMPTY)/i.test(text);

/** POLYGON and MULTIPOLYGON of well-known text, with the SRID before it (EWKT) or null. Throws RangeError. */
export function readWktPolygons(text: string): { srid: number | null; polygons: MultiPolygon } {
  const match = /^\s*(?:SRID=(\d+);)?\s*(MULTI)?POLYGON\s*(?:ZM|Z|M)?\s*(\(.*\)|EMPTY)\s*$/is.exec(text);
  if (!match) throw new RangeError(inEnglish('vector.wkt-unreadable'));
  const [, srid, multi, body] = match;
  const nested = body === 'EMPTY' ? [] : listOf(body);
  const polygons = (multi ? nested : [nested]) as string[][];
  return {
    srid: srid === undefined ? null : Number(srid),
    polygons: polygons.map((polygon): Polygon => polygon.map(ringOf)).filter(polygon => polygon.length > 0),
  };
}

/** "((1 2, 3 4), (…))" as lists in lists of the texts between the innermost brackets. */
function listOf(body: string): unknown {
  const json = body
    .replace(/[^(),]+(?:,[^(),]+)*/g, places => (places.trim() ? JSON.stringify(places.trim()) : ''))
    .replace(/\("/g, '"')
    .replace(/"\)/g, '"')
    .replace(/\(/g, '[')
    .replace(/\)/g, ']');
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new RangeError(inEnglish('vector.wkt-unreadable'), { cause: error });
  }
}

function ringOf(text: string): Ring {
  if (typeof text !== 'string') throw new RangeError(inEnglish('vector.wkt-unreadable'));
  const ring = closeRing(text.split(',').map(place => place.trim().split(/\s+/).slice(0, 2).map(Number)));
  if (!ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)))
    throw new RangeError(inEnglish('vector.no-numbers'));
  if (ring.length < 4) throw new RangeError(inEnglish('vector.short-ring'));
  return ring;
}
