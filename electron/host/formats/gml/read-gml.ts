import { readFile } from 'node:fs/promises';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Crs } from '#core/grid/grid.ts';
import { closeRing } from '#core/zones/rings.ts';
import type { MultiPolygon, Polygon, Ring } from '#core/zones/zone.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import { child, descendants, parseXml, type XmlElement } from '#host/formats/text/xml.ts';
import { layerOfFile, type Feature, type VectorSource } from '#host/formats/vector/vector-source.ts';

const members = new Set(['featureMember', 'featureMembers', 'member']);
const curved = new Set([
  'Arc',
  'ArcString',
  'Circle',
  'CircleByCenterPoint',
  'Bezier',
  'BSpline',
  'Clothoid',
]);

/** Simple features of GML 2 and 3 (OGC 10-100r3): polygons, surfaces and collections of them. */
export async function openGml(path: string): Promise<VectorSource> {
  const { text, encoding } = decodeText(await readFile(path));
  const root = parseXml(text);
  const features = root.children
    .filter(element => members.has(element.name))
    .flatMap(element => element.children);
  if (features.length === 0) throw new BloomlineError('zones-unreadable', path, say('vector.gml-none'));
  const names = new Set<string>();
  const items = features.map(feature => featureOf(feature, names));
  if (names.size > 1) throw new BloomlineError('zones-unreadable', path, say('vector.several-srids'));
  const [name = ''] = names;
  const { crs, swapped } = crsOf(name);
  if (swapped)
    for (const item of items)
      item.polygons = item.polygons.map(rings =>
        rings.map(ring => ring.map(([a, b]): [number, number] => [b, a])),
      );
  return layerOfFile(path, {
    items,
    encoding,
    definition: crs,
    notes: crs ? [] : [inEnglish('vector.crs-unknown', { name: name.slice(0, 80) || '–' })],
  });
}

function featureOf(feature: XmlElement, names: Set<string>): Feature {
  const attributes: Feature['attributes'] = {};
  let polygons: MultiPolygon = [];
  let other: string | null = inEnglish('vector.no-geometry');
  for (const property of feature.children) {
    if (property.name === 'boundedBy') continue;
    const geometry = property.children[0] as XmlElement | undefined;
    if (!geometry) {
      const text = property.text.trim();
      attributes[property.name] =
        text === '' ? null : /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
      continue;
    }
    const name = srsOf(geometry);
    if (name) names.add(name);
    const found = polygonsOf(geometry);
    if (found === null) other = geometry.name;
    else if (found === 'curved') other = inEnglish('vector.curves');
    else {
      polygons = found;
      other = found.length > 0 ? null : inEnglish('vector.empty-polygon');
    }
  }
  return { polygons, other, attributes };
}

const srsOf = (geometry: XmlElement): string | undefined =>
  geometry.attributes.srsName ?? geometry.children.map(srsOf).find(name => name !== undefined);

function polygonsOf(geometry: XmlElement): MultiPolygon | 'curved' | null {
  const patches = ['Polygon', 'PolygonPatch', 'Rectangle'].flatMap(name =>
    geometry.name === name ? [geometry] : descendants(geometry, name),
  );
  if (patches.length === 0) return null;
  if ([...curved].some(name => descendants(geometry, name).length > 0)) return 'curved';
  const dimension = Number(geometry.attributes.srsDimension ?? 0);
  return patches.map((patch): Polygon => {
    const size = Number(patch.attributes.srsDimension ?? 0) || dimension;
    const outer = child(patch, 'exterior') ?? child(patch, 'outerBoundaryIs');
    const inner = patch.children.filter(c => c.name === 'interior' || c.name === 'innerBoundaryIs');
    if (!outer) throw new RangeError(inEnglish('vector.empty-polygon'));
    return [outer, ...inner].map(boundary => closeRing(ringOf(boundary, size)));
  });
}

function ringOf(boundary: XmlElement, size: number): Ring {
  const lists = [...descendants(boundary, 'posList'), ...descendants(boundary, 'coordinates')];
  const positions = descendants(boundary, 'pos');
  if (lists.length === 0 && positions.length > 0)
    return positions.map(({ text }) => pairOf(text.trim().split(/\s+/).map(Number)));
  return lists.flatMap(list => {
    if (list.name === 'coordinates') {
      const { cs = ',', ts = ' ', decimal = '.' } = list.attributes;
      return list.text
        .trim()
        .split(ts === ' ' ? /\s+/ : ts)
        .map(tuple => pairOf(tuple.split(cs).map(n => Number(n.replace(decimal, '.')))));
    }
    const numbers = list.text.trim().split(/\s+/).map(Number);
    const width = Number(list.attributes.srsDimension ?? 0) || size || 2;
    return Array.from({ length: Math.floor(numbers.length / width) }, (_, i) =>
      pairOf(numbers.slice(i * width, i * width + 2)),
    );
  });
}

function pairOf([a, b]: number[]): [number, number] {
  if (!Number.isFinite(a) || !Number.isFinite(b)) throw new RangeError(inEnglish('vector.no-numbers'));
  return [a, b];
}

/**
 * Long names of a system mean its own order of axes: latitude before longitude, and north before east in the
 * Gauss-Krüger
 * systems of China; `EPSG:4490` means x before y, as GDAL reads them.
 */
function crsOf(name: string): { crs: Crs | null; swapped: boolean } {
  const code = /(\d{4,6})$/.exec(name)?.[1];
  const crs = /CRS84$/i.test(name) ? crsFromEpsg(4326) : code ? crsFromEpsg(Number(code)) : null;
  const isLong = /^urn:|^https?:.*\/def\/crs\//i.test(name) && !/CRS84$/i.test(name);
  if (!crs || !isLong) return { crs, swapped: false };
  const epsg = Number(code);
  const northFirst = [
    [2327, 2442],
    [4491, 4554],
  ].some(([from, to]) => epsg >= from && epsg <= to);
  return { crs, swapped: crs.kind === 'geographic' || northFirst };
}
