import { pixelTransform, type PixelTransform } from '#core/grid/grid-transform.ts';
import { intersectWindows, type Grid, type Window } from '#core/grid/grid.ts';
import type { JoinedPart } from '#core/scene/joined.ts';
import type { BlockCache } from './block-cache.ts';
import { GroundHeights } from '#host/raster/reader/ground-heights.ts';
import { warpWindows } from '#host/raster/reader/warp.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import type { Breathe, MaskKind } from './block-reader.ts';
import { levelFor, type RasterFile, type RasterLevel } from './raster-file.ts';

/** Levels of a joined file for pictures: as far as a side has this many pixels. */
const smallestSide = 256;

/** Several files that are one band file together: of parts that overlap, the first that has data there is read. */
export class JoinedFile implements RasterFile<RasterLevel> {
  readonly path: string;
  readonly image: RasterLevel;
  readonly overviews: RasterLevel[];
  /** No part covers everything. */
  readonly maskKind: MaskKind = 'internal mask';
  readonly #parts: { place: JoinedPart; file: RasterFile<RasterLevel> }[];
  /** DN that means no data, by sample from 0. */
  readonly #nodata: readonly (number | null)[];
  readonly #cache: BlockCache;
  #heights: GroundHeights | null = null;
  /** Where the window that was read last has data: its mask is asked for next. */
  #last: { of: string; taken: Uint8Array } | null = null;

  constructor(
    path: string,
    size: RasterLevel,
    parts: readonly { place: JoinedPart; file: RasterFile<RasterLevel> }[],
    nodata: readonly (number | null)[],
    cache: BlockCache,
  ) {
    this.#cache = cache;
    this.path = path;
    this.image = size;
    this.#parts = [...parts];
    this.#nodata = nodata;
    this.overviews = [];
    for (let by = 2; Math.min(size.width, size.height) / by >= smallestSide; by *= 2)
      this.overviews.push({ width: Math.ceil(size.width / by), height: Math.ceil(size.height / by) });
  }

