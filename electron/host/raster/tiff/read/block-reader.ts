import { existsSync } from 'node:fs';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Window } from '#core/grid/grid.ts';
import { say } from '#core/words/said.ts';
import type { BlockCache } from './block-cache.ts';
import { windowOfBlocks } from '#host/raster/blocks/block-grid.ts';
import { decodeBlock } from '#host/raster/tiff/codec/decode-block.ts';
import { readHeader } from '#host/raster/tiff/directory/header.ts';
import { alphaSample, imageOf, type Image } from '#host/raster/tiff/directory/image.ts';
import { aheadOf, blocksOf, prefetchBlocks } from './prefetch-blocks.ts';
import { readRawWindow, sampleRawRows } from './raw-window.ts';
import { ontoSketch, pickPixels, runsByBlock, Sketch, sketchFactor, type Run } from './sample-pixels.ts';
import { toSamples, type Samples } from '#host/raster/tiff/codec/samples.ts';

/** 255 where no mask is 0. */
function visibleInAll(planes: readonly ArrayLike<number | bigint>[]): Uint8Array {
  const [first] = planes;
  if (planes.length === 1 && first instanceof Uint8Array) return first;
  return Uint8Array.from({ length: first.length }, (_, i) => (planes.every(p => p[i] > 0) ? 255 : 0));
}

/** What says, beside nodata values, which pixels are valid. */
export type MaskKind = 'none' | 'alpha' | 'internal mask' | 'external mask';

/** Called before a block is decoded; throws where nobody wants the pixels any more. */
export type Breathe = () => Promise<void>;

/** Pictures that need more blocks than this are drawn from a sketch, where they may be. */
const fewBlocks = 16;

/** An open TIFF: its full-resolution image, its overviews from fine to coarse, and the reading of their blocks. */
export class TiffFile {
  readonly path: string;
  readonly image: Image;
  /** In the file, else those of `<file>.ovr`; or a pyramid's. */
  readonly overviews: Image[];
  readonly maskKind: MaskKind;
  /** Transparency masks, full resolution first; empty where validity has another source or none. */
  readonly #masks: Image[];
  readonly #cache: BlockCache;
  readonly #ids = new Map<Image, string>();

  /** With `pyramid`, the path of a file of overviews, those take the place of the file's own. */
  constructor(path: string, cache: BlockCache, pyramid: string | null = null) {
    const header = readHeader(path);
    const opened = [header];
    try {
      this.path = path;
      this.#cache = cache;
      this.image = imageOf(header, header.directories[0]);
      const rest = header.directories.slice(1).map(directory => imageOf(header, directory));
      const fits = (i: Image) => !i.mask && i.samples === this.image.samples && i.type === this.image.type;
      let overviews = rest.filter(i => i.reduced && fits(i));
      // One mask for all bands, or one for each.
      const isMask = (i: Image) => i.samples === 1 || i.samples === this.image.samples;
      let masks = rest.filter(i => i.mask && isMask(i));
      let external = false;
      const beside = pyramid ?? (overviews.length === 0 && existsSync(`${path}.ovr`) ? `${path}.ovr` : null);
      if (beside) {
        const side = readHeader(beside);
        opened.push(side);
        const all = side.directories.map(directory => imageOf(side, directory));
        overviews = all.filter(i => (pyramid ? !i.mask && i.samples === this.image.samples : fits(i)));
        masks.push(...all.filter(i => i.mask && isMask(i)));
      }
      // GDAL: a mask beside the file is used only where the file holds none.
      if (!masks.some(m => m.width === this.image.width && m.height === this.image.height)) {
        masks = [];
        if (existsSync(`${path}.msk`)) {
          const side = readHeader(`${path}.msk`);
          opened.push(side);
          masks = side.directories.map(directory => imageOf(side, directory)).filter(isMask);
          external = masks.length > 0;
        }
      }
      this.overviews = overviews.sort((a, b) => b.width - a.width);
      this.#masks = masks.sort((a, b) => b.width - a.width);
      this.maskKind = masks.length
        ? external
          ? 'external mask'
          : 'internal mask'
        : alphaSample(this.image) !== null
          ? 'alpha'
          : 'none';
    } catch (error) {
      for (const each of opened) each.source.close();
      throw error;
    }
  }

