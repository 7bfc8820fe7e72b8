import { readFile } from 'node:fs/promises';
import DxfParser from 'dxf-parser';
import { BloomlineError } from '#core/foundation/errors.ts';
import { closeRing, groupRings } from '#core/zones/rings.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import { layerOfFile, type Feature, type VectorSource } from '#host/formats/vector/vector-source.ts';

interface Polyline {
  type: string;
  layer: string;
  handle: number | string;
  shape?: boolean;
  vertices?: { x: number; y: number; bulge?: number }[];
}

/** Closed outlines of a drawing; the layer that each lies on is its name. A drawing tells no coordinate system. */
export async function openDxf(path: string): Promise<VectorSource> {
  const { text, encoding } = decodeText(await readFile(path));
  if (text.startsWith('AutoCAD Binary DXF'))
    throw new BloomlineError('zones-unreadable', path, say('vector.dxf-binary'));
  const drawing = new DxfParser().parseSync(text);
  const left = new Map<string, number>();
  const items: Feature[] = [];
  for (const entity of (drawing?.entities ?? []) as unknown as Polyline[]) {
    const feature = featureOf(entity);
    if (feature) items.push(feature);
    else left.set(entity.type, (left.get(entity.type) ?? 0) + 1);
  }
  const notes = [inEnglish('vector.dxf-crs')];
  if (left.size > 0) {
    const what = [...left].map(([type, count]) => `${type} × ${count}`).join(', ');
    notes.push(inEnglish('vector.dxf-left', { what }));
  }
  return layerOfFile(path, { items, encoding, definition: null, notes });
}

/** Null for what is no outline. */
function featureOf({ type, layer, handle, shape, vertices = [] }: Polyline): Feature | null {
  if (type !== 'LWPOLYLINE' && type !== 'POLYLINE') return null;
  const ring = vertices.map(({ x, y }): [number, number] => [x, y]);
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = shape === true || (ring.length > 3 && first[0] === last![0] && first[1] === last![1]);
  if (!isClosed || ring.length < 3) return null;
  const attributes = { layer, handle: String(handle) };
  if (vertices.some(v => v.bulge)) return { polygons: [], other: inEnglish('vector.curves'), attributes };
  return { polygons: groupRings([closeRing(ring)]), other: null, attributes };
}
