import { BloomlineError } from '#core/foundation/errors.ts';
import { toReflectance } from '#core/bands/to-reflectance.ts';
import { reasonCode, type Validity } from '#core/bands/validity.ts';
import { intersectWindows, type Window } from '#core/grid/grid.ts';
import type { Masking } from '#core/mask/mask-plan.ts';
import type { JoinedPart } from '#core/scene/joined.ts';
import type { Scene, SceneBand } from '#core/scene/scene.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { say } from '#core/words/said.ts';
import { codesOf, pixelMask, type MaskedPlaces, type PixelMask } from './mask-pixels.ts';
import { hasMask, markMasked } from './masked-pixels.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile, type Breathe } from '#host/raster/tiff/read/block-reader.ts';
import { openRaster, type OpenRaster } from '#host/raster/open-raster.ts';
import { JoinedFile } from '#host/raster/tiff/read/joined-file.ts';
import { levelFor, type RasterFile, type RasterLevel } from '#host/raster/tiff/read/raster-file.ts';
import { canDecodeWindow, decodeWindow, planWindow } from '#host/raster/tiff/read/decode-window.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

/** Pyramids that are ready: path of the file → path of its pyramid. */
export type Pyramids = Record<string, string>;

export type Clouds = 'auto' | 'none';
export type { Masking } from '#core/mask/mask-plan.ts';

/** Layers of some pixels: physical values and one validity code per pixel, row-major. */
export interface LayerPixels {
  values: Float64Array[];
  validity: Validity;
}

/** Finds the band that a formula's layer means. Throws `band-missing`. */
export function bandOfLayer(scene: Scene, layer: string): SceneBand {
  const byNumber = /^b(\d+)$/.exec(layer);
  const band = byNumber ? scene.bands[Number(byNumber[1]) - 1] : scene.bands.find(b => b.role === layer);
  if (!band)
    throw new BloomlineError(
      'band-missing',
      scene.name,
      byNumber
        ? say('scene.no-such-band', { band: layer, count: scene.bands.length })
        : say('scene.no-such-role', { role: layer, example: `${layer}=3` }),
    );
  return band;
}

/** Masks that a reader keeps ready. */
const keptMasks = 4;

/** For a reader of its own, outside of the worker threads. */
const defaultCacheBytes = 128 * 2 ** 20;

/** Reads a scene's pixels as physical values. Holds its files open until closed; one per thread. */
export class SceneReader {
  readonly scene: Scene;
  readonly #files = new Map<string, OpenRaster | JoinedFile>();
  readonly #cache: BlockCache;
  readonly #pyramids: Pyramids;
  /** Masks that were asked for last, by what they are. */
  readonly #masks = new Map<string, PixelMask | null>();

  /** With `pyramids`, pictures come from them. Windows never do: numbers are those of the full resolution. */
  constructor(scene: Scene, cache = new BlockCache(defaultCacheBytes), pyramids: Pyramids = {}) {
    this.scene = scene;
    this.#cache = cache;
    this.#pyramids = pyramids;
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }

