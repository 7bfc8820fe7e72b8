import type { FrameBox } from '#core/page/page.ts';
import { invert, sameCrs, toMap, type Crs } from '#core/grid/grid.ts';
import { isClassification } from '#core/scene/band-roles.ts';
import type { Scene } from '#core/scene/scene.ts';
import { projector } from '#core/zones/project.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { Picture } from './picture.ts';

/** Pixels that are read at once at most. */
const stripPixels = 2 ** 20;
/** Pictures between CRS are projected at nodes this many pixels apart and bilinearly between. */
const nodeSpacing = 16;
/** The picture below the classes keeps this much of its contrast to white. */
const backgroundStrength = { outside: 0.62, inside: 0.8 };

export interface PictureMatter {
  scene: Scene;
  /** In the colours and opacities of the sheet. */
  raster: ClassRaster | null;
  /** Colours are judged by a wider part of the scene: around a patch there is mostly one kind of ground. */
  judgedWide?: true;
}

/**
 * What fills a map frame: the scene in natural colour, lightened, with the classes, if any, over it. Nearest pixels.
 */
export async function mapPicture(
  { scene, raster, judgedWide }: PictureMatter,
  frame: FrameBox,
  crs: Crs,
  dpi: number,
  progress: Progress = {},
): Promise<Picture> {
  const width = Math.max(1, Math.round((frame.width / 25.4) * dpi));
  const height = Math.max(1, Math.round((frame.height / 25.4) * dpi));
  const locate = locator(scene, frame, crs, width, height);
  const layers = layersFor(scene);
  const step = Math.max(1, locate.step);
  const reader = new SceneReader(scene);
  const rgb = new Uint8Array(width * height * 3);
  try {
    const judged = judgedWide ? widened(frame, surroundings) : frame;
    const ranges = await stretch(
      reader,
      layers,
      judged === frame ? locate : locator(scene, judged, crs, width, height),
      width,
      height,
    );
    const overlay = raster ? overlayTable(raster) : [];
    const axes = locate.axes();
    // Where a scene pixel covers several of the picture, each is read and coloured once.
    const cols = axes && distinct(axes.cols);
    const lines = axes && distinct(axes.rows);
    const across = cols ? cols.values.length : width;
    const down = lines ? lines.values.length : height;
    const small = cols ? new Uint8Array(across * down * 3) : rgb;
    const rows = Math.max(1, Math.floor(stripPixels / across));
    for (let top = 0; top < down; top += rows) {
      throwIfCancelled(progress.signal);
      await new Promise(resolve => setImmediate(resolve));
      const count = Math.min(rows, down - top);
      const at = { cols: new Int32Array(across * count), rows: new Int32Array(across * count) };
      if (cols && lines)
        for (let y = 0; y < count; y++) {
          at.cols.set(cols.values, y * across);
          at.rows.fill(lines.values[top + y], y * across, (y + 1) * across);
        }
      else locate.strip(top, count, at.cols, at.rows);
      const { values, validity } = await reader.samplePixels(layers, at.cols, at.rows, step, 'none');
      for (let i = 0; i < at.cols.length; i++) {
        const to = (top * across + i) * 3;
        const value = raster ? classAt(raster, at.cols[i], at.rows[i]) : 0;
        const strength = !raster || value > 0 ? backgroundStrength.inside : backgroundStrength.outside;
        const shown = at.cols[i] >= 0 && at.rows[i] >= 0 && (validity[i] === 0 || validity[i] === 2);
        for (let channel = 0; channel < 3; channel++) {
          const layer = layers.length === 3 ? channel : 0;
          const { min, max } = ranges[layer];
          const share = Math.min(1, Math.max(0, (values[layer][i] - min) / (max - min)));
          const ground = shown ? 255 - (255 - 255 * share) * strength : 255;
          const over = overlay[value];
          small[to + channel] = over ? ground + (over.color[channel] - ground) * over.opacity : ground;
        }
      }
      progress.onProgress?.(top + count, down, 'picture');
    }
    if (cols && lines) spread(small, across, cols.of, lines.of, rgb);
  } finally {
    reader.close();
  }
  return { width, height, rgb };
}

