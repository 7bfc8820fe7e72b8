import { readFile } from 'node:fs/promises';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { MultiPolygon, Polygon, Zone } from '#core/zones/zone.ts';
import { closeRing } from '#core/zones/rings.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import { featuresOfEsri, isEsriJson } from './read-esri-json.ts';
import { featuresOfTopology } from './read-topojson.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import { crsOfGeoJson } from '#host/formats/vector/vector-crs.ts';
import { layerOfFile, type Feature, type VectorSource } from '#host/formats/vector/vector-source.ts';

type Json = Record<string, unknown>;
const geometryTypes = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
];

/** GeoJSON, and what else is written as JSON: TopoJSON, feature sets of ArcGIS, sequences of features. */
export async function openGeoJson(path: string): Promise<VectorSource> {
  const { text, encoding } = decodeText(await readFile(path));
  if (isSequence(text)) return sequenceOf(path, text, encoding);
  const root = parse(path, text);
  if (root.type === 'Topology') return sourceOfFeatures(path, featuresOfTopology(path, root), encoding);
  return sourceOfFeatures(path, isEsriJson(root) ? featuresOfEsri(root) : root, encoding);
}

/** GeoJSON text sequences (RFC 8142) and GeoJSON in lines: a feature after the other, and be it one. */
export async function openGeoJsonSequence(path: string): Promise<VectorSource> {
  const { text, encoding } = decodeText(await readFile(path));
  return sequenceOf(path, text, encoding);
}

function sequenceOf(path: string, text: string, encoding: string): VectorSource {
  const parts = text
    .replace(/^\uFEFF/, '')
    .split(text.includes('\u001e') ? '\u001e' : /\r?\n/)
    .filter(part => part.trim() !== '');
  const features = parts.map(part => parse(path, part));
  return sourceOfFeatures(path, { type: 'FeatureCollection', features }, encoding);
}

/** Several documents in one file: a line each, or a record separator in front of each. */
const isSequence = (text: string): boolean =>
  text.includes('\u001e') || /^\uFEFF?\s*\{[^\n]*\}\s*?\r?\n\s*\{/.test(text);

/** A FeatureCollection, a Feature or a bare geometry as a source of one layer. */
export function sourceOfFeatures(
  path: string,
  root: Json,
  encoding: string,
  told = crsOfGeoJson(root.crs),
): VectorSource {
  const items = featuresOf(path, root).map(readFeature);
  const { crs, note } = told;
  const name = typeof root.name === 'string' && root.name ? root.name : undefined;
  return layerOfFile(path, { name, encoding, definition: crs, items, notes: note ? [note] : [] });
}

function parse(path: string, text: string): Json {
  const wrong = (said: Said, cause?: unknown) =>
    new BloomlineError('zones-unreadable', path, said, { cause });
  if (!text.trim()) throw wrong(say('vector.empty'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Python writes NaN and Infinity, which JSON does not have; they become null here.
    const mended = text
      .replace(/([:[,]\s*)(?:-?Infinity|NaN)(?=\s*[,}\]])/g, '$1null')
      .replace(/([:[,]\s*)(?:-?Infinity|NaN)(?=\s*[,}\]])/g, '$1null');
    try {
      if (mended === text) throw error;
      value = JSON.parse(mended);
    } catch {
      throw wrong(say('vector.not-json', { what: (error as Error).message }), error);
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(say('vector.object-expected'));
  return value as Json;
}

function featuresOf(path: string, root: Json): Json[] {
  if (root.type === 'FeatureCollection' && Array.isArray(root.features)) {
    return root.features.map(f => (typeof f === 'object' && f !== null ? (f as Json) : {}));
  }
  if (root.type === 'Feature') return [root];
  if (geometryTypes.includes(String(root.type))) return [{ type: 'Feature', properties: {}, geometry: root }];
  throw new BloomlineError('zones-unreadable', path, say('vector.not-geojson'));
}

function readFeature(feature: Json): Feature {
  const attributes: Zone['attributes'] = {};
  for (const [key, value] of Object.entries((feature.properties ?? {}) as Json))
    attributes[key] = plain(value);
  if (feature.id !== undefined && !('id' in attributes)) attributes.id = plain(feature.id);
  const geometry = feature.geometry as Json | null | undefined;
  if (!geometry) return { polygons: [], other: inEnglish('vector.no-geometry'), attributes };
  try {
    const polygons = polygonsOf(geometry);
    if (polygons === null)
      return { polygons: [], other: String(geometry.type), shape: shapeOf(geometry), attributes };
    const left = leftOut(geometry);
    return {
      polygons,
      other: polygons.length > 0 ? null : inEnglish('vector.empty-polygon'),
      attributes,
      ...(left ? { note: inEnglish('vector.parts-left-out', { parts: left }) } : {}),
    };
  } catch (error) {
    return { polygons: [], other: (error as Error).message, attributes };
  }
}

const plain = (value: unknown): string | number | boolean | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' || typeof value === 'boolean' ? value : JSON.stringify(value);
};

/** Null for other geometry. Of a collection the parts that are polygons. */
function polygonsOf(geometry: Json): MultiPolygon | null {
  if (geometry.type === 'Polygon') return nonEmpty([readPolygon(geometry.coordinates)]);
  if (geometry.type === 'MultiPolygon') return nonEmpty(list(geometry.coordinates).map(readPolygon));
  if (geometry.type !== 'GeometryCollection') return null;
  const parts = list(geometry.geometries).map(part => polygonsOf(part as Json));
  return parts.every(part => part === null) ? null : parts.flatMap(part => part ?? []);
}

/** The types of a collection's parts that are no polygons. */
function leftOut(geometry: Json): string {
  if (geometry.type !== 'GeometryCollection') return '';
  const parts = list(geometry.geometries) as Json[];
  const types = parts.map(part => (polygonsOf(part) === null ? String(part.type) : leftOut(part)));
  return [...new Set(types.filter(Boolean))].join(', ');
}

/** A point, or the lines; undefined where the coordinates are none. */
function shapeOf({ type, coordinates }: Json): Feature['shape'] {
  const isPlace = (p: unknown): p is number[] =>
    Array.isArray(p) &&
    p.slice(0, 2).every(v => typeof v === 'number' && Number.isFinite(v)) &&
    p.length >= 2;
  const isLine = (l: unknown): l is number[][] => Array.isArray(l) && l.length > 0 && l.every(isPlace);
  if (type === 'Point' && isPlace(coordinates)) return { type: 'point', point: coordinates.slice(0, 2) };
  if (type === 'MultiPoint' && isLine(coordinates))
    return { type: 'point', point: coordinates[0].slice(0, 2) };
  const lines =
    type === 'LineString' ? [coordinates] : type === 'MultiLineString' ? (coordinates as unknown[]) : [];
  return Array.isArray(lines) && lines.length > 0 && lines.every(isLine)
    ? { type: 'line', lines: lines.map(line => line.map(p => p.slice(0, 2))) }
    : undefined;
}

const nonEmpty = (polygons: MultiPolygon): MultiPolygon => polygons.filter(polygon => polygon.length > 0);

function readPolygon(coordinates: unknown): Polygon {
  return list(coordinates).map(ring => {
    const positions = list(ring).map(position => {
      const [x, y] = list(position);
      if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
        throw new RangeError(inEnglish('vector.no-numbers'));
      }
      return [x, y];
    });
    const closed = closeRing(positions);
    if (closed.length < 4) throw new RangeError(inEnglish('vector.short-ring'));
    return closed;
  });
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new RangeError(inEnglish('vector.no-number-lists'));
  return value;
}
