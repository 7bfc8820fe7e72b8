import { compressBytes, encodeTile, type Compression } from './encode-tile.ts';
import { partsOf, wordsOf, fillWords, type Words } from '#host/raster/tiff/directory/words.ts';
import { halve, halveMask, type Halving } from './halve.ts';
import type { PixelType } from '#core/scene/scene.ts';
import type { Spooled } from './tile-spool.ts';

/** How a file's tiles are made. */
export interface TilePlan {
  type: PixelType;
  samples: number;
  tileSide: number;
  compression: Compression;
  predictor: 1 | 2 | 3;
  interleave: 'pixel' | 'band';
  nodata: number | null;
  halving: Halving;
  /** The sample that is alpha, or null. */
  alpha: number | null;
  hasMask: boolean;
}

/** Takes tiles in the order in which they are made and tells where each was put. */
export type TileSink = (tile: Promise<Uint8Array>, keep: (place: Spooled) => void) => Promise<void>;

/** One resolution of a file being written: collects rows until a row of tiles is whole, hands it on and halves it. */
export class CogLevel {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
  /** By tile, planes of a band-separate file one after the other. */
  readonly tiles: Spooled[];
  readonly maskTiles: Spooled[];
  readonly next: CogLevel | null;
  readonly #plan: TilePlan;
  readonly #strips: Words[];
  readonly #mask: Uint8Array | null;
  readonly #halves: Words[];
  readonly #halfMask: Uint8Array | null;
  /** Tiles whose bytes have been compressed, to be filled again. */
  readonly #spare: Words[] = [];
  #filled = 0;
  #tileRow = 0;

  constructor(plan: TilePlan, width: number, height: number, levels: number) {
    const { tileSide, samples, type, hasMask } = plan;
    this.#plan = plan;
    this.width = width;
    this.height = height;
    this.across = Math.ceil(width / tileSide);
    this.down = Math.ceil(height / tileSide);
    this.tiles = new Array<Spooled>(this.across * this.down * (plan.interleave === 'band' ? samples : 1));
    this.maskTiles = hasMask ? new Array<Spooled>(this.across * this.down) : [];
    const rows = Math.min(tileSide, height);
    const Type = wordsOf(type);
    this.#strips = Array.from({ length: samples }, () => new Type(rows * width * partsOf(type)));
    this.#mask = hasMask ? new Uint8Array(rows * width) : null;
    const halfWidth = Math.ceil(width / 2);
    const halfRows = Math.ceil(rows / 2);
    this.next = levels > 1 ? new CogLevel(plan, halfWidth, Math.ceil(height / 2), levels - 1) : null;
    this.#halves = this.next
      ? Array.from({ length: samples }, () => new Type(halfRows * halfWidth * partsOf(type)))
      : [];
    this.#halfMask = this.next && hasMask ? new Uint8Array(halfRows * halfWidth) : null;
  }

