import { reasonCode } from '#core/bands/validity.ts';
import { kernelSource } from '#core/index/compile-kernel.ts';
import { layersOf, parseFormula } from '#core/index/formula.ts';
import { canLoad, canVectorise, type LoadedLayer } from '#core/wasm/pixel-code.ts';
import { SimdTally } from './simd-tally.ts';
import { placeInLayers, type LayerScale, type TallyPixels } from './tally-pixels.ts';
import {
  binCount,
  binEdges,
  emptyTally,
  hasCancelled,
  setMoments,
  type BinRange,
  type ZoneTally,
} from './tally.ts';

/** `near` is a number near the values, such as the mean so far: with one that is not, all is tallied twice. */
export type TallyKernel = (pixels: Omit<TallyPixels, 'scales'>, near: number) => ZoneTally;

/**
 * One pass from DN to tally: nodata, scale, formula, validity, sums and histogram, compiled for this formula: SIMD
 * where it has the types and functions, else a JavaScript loop. Says the same as toReflectance, Kernel.run,
 * classifyValidity and tallyPixels one after another.
 */
export function compileTally(
  formula: string,
  wavelengthNm: (role: string) => number | null,
  scales: readonly LayerScale[],
  range: BinRange | null,
): TallyKernel {
  const expression = parseFormula(formula);
  if (!canVectorise(expression) || !scales.every(canLoad))
    return compileScalarTally(formula, wavelengthNm, scales, range);
  const layers = scales as readonly LoadedLayer[];
  const simd = new SimdTally(expression, layersOf(expression), layers, wavelengthNm, range);
  return againWhereCancelled((pixels, near) => simd.tally({ ...pixels, scales }, near));
}

/** Tallies once more around the mean that was found, where the first sums of squares cancelled. */
function againWhereCancelled(once: TallyKernel): TallyKernel {
  return (pixels, near) => {
    const tally = once(pixels, near);
    return hasCancelled(tally, near) ? once(pixels, tally.mean) : tally;
  };
}

/** The same in JavaScript: any type, any function. */
export function compileScalarTally(
  formula: string,
  wavelengthNm: (role: string) => number | null,
  scales: readonly LayerScale[],
  range: BinRange | null,
): TallyKernel {
  const layers = layersOf(parseFormula(formula));
  const edges = range ? binEdges(range) : new Float64Array(1);
  const bins = range ? binCount(range) : 0;
  const loops = new Map<string, Loop>();
  return againWhereCancelled((pixels, near) => {
    const tally = emptyTally(range);
    const key = `${pixels.coverage !== null}${pixels.classified !== null}`;
    let loop = loops.get(key);
    if (!loop) {
      loop = compileLoop(
        layers,
        formula,
        wavelengthNm,
        scales,
        bins,
        range !== null && bins === 0,
        pixels.coverage !== null,
        pixels.classified !== null,
      );
      loops.set(key, loop);
    }
    // Short runs: the engine optimises a function that is entered often far better than one long loop.
    const sums = new Float64Array([0, 0, 0, 0, near, 0, 0, Infinity, -Infinity, 0, 0]);
    const perUnit = range ? 1 / range.step : 0;
    for (const { from, length, area, slope } of pixels.areas) {
      const at = placeInLayers(pixels.inside, from);
      loop(
        pixels.layers,
        pixels.coverage,
        pixels.classified,
        sums,
        tally.areaByReasonM2,
        tally.areaByBinM2,
        edges,
        perUnit,
        at,
        at + length,
        from - at,
        area,
        slope,
      );
    }
    const [coverage, , validCoverage, validAreaM2, shift, sum, squares, min, max, belowM2, aboveM2] = sums;
    tally.areaByReasonM2[reasonCode.valid] = validAreaM2;
    const areaM2 = tally.areaByReasonM2.reduce((a, b) => a + b, 0);
    Object.assign(tally, { coverage, areaM2, validCoverage, validAreaM2, belowM2, aboveM2 });
    if (validCoverage > 0) {
      tally.min = min;
      tally.max = max;
      setMoments(tally, shift, sum, squares);
    }
    return tally;
  });
}

type Loop = (
  layers: readonly ArrayLike<number>[],
  coverage: Float64Array | null,
  classified: Uint8Array | null,
  sums: Float64Array,
  reasons: Float64Array,
  bins: Float64Array,
  edges: Float64Array,
  perUnit: number,
  from: number,
  to: number,
  toCoverage: number,
  area: number,
  slope: number,
) => void;

