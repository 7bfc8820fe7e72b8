import { reasonCode, type Validity } from '#core/bands/validity.ts';
import type { Scene } from '#core/scene/scene.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import type { RasterFile, RasterLevel } from '#host/raster/tiff/read/raster-file.ts';
import { alphaSample } from '#host/raster/tiff/directory/image.ts';

/**
 * True where a file's mask or alpha tells which pixels hold data. An "alpha" that the scene uses as a spectral band
 * (four bytes bands are often labelled so by mistake) is a band, not a mask.
 */
export function hasMask(scene: Scene, file: RasterFile<RasterLevel>): boolean {
  if (file.maskKind !== 'alpha' || !(file instanceof TiffFile)) return file.maskKind !== 'none';
  const alpha = alphaSample(file.image);
  return !scene.bands.some(b => b.file === file.path && b.fileBand - 1 === alpha && b.role !== null);
}

/** Marks pixels whose mask is 0 as nodata. */
export function markMasked(mask: Uint8Array | null, validity: Validity): void {
  if (mask) for (let i = 0; i < validity.length; i++) if (mask[i] === 0) validity[i] = reasonCode.nodata;
}
