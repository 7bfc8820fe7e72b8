import type { Grid } from '#core/grid/grid.ts';
import type { PixelType } from '#core/scene/scene.ts';
import { writeCog } from './write-cog.ts';

type Pixels = Uint8Array | Int16Array | Uint16Array | Float32Array;

export interface GeoTiffContent {
  grid: Grid;
  /** Row-major, one per band, all of one type. */
  bands: Pixels[];
  nodata?: number;
  /** RGB 0–255 by pixel value, single-band bytes only. */
  palette?: Map<number, [number, number, number]>;
  /** Names of the classes by pixel value. */
  categories?: Map<number, string>;
  descriptions?: string[];
  /** File-level GDAL metadata items, such as the recipe. */
  items?: Record<string, string>;
  scale?: number;
  offset?: number;
}

/**
 * Writes whole arrays as a Cloud Optimized GeoTIFF (Deflate, predictor 2 for integers and 3 for floats) under a part
 * name and renames it. Classes (with a palette or names) get overviews of the commonest value, other pixels averages.
 */
export async function writeGeoTiff(path: string, content: GeoTiffContent): Promise<void> {
  const { grid, bands, descriptions, scale, offset } = content;
  const classes = content.palette !== undefined || content.categories !== undefined;
  await writeCog(
    path,
    {
      grid,
      type: pixelTypeOf(bands[0]),
      samples: bands.length,
      nodata: content.nodata ?? null,
      palette: content.palette,
      categories: content.categories,
      items: content.items,
      tileSide: Math.max(grid.width, grid.height) > 512 ? 512 : 256,
      overviews: classes ? 'mode' : 'average',
      // The lowest and highest class tell a program where its legend ends.
      statistics: classes,
      bands: bands.map((_, i) => ({ description: descriptions?.[i], scale, offset })),
    },
    [{ rows: grid.height, planes: bands }],
  );
}

function pixelTypeOf(pixels: Pixels): PixelType {
  return pixels instanceof Uint8Array
    ? 'Byte'
    : pixels instanceof Uint16Array
      ? 'UInt16'
      : pixels instanceof Int16Array
        ? 'Int16'
        : 'Float32';
}
