import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

type Json = Record<string, unknown>;

/** The objects of a TopoJSON topology as GeoJSON features: arcs are joined, quantised places scaled back. */
export function featuresOfTopology(path: string, root: Json): Json {
  try {
    const arcs = (root.arcs as number[][][]).map(arc =>
      placesOf(arc, root.transform as Transform | undefined),
    );
    const features = Object.values(root.objects as Record<string, Json>).flatMap(object =>
      partsOf(object).map(part => ({
        type: 'Feature',
        properties: part.properties ?? {},
        ...(part.id === undefined ? {} : { id: part.id }),
        geometry: geometryOf(part, arcs),
      })),
    );
    return { type: 'FeatureCollection', features };
  } catch (error) {
    throw new BloomlineError('zones-unreadable', path, say('vector.topology-damaged'), { cause: error });
  }
}

interface Transform {
  scale: [number, number];
  translate: [number, number];
}

/** With a transform, an arc holds whole numbers: the first place, then steps. */
function placesOf(arc: number[][], transform: Transform | undefined): number[][] {
  if (!transform) return arc;
  const { scale, translate } = transform;
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

const partsOf = (object: Json): Json[] =>
  object.type === 'GeometryCollection' && object.properties === undefined
    ? (object.geometries as Json[])
    : [object];

function geometryOf(part: Json, arcs: readonly number[][][]): Json | null {
  /** Arc −1 − n is arc n backwards; neighbours share a place. */
  const line = (indices: number[]): number[][] =>
    indices.flatMap((index, i) => {
      const arc = index < 0 ? [...arcs[-1 - index]].reverse() : arcs[index];
      return i === 0 ? arc : arc.slice(1);
    });
  const { type } = part;
  if (type === 'Polygon') return { type, coordinates: (part.arcs as number[][]).map(line) };
  if (type === 'MultiPolygon')
    return { type, coordinates: (part.arcs as number[][][]).map(rings => rings.map(line)) };
  if (type === 'LineString') return { type, coordinates: line(part.arcs as number[]) };
  if (type === 'MultiLineString') return { type, coordinates: (part.arcs as number[][]).map(line) };
  if (type === 'GeometryCollection')
    return { type, geometries: (part.geometries as Json[]).map(each => geometryOf(each, arcs)) };
  return type === null ? null : { type, coordinates: part.coordinates };
}
