import { existsSync } from 'node:fs';
import { BloomlineError } from '#core/contract/errors.ts';
import type { Window } from '#core/grid/grid.ts';
import type { BlockCache } from './block-cache.ts';
import { decodeBlock } from './decode-block.ts';
import { readHeader } from './header.ts';
import { alphaSample, imageOf, type Image } from './image.ts';
import { toSamples, type Samples } from './samples.ts';

/** What says, beside nodata values, which pixels are valid. */
export type MaskKind = 'none' | 'alpha' | 'internal mask' | 'external mask';

/** An open TIFF: its full-resolution image, its overviews from fine to coarse, and the reading of their blocks. */
export class TiffFile {
  readonly path: string;
  readonly image: Image;
  /** In the file, else those of `<file>.ovr`. */
  readonly overviews: Image[];
  readonly maskKind: MaskKind;
  /** Transparency masks, full resolution first; empty where validity has another source or none. */
  readonly #masks: Image[];
  readonly #cache: BlockCache;
  readonly #ids = new Map<Image, string>();

  constructor(path: string, cache: BlockCache) {
    const header = readHeader(path);
    const opened = [header];
    try {
      this.path = path;
      this.#cache = cache;
      this.image = imageOf(header, header.directories[0]);
      const rest = header.directories.slice(1).map(directory => imageOf(header, directory));
      const fits = (i: Image) => !i.mask && i.samples === this.image.samples && i.type === this.image.type;
      let overviews = rest.filter(i => i.reduced && fits(i));
      let masks = rest.filter(i => i.mask && i.samples === 1);
      let external = false;
      if (overviews.length === 0 && existsSync(`${path}.ovr`)) {
        const side = readHeader(`${path}.ovr`);
        opened.push(side);
        const all = side.directories.map(directory => imageOf(side, directory));
        overviews = all.filter(fits);
        masks.push(...all.filter(i => i.mask && i.samples === 1));
      }
      // GDAL: a mask beside the file is used only where the file holds none.
      if (!masks.some(m => m.width === this.image.width && m.height === this.image.height)) {
        masks = [];
        if (existsSync(`${path}.msk`)) {
          const side = readHeader(`${path}.msk`);
          opened.push(side);
          masks = side.directories.map(directory => imageOf(side, directory)).filter(i => i.samples === 1);
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
    const held = wanted.map(sample => this.#cache.get(this.#key(image, block, sample)));
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
      id = `${this.path}|${this.#ids.size}`;
      this.#ids.set(image, id);
    }
    return `${id}|${block}|${sample}`;
  }

  /** The pixels of a window, one array per wanted sample in the file's own type, row-major. */
  async readWindow(image: Image, window: Window, wanted: readonly number[]): Promise<Samples[]> {
    this.#checkInside(image, window);
    let out: Samples[] | null = null;
    const firstX = Math.floor(window.col / image.blockWidth);
    const lastX = Math.floor((window.col + window.width - 1) / image.blockWidth);
    const firstY = Math.floor(window.row / image.blockHeight);
    const lastY = Math.floor((window.row + window.height - 1) / image.blockHeight);
    for (let by = firstY; by <= lastY; by++) {
      for (let bx = firstX; bx <= lastX; bx++) {
        const result = this.readBlock(image, by * image.blocksAcross + bx, wanted);
        const planes = result instanceof Promise ? await result : result;
        // One whole block is handed on as it is.
        if (
          firstX === lastX &&
          firstY === lastY &&
          window.width === image.blockWidth &&
          window.width * window.height === planes[0].length
        )
          return planes;
        out ??= planes.map(
          p =>
            new (p.constructor as new (n: number) => Float64Array)(window.width * window.height) as Samples,
        );
        const x0 = Math.max(window.col, bx * image.blockWidth);
        const x1 = Math.min(window.col + window.width, (bx + 1) * image.blockWidth);
        const y0 = Math.max(window.row, by * image.blockHeight);
        const y1 = Math.min(window.row + window.height, (by + 1) * image.blockHeight);
        planes.forEach((plane, i) => {
          const target = out![i];
          for (let y = y0; y < y1; y++) {
            const from = (y - by * image.blockHeight) * image.blockWidth + (x0 - bx * image.blockWidth);
            target.set(
              plane.subarray(from, from + (x1 - x0)) as never,
              (y - window.row) * window.width + (x0 - window.col),
            );
          }
        });
      }
    }
    return out!;
  }

  /**
   * Nearest pixels at given columns and rows of `image`; places outside (negative) stay 0. One array per wanted sample.
   */
  async samplePixels(
    image: Image,
    cols: Int32Array,
    rows: Int32Array,
    wanted: readonly number[],
  ): Promise<Float64Array[]> {
    const out = wanted.map(() => new Float64Array(cols.length));
    let lastBlock = -1;
    let planes: Samples[] = [];
    for (let i = 0; i < cols.length; i++) {
      const col = cols[i];
      const row = rows[i];
      if (col < 0 || row < 0 || col >= image.width || row >= image.height) continue;
      const bx = Math.floor(col / image.blockWidth);
      const by = Math.floor(row / image.blockHeight);
      const block = by * image.blocksAcross + bx;
      if (block !== lastBlock) {
        const result = this.readBlock(image, block, wanted);
        planes = result instanceof Promise ? await result : result;
        lastBlock = block;
      }
      const at = (row - by * image.blockHeight) * image.blockWidth + (col - bx * image.blockWidth);
      for (let w = 0; w < out.length; w++) out[w][i] = planes[w][at];
    }
    return out;
  }

  /**
   * Validity by mask or alpha of a window of `image` (full resolution or an overview): 0 transparent, else valid, one
   * byte per pixel, row-major. Null where the file has neither. Alpha of more than a byte is valid above 0.
   */
  async readMask(image: Image, window: Window): Promise<Uint8Array | null> {
    const place = this.#maskPlace(image);
    if (!place) return null;
    if (place.image.width === image.width && place.image.height === image.height) {
      const [plane] = await this.readWindow(place.image, window, [place.sample]);
      return plane instanceof Uint8Array
        ? plane
        : Uint8Array.from(plane as Float64Array, v => (v > 0 ? 255 : 0));
    }
    const cols = new Int32Array(window.width * window.height);
    const rows = new Int32Array(cols.length);
    for (let y = 0, i = 0; y < window.height; y++)
      for (let x = 0; x < window.width; x++, i++) {
        cols[i] = window.col + x;
        rows[i] = window.row + y;
      }
    return this.sampleMask(image, cols, rows);
  }

  /** As `readMask`, at given columns and rows of `image`; places outside (negative) are 0. */
  async sampleMask(image: Image, cols: Int32Array, rows: Int32Array): Promise<Uint8Array | null> {
    const place = this.#maskPlace(image);
    if (!place) return null;
    const scale = (at: Int32Array, from: number, to: number) =>
      from === to ? at : at.map(v => (v < 0 ? -1 : Math.min(to - 1, Math.floor(((v + 0.5) * to) / from))));
    const [plane] = await this.samplePixels(
      place.image,
      scale(cols, image.width, place.image.width),
      scale(rows, image.height, place.image.height),
      [place.sample],
    );
    return Uint8Array.from(plane, v => (v > 0 ? 255 : 0));
  }

  /** The image and sample that hold the validity of `image`: its own mask, else the full-resolution one. */
  #maskPlace(image: Image): { image: Image; sample: number } | null {
    if (this.#masks.length) {
      const own = this.#masks.find(m => m.width === image.width && m.height === image.height);
      return { image: own ?? this.#masks[0], sample: 0 };
    }
    const alpha = alphaSample(image);
    return alpha === null ? null : { image, sample: alpha };
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
      throw new BloomlineError('tiff-unsupported', this.path, `${width} × ${height} pixels at once`);
  }
}
