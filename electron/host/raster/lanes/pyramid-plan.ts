import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { isClassification } from '#core/scene/band-roles.ts';
import type { FileLayout, PixelType, Scene } from '#core/scene/scene.ts';
import { namesClasses, readGdalMetadata } from '../gdal-metadata.ts';
import { hasMask } from '#host/raster/reader/masked-pixels.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import type { ByteSource } from '#host/raster/tiff/source/byte-source.ts';
import type { Halving } from '#host/raster/tiff/write/halve.ts';
import { alphaSample } from '#host/raster/tiff/directory/image.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { pixelBytes } from '#host/raster/tiff/directory/words.ts';

/** What a pyramid is made from and how. Two that are equal as JSON give the same file. */
export interface PyramidPlan {
  /** Absolute path. */
  source: string;
  /** The source's size, time, and the SHA-256 of its first 64 KB: where one differs, the pyramid is stale. */
  bytes: number;
  modifiedMs: number;
  head: string;
  samples: number;
  /** How the source's samples lie. */
  interleave: 'pixel' | 'band';
  /** Of the pyramid's pixels: 64-bit whole and complex numbers (as magnitude) become Float64, half floats Float32. */
  type: PixelType;
  /** By sample: DN that means no data as text, for JSON has no NaN; null where there is none. */
  nodata: (string | null)[];
  halving: Halving[];
  /** What else tells valid pixels. */
  mask: 'none' | 'mask' | 'alpha';
  alpha: number | null;
  tileSide: number;
  /** Sizes from half the source down to one tile. */
  levels: { width: number; height: number }[];
}

/** An image with a coarse enough overview, or a small one, is shown as it is. */
const coarseEnough = 1024;
const smallEnough = 2048;

export function needsPyramid({ width, height, overviews }: FileLayout): boolean {
  const [w, h] = overviews.at(-1) ?? [width, height];
  return Math.max(width, height) > smallEnough && Math.max(w, h) > coarseEnough;
}

/** Most bytes that one row of tiles of one task may take. */
const stripBytes = 64 * 2 ** 20;
const headBytes = 65536;

/** The plan of a scene's file; nodata and classes are those of the scene. Reads the header only. */
export function pyramidPlan(scene: Scene, path: string): PyramidPlan {
  const file = new TiffFile(path, new BlockCache(0));
  try {
    const { image } = file;
    const bands = Array.from({ length: image.samples }, (_, i) =>
      scene.bands.find(b => b.file === path && b.fileBand === i + 1),
    );
    const type = storedType(image.type);
    const perTask = image.interleave === 'pixel' ? image.samples : 1;
    let tileSide = 512;
    while (tileSide > 64 && (image.width / 2) * tileSide * perTask * pixelBytes(type) > stripBytes)
      tileSide /= 2;
    const masked = hasMask(scene, file);
    const { source } = image.header;
    const metadata = readGdalMetadata(image.directory.text(tag.gdalMetadata) ?? '');
    return {
      source: resolve(path),
      bytes: source.bytes,
      modifiedMs: source.modifiedMs,
      head: headOf(source),
      samples: image.samples,
      interleave: image.interleave,
      type,
      nodata: bands.map(b => (b?.nodata === null || b === undefined ? null : String(b.nodata))),
      halving: bands.map((b, i) =>
        image.photometric === 3 ||
        (b?.role && (isClassification(b.role) || b.role === 'CYAN')) ||
        namesClasses(metadata, i)
          ? 'mode'
          : 'average',
      ),
      mask: !masked ? 'none' : file.maskKind === 'alpha' ? 'alpha' : 'mask',
      alpha: masked && file.maskKind === 'alpha' ? alphaSample(image) : null,
      tileSide,
      levels: levelsOf(image.width, image.height, tileSide),
    };
  } finally {
    file.close();
  }
}

function headOf(source: ByteSource): string {
  return createHash('sha256')
    .update(source.read(0, Math.min(headBytes, source.bytes)))
    .digest('hex');
}

function storedType(type: PixelType): PixelType {
  if (type === 'Float16') return 'Float32';
  return type === 'Int64' || type === 'UInt64' || type.startsWith('C') ? 'Float64' : type;
}

function levelsOf(width: number, height: number, tileSide: number): PyramidPlan['levels'] {
  const levels: PyramidPlan['levels'] = [];
  for (let [w, h] = [width, height]; w > tileSide || h > tileSide;) {
    w = Math.ceil(w / 2);
    h = Math.ceil(h / 2);
    levels.push({ width: w, height: h });
  }
  return levels;
}

export const nodataOf = (plan: PyramidPlan, sample: number): number | null =>
  plan.nodata[sample] === null ? null : Number(plan.nodata[sample]);

/** Bands that lie side by side are decoded together. */
export const needsSamplesTogether = (plan: PyramidPlan): boolean => plan.interleave === 'pixel';