function classAt({ window, pixels }: ClassRaster, col: number, row: number): number {
  const c = col - window.col;
  const r = row - window.row;
  return c >= 0 && r >= 0 && c < window.width && r < window.height ? pixels[r * window.width + c] : 0;
}

function overlayTable(raster: ClassRaster) {
  const table = new Array<{ color: number[]; opacity: number } | undefined>(256);
  for (const c of raster.classes)
    table[c.value] = {
      color: [1, 3, 5].map(i => parseInt(c.color.slice(i, i + 2), 16)),
      opacity: c.opacity ?? 1,
    };
  return table;
}

/** Red, green, blue where the scene has them; else one band, as grey. */
function layersFor(scene: Scene): string[] {
  const has = (role: string) => scene.bands.some(b => b.role === role);
  if (['R', 'G', 'B'].every(has)) return ['R', 'G', 'B'];
  const grey = ['R', 'G', 'N', 'P', 'B'].find(has);
  if (grey) return [grey];
  const first = scene.bands.find(b => !isClassification(b.role)) ?? scene.bands[0];
  return [`b${first.index}`];
}

/** The values of a line in order, each once, and which of them every place has. */
function distinct(line: Int32Array): { values: Int32Array; of: Int32Array } {
  const of = new Int32Array(line.length);
  const values: number[] = [];
  for (let i = 0; i < line.length; i++) {
    if (i === 0 || line[i] !== line[i - 1]) values.push(line[i]);
    of[i] = values.length - 1;
  }
  return { values: Int32Array.from(values), of };
}

/** Repeats the pixels of a small picture over the columns and rows that have them. */
function spread(
  small: Uint8Array,
  across: number,
  cols: Int32Array,
  rows: Int32Array,
  rgb: Uint8Array,
): void {
  const stride = cols.length * 3;
  for (let y = 0; y < rows.length; y++) {
    if (y > 0 && rows[y] === rows[y - 1]) {
      rgb.copyWithin(y * stride, (y - 1) * stride, y * stride);
      continue;
    }
    for (let x = 0, to = y * stride; x < cols.length; x++, to += 3) {
      const from = (rows[y] * across + cols[x]) * 3;
      rgb[to] = small[from];
      rgb[to + 1] = small[from + 1];
      rgb[to + 2] = small[from + 2];
    }
  }
}

interface Locator {
  /** Scene pixels per picture pixel. */
  step: number;
  /**
   * Scene columns of the picture's columns and rows of its rows (−1 outside), where it is parallel and larger; else
   * null.
   */
  axes(): { cols: Int32Array; rows: Int32Array } | null;
  /** Columns and rows of the scene for picture rows [top, top + count); −1 outside. */
  strip(top: number, count: number, cols: Int32Array, rows: Int32Array): void;
}