  close(): void {
    const sources = [this.image, ...this.overviews, ...this.#masks].map(i => i.header.source);
    for (const source of new Set(sources)) source.close();
  }

  /** One array per wanted sample (from 0) of a block; all blocks of an image have blockWidth × blockHeight places. */
  readBlock(image: Image, block: number, wanted: readonly number[]): Samples[] | Promise<Samples[]> {
    const held = wanted.map(sample => this.#cache.get<Samples>(this.#key(image, block, sample)));
    if (held.every(h => h !== undefined)) return held as Samples[];
    const decoded = decodeBlock(image, block, wanted, toSamples);
    return decoded instanceof Promise
      ? decoded.then(d => this.#keep(image, block, wanted, d))
      : this.#keep(image, block, wanted, decoded);
  }

  #keep(image: Image, block: number, wanted: readonly number[], planes: Samples[]): Samples[] {
    wanted.forEach((sample, i) => this.#cache.set(this.#key(image, block, sample), planes[i]));
    return planes;
  }

  #key(image: Image, block: number, sample: number): string {
    let id = this.#ids.get(image);
    if (id === undefined) {
      // Other readers of the file share the cache: the same image has the same name in all of them.
      const { source, directories } = image.header;
      id = `${source.path}|${source.version}|${directories.indexOf(image.directory)}`;
      this.#ids.set(image, id);
    }
    return `${id}|${block}|${sample}`;
  }

  /** To be called before each block is read: fetches the next ones at once, where they come from a server. */
  #ahead(image: Image, blocks: readonly number[], wanted: readonly number[]): () => void {
    return aheadOf(image, blocks, wanted.length, next => {
      const here = (block: number) =>
        wanted.every(sample => this.#cache.get(this.#key(image, block, sample)));
      prefetchBlocks(
        image,
        next.filter(block => !here(block)),
        wanted,
      );
    });
  }

  /** The pixels of a window, one array per wanted sample in the file's own type, row-major. */
  async readWindow(image: Image, window: Window, wanted: readonly number[]): Promise<Samples[]> {
    this.#checkInside(image, window);
    const raw = readRawWindow(image, window, wanted);
    if (raw) return raw;
    const next = this.#ahead(image, blocksOf(image, window), wanted);
    return windowOfBlocks(image, window, block => {
      next();
      return this.readBlock(image, block, wanted);
    });
  }

  /**
   * Pixels at given columns and rows of `image`; places outside (negative) stay 0. One array per wanted sample. With
   * `step`, the distance of the places, and many blocks to decode, they come from the image's sketch: up to half a step
   * beside the place.
   */
  async samplePixels(
    image: Image,
    cols: Int32Array,
    rows: Int32Array,
    wanted: readonly number[],
    step = 0,
    breathe?: Breathe,
  ): Promise<Float64Array[]> {
    const out = wanted.map(() => new Float64Array(cols.length));
    let runs = runsByBlock(image, cols, rows);
    if (sampleRawRows(image, runs, cols, rows, wanted, out)) return out;
    const blocks = new Set(runs.map(r => r.block)).size;
    const factor = sketchFactor(image);
    if (factor > 1 && factor <= step && blocks > fewBlocks) {
      cols = ontoSketch(cols, factor, image.width);
      rows = ontoSketch(rows, factor, image.height);
      runs = runsByBlock(image, cols, rows);
      const sketches = await this.#sketches(image, wanted, factor, runs, breathe);
      sketches.forEach((sketch, w) => runs.forEach(run => sketch.pick(run, cols, rows, out[w])));
      return out;
    }
    // What does not fit into the cache, or is looked at once, would only push out what is there.
    const blockBytes = image.blockWidth * image.blockHeight * wanted.length * (image.bits / 8);
    const keep = step > 0 && blocks * blockBytes <= this.#cache.budgetBytes / 2;
    let last = -1;
    let planes: Samples[] = [];
    const next = this.#ahead(image, [...new Set(runs.map(r => r.block))], wanted);
    for (const run of runs) {
      if (run.block !== last) {
        last = run.block;
        if (breathe) await breathe();
        next();
        const result = keep
          ? this.readBlock(image, last, wanted)
          : decodeBlock(image, last, wanted, toSamples);
        planes = result instanceof Promise ? await result : result;
      }
      for (let w = 0; w < out.length; w++) pickPixels(image, planes[w], run, cols, rows, out[w]);
    }
    return out;
  }
  /** The sketches of samples, with the blocks of the runs in them. */
  async #sketches(
    image: Image,
    wanted: readonly number[],
    factor: number,
    runs: readonly Run[],
    breathe?: Breathe,
  ): Promise<Sketch[]> {
    const sketches = wanted.map(sample => {
      const key = this.#key(image, -factor, sample);
      const held = this.#cache.get<Sketch>(key) ?? new Sketch(image, factor);
      this.#cache.set(key, held);
      return held;
    });
    const open = [...new Set(runs.map(r => r.block))].filter(block => sketches.some(s => !s.has(block)));
    const next = this.#ahead(image, open, wanted);
    for (const block of open) {
      if (breathe) await breathe();
      next();
      const missing = wanted.map((_, w) => w).filter(w => !sketches[w].has(block));
      const result = decodeBlock(
        image,
        block,
        missing.map(w => wanted[w]),
        toSamples,
      );
      const planes = result instanceof Promise ? await result : result;
      missing.forEach((w, i) => sketches[w].keep(image, block, planes[i]));
    }
    return sketches;
  }

  /**
   * Validity by mask or alpha of a window of `image` (full resolution or an overview): 0 transparent, else valid, one
   * byte per pixel, row-major. Null where the file has neither. Alpha of more than a byte is valid above 0.
   */
  async readMask(image: Image, window: Window, bands?: readonly number[]): Promise<Uint8Array | null> {
    const place = this.#maskPlace(image, bands);
    if (!place) return null;
    if (place.image.width === image.width && place.image.height === image.height)
      return visibleInAll(await this.readWindow(place.image, window, place.samples));
    const cols = new Int32Array(window.width * window.height);
    const rows = new Int32Array(cols.length);
    for (let y = 0, i = 0; y < window.height; y++)
      for (let x = 0; x < window.width; x++, i++) {
        cols[i] = window.col + x;
        rows[i] = window.row + y;
      }
    return this.sampleMask(image, cols, rows, 0, bands);
  }

  /** As `readMask`, at given columns and rows of `image`; places outside (negative) are 0. */
  async sampleMask(
    image: Image,
    cols: Int32Array,
    rows: Int32Array,
    step = 0,
    bands?: readonly number[],
  ): Promise<Uint8Array | null> {
    const place = this.#maskPlace(image, bands);
    if (!place) return null;
    const scale = (at: Int32Array, from: number, to: number) =>
      from === to ? at : at.map(v => (v < 0 ? -1 : Math.min(to - 1, Math.floor(((v + 0.5) * to) / from))));
    const planes = await this.samplePixels(
      place.image,
      scale(cols, image.width, place.image.width),
      scale(rows, image.height, place.image.height),
      place.samples,
      (step * place.image.width) / image.width,
    );
    return visibleInAll(planes);
  }

  /**
   * The image and samples that hold the validity of `image`: its own mask, else the full-resolution one; of a mask with
   * a sample for each band those of the bands that are asked for, else all.
   */
  #maskPlace(image: Image, bands?: readonly number[]): { image: Image; samples: readonly number[] } | null {
    if (this.#masks.length) {
      const mask =
        this.#masks.find(m => m.width === image.width && m.height === image.height) ?? this.#masks[0];
      const all = Array.from({ length: mask.samples }, (_, i) => i);
      return { image: mask, samples: mask.samples > 1 ? (bands ?? all) : all };
    }
    const alpha = alphaSample(image);
    return alpha === null ? null : { image, samples: [alpha] };
  }

  #checkInside(image: Image, { col, row, width, height }: Window): void {
    if (
      !(col >= 0 && row >= 0 && width >= 1 && height >= 1) ||
      col + width > image.width ||
      row + height > image.height
    )
      throw new RangeError(
        `window ${col}, ${row}, ${width} × ${height} leaves ${image.width} × ${image.height}`,
      );
    if (width * height > 2 ** 31)
      throw new BloomlineError(
        'tiff-unsupported',
        this.path,
        say('tiff.too-many-at-once', { width, height }),
      );
  }
}
