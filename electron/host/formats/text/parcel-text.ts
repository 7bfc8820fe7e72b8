import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Crs } from '#core/grid/grid.ts';
import { inEnglish, say, type Said } from '#core/words/said.ts';
import { closeRing, placeInRing } from '#core/zones/rings.ts';
import type { MultiPolygon, Ring } from '#core/zones/zone.ts';
import type { Feature } from '#host/formats/vector/vector-source.ts';

/** The exchange text of Chinese land surveys (界址点坐标): [属性描述] tells the system, [地块坐标] the parcels. */
export const isParcelText = (text: string): boolean => /\[地块坐标\]/.test(text);

/**
 * Of a datum: the first EPSG code of 3° and 6° zones, with the zone's number in front of the easting and without.
 * Zones start at 25 (3°) and 13 (6°).
 */
const families: { datum: RegExp; three: [number, number]; six: [number, number] }[] = [
  { datum: /2000/, three: [4513, 4534], six: [4491, 4502] },
  { datum: /西安|80/, three: [2349, 2370], six: [2327, 2338] },
  { datum: /北京|54/, three: [2401, 2422], six: [21413, 21453] },
];

/** A parcel's line: points, area, number, name, kind of shape, sheet, use, code of the land, @. */
const parcelFields = [
  '界址点数',
  '地块面积',
  '地块编号',
  '地块名称',
  '图形属性',
  '图幅号',
  '地块用途',
  '地类编码',
];

export function readParcels(
  path: string,
  text: string,
): { items: Feature[]; definition: Crs | null; notes: string[] } {
  const wrong = (said: Said) => new BloomlineError('zones-unreadable', path, said);
  const [head, body] = text.split('[地块坐标]');
  const said = new Map(
    head.split(/\r?\n/).flatMap(line => {
      const at = line.indexOf('=');
      return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
    }),
  );
  const unit = said.get('计量单位');
  if (unit && !/^(米|m|meter|metre)$/i.test(unit)) throw wrong(say('vector.parcel-unit', { unit }));

  const parcels: { fields: string[]; points: { ring: string; north: number; east: number }[] }[] = [];
  for (const line of body.split(/\r?\n/)) {
    const cells = line.split(/[,，]/).map(cell => cell.trim());
    if (cells.at(-1) === '@') parcels.push({ fields: cells.slice(0, -1), points: [] });
    else if (cells.length >= 4) {
      const [, ring, north, east] = cells;
      parcels.at(-1)?.points.push({ ring, north: numberOf(north), east: numberOf(east) });
    }
  }
  if (parcels.length === 0) throw wrong(say('vector.no-features'));
  const items = parcels.map(({ fields, points }): Feature => {
    const attributes = Object.fromEntries(parcelFields.map((name, i) => [name, fields[i] || null]));
    const polygons = polygonsOf(points);
    return { polygons, other: polygons.length > 0 ? null : inEnglish('vector.short-ring'), attributes };
  });
  const eastings = parcels.flatMap(parcel => parcel.points.map(point => point.east));
  const definition = systemOf(said, eastings);
  return { items, definition, notes: definition ? [] : [inEnglish('vector.parcel-crs')] };
}

const numberOf = (text: string): number => (text === '' ? NaN : Number(text));

/** The first ring is an outer one; a later ring inside an outer one is its hole, else a part of its own. */
function polygonsOf(points: readonly { ring: string; north: number; east: number }[]): MultiPolygon {
  const rings = new Map<string, Ring>();
  for (const { ring, north, east } of points) rings.set(ring, [...(rings.get(ring) ?? []), [east, north]]);
  const polygons: MultiPolygon = [];
  for (const open of rings.values()) {
    const ring = closeRing(open);
    if (ring.length < 4 || !ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))) return [];
    const around = polygons.find(([outer]) => ring.every(([x, y]) => placeInRing(x, y, outer) >= 0));
    if (around) around.push(ring);
    else polygons.push([ring]);
  }
  return polygons;
}

/** The Gauss–Krüger system that the head names; null where it names none. */
function systemOf(said: ReadonlyMap<string, string>, eastings: readonly number[]): Crs | null {
  const family = families.find(({ datum }) => datum.test(said.get('坐标系') ?? ''));
  const width = Number(said.get('几度分带'));
  const zone = Number(said.get('带号'));
  if (!family || (width !== 3 && width !== 6) || !Number.isInteger(zone)) return null;
  const step = zone - (width === 3 ? 25 : 13);
  if (step < 0 || step >= (width === 3 ? 21 : 11)) return null;
  const numbered = eastings.every(east => Math.floor(east / 1e6) === zone);
  if (!numbered && eastings.some(east => east >= 1e6)) return null;
  return crsFromEpsg((width === 3 ? family.three : family.six)[numbered ? 0 : 1] + step);
}