  /** What a band is read from; a band of several pictures, from all of their files. */
  #file(path: string): RasterFile<RasterLevel> {
    let file = this.#files.get(path);
    if (!file) {
      const parts = this.scene.joined?.files[path];
      file = parts ? this.#join(path, parts) : this.#open(path);
      this.#files.set(path, file);
    }
    return file as RasterFile<RasterLevel>;
  }

  #open(path: string): OpenRaster {
    return openRaster(path, this.#cache, this.#pyramids[path] ?? null);
  }

  #join(path: string, parts: readonly JoinedPart[]): JoinedFile {
    const bands = this.scene.bands.filter(b => b.file === path);
    const nodata: (number | null)[] = [];
    for (const { fileBand, nodata: none } of bands) nodata[fileBand - 1] = none;
    const { width, height } = this.scene.grid;
    const { ratio } = bands[0];
    const size = { width: Math.ceil(width / ratio), height: Math.ceil(height / ratio) };
    const opened: { place: JoinedPart; file: RasterFile<RasterLevel> }[] = [];
    try {
      for (const place of parts)
        opened.push({ place, file: this.#open(place.file) as RasterFile<RasterLevel> });
    } catch (error) {
      for (const { file } of opened) file.close();
      throw error;
    }
    return new JoinedFile(path, size, opened, nodata, this.#cache);
  }

  /** Values of the layers (roles or b<n>) in a window of the scene's grid, at full resolution. */
  async readWindow(layers: readonly string[], window: Window, masking: Masking): Promise<LayerPixels> {
    const bands = layers.map(layer => bandOfLayer(this.scene, layer));
    const mask = this.#mask(masking);
    const dn = await this.#readBands(mask ? [...bands, ...mask.bands] : bands, window);
    const masked = new Uint8Array(window.width * window.height);
    await this.#markMasked(bands, window, masked);
    return this.#finish(bands, dn, mask, window, masked);
  }

  /**
   * DN of the layers in a window, each in its file's own type, and the codes of the mask, of the files' masks and of
   * alpha (null where there is none to use). For kernels that go from DN to result in one pass.
   */
  async readDn(
    layers: readonly string[],
    window: Window,
    masking: Masking,
  ): Promise<{ dn: Samples[]; classified: Uint8Array | null }> {
    const bands = layers.map(layer => bandOfLayer(this.scene, layer));
    const mask = this.#mask(masking);
    const dn = await this.#readBands(mask ? [...bands, ...mask.bands] : bands, window);
    const isMasked = bands.some(band => hasMask(this.scene, this.#file(band.file)));
    if (!mask && !isMasked) return { dn, classified: null };
    const classified = new Uint8Array(window.width * window.height);
    if (isMasked) await this.#markMasked(bands, window, classified);
    mask?.mark(dn.slice(bands.length), window, classified);
    return { dn: dn.slice(0, bands.length), classified };
  }

  /**
   * As `readDn` for a chunk of `chunksOf` (or a part of one), decoded in the scratch memory without waiting, or null
   * where `readDn` must be asked: masks of files, coarser bands, libraries' codecs, blocks that other chunks share.
   * `work` gets the DN, which are gone when it returns, and the codes of a mask that touches the window; it may take
   * `bytes` and `arrays` of scratch memory beside them.
   */
  withDn<T>(
    layers: readonly string[],
    window: Window,
    masking: Masking,
    room: { bytes: number; arrays: number },
    work: (dn: Samples[], classified: Uint8Array | null) => T,
  ): { result: T } | null {
    const bands = layers.map(layer => bandOfLayer(this.scene, layer));
    const mask = this.#mask(masking);
    if (mask?.bands.some(band => bands.includes(band))) return null;
    const wanted = mask ? [...bands, ...mask.bands] : bands;
    const groups = groupByFile(wanted);
    const [first] = this.scene.files;
    const plans: ReturnType<typeof planWindow>[] = [];
    for (const group of groups) {
      const band = wanted[group[0]];
      const whole = this.#file(band.file);
      const place = whole instanceof JoinedFile ? whole.alone(window) : { file: whole, window };
      if (!(place?.file instanceof TiffFile)) return null;
      const { file } = place;
      const { image } = file;
      if (
        band.ratio !== 1 ||
        hasMask(this.scene, file) ||
        !canDecodeWindow(image) ||
        (file === whole && !keepsBlocksWhole(first, image))
      )
        return null;
      const samples = group.map(i => wanted[i].fileBand - 1);
      plans.push(planWindow(image, place.window, samples));
    }
    const total = (key: 'bytes' | 'arrays') => plans.reduce((sum, plan) => sum + plan.room[key], room[key]);
    return scratch.use(total('bytes'), total('arrays'), () => {
      const dn = new Array<Samples>(wanted.length);
      for (const [g, plan] of plans.entries())
        decodeWindow(plan).forEach((plane, n) => (dn[groups[g][n]] = plane));
      if (!mask) return { result: work(dn, null) };
      if (mask.bands.length === 0) return { result: work(dn, codesOf(mask, window)) };
      const classified = new Uint8Array(window.width * window.height);
      mask.mark(dn.slice(bands.length), window, classified);
      return { result: work(dn.slice(0, bands.length), classified) };
    });
  }

  /** DN of bands in a window, each in the file's own type. Bands of one file are read together. */
  async #readBands(bands: readonly SceneBand[], window: Window): Promise<Samples[]> {
    const out = new Array<Samples>(bands.length);
    for (const group of groupByFile(bands)) {
      const file = this.#file(bands[group[0]].file);
      const ratio = bands[group[0]].ratio;
      const samples = group.map(i => bands[i].fileBand - 1);
      const planes = await file.readWindow(file.image, coarser(window, ratio), samples);
      group.forEach((i, n) => (out[i] = ratio === 1 ? planes[n] : spread(planes[n], window, ratio)));
    }
    return out;
  }

  /** Masks and alpha of the bands' files, as nodata. */
  async #markMasked(bands: readonly SceneBand[], window: Window, validity: Validity): Promise<void> {
    for (const group of groupByFile(bands)) {
      const { file: path, ratio } = bands[group[0]];
      const file = this.#file(path);
      if (!hasMask(this.scene, file)) continue;
      const samples = group.map(i => bands[i].fileBand - 1);
      const mask = await file.readMask(file.image, coarser(window, ratio), samples);
      markMasked(mask && ratio !== 1 ? (spread(mask, window, ratio) as Uint8Array) : mask, validity);
    }
  }

  /**
   * Values of the layers at columns and rows of the scene (−1: outside), from the overview that suits a pixel `step`
   * scene pixels wide. For pictures; analysis reads windows. With `sketched`, a file without overviews gives pixels
   * up to half a step beside the place, which makes every further view of it fast.
   */
  async samplePixels(
    layers: readonly string[],
    cols: Int32Array,
    rows: Int32Array,
    step: number,
    masking: Masking,
    sketched = false,
    breathe?: Breathe,
  ): Promise<LayerPixels> {
    const bands = layers.map(layer => bandOfLayer(this.scene, layer));
    const mask = this.#mask(masking);
    const wanted = mask ? [...bands, ...mask.bands] : bands;
    const dn = new Array<Float64Array>(wanted.length);
    const masks: (Uint8Array | null)[] = [];
    for (const group of groupByFile(wanted)) {
      const band = wanted[group[0]];
      const file = this.#file(band.file);
      const image = levelFor(file, Math.max(1, step / band.ratio));
      const scaleX = image.width / file.image.width / band.ratio;
      const scaleY = image.height / file.image.height / band.ratio;
      const atCols =
        scaleX === 1
          ? cols
          : cols.map(c => (c < 0 ? -1 : Math.min(image.width - 1, Math.floor((c + 0.5) * scaleX))));
      const atRows =
        scaleY === 1
          ? rows
          : rows.map(r => (r < 0 ? -1 : Math.min(image.height - 1, Math.floor((r + 0.5) * scaleY))));
      const distance = sketched ? step * Math.min(scaleX, scaleY) : 0;
      const planes = await file.samplePixels(
        image,
        atCols,
        atRows,
        group.map(i => wanted[i].fileBand - 1),
        distance,
        breathe,
      );
      const samples = group.filter(i => i < bands.length).map(i => wanted[i].fileBand - 1);
      if (samples.length && hasMask(this.scene, file))
        masks.push(await file.sampleMask(image, atCols, atRows, distance, samples));
      group.forEach((i, n) => (dn[i] = planes[n]));
    }
    const masked = new Uint8Array(cols.length);
    for (const plane of masks) markMasked(plane, masked);
    const pixels = this.#finish(bands, dn, mask, { cols, rows }, masked);
    const { width, height } = this.scene.grid;
    for (let i = 0; i < cols.length; i++)
      if (cols[i] < 0 || rows[i] < 0 || cols[i] >= width || rows[i] >= height) {
        pixels.validity[i] = reasonCode.nodata;
        for (const plane of pixels.values) plane[i] = 0;
      }
    return pixels;
  }

  /** DN of every band at one pixel. */
  async probe(col: number, row: number): Promise<number[]> {
    const planes = await this.#readBands(this.scene.bands, { col, row, width: 1, height: 1 });
    return planes.map(p => p[0]);
  }

  /** The mask of this scene, ready for pixels; the last few are kept. */
  #mask(masking: Masking): PixelMask | null {
    const key = typeof masking === 'string' ? masking : masking.id;
    let mask = this.#masks.get(key);
    if (mask === undefined) {
      mask = pixelMask(this.scene, masking, layer => bandOfLayer(this.scene, layer));
      if (this.#masks.size >= keptMasks) this.#masks.delete(this.#masks.keys().next().value!);
      this.#masks.set(key, mask);
    }
    return mask;
  }

  /** `validity` comes with what the files' masks say. */
  #finish(
    bands: readonly SceneBand[],
    dn: readonly ArrayLike<number>[],
    mask: PixelMask | null,
    places: MaskedPlaces,
    validity: Validity,
  ): LayerPixels {
    const values = bands.map((band, i) => toReflectance(dn[i], band.radiometry, band.nodata, validity));
    mask?.mark(dn.slice(bands.length), places, validity);
    return { values, validity };
  }
}

