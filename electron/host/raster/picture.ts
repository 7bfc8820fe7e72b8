import type { Grid } from '#core/grid/grid.ts';
import { indexRamp } from '#core/index/index-ramp.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { markUndefined } from '#core/mask/classify-validity.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { sampleRows, type SampledRows } from '#host/raster/reader/sample-rows.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { rangeOf, sortedValues } from './stretch.ts';

/** A whole scene as colours. */
export interface ScenePicture {
  width: number;
  height: number;
  /** Red green blue, row-major. */
  rgb: Uint8Array;
  /** 0 where the scene holds no data, else 255. */
  alpha: Uint8Array;
  grid: Grid;
  /** Values that became black and white, one pair per layer. */
  ranges: { min: number; max: number }[];
}

const percentiles = [2, 98] as const;
/** As the map shows colour composites. */
const gamma = 1.2;
/** Pictures of fewer source pixels are read at once; threads would take longer to start. */
const fewPixels = 2 ** 22;
/** Rows are shared out in this many parts, so that no thread waits long for another one. */
const parts = 8;

/**
 * A picture of the whole scene, `wanted` pixels wide, or less where it would be too high: the nearest pixels,
 * of the overview that suits where the file has
 * overviews. Three kernels are red, green and blue, one is grey or, where it computes something, the ramp of indices.
 */
export async function makePicture(
  scene: Scene,
  kernels: readonly Kernel[],
  wanted: number,
  openPool: () => RasterPool,
): Promise<ScenePicture> {
  const { grid } = scene;
  const [width, height] = pictureSize(grid, wanted);
  const layers = [...new Set(kernels.flatMap(k => k.layers))];
  const request = { scene, layers, clouds: 'none' as const, width, height };
  const sampled = isQuick(scene, width)
    ? [await sampleHere({ ...request, first: 0, count: height })]
    : await sampleInThreads(request, openPool());
  const { values, validity } = joined(sampled);
  const planes = kernels.map(kernel => {
    const inputs = kernel.layers.map(layer => values[layers.indexOf(layer)]);
    // A band as it is needs no computing.
    if (kernel.formula === kernel.layers[0]) return inputs[0];
    const plane = new Float64Array(width * height);
    kernel.run(inputs, plane);
    return plane;
  });
  if (planes.length === 1) markUndefined(planes[0], validity);
  let ranges = planes.map(plane => rangeOf(sortedValues(thin(plane), thin(validity)), percentiles));
  if (kernels.map(k => k.formula).join() === 'R,G,B') ranges = balanced(ranges);
  const computed = kernels.length === 1 && kernels[0].formula !== kernels[0].layers[0];
  const alpha = new Uint8Array(validity.length);
  for (let i = 0; i < alpha.length; i++)
    alpha[i] = validity[i] === 0 || (validity[i] !== 1 && !computed) ? 255 : 0;
  const [x0, a, b, y0, d, e] = grid.affine;
  const [sx, sy] = [grid.width / width, grid.height / height];
  return {
    width,
    height,
    rgb: computed ? ramp(planes[0], ranges[0]) : composite(planes, ranges),
    alpha,
    grid: { width, height, affine: [x0, a * sx, b * sy, y0, d * sx, e * sy], crs: grid.crs },
    ranges,
  };
}

/** Neither side of a picture is longer: a transect of one column would be thousands of times as high as wide. */
export const longestSide = 2 ** 15;

/** Width and height in the scene's proportions; the width is `wanted` where the height has room. */
export function pictureSize(
  { width, height }: Pick<Grid, 'width' | 'height'>,
  wanted: number,
): [number, number] {
  const across = Math.max(1, Math.min(wanted, Math.floor((longestSide * width) / height)));
  return [across, Math.min(longestSide, Math.max(1, Math.round((height * across) / width)))];
}

/** True where an overview is small, or rows can be picked out without decoding. */
function isQuick(scene: Scene, width: number): boolean {
  return scene.files.every(file => {
    const step = Math.max(1, (file.width / width) * 1.01);
    const level = [[file.width, file.height], ...file.overviews].findLast(([w]) => file.width / w <= step)!;
    const skips = file.compression === 'NONE' && file.layout === 'striped';
    return skips || level[0] * level[1] <= fewPixels;
  });
}

