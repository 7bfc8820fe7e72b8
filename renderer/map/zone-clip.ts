import { transform } from 'ol/proj.js';
import type Projection from 'ol/proj/Projection.js';
import { tileSize } from '#core/grid/tile-grid.ts';
import type { CatalogueZone, MultiPolygon } from '#core/zones/zone.ts';
import { isOnEarth, lonLat } from './projection.ts';

/** Stands in a tile's reason band for a valid pixel outside of the chosen zones. The host never sends it. */
export const outsideZones = 100;

/** Zones in the view's projection; `key` tells whether they are others than before. */
export interface ZoneClip {
  key: string;
  shapes: MultiPolygon[];
  /** Marks masked pixels outside, too, not only valid ones. */
  all?: boolean;
}

/** Null where nothing is chosen, or where longitude and latitude mean nothing. */
export function zoneClip(zones: readonly CatalogueZone[], projection: Projection): ZoneClip | null {
  if (zones.length === 0 || !isOnEarth(projection)) return null;
  const project = (position: number[]) => transform(position, lonLat, projection);
  return {
    key: zones.map(zone => zone.id).join(','),
    shapes: zones.map(zone => zone.geometry.map(polygon => polygon.map(ring => ring.map(project)))),
  };
}

/** Marks what lies outside of the zones in a tile; a pixel belongs to a zone that covers half of it. For looks only. */
export function clipTile(
  pixels: Float32Array,
  bands: number,
  place: { x: number; y: number; resolution: number },
  clip: ZoneClip,
): void {
  const canvas = new OffscreenCanvas(tileSize, tileSize);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  for (const shape of clip.shapes) {
    context.beginPath();
    for (const ring of shape.flat()) {
      ring.forEach(([x, y], i) => {
        const col = (x - place.x) / place.resolution;
        const row = (place.y - y) / place.resolution;
        if (i === 0) context.moveTo(col, row);
        else context.lineTo(col, row);
      });
      context.closePath();
    }
    context.fill('evenodd');
  }
  const { data } = context.getImageData(0, 0, tileSize, tileSize);
  for (let i = 0; i < tileSize * tileSize; i++) {
    const reason = i * bands + bands - 1;
    if (data[i * 4 + 3] < 128 && (clip.all || pixels[reason] === 0)) pixels[reason] = outsideZones;
  }
}