/** Positions of bands by file, so that an interleaved block is decoded once for all its bands. */
function groupByFile(bands: readonly SceneBand[]): number[][] {
  const groups = new Map<string, number[]>();
  bands.forEach((band, i) => {
    const group = groups.get(band.file);
    if (group) group.push(i);
    else groups.set(band.file, [i]);
  });
  return [...groups.values()];
}

function coarser(window: Window, ratio: number): Window {
  if (ratio === 1) return window;
  const col = Math.floor(window.col / ratio);
  const row = Math.floor(window.row / ratio);
  return {
    col,
    row,
    width: Math.floor((window.col + window.width - 1) / ratio) - col + 1,
    height: Math.floor((window.row + window.height - 1) / ratio) - row + 1,
  };
}

/** Repeats the pixels of a coarser band over the scene's pixels (nearest). */
function spread(plane: Samples, window: Window, ratio: number): Samples {
  const { col, row, width } = coarser(window, ratio);
  const out = new (plane.constructor as new (n: number) => Float64Array)(window.width * window.height);
  for (let y = 0; y < window.height; y++) {
    const from = (Math.floor((window.row + y) / ratio) - row) * width;
    for (let x = 0; x < window.width; x++)
      out[y * window.width + x] = plane[from + Math.floor((window.col + x) / ratio) - col];
  }
  return out as Samples;
}

