import { readFile } from 'node:fs/promises';
import { BloomlineError } from '#core/foundation/errors.ts';
import { wellKnownCrs } from '#core/grid/well-known-crs.ts';
import type { Polygon, Ring, Zone } from '#core/zones/zone.ts';
import { closeRing } from '#core/zones/rings.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { layerOfFile, type Feature, type VectorSource } from '#host/formats/vector/vector-source.ts';
import { child, descendants, readXml, type XmlElement } from '#host/formats/text/xml.ts';
import { openZip } from '#host/formats/archive/zip.ts';

/** The placemarks of a KML file, in longitude and latitude of WGS 84. Fields: name, then the extended data. */
export async function openKml(path: string): Promise<VectorSource> {
  return parseKml(path, await readFile(path));
}

/** A KMZ: a zip whose first .kml is the document. */
export async function openKmz(path: string): Promise<VectorSource> {
  const zip = await openZip(path);
  const files = zip.unpack((name, bytes) => /\.kml$/i.test(name) && bytes <= largestEntry);
  const [document] = Object.values(files);
  if (!document) throw new BloomlineError('zones-unreadable', path, say('vector.kmz-empty'));
  return parseKml(path, document);
}

/** No KML of a person's hand is larger; a larger one would only fill the memory. */
const largestEntry = 2 ** 28;

function parseKml(path: string, bytes: Uint8Array): VectorSource {
  const { root, encoding } = readXml(path, bytes, 'kml');
  const items = descendants(root, 'Placemark').map(readPlacemark);
  const crs = wellKnownCrs(4326)!;
  return layerOfFile(path, { items, encoding, definition: crs, nameField: 'name', notes: [] });
}

function readPlacemark(placemark: XmlElement): Feature {
  const attributes: Zone['attributes'] = {};
  const name = child(placemark, 'name')?.text.trim();
  attributes.name = name ? name : null;
  const description = child(placemark, 'description')?.text.trim();
  if (description) attributes.description = description;
  for (const data of descendants(placemark, 'SimpleData')) put(attributes, data.attributes.name, data.text);
  for (const data of descendants(placemark, 'Data'))
    put(attributes, data.attributes.name, child(data, 'value')?.text ?? '');
  try {
    const polygons = descendants(placemark, 'Polygon').map(readPolygon);
    if (polygons.length > 0) return { polygons, other: null, attributes };
  } catch (error) {
    return { polygons: [], other: (error as Error).message, attributes };
  }
  const other = ['Point', 'LineString', 'Track', 'Model'].find(
    type => descendants(placemark, type).length > 0,
  );
  return {
    polygons: [],
    other: other ?? inEnglish('vector.no-geometry'),
    shape: shapeOf(placemark),
    attributes,
  };
}

/** The first point, or all lines. */
function shapeOf(placemark: XmlElement): Feature['shape'] {
  const places = (element: XmlElement) =>
    (descendants(element, 'coordinates')[0]?.text.trim() ?? '')
      .split(/\s+/)
      .map(tuple => tuple.split(',').slice(0, 2).map(Number))
      .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const [point] = descendants(placemark, 'Point').flatMap(places);
  if (point) return { type: 'point', point };
  const lines = descendants(placemark, 'LineString')
    .map(places)
    .filter(line => line.length > 1);
  return lines.length > 0 ? { type: 'line', lines } : undefined;
}

function put(attributes: Zone['attributes'], key: string | undefined, text: string): void {
  // A field that is called like an element of its own stands beside it.
  if (key) attributes[attributes[key] ? `${key}_2` : key] = text.trim() || null;
}

function readPolygon(polygon: XmlElement): Polygon {
  const outer = descendants(polygon, 'outerBoundaryIs')[0];
  if (!outer) throw new RangeError(inEnglish('vector.no-outer-boundary'));
  // Each inner boundary should hold one ring; real files also put several into one.
  const holes = descendants(polygon, 'innerBoundaryIs').flatMap(inner => descendants(inner, 'coordinates'));
  return [descendants(outer, 'coordinates')[0], ...holes].map(readRing);
}

function readRing(coordinates: XmlElement | undefined): Ring {
  const ring = (coordinates?.text.trim() ?? '')
    .split(/\s+/)
    .map(tuple => tuple.split(',').slice(0, 2).map(Number));
  if (!ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))) {
    throw new RangeError(inEnglish('vector.no-numbers'));
  }
  const closed = closeRing(ring);
  if (closed.length < 4) throw new RangeError(inEnglish('vector.short-ring'));
  return closed;
}
