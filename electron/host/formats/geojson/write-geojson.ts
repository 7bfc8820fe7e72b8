import { writeFile } from 'node:fs/promises';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { rightHanded } from '#core/zones/rings.ts';
import type { ExportFeature } from '#host/formats/geopackage/write-geopackage.ts';

/** RFC 7946: longitude and latitude, outer rings counter-clockwise, at most 8 decimals (about 1 mm). */
export async function writeGeoJson(
  path: string,
  features: ExportFeature[],
  collection: { name: string; properties?: Record<string, unknown> },
): Promise<void> {
  await writeAtomically(path, async part => {
    const { name, properties } = collection;
    const head = JSON.stringify({ type: 'FeatureCollection', name, ...(properties && { properties }) }).slice(
      0,
      -1,
    );
    const lines = features.map(feature => JSON.stringify(featureOf(feature)));
    await writeFile(part, `${head},"features":[\n${lines.join(',\n')}\n]}\n`, 'utf8');
  });
}

const round = ([x, y]: number[]): [number, number] => [Number(x.toFixed(8)), Number(y.toFixed(8))];

function featureOf({ geometry, properties }: ExportFeature) {
  return { type: 'Feature', properties, geometry: geometryOf(geometry) };
}

function geometryOf(geometry: ExportFeature['geometry']) {
  if (geometry === null) return null;
  if (!Array.isArray(geometry))
    return 'point' in geometry
      ? { type: 'Point', coordinates: round(geometry.point) }
      : { type: 'MultiLineString', coordinates: geometry.lines.map(line => line.map(round)) };
  const polygons = rightHanded(geometry).map(polygon => polygon.map(ring => ring.map(round)));
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}