/** True where no block of an image lies in two chunks of a scene whose first file is `first`. */
function keepsBlocksWhole(first: Scene['files'][number], image: Image): boolean {
  const [width, height] = chunkSize(first.layout, first.blockSize, image.width);
  return (
    height % image.blockHeight === 0 &&
    (image.blocksAcross === 1 ? width >= image.width : width % image.blockWidth === 0)
  );
}

/** Pixels that are worked on at once: a block that stays in the processor's cache, or a few strips. */
const chunkPixels = 2 ** 18;

/**
 * Windows that cover `area`, whole blocks of the scene's first file each, about a quarter of a million pixels. Of
 * several pictures joined, the blocks of each where it is the first.
 */
export function chunksOf(scene: Scene, area: Window): Window[] {
  if (!scene.joined) return chunksOn(scene.files[0], scene.grid.width, area);
  let rest = [area];
  const chunks = scene.joined.parts.flatMap(({ files, window }) => {
    const file = scene.files.find(f => f.file === files[0])!;
    const own = rest.flatMap(r => intersectWindows(r, window) ?? []);
    rest = rest.flatMap(r => without(r, window));
    const at = (w: Window, sign: 1 | -1) => ({
      ...w,
      col: w.col + sign * window.col,
      row: w.row + sign * window.row,
    });
    return own.flatMap(w => chunksOn(file, window.width, at(w, -1)).map(chunk => at(chunk, 1)));
  });
  return [...chunks, ...rest.flatMap(r => chunksOn(scene.files[0], scene.grid.width, r))];
}

/** What of a window lies beside another one, in up to four windows. */
function without(window: Window, other: Window): Window[] {
  const common = intersectWindows(window, other);
  if (!common) return [window];
  const { col, row, width, height } = window;
  const below = common.row + common.height;
  const right = common.col + common.width;
  return [
    { col, row, width, height: common.row - row },
    { col, row: below, width, height: row + height - below },
    { col, row: common.row, width: common.col - col, height: common.height },
    { col: right, row: common.row, width: col + width - right, height: common.height },
  ].filter(w => w.width > 0 && w.height > 0);
}

function chunksOn({ layout, blockSize }: Scene['files'][number], gridWidth: number, area: Window): Window[] {
  const [width, height] = chunkSize(layout, blockSize, gridWidth);
  const chunks: Window[] = [];
  for (let row = Math.floor(area.row / height) * height; row < area.row + area.height; row += height)
    for (let col = Math.floor(area.col / width) * width; col < area.col + area.width; col += width) {
      const left = Math.max(col, area.col);
      const top = Math.max(row, area.row);
      chunks.push({
        col: left,
        row: top,
        width: Math.min(col + width, area.col + area.width) - left,
        height: Math.min(row + height, area.row + area.height) - top,
      });
    }
  return chunks;
}

const stripPixels = 2 ** 16;

/** A chunk in strips of whole rows from the top, so small that a dozen planes of doubles stay near the processor. */
export function stripsOf({ col, row, width, height }: Window): Window[] {
  const rows = Math.max(1, Math.floor(stripPixels / width));
  return Array.from({ length: Math.ceil(height / rows) }, (_, i) => ({
    col,
    row: row + i * rows,
    width,
    height: Math.min(rows, height - i * rows),
  }));
}

function chunkSize(
  layout: Scene['files'][number]['layout'],
  [blockWidth, blockHeight]: readonly [number, number],
  sceneWidth: number,
): [number, number] {
  const across = Math.max(1, Math.floor(512 / blockWidth));
  const width = layout === 'striped' ? sceneWidth : Math.min(2048, blockWidth * across);
  const rows = Math.max(1, Math.floor(chunkPixels / Math.min(width, sceneWidth)));
  if (blockHeight >= rows) return [width, layout === 'striped' ? rows : blockHeight];
  return [width, blockHeight * Math.max(1, Math.floor(rows / blockHeight))];
}
