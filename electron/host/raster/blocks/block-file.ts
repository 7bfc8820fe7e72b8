import type { Window } from '#core/grid/grid.ts';
import type { PixelType } from '#core/scene/scene.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import type { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import type { Breathe, MaskKind } from '#host/raster/tiff/read/block-reader.ts';
import type { RasterFile } from '#host/raster/tiff/read/raster-file.ts';
import { pickPixels, runsByBlock } from '#host/raster/tiff/read/sample-pixels.ts';
import { windowOfBlocks, type BlockGrid } from './block-grid.ts';

/** A resolution of a picture whose blocks decode by themselves. */
export interface BlockLevel extends BlockGrid {
  /** One array per wanted sample (from 0), blockWidth × blockHeight places, row-major; beyond the edge anything. */
  decode(block: number, wanted: readonly number[]): Samples[] | Promise<Samples[]>;
}

/** What the reader of a format tells of an open file. */
export interface BlockPicture {
  path: string;
  /** Differs when the bytes do. */
  version: string;
  samples: number;
  type: PixelType;
  /** Full resolution first, then from fine to coarse. */
  levels: readonly BlockLevel[];
  close(): void;
}

/** An open picture of any format that is cut into blocks; blocks are kept in the thread's cache. */
export class BlockFile implements RasterFile<BlockLevel> {
  readonly path: string;
  readonly image: BlockLevel;
  readonly overviews: readonly BlockLevel[];
  readonly maskKind: MaskKind = 'none';
  readonly samples: number;
  readonly type: PixelType;
  readonly #picture: BlockPicture;
  readonly #cache: BlockCache;

  constructor(picture: BlockPicture, cache: BlockCache) {
    this.path = picture.path;
    [this.image, ...this.overviews] = picture.levels;
    this.samples = picture.samples;
    this.type = picture.type;
    this.#picture = picture;
    this.#cache = cache;
  }

  close(): void {
    this.#picture.close();
  }

  async #readBlock(level: BlockLevel, block: number, wanted: readonly number[]): Promise<Samples[]> {
    const { path, version, levels } = this.#picture;
    const keys = wanted.map(sample => `${path}|${version}|${levels.indexOf(level)}|${block}|${sample}`);
    const held = keys.map(key => this.#cache.get<Samples>(key));
    if (held.every(h => h !== undefined)) return held as Samples[];
    const planes = await level.decode(block, wanted);
    planes.forEach((plane, i) => this.#cache.set(keys[i], plane));
    return planes;
  }

  readWindow(level: BlockLevel, window: Window, wanted: readonly number[]): Promise<Samples[]> {
    return windowOfBlocks(level, window, block => this.#readBlock(level, block, wanted));
  }

  async samplePixels(
    level: BlockLevel,
    cols: Int32Array,
    rows: Int32Array,
    wanted: readonly number[],
    _step = 0,
    breathe?: Breathe,
  ): Promise<Float64Array[]> {
    const out = wanted.map(() => new Float64Array(cols.length));
    let last = -1;
    let planes: Samples[] = [];
    for (const run of runsByBlock(level, cols, rows)) {
      if (run.block !== last) {
        last = run.block;
        if (breathe) await breathe();
        planes = await this.#readBlock(level, last, wanted);
      }
      out.forEach((plane, w) => pickPixels(level, planes[w], run, cols, rows, plane));
    }
    return out;
  }

  readMask(): Promise<null> {
    return Promise.resolve(null);
  }

  sampleMask(): Promise<null> {
    return Promise.resolve(null);
  }
}
