import { BloomlineError } from '#core/foundation/errors.ts';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { pixelTransform } from '#core/grid/grid-transform.ts';
import { intersectWindows, invert, toMap, wholeWindow, type Grid, type Window } from '#core/grid/grid.ts';
import type { Heights } from '#core/grid/rpc.ts';
import { say } from '#core/words/said.ts';
import type { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { openRaster, type OpenRaster } from '#host/raster/open-raster.ts';

/** Metres above the ellipsoid at a longitude and latitude (WGS 84); NaN where the model has none. */
export type HeightAt = (longitude: number, latitude: number) => number;

/** Heights that are held at once: a wide view reads every n-th of them. */
const mostHeld = 2 ** 22;

/** A model of heights on disk, read window by window. */
export class GroundHeights {
  readonly #file: OpenRaster;
  readonly #grid: Grid;
  readonly #nodata: number | null;
  readonly #geoid: number;
  readonly #toModel: ReturnType<typeof converter>;

  /** Throws `crs-unknown` for a model without a place, and what opening a raster throws. */
  constructor({ file, geoid }: Heights, cache: BlockCache) {
    const { grid, nodataByBand } = inspectFile(file);
    if (!grid.crs) throw new BloomlineError('crs-unknown', file, say('scene.dem-without-place'));
    this.#file = openRaster(file, cache);
    this.#grid = grid;
    this.#nodata = nodataByBand[0];
    this.#geoid = geoid ?? 0;
    this.#toModel = converter(crsFromEpsg(4326)!, grid.crs);
  }

  close(): void {
    this.#file.close();
  }

  /** The heights under a window of a grid, between the model's pixels by bilinear interpolation. */
  async over(target: Grid, window: Window): Promise<HeightAt> {
    const box = this.#boxOf(target, window);
    if (!box) return () => NaN;
    const step = Math.max(1, Math.ceil(Math.sqrt((box.width * box.height) / mostHeld)));
    const [width, height] = [Math.ceil(box.width / step), Math.ceil(box.height / step)];
    const values = step === 1 ? await this.#read(box) : await this.#sampled(box, step, width, height);
    const back = invert(this.#grid.affine);
    return (longitude, latitude) => {
      const [col, row] = toMap(back, ...(this.#toModel([longitude, latitude]) as [number, number]));
      const x = Math.min(width - 1, Math.max(0, (col - box.col) / step - 0.5));
      const y = Math.min(height - 1, Math.max(0, (row - box.row) / step - 0.5));
      if (!(col >= 0 && row >= 0 && col <= this.#grid.width && row <= this.#grid.height)) return NaN;
      const [c, r] = [Math.min(width - 2, Math.floor(x)), Math.min(height - 2, Math.floor(y))];
      const [left, top] = [Math.max(0, c), Math.max(0, r)];
      const [u, v] = [x - left, y - top];
      const at = (col: number, row: number) =>
        values[Math.min(height - 1, row) * width + Math.min(width - 1, col)];
      const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
      const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
      return upper * (1 - v) + lower * v + this.#geoid;
    };
  }

  /** Whether the model reaches over the whole of a grid. */
  covers(target: Grid): boolean {
    const inside = intersectWindows(this.#windowOf(target, wholeWindow(target)), wholeWindow(this.#grid));
    const wanted = this.#windowOf(target, wholeWindow(target));
    return inside !== null && inside.width === wanted.width && inside.height === wanted.height;
  }

  #boxOf(target: Grid, window: Window): Window | null {
    const { col, row, width, height } = this.#windowOf(target, window);
    return intersectWindows(
      { col: col - 2, row: row - 2, width: width + 4, height: height + 4 },
      wholeWindow(this.#grid),
    );
  }

  #windowOf(target: Grid, { col, row, width, height }: Window): Window {
    const transform = pixelTransform(target, this.#grid);
    const along = Array.from({ length: 9 }, (_, i) => i / 8);
    const places = along.flatMap(t => [
      transform(col + t * width, row),
      transform(col + t * width, row + height),
      transform(col, row + t * height),
      transform(col + width, row + t * height),
    ]);
    const [cols, rows] = [places.map(p => p[0]), places.map(p => p[1])];
    const [left, top] = [Math.floor(Math.min(...cols)), Math.floor(Math.min(...rows))];
    return {
      col: left,
      row: top,
      width: Math.ceil(Math.max(...cols)) - left,
      height: Math.ceil(Math.max(...rows)) - top,
    };
  }

  async #read(box: Window): Promise<Float64Array> {
    const [plane] = await this.#file.readWindow(this.#file.image as never, box, [0]);
    return this.#known(Float64Array.from(plane));
  }

  async #sampled(box: Window, step: number, width: number, height: number): Promise<Float64Array> {
    const cols = new Int32Array(width * height);
    const rows = new Int32Array(width * height);
    for (let i = 0; i < cols.length; i++) {
      cols[i] = Math.min(this.#grid.width - 1, box.col + (i % width) * step + (step >> 1));
      rows[i] = Math.min(this.#grid.height - 1, box.row + Math.floor(i / width) * step + (step >> 1));
    }
    const [plane] = await this.#file.samplePixels(this.#file.image as never, cols, rows, [0]);
    return this.#known(plane);
  }

  #known(values: Float64Array): Float64Array {
    for (let i = 0; i < values.length; i++) if (values[i] === this.#nodata) values[i] = NaN;
    return values;
  }
}