  close(): void {
    for (const { file } of this.#parts) file.close();
    this.#heights?.close();
  }

  /** The one file that a window comes from, and the window in it; null where none or several do, or it is resampled. */
  alone(window: Window): { file: RasterFile<RasterLevel>; window: Window } | null {
    const [only, ...others] = this.#parts.filter(({ place }) => intersectWindows(place.window, window));
    if (!only || others.length > 0 || only.place.warp) return null;
    const { col, row, width, height } = only.place.window;
    const own = { ...window, col: window.col - col, row: window.row - row };
    const inside =
      own.col >= 0 && own.row >= 0 && own.col + own.width <= width && own.row + own.height <= height;
    return inside ? { file: only.file, window: own } : null;
  }

  async readWindow(_: RasterLevel, window: Window, wanted: readonly number[]): Promise<Samples[]> {
    const { planes, taken } = await this.#read(window, wanted);
    this.#last = { of: JSON.stringify([window, wanted]), taken };
    return planes;
  }

  /** 255 where a part has data, else 0. */
  async readMask(_: RasterLevel, window: Window, samples: readonly number[] = [0]): Promise<Uint8Array> {
    const last = this.#last;
    this.#last = null;
    return last?.of === JSON.stringify([window, samples])
      ? last.taken
      : (await this.#read(window, samples)).taken;
  }

  async #read(
    window: Window,
    wanted: readonly number[],
  ): Promise<{ planes: Samples[]; taken: Uint8Array<ArrayBuffer> }> {
    const taken = new Uint8Array(window.width * window.height);
    let planes: Samples[] | null = null;
    let open = taken.length;
    for (const { place, file } of this.#parts) {
      const common = intersectWindows(place.window, window);
      if (!common || open === 0) continue;
      const { values, valid } = await this.#readPart(place, file, common, wanted);
      if (!planes && common.width === window.width && common.height === window.height) {
        // The first part lies under all of the window: its pixels are the window's.
        planes = values;
        for (let i = 0; i < valid.length; i++) {
          taken[i] = valid[i] ? 255 : 0;
          open -= valid[i];
        }
        values.forEach((plane, w) => clear(plane, valid, this.#nodata[wanted[w]] ?? 0));
        continue;
      }
      planes ??= values.map((plane, w) => {
        const whole = new (plane.constructor as new (n: number) => Float64Array)(taken.length);
        return whole.fill(this.#nodata[wanted[w]] ?? 0) as Samples;
      });
      for (let row = 0; row < common.height; row++) {
        const to = (common.row - window.row + row) * window.width + common.col - window.col;
        for (let col = 0; col < common.width; col++) {
          const from = row * common.width + col;
          if (taken[to + col] !== 0 || valid[from] === 0) continue;
          taken[to + col] = 255;
          open--;
          for (let w = 0; w < wanted.length; w++) planes[w][to + col] = values[w][from];
        }
      }
    }
    return { planes: planes ?? (await this.#nothing(window, wanted)), taken };
  }

  /** Pixels where no part lies, in the type of the first. */
  async #nothing(window: Window, wanted: readonly number[]): Promise<Samples[]> {
    const [{ file }] = this.#parts;
    const planes = await file.readWindow(file.image, { col: 0, row: 0, width: 1, height: 1 }, wanted);
    return planes.map((plane, w) => {
      const whole = new (plane.constructor as new (n: number) => Float64Array)(window.width * window.height);
      return whole.fill(this.#nodata[wanted[w]] ?? 0) as Samples;
    });
  }

  /** A part's pixels in a window of the joined file that lies in its place; valid where all wanted samples are data. */
  async #readPart(
    place: JoinedPart,
    file: RasterFile<RasterLevel>,
    window: Window,
    wanted: readonly number[],
  ): Promise<{ values: Samples[]; valid: Uint8Array }> {
    if (!place.warp) {
      const own = { ...window, col: window.col - place.window.col, row: window.row - place.window.row };
      const values = await file.readWindow(file.image, own, wanted);
      const mask = file.maskKind === 'none' ? null : await file.readMask(file.image, own, wanted);
      const nodata = wanted.map(sample => this.#nodata[sample]);
      return { values, valid: validOf(values, mask, nodata) };
    }
    const { from, to, how } = place.warp;
    const read = async (needed: Window) => {
      const values = await file.readWindow(file.image, needed, wanted);
      const mask = file.maskKind === 'none' ? null : await file.readMask(file.image, needed, wanted);
      return values.map((plane, w) => ({
        values: plane,
        valid: validOf([plane], mask, [this.#nodata[wanted[w]]]),
      }));
    };
    const heights = this.#heightsOf(place);
    const source = {
      grid: from,
      bands: wanted.length,
      read,
      ...(heights ? { heights: (target: Grid, piece: Window) => heights.over(target, piece) } : {}),
    };
    const planes = await warpWindows(source, to, window, { how, tolerance: 0.01 });
    const [like] = await file.readWindow(file.image, { col: 0, row: 0, width: 1, height: 1 }, [wanted[0]]);
    return { values: planes.map(plane => stored(plane, like)), valid: validOf(planes, null, []) };
  }

  /** For pictures: nearest pixels of the first part that covers a place and has data there. */
  async samplePixels(
    level: RasterLevel,
    cols: Int32Array,
    rows: Int32Array,
    wanted: readonly number[],
    step = 0,
    breathe?: Breathe,
  ): Promise<Float64Array[]> {
    return (await this.#sample(level, cols, rows, wanted, step, breathe)).out;
  }

  async sampleMask(
    level: RasterLevel,
    cols: Int32Array,
    rows: Int32Array,
    step = 0,
    samples: readonly number[] = [0],
  ): Promise<Uint8Array> {
    return (await this.#sample(level, cols, rows, samples, step)).taken;
  }

  async #sample(
    level: RasterLevel,
    cols: Int32Array,
    rows: Int32Array,
    wanted: readonly number[],
    step: number,
    breathe?: Breathe,
  ): Promise<{ out: Float64Array[]; taken: Uint8Array }> {
    const scale = this.image.width / level.width;
    const out = wanted.map(sample => new Float64Array(cols.length).fill(this.#nodata[sample] ?? 0));
    const taken = new Uint8Array(cols.length);
    for (const { place, file } of this.#parts) {
      const image = levelFor(file, scale);
      const [ownCols, ownRows] = [new Int32Array(cols.length), new Int32Array(cols.length)];
      const locate = await this.#locatorOf(place, cols, rows, scale);
      const [width, height] = [file.image.width, file.image.height];
      let any = false;
      for (let i = 0; i < cols.length; i++) {
        ownCols[i] = ownRows[i] = -1;
        if (taken[i] || cols[i] < 0 || rows[i] < 0) continue;
        const [c, r] = locate((cols[i] + 0.5) * scale, (rows[i] + 0.5) * scale);
        if (!(c >= 0 && r >= 0 && c < width && r < height)) continue;
        ownCols[i] = Math.min(image.width - 1, Math.floor((c * image.width) / width));
        ownRows[i] = Math.min(image.height - 1, Math.floor((r * image.height) / height));
        any = true;
      }
      if (!any) continue;
      const planes = await file.samplePixels(image, ownCols, ownRows, wanted, step, breathe);
      const mask =
        file.maskKind === 'none' ? null : await file.sampleMask(image, ownCols, ownRows, step, wanted);
      for (let i = 0; i < cols.length; i++) {
        if (ownCols[i] < 0 || (mask && mask[i] === 0)) continue;
        if (planes.some((plane, w) => plane[i] === this.#nodata[wanted[w]])) continue;
        taken[i] = 255;
        planes.forEach((plane, w) => (out[w][i] = plane[i]));
      }
    }
    return { out, taken };
  }

  /** From columns and rows of the joined file to those of a part, for places that are asked for. */
  async #locatorOf(
    place: JoinedPart,
    cols: Int32Array,
    rows: Int32Array,
    scale: number,
  ): Promise<PixelTransform> {
    const { window, warp } = place;
    if (!warp) return (col, row) => [col - window.col, row - window.row];
    const box = boxAround(cols, rows, scale);
    if (!box) return () => [NaN, NaN];
    const heights = await this.#heightsOf(place)?.over(warp.to, box);
    const exact = pixelTransform(warp.to, warp.from, heights);
    return cols.length > latticeSide ** 2 ? throughLattice(exact, box) : exact;
  }

  #heightsOf({ warp }: JoinedPart): GroundHeights | null {
    const model = warp?.from.placement?.heights;
    if (!model) return null;
    this.#heights ??= new GroundHeights(model, this.#cache);
    return this.#heights;
  }
}

/** Places of a picture are exact on so many nodes along each side of what it shows, straight between them. */
const latticeSide = 65;

function throughLattice(exact: PixelTransform, { col, row, width, height }: Window): PixelTransform {
  const last = latticeSide - 1;
  const [stepX, stepY] = [width / last, height / last];
  const nodes = Array.from({ length: latticeSide ** 2 }, (_, i) =>
    exact(col + (i % latticeSide) * stepX, row + Math.floor(i / latticeSide) * stepY),
  );
  return (x, y) => {
    const c = Math.min(last - 1, Math.floor((x - col) / stepX));
    const r = Math.min(last - 1, Math.floor((y - row) / stepY));
    const [u, v] = [(x - col) / stepX - c, (y - row) / stepY - r];
    const [a, b] = [nodes[r * latticeSide + c], nodes[r * latticeSide + c + 1]];
    const [d, e] = [nodes[(r + 1) * latticeSide + c], nodes[(r + 1) * latticeSide + c + 1]];
    const at = (i: 0 | 1) => (a[i] * (1 - u) + b[i] * u) * (1 - v) + (d[i] * (1 - u) + e[i] * u) * v;
    return [at(0), at(1)];
  };
}

/** In the type of the file; NaN, which is no data, becomes 0 in whole numbers. */
function stored(plane: Float64Array, like: Samples): Samples {
  if (like instanceof Float64Array) return plane;
  const out = new (like.constructor as new (n: number) => Float64Array)(plane.length);
  if (like instanceof Float32Array) out.set(plane);
  else for (let i = 0; i < plane.length; i++) out[i] = Math.round(plane[i]);
  return out as Samples;
}

function clear(plane: Samples, valid: Uint8Array, none: number): void {
  for (let i = 0; i < valid.length; i++) if (!valid[i]) plane[i] = none;
}

const isFloating = (plane: ArrayLike<number>) =>
  plane instanceof Float64Array || plane instanceof Float32Array;

/** 1 where every plane has data. */
function validOf(
  planes: readonly ArrayLike<number>[],
  mask: Uint8Array | null,
  nodata: readonly (number | null)[],
): Uint8Array {
  const valid = new Uint8Array(planes[0].length).fill(1);
  planes.forEach((plane, p) => {
    const none = nodata[p] ?? NaN;
    // Whole numbers that none of stands for no data are all data.
    if (none === none || isFloating(plane)) markNone(plane, none, valid);
  });
  if (mask) for (let i = 0; i < valid.length; i++) if (mask[i] === 0) valid[i] = 0;
  return valid;
}

function markNone(plane: ArrayLike<number>, none: number, valid: Uint8Array): void {
  for (let i = 0; i < valid.length; i++) {
    const value = plane[i];
    if (value === none || value !== value) valid[i] = 0;
  }
}

/** The pixels of full resolution around places of a coarser level. */
function boxAround(cols: Int32Array, rows: Int32Array, scale: number): Window | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let i = 0; i < cols.length; i++) {
    if (cols[i] < 0 || rows[i] < 0) continue;
    [left, right] = [Math.min(left, cols[i]), Math.max(right, cols[i])];
    [top, bottom] = [Math.min(top, rows[i]), Math.max(bottom, rows[i])];
  }
  if (right < 0) return null;
  return {
    col: left * scale,
    row: top * scale,
    width: (right - left + 1) * scale,
    height: (bottom - top + 1) * scale,
  };
}
