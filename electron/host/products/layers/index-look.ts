import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { compileKernel } from '#core/index/compile-kernel.ts';
import { indexRamp } from '#core/index/index-ramp.ts';
import { bloomRamp } from '#core/page/map-look.ts';
import { findIndex } from '#host/run/index/index-choice.ts';
import { wavelengths } from '#host/run/zones/lanes.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { stretchOf } from '#host/raster/stretch.ts';
import { shownScene } from '#host/products/rasters/class-raster-for.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import type { Stop } from './layer-looks.ts';

/** Classes of land cover differ or not: there is no value behind them. */
export const hasIndexRaster = (result: BloomResult | RedlineResult): boolean =>
  result.kind === 'bloom' || result.options.method !== 'classes';

/** What the values of the index raster are called. */
export const indexTitle = ({ assessment: { result }, sheet }: SheetInput): string => {
  if (result.kind === 'bloom') return result.index;
  const vector = result.options.method === 'vector';
  if (sheet.language === 'en') return vector ? 'Change vector length' : `Change of ${result.measure}`;
  return vector ? '变化向量长度' : `${result.measure} 变化`;
};

/** The colours of the index raster: those of the window, whose ramps end at the scene's 2nd and 98th percentiles. */
export async function indexStops(input: SheetInput): Promise<Stop[]> {
  const { result } = input.assessment;
  const { threshold } = result;
  const stop = (value: number, color: string): Stop => ({
    value,
    color,
    label: String(Number(value.toPrecision(4))),
  });
  if (result.kind === 'redline') {
    const far = Math.max(2 * threshold, 1e-6);
    return result.options.method === 'vector'
      ? [stop(0, '#f0efe6'), stop(threshold || far / 2, '#f4a582'), stop(far, '#d7301f')]
      : ['#d7301f', '#f4a582', '#f0efe6', '#a6dbc4', '#1b9e77'].map((color, i) =>
          stop(((i - 2) * far) / 2, color),
        );
  }
  const scene = shownScene(input);
  const nm = wavelengths(scene);
  const reader = new SceneReader(scene);
  try {
    const { formula } = findIndex(result.index);
    const { ranges } = await stretchOf(reader, [formula], [2, 98], f =>
      compileKernel(f, role => nm[role] ?? null),
    );
    const { min, max } = ranges[0];
    const high = Math.max(max, min + 1e-6, threshold + 1e-6);
    return bloomStops(min, high, threshold).map(({ value, color }) => stop(value, color));
  } finally {
    reader.close();
  }
}

/** The plain ramp up to the threshold, from there the ramp of bloom. */
function bloomStops(low: number, high: number, threshold: number): { value: number; color: string }[] {
  const along = (colors: readonly string[], from: number) =>
    colors.map((color, i) => ({ value: from + ((high - from) * i) / (colors.length - 1), color }));
  const plain = along(indexRamp, low);
  const below = plain.filter(s => s.value < threshold);
  const next = plain[below.length];
  const last = below.at(-1);
  const edge =
    last && next
      ? [
          {
            value: threshold,
            color: mix(last.color, next.color, (threshold - last.value) / (next.value - last.value)),
          },
        ]
      : [];
  const [first, ...strong] = along(bloomRamp, threshold);
  return [...below, ...edge, { ...first, value: threshold + (high - threshold) * 1e-6 }, ...strong];
}

function mix(a: string, b: string, share: number): string {
  const part = (at: number) => {
    const [x, y] = [a, b].map(color => parseInt(color.slice(at, at + 2), 16));
    return Math.round(x + (y - x) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
