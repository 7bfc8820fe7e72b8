import { closeSync, openSync } from 'node:fs';
import type { Grid } from '#core/grid/grid.ts';
import type { PixelType } from '#core/scene/scene.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { writeCategoryNames } from '#host/raster/tiff/directory/category-names.ts';
import { cogDirectories, type CogTags } from './cog-directories.ts';
import { CogLevel, type TilePlan, type TileSink } from './cog-level.ts';
import { predictorFor, type Compression } from './encode-tile.ts';
import type { Halving } from './halve.ts';
import { RunningStatistics } from './running-statistics.ts';
import { TileSpool } from './tile-spool.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import { isComplex, type Words } from '#host/raster/tiff/directory/words.ts';

/** What is written, beside the pixels themselves. */
export interface CogContent extends CogTags {
  grid: Grid;
  type: PixelType;
  samples: number;
  nodata?: number | null;
  compression?: Compression;
  /** By default 2 for integers and 3 for floats. */
  predictor?: 1 | 2 | 3;
  interleave?: 'pixel' | 'band';
  /** Pixels along a tile's side, a multiple of 16. */
  tileSide?: number;
  /** Half-size pictures down to one tile: averages of valid pixels, the commonest value for classes, or none. */
  overviews?: Halving | 'none';
  /** Rows come with a mask (0 transparent) that is written as internal masks. */
  hasMask?: boolean;
  /** Minimum, maximum, mean and deviation of each band in the metadata; not for complex and 64-bit whole numbers. */
  statistics?: boolean;
  bigTiff?: 'auto' | 'always';
}

/** Rows in order from the top, any number at once, row-major. Arrays may be reused after the consumer asks for more. */
export interface CogRows {
  rows: number;
  planes: readonly Words[];
  mask?: Uint8Array | null;
}

/** Tiles that may be with the compressor at once: enough for the thread pool, few enough to bound memory. */
const inFlight = 8;

/**
 * Writes a Cloud Optimized GeoTIFF from rows, under a part name, and renames it; names of classes also go beside it.
 * Memory: about two rows of tiles, beside the tiles being compressed; on disk, for a while, the compressed tiles twice.
 */
export async function writeCog(
  path: string,
  content: CogContent,
  rows: AsyncIterable<CogRows> | Iterable<CogRows>,
): Promise<void> {
  await writeAtomically(path, async part => {
    const spool = new TileSpool(`${part}.tiles`);
    try {
      await fill(part, spool, content, rows);
    } finally {
      spool.remove();
    }
  });
  await writeCategoryNames(path, content.categories);
}

async function fill(
  part: string,
  spool: TileSpool,
  content: CogContent,
  rows: AsyncIterable<CogRows> | Iterable<CogRows>,
): Promise<void> {
  const { grid, type, samples } = content;
  const plan = planOf(content);
  const levels = content.overviews === 'none' ? 1 : levelCount(grid.width, grid.height, plan.tileSide);
  const top = new CogLevel(plan, grid.width, grid.height, levels);
  const countable = !isComplex(type) && type !== 'Int64' && type !== 'UInt64';
  const statistics =
    content.statistics && countable
      ? Array.from({ length: samples }, () => new RunningStatistics(type, plan.nodata))
      : [];
  const { sink, drain } = orderedSink(spool);
  for await (const band of rows) {
    if (band.planes.length !== samples) throw new RangeError(`expected ${samples} samples in a row`);
    statistics.forEach((s, i) => s.add(band.planes[i] as Samples, band.mask ?? null));
    await top.push(band.planes, band.mask ?? null, band.rows, sink);
  }
  await drain();
  if (!top.isComplete) throw new RangeError(`fewer rows than ${grid.height}`);
  const fd = openSync(part, 'w');
  try {
    cogDirectories(
      fd,
      spool,
      content,
      plan,
      top,
      statistics.map(s => s.items()),
    );
  } finally {
    closeSync(fd);
  }
}

function planOf(content: CogContent): TilePlan {
  const { type, samples, compression = 'deflate', overviews = 'average' } = content;
  const extra = content.extraSamples ?? [];
  const alphaAt = extra.findIndex(e => e === 1 || e === 2);
  return {
    type,
    samples,
    tileSide: content.tileSide ?? 512,
    compression,
    predictor: compression === 'none' ? 1 : (content.predictor ?? predictorFor(type, compression)),
    interleave: samples === 1 ? 'pixel' : (content.interleave ?? 'pixel'),
    nodata: content.nodata ?? null,
    halving: overviews === 'none' ? 'nearest' : overviews,
    alpha: alphaAt < 0 ? null : samples - extra.length + alphaAt,
    hasMask: content.hasMask ?? false,
  };
}

/** Resolutions until the coarsest one fits into a tile. */
function levelCount(width: number, height: number, tileSide: number): number {
  let levels = 1;
  for (let w = width, h = height; w > tileSide || h > tileSide; levels++) {
    w = Math.ceil(w / 2);
    h = Math.ceil(h / 2);
  }
  return levels;
}

/** Compressed tiles reach the spool in the order in which they were handed in, a few of them at work at once. */
function orderedSink(spool: TileSpool): { sink: TileSink; drain: () => Promise<void> } {
  const waiting: { tile: Promise<Uint8Array>; keep: Parameters<TileSink>[1] }[] = [];
  const first = async () => {
    const { tile, keep } = waiting.shift()!;
    keep(spool.add(await tile));
  };
  return {
    sink: async (tile, keep) => {
      tile.catch(() => undefined); // it is awaited later; until then it is no unhandled failure
      waiting.push({ tile, keep });
      if (waiting.length >= inFlight) await first();
    },
    drain: async () => {
      while (waiting.length) await first();
    },
  };
}