function locator(scene: Scene, frame: FrameBox, crs: Crs, width: number, height: number): Locator {
  const { grid } = scene;
  const inverse = invert(grid.affine);
  const project = projector(crs, grid.crs!);
  const [minX, minY, maxX, maxY] = frame.extent;
  const unitX = (maxX - minX) / width;
  const unitY = (maxY - minY) / height;
  const exact = (px: number, py: number): [number, number] =>
    toMap(inverse, ...project(minX + px * unitX, maxY - py * unitY));
  const same = sameCrs(crs, grid.crs!);
  const centre = exact(width / 2, height / 2);
  const next = exact(width / 2 + 1, height / 2);
  const put = (at: number, c: number, r: number, cols: Int32Array, rows: Int32Array) => {
    const col = Math.floor(c);
    const row = Math.floor(r);
    const inside = col >= 0 && row >= 0 && col < grid.width && row < grid.height;
    cols[at] = inside ? col : -1;
    rows[at] = inside ? row : -1;
  };
  const step = Math.hypot(next[0] - centre[0], next[1] - centre[1]);
  return {
    step,
    axes() {
      if (!same || step > 1 || grid.affine[2] !== 0 || grid.affine[4] !== 0) return null;
      const within = (value: number, size: number) => {
        const at = Math.floor(value);
        return at >= 0 && at < size ? at : -1;
      };
      return {
        cols: Int32Array.from({ length: width }, (_, x) => within(exact(x + 0.5, 0.5)[0], grid.width)),
        rows: Int32Array.from({ length: height }, (_, y) => within(exact(0.5, y + 0.5)[1], grid.height)),
      };
    },
    strip(top, count, cols, rows) {
      if (same) {
        for (let y = 0; y < count; y++)
          for (let x = 0; x < width; x++) {
            const [c, r] = exact(x + 0.5, top + y + 0.5);
            put(y * width + x, c, r, cols, rows);
          }
        return;
      }
      const across = Math.ceil(width / nodeSpacing) + 1;
      const down = Math.ceil(count / nodeSpacing) + 1;
      const nodes = Array.from({ length: across * down }, (_, i) =>
        exact((i % across) * nodeSpacing, top + Math.floor(i / across) * nodeSpacing),
      );
      for (let y = 0; y < count; y++) {
        const v = (y + 0.5) / nodeSpacing;
        const row = Math.floor(v);
        for (let x = 0; x < width; x++) {
          const u = (x + 0.5) / nodeSpacing;
          const at = row * across + Math.floor(u);
          const [a, b, c, d] = [nodes[at], nodes[at + 1], nodes[at + across], nodes[at + across + 1]];
          const mix = (k: 0 | 1) => {
            const above = a[k] + (b[k] - a[k]) * (u % 1);
            const below = c[k] + (d[k] - c[k]) * (u % 1);
            return above + (below - above) * (v % 1);
          };
          put(y * width + x, mix(0), mix(1), cols, rows);
        }
      }
    },
  };
}

const surroundings = 6;

function widened(frame: FrameBox, times: number): FrameBox {
  const [minX, minY, maxX, maxY] = frame.extent;
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  const [halfX, halfY] = [((maxX - minX) / 2) * times, ((maxY - minY) / 2) * times];
  return { ...frame, extent: [x - halfX, y - halfY, x + halfX, y + halfY] };
}

/** 2–98 % of a sample of the frame's valid pixels, per layer. */
async function stretch(
  reader: SceneReader,
  layers: readonly string[],
  locate: Locator,
  width: number,
  height: number,
): Promise<{ min: number; max: number }[]> {
  const every = Math.max(1, Math.floor(Math.max(width, height) / 300));
  const cols: number[] = [];
  const rows: number[] = [];
  const lineCols = new Int32Array(width);
  const lineRows = new Int32Array(width);
  for (let y = Math.floor(every / 2); y < height; y += every) {
    locate.strip(y, 1, lineCols, lineRows);
    for (let x = Math.floor(every / 2); x < width; x += every)
      if (lineCols[x] >= 0) {
        cols.push(lineCols[x]);
        rows.push(lineRows[x]);
      }
  }
  if (cols.length === 0) return layers.map(() => ({ min: 0, max: 1 }));
  const { values, validity } = await reader.samplePixels(
    layers,
    Int32Array.from(cols),
    Int32Array.from(rows),
    locate.step * every,
    'auto',
  );
  return values.map(plane => {
    let seen = plane.filter((v, i) => validity[i] === 0 && Number.isFinite(v));
    if (seen.length === 0) seen = plane.filter(Number.isFinite);
    seen.sort();
    const at = (share: number) => seen[Math.min(seen.length - 1, Math.floor(share * seen.length))] ?? 0;
    const min = at(0.02);
    const max = at(0.98);
    return { min, max: max > min ? max : min + 1e-6 };
  });
}