type Request = Omit<Parameters<typeof sampleRows>[1], 'first' | 'count'>;

async function sampleHere(input: Parameters<typeof sampleRows>[1]): Promise<SampledRows> {
  const reader = new SceneReader(input.scene);
  try {
    return await sampleRows(reader, input);
  } finally {
    reader.close();
  }
}

/** Parts begin where rows of blocks do, so that no block is decoded twice. */
async function sampleInThreads(request: Request, pool: RasterPool): Promise<SampledRows[]> {
  const { scene, height } = request;
  const [, blockHeight] = scene.files[0].blockSize;
  const rowOf = (blockRow: number) =>
    Math.min(height, Math.ceil((blockRow * blockHeight * height) / scene.grid.height - 0.5));
  const blocksDown = Math.ceil(scene.grid.height / blockHeight);
  const starts = Array.from({ length: parts + 1 }, (_, i) =>
    i === parts ? height : rowOf(Math.floor((i * blocksDown) / parts)),
  );
  return Promise.all(
    starts
      .slice(0, -1)
      .map((first, i) => pool.run('sample', { ...request, first, count: starts[i + 1] - first })),
  );
}

/** Parts that follow each other. */
function joined(parts: readonly SampledRows[]): SampledRows {
  if (parts.length === 1) return parts[0];
  const pixels = parts.reduce((sum, part) => sum + part.validity.length, 0);
  const validity = new Uint8Array(pixels);
  const values = parts[0].values.map(() => new Float64Array(pixels));
  let at = 0;
  for (const part of parts) {
    validity.set(part.validity, at);
    values.forEach((plane, i) => plane.set(part.values[i], at));
    at += part.validity.length;
  }
  return { values, validity };
}

/** Every n-th value: 65 536 tell the percentiles. */
function thin<T extends Float64Array | Uint8Array>(values: T): T {
  const every = Math.ceil(values.length / 2 ** 16);
  const out = values.slice(0, Math.floor(values.length / every)) as T;
  for (let i = 0; i < out.length; i++) out[i] = values[i * every];
  return out;
}

/** Natural colour keeps its hues: each band loses its own haze, and all are divided by the same width. */
function balanced(ranges: ScenePicture['ranges']): ScenePicture['ranges'] {
  const width = Math.max(...ranges.map(({ min, max }) => max - min));
  return ranges.map(({ min }) => ({ min, max: min + width }));
}

function composite(planes: readonly Float64Array[], ranges: ScenePicture['ranges']): Uint8Array {
  const rgb = new Uint8Array(planes[0].length * 3);
  for (let channel = 0; channel < 3; channel++) {
    const plane = planes[planes.length === 3 ? channel : 0];
    const { min, max } = ranges[planes.length === 3 ? channel : 0];
    const steps = (brightness.length - 1) / (max - min);
    for (let i = 0, to = channel; i < plane.length; i++, to += 3) {
      const step = (plane[i] - min) * steps;
      rgb[to] = brightness[step > 0 ? Math.min(brightness.length - 1, step + 0.5) | 0 : 0];
    }
  }
  return rgb;
}

function ramp(plane: Float64Array, { min, max }: ScenePicture['ranges'][number]): Uint8Array {
  const colors = indexRamp.map(color => [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16)));
  const rgb = new Uint8Array(plane.length * 3);
  for (let i = 0; i < plane.length; i++) {
    const along = share(plane[i], min, max) * (colors.length - 1);
    const low = Math.min(colors.length - 2, Math.floor(along));
    for (let c = 0; c < 3; c++)
      rgb[i * 3 + c] = Math.round(colors[low][c] + (colors[low + 1][c] - colors[low][c]) * (along - low));
  }
  return rgb;
}

/** Brightness 0–255 by share of the range, in steps far below one. */
const brightness = Uint8Array.from({ length: 4096 }, (_, i) => Math.round(255 * (i / 4095) ** (1 / gamma)));

const share = (value: number, min: number, max: number): number =>
  Math.min(1, Math.max(0, (value - min) / (max - min))) || 0;