function compileLoop(
  layers: readonly string[],
  formula: string,
  wavelengthNm: (role: string) => number | null,
  scales: readonly LayerScale[],
  bins: number,
  threshold: boolean,
  covered: boolean,
  classified: boolean,
): Loop {
  const literal = (n: number) => (n < 0 ? `(${n})` : String(n));
  const read = layers.map((_, i) => `const d${i} = p${i}[i];`).join(' ');
  const nodata = layers
    .map((_, i) => {
      const { nodata: value, type } = scales[i];
      const integer = !type.includes('Float');
      const tests = [
        value !== null && Number.isFinite(value) ? `d${i} === ${literal(value)}` : '',
        integer ? '' : `d${i} !== d${i}`,
      ];
      return tests.filter(Boolean).join(' || ');
    })
    .filter(Boolean)
    .join(' || ');
  const scaled = layers
    .map((_, i) => {
      const { scale, offset, sphericalAlbedo } = scales[i];
      const y = scale === 1 && offset === 0 ? `d${i}` : `d${i} * ${literal(scale)} + ${literal(offset)}`;
      return sphericalAlbedo
        ? `const y${i} = ${y}; const v${i} = y${i} / (1 + y${i} * ${literal(sphericalAlbedo)});`
        : `const v${i} = ${y};`;
    })
    .join(' ');
  const value = kernelSource(formula, wavelengthNm, layer => `v${layers.indexOf(layer)}`);
  // Whole pixels are counted in an integer; what is left out is rare and tallied in its own branch.
  const leaveOut = (code: string) =>
    `{ reasons[${code}] += a; left ${covered ? '+= c' : '= left + 1 | 0'}; continue; }`;
  // A value near an edge is compared with the edge itself: "above the threshold" stays exact.
  const histogram =
    bins === 0
      ? threshold
        ? 'if (v > low) above += a; else below += a;'
        : ''
      : `if (v <= low) below += a;
      else if (v > high) above += a;
      else {
        const t = (v - low) * perUnit;
        let b = t | 0;
        const f = t - b;
        if (f < 1e-6 || f > 0.999999 || b >= ${bins}) {
          if (b >= ${bins}) b = ${bins - 1};
          while (v <= edges[b]) b--;
          while (v > edges[b + 1]) b++;
        }
        bins[b] += a;
      }`;
  const body = `"use strict";
  ${layers.map((_, i) => `const p${i} = layers[${i}];`).join(' ')}
  const low = edges[0], high = edges[edges.length - 1];
  const shift = sums[4];
  let left = 0, valid = 0, validArea = 0, sum = 0, squares = 0, min = Infinity, max = -Infinity, below = 0, above = 0;
  for (let i = from; i < to; i++) {
    ${covered ? 'const c = coverage[i + toCoverage]; if (c === 0) continue; const a = c * (area + slope * (i - from));' : 'const a = area + slope * (i - from);'}
    ${read}
    ${nodata ? `if (${nodata}) ${leaveOut(String(reasonCode.nodata))}` : ''}
    ${classified ? `const code = classified[i]; if (code !== 0) ${leaveOut('code')}` : ''}
    ${scaled}
    const v = ${value};
    if (v - v !== 0) ${leaveOut(String(reasonCode.undefined))}
    ${covered ? 'valid += c;' : ''} validArea += a;
    const d = v - shift;
    ${covered ? 'const cd = c * d; sum += cd; squares += cd * d;' : 'sum += d; squares += d * d;'}
    if (v < min) min = v;
    if (v > max) max = v;
    ${histogram}
  }
  ${covered ? '' : 'valid = to - from - left;'}
  sums[0] += left + valid; sums[2] += valid; sums[3] += validArea; sums[5] += sum; sums[6] += squares;
  if (min < sums[7]) sums[7] = min;
  if (max > sums[8]) sums[8] = max;
  sums[9] += below; sums[10] += above;`;
  return new Function(
    'layers',
    'coverage',
    'classified',
    'sums',
    'reasons',
    'bins',
    'edges',
    'perUnit',
    'from',
    'to',
    'toCoverage',
    'area',
    'slope',
    body,
  ) as Loop;
}
