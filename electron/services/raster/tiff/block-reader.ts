import { BloomlineError } from '#core/contract/errors.ts';
import type { Window } from '#core/grid/grid.ts';
import { decompress } from './decompress.ts';
import { readHeader } from './header.ts';
import { imageOf, type Image } from './image.ts';
import { rowBytes, toSamples, type Samples } from './samples.ts';
import { tag } from './tags.ts';
import type { BlockCache } from './block-cache.ts';

/** Largest block that is decoded: a stripless file of this size is refused rather than swallowed. */
const maxBlockBytes = 2 ** 30;

/** An open TIFF: its full-resolution image, its overviews from fine to coarse, and the reading of their blocks. */
export class TiffFile {
  readonly path: string;
  readonly image: Image;
  readonly overviews: Image[];
  readonly #cache: BlockCache;
  readonly #tables = new Map<Image, { offsets: number[]; counts: number[] }>();

  constructor(path: string, cache: BlockCache) {
    const header = readHeader(path);
    try {
      this.path = path;
      this.#cache = cache;
      this.image = imageOf(header, header.directories[0]);
      this.overviews = header.directories
        .slice(1)
        .map(directory => imageOf(header, directory))
        .filter(i => i.reduced && !i.mask && i.samples === this.image.samples && i.type === this.image.type)
        .sort((a, b) => b.width - a.width);
    } catch (error) {
      header.source.close();
      throw error;
    }
  }

  close(): void {
    this.image.header.source.close();
  }

  /** One array per wanted sample (from 0) of a block; all blocks of an image have blockWidth × blockHeight places. */
  readBlock(image: Image, block: number, wanted: readonly number[]): Samples[] | Promise<Samples[]> {
    const held = wanted.map(sample => this.#cache.get(this.#key(image, block, sample)));
    if (held.every(h => h !== undefined)) return held as Samples[];
    const decoded = this.#decodeBlock(image, block, wanted);
    return decoded instanceof Promise
      ? decoded.then(d => this.#keep(image, block, wanted, d))
      : this.#keep(image, block, wanted, decoded);
  }

  #keep(image: Image, block: number, wanted: readonly number[], planes: Samples[]): Samples[] {
    wanted.forEach((sample, i) => this.#cache.set(this.#key(image, block, sample), planes[i]));
    return planes;
  }

  #key(image: Image, block: number, sample: number): string {
    return `${this.path}|${image.width}|${block}|${sample}`;
  }

  #decodeBlock(image: Image, block: number, wanted: readonly number[]): Samples[] | Promise<Samples[]> {
    if (image.interleave === 'band') {
      const planes = wanted.map(sample =>
        this.#decodePlane(image, block + sample * image.blocksAcross * image.blocksDown, 1, [0], block),
      );
      return planes.some(p => p instanceof Promise)
        ? Promise.all(planes).then(all => all.map(p => p[0]))
        : planes.map(p => (p as Samples[])[0]);
    }
    return this.#decodePlane(image, block, image.samples, wanted, block);
  }

  #decodePlane(
    image: Image,
    index: number,
    inBlock: number,
    wanted: readonly number[],
    block: number,
  ): Samples[] | Promise<Samples[]> {
    const { offsets, counts } = this.#tableOf(image);
    const rows = image.tiled
      ? image.blockHeight
      : Math.min(
          image.blockHeight,
          image.height - Math.floor(block / image.blocksAcross) * image.blockHeight,
        );
    const expected = rowBytes(image, inBlock) * rows;
    if (!(expected <= maxBlockBytes))
      throw new BloomlineError(
        'tiff-unsupported',
        this.path,
        `one block holds ${expected} bytes; the limit is ${maxBlockBytes}`,
      );
    const offset = offsets[index] ?? 0;
    // Uncompressed strips may omit their byte counts.
    const count = counts[index] ?? (image.compression === 1 ? expected : 0);
    // A block that was never written has no place in the file: it is all nodata, or zero.
    if (offset === 0 || count === 0) return this.#sparse(image, rows, wanted.length);
    const input = image.header.source.read(
      offset,
      image.compression === 1 ? Math.min(count, expected) : count,
    );
    const bytes = decompress(image, input, expected, rows);
    return bytes instanceof Promise
      ? bytes.then(b => toSamples(image, b, rows, inBlock, wanted))
      : toSamples(image, bytes, rows, inBlock, wanted);
  }

  #sparse(image: Image, rows: number, count: number): Samples[] {
    const value = Number(image.directory.text(tag.gdalNodata) ?? 0) || 0;
    const planes = toSamples(image, new Uint8Array(rowBytes(image, 1) * rows), rows, 1, [0]);
    planes[0].fill(value);
    return new Array<Samples>(count).fill(planes[0]);
  }

  #tableOf(image: Image) {
    let table = this.#tables.get(image);
    if (!table) {
      const [offsetsTag, countsTag] = image.tiled
        ? [tag.tileOffsets, tag.tileByteCounts]
        : [tag.stripOffsets, tag.stripByteCounts];
      const blocks =
        image.blocksAcross * image.blocksDown * (image.interleave === 'band' ? image.samples : 1);
      const found = image.directory.count(offsetsTag);
      if (found < blocks)
        throw new BloomlineError(
          'tiff-damaged',
          this.path,
          `expected ${blocks} block offsets (tag ${offsetsTag}), found ${found}`,
        );
      table = { offsets: image.directory.numbers(offsetsTag), counts: image.directory.numbers(countsTag) };
      this.#tables.set(image, table);
    }
    return table;
  }

  /** The pixels of a window, one array per wanted sample in the file's own type, row-major. */
  async readWindow(image: Image, window: Window, wanted: readonly number[]): Promise<Samples[]> {
    let out: Samples[] | null = null;
    const firstX = Math.floor(window.col / image.blockWidth);
    const lastX = Math.floor((window.col + window.width - 1) / image.blockWidth);
    const firstY = Math.floor(window.row / image.blockHeight);
    const lastY = Math.floor((window.row + window.height - 1) / image.blockHeight);
    for (let by = firstY; by <= lastY; by++) {
      for (let bx = firstX; bx <= lastX; bx++) {
        const result = this.readBlock(image, by * image.blocksAcross + bx, wanted);
        const planes = result instanceof Promise ? await result : result;
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
}
