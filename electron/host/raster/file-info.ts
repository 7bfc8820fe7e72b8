import type { Rpc } from '#core/grid/rpc.ts';
import type { Grid } from '#core/grid/grid.ts';
import type { FileLayout, PixelType } from '#core/scene/scene.ts';
import type { GdalMetadata } from './gdal-metadata.ts';
import type { MaskKind } from '#host/raster/tiff/read/block-reader.ts';

/** What one raster says about itself; no pixel is read. */
export interface FileInfo {
  file: string;
  grid: Grid;
  layout: FileLayout;
  samples: number;
  type: PixelType;
  /** After rounding to the pixel's type; NaN where nodata is "nan". */
  nodata: number | null;
  /** The same by band, from 0: side-car files may tell bands apart. */
  nodataByBand: (number | null)[];
  /** What else tells valid pixels: alpha or a mask, inside or beside the file. */
  mask: MaskKind;
  /** Which tag or file placed the grid. */
  placement: string;
  georeferenced: boolean;
  /** Polynomials in a tag or beside the file, where nothing else places it. */
  rpc?: Rpc;
  metadata: GdalMetadata;
  /** Lines of TIFFTAG_DATETIME, ImageDescription and Software. */
  dateTime: string | null;
  description: string | null;
  software: string | null;
  warnings: string[];
  /** Set where scale and place do not stand in TIFF tags but in attributes and headers. */
  told?: 'attributes';
}