  /** Appends `rows` rows of every sample, row-major; the arrays may be reused afterwards. */
  async push(planes: readonly Words[], mask: Uint8Array | null, rows: number, sink: TileSink): Promise<void> {
    const perRow = this.width * partsOf(this.#plan.type);
    for (let done = 0; done < rows;) {
      const stripRows = Math.min(this.#plan.tileSide, this.height - this.#tileRow * this.#plan.tileSide);
      const take = Math.min(rows - done, stripRows - this.#filled);
      if (take <= 0) throw new RangeError(`more rows than ${this.height}`);
      planes.forEach((plane, s) =>
        (this.#strips[s] as Float64Array).set(
          (plane as Float64Array).subarray(done * perRow, (done + take) * perRow),
          this.#filled * perRow,
        ),
      );
      if (this.#mask) {
        if (mask)
          this.#mask.set(
            mask.subarray(done * this.width, (done + take) * this.width),
            this.#filled * this.width,
          );
        else this.#mask.fill(255, this.#filled * this.width, (this.#filled + take) * this.width);
      }
      this.#filled += take;
      done += take;
      if (this.#filled === stripRows) await this.#flush(stripRows, sink);
    }
  }

  get isComplete(): boolean {
    return this.#tileRow === this.down;
  }

  async #flush(rows: number, sink: TileSink): Promise<void> {
    const { interleave, samples } = this.#plan;
    const groups =
      interleave === 'pixel' ? [this.#strips] : Array.from({ length: samples }, (_, s) => [this.#strips[s]]);
    for (const [g, strips] of groups.entries())
      for (let tx = 0; tx < this.across; tx++) {
        const index = (g * this.down + this.#tileRow) * this.across + tx;
        await sink(this.#tile(strips, tx, rows), place => (this.tiles[index] = place));
      }
    if (this.#mask)
      for (let tx = 0; tx < this.across; tx++) {
        const index = this.#tileRow * this.across + tx;
        await sink(this.#maskTile(this.#mask, tx, rows), place => (this.maskTiles[index] = place));
      }
    this.#filled = 0;
    this.#tileRow++;
    if (this.next) await this.#halve(this.next, rows, sink);
  }

  async #halve(next: CogLevel, rows: number, sink: TileSink): Promise<void> {
    const { type, nodata, halving, alpha, samples } = this.#plan;
    const alphaMask =
      alpha === null ? null : Uint8Array.from(this.#strips[alpha] as Uint8Array, v => (v > 0 ? 1 : 0));
    for (let s = 0; s < samples; s++) {
      const mask = s === alpha ? null : (this.#mask ?? alphaMask);
      halve(this.#strips[s], this.#halves[s], { width: this.width, rows, type, nodata, mask }, halving);
    }
    if (this.#mask && this.#halfMask) halveMask(this.#mask, this.#halfMask, this.width, rows);
    await next.push(this.#halves, this.#halfMask, Math.ceil(rows / 2), sink);
  }

  #tile(strips: readonly Words[], tx: number, rows: number): Promise<Uint8Array> {
    const { tileSide, type, compression, predictor } = this.#plan;
    const parts = partsOf(type);
    const stride = strips.length * parts;
    const Type = wordsOf(type);
    const tile = this.#spare.pop() ?? new Type(tileSide * tileSide * stride);
    const cols = Math.min(tileSide, this.width - tx * tileSide);
    if (cols < tileSide || rows < tileSide) fillWords(tile, 0);
    const into = tile as Float64Array;
    // A difference to the pixel before is the same sample's, so it can be taken on the way.
    const differences =
      predictor === 2 && tile.BYTES_PER_ELEMENT <= 4 && parts === 1 && !type.startsWith('Float');
    strips.forEach((strip, s) => {
      const source = strip as Float64Array;
      for (let row = 0; row < rows; row++) {
        const from = (row * this.width + tx * tileSide) * parts;
        const to = row * tileSide * stride;
        if (differences) spreadDifferences(source, from, cols, into, to + s, stride);
        else if (stride === parts) into.set(source.subarray(from, from + cols * parts), to);
        else if (parts === 1) spread(source, from, cols, into, to + s, stride);
        else
          for (let col = 0; col < cols; col++) {
            into[to + col * stride + s * 2] = source[from + col * 2];
            into[to + col * stride + s * 2 + 1] = source[from + col * 2 + 1];
          }
      }
    });
    const encoded = encodeTile(
      tile,
      tileSide,
      tileSide * stride,
      stride,
      compression,
      differences ? 1 : predictor,
    );
    if (compression === 'none') return encoded;
    return encoded.then(bytes => {
      this.#spare.push(tile);
      return bytes;
    });
  }

  /** One bit per pixel, most significant first, 1 valid. */
  #maskTile(mask: Uint8Array, tx: number, rows: number): Promise<Uint8Array> {
    const { tileSide, compression } = this.#plan;
    const bytes = new Uint8Array((tileSide * tileSide) / 8);
    const cols = Math.min(tileSide, this.width - tx * tileSide);
    for (let row = 0; row < rows; row++)
      for (let col = 0; col < cols; col++)
        if (mask[row * this.width + tx * tileSide + col] !== 0)
          bytes[(row * tileSide + col) >> 3] |= 128 >> (col & 7);
    return compressBytes(bytes, compression);
  }
}

function spread(
  source: Float64Array,
  from: number,
  count: number,
  into: Float64Array,
  to: number,
  stride: number,
): void {
  for (let i = 0, j = to; i < count; i++, j += stride) into[j] = source[from + i];
}

function spreadDifferences(
  source: Float64Array,
  from: number,
  count: number,
  into: Float64Array,
  to: number,
  stride: number,
): void {
  if (source instanceof Uint16Array)
    return spreadDifferences16(source, from, count, into as never, to, stride);
  let before = 0;
  for (let i = 0, j = to; i < count; i++, j += stride) {
    const value = source[from + i];
    into[j] = value - before;
    before = value;
  }
}

/** The common case, kept monomorphic. */
function spreadDifferences16(
  source: Uint16Array,
  from: number,
  count: number,
  into: Uint16Array,
  to: number,
  stride: number,
): void {
  let before = 0;
  for (let i = from, j = to, end = from + count; i < end; i++, j += stride) {
    const value = source[i];
    into[j] = value - before;
    before = value;
  }
}
