import { extentOf, pixelSize, type Extent, type Grid } from './grid.ts';

export const tileSize = 256;

/**
 * Tiles of a scene in its own CRS. z counts resolutions from the coarsest; x to the right, y downwards from the
 * origin.
 */
export interface TileGrid {
  origin: readonly [number, number];
  extent: Extent;
  /** Map units per tile pixel, coarsest first; the last one is the scene's own. */
  resolutions: number[];
}

/** The coarsest level shows the whole scene in one tile; each next one halves the pixel. */
export function tileGridOf(grid: Grid): TileGrid {
  const extent = extentOf(grid);
  const finest = Math.min(...pixelSize(grid.affine));
  const longest = Math.max(extent[2] - extent[0], extent[3] - extent[1]);
  const resolutions = [finest];
  while (resolutions[0] * tileSize < longest) resolutions.unshift(resolutions[0] * 2);
  return { origin: [extent[0], extent[3]], extent, resolutions };
}

/**
 * Map coordinates of a tile's upper-left corner and its resolution. Throws RangeError for a level that does not
 * exist.
 */
export function tilePlace(
  tiles: TileGrid,
  z: number,
  x: number,
  y: number,
): { x: number; y: number; resolution: number } {
  const resolution = tiles.resolutions[z];
  if (resolution === undefined) throw new RangeError(`no tile level ${z}`);
  return {
    x: tiles.origin[0] + x * tileSize * resolution,
    y: tiles.origin[1] - y * tileSize * resolution,
    resolution,
  };
}
