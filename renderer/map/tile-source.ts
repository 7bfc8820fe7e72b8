import DataTile from 'ol/source/DataTile.js';
import TileGrid from 'ol/tilegrid/TileGrid.js';
import { tileGridOf, tilePlace, tileSize } from '#core/grid/tile-grid.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { loadTile } from '../client/load-tile.ts';
import { asHostError, HostError } from '../client/host-error.ts';
import { showError } from '../state/notices.ts';
import { projectionOf } from './projection.ts';
import { clipTile, type ZoneClip } from './zone-clip.ts';

export interface TileContent {
  scene: CatalogueScene;
  version: number;
  /** Roles, or b<n>. The tile's band n + 1 is the validity reason. */
  layers: readonly string[];
  /** `auto`, `none`, or a prepared mask. */
  mask: string;
  /** Pixels outside get the reason `outsideZones`. */
  clip?: ZoneClip | null;
}

const budgetBytes = 160 * 1024 * 1024;

/** Textures that a layer keeps: as many tiles as fit into the budget, at least what two screens need. */
export function cachedTiles(layerCount: number): number {
  const bytes = tileSize * tileSize * (layerCount + 1) * Float32Array.BYTES_PER_ELEMENT;
  return Math.max(96, Math.min(512, Math.floor(budgetBytes / bytes)));
}

export const contentKey = ({ scene, version, layers, mask, clip }: TileContent): string =>
  [scene.id, version, layers.join(','), mask, clip?.key ?? ''].join('|');

/** Tiles of physical values in the scene's own CRS; never interpolated, for the reason is a class. */
export function tileSource({ scene, version, layers, mask, clip }: TileContent): DataTile {
  const tiles = tileGridOf(scene.grid);
  const { origin, extent, resolutions } = tiles;
  const request = { sceneId: scene.id, layers, mask, version };
  return new DataTile({
    loader: async (z, x, y, { signal }) => {
      try {
        const pixels = await loadTile(request, [z, x, y], signal);
        if (clip) clipTile(pixels, layers.length + 1, tilePlace(tiles, z, x, y), clip);
        return pixels;
      } catch (error) {
        const found = asHostError(error);
        // One notice per scene, not one per tile.
        if (found) showError(new HostError(found.code, found.subject || scene.name, found.said));
        throw error;
      }
    },
    bandCount: layers.length + 1,
    projection: projectionOf(scene.grid),
    tileGrid: new TileGrid({ origin: [...origin], extent: [...extent], resolutions, tileSize }),
    interpolate: false,
    transition: 0,
    wrapX: false,
  });
}
