import { openArray, openEnviPicture } from './arrays/array-picture.ts';
import { BlockFile } from './blocks/block-file.ts';
import { openJp2 } from './jp2/open-jp2.ts';
import { rasterKind } from './raster-kind.ts';
import type { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';

/** An open raster of any format that is read. */
export type OpenRaster = TiffFile | BlockFile;

/**
 * Opens a raster by what its first bytes say it is. With `pyramid`, a TIFF takes the overviews of that file. Throws
 * `not-a-tiff` for what no reader knows.
 */
export function openRaster(path: string, cache: BlockCache, pyramid: string | null = null): OpenRaster {
  switch (rasterKind(path)) {
    case 'jp2':
      return new BlockFile(openJp2(path), cache);
    case 'arrays':
      return new BlockFile(openArray(path, cache), cache);
    case 'envi':
      return new BlockFile(openEnviPicture(path), cache);
    case 'tiff':
      return new TiffFile(path, cache, pyramid);
  }
}
