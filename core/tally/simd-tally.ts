import { reasonCode } from '#core/bands/validity.ts';
import type { Expression } from '#core/index/formula.ts';
import type { LoadedLayer } from '#core/wasm/pixel-code.ts';
import { accumulator, histogramBytes, tallyModule } from '#core/wasm/tally-module.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { placeInLayers, type TallyPixels } from './tally-pixels.ts';
import { binCount, binEdges, emptyTally, setMoments, type BinRange, type ZoneTally } from './tally.ts';

type Run = (
  n: number,
  near: number,
  threshold: number,
  perUnit: number,
  area: number,
  slope: number,
  sums: number,
  edges: number,
  codes: number,
  coverage: number,
  ...layers: number[]
) => void;

/** Layer arrays in the scratch memory. */
const arrayTypes = {
  Byte: Uint8Array,
  UInt16: Uint16Array,
  Int16: Int16Array,
  Int32: Int32Array,
  Float32: Float32Array,
} as const;

/** Bytes and arrays of scratch memory that a tally of so many pixels takes, beside layers that lie there already. */
export function tallyRoom(pixels: number, range: BinRange | null): { bytes: number; arrays: number } {
  const { edges, areas } = histogramBytes(range ? binCount(range) : 0);
  return { bytes: accumulator.size + edges + areas + pixels * 9, arrays: 4 };
}

/**
 * The tally of one formula in SIMD: four pixels a turn. A range without bins is a threshold. Modules are made for
 * what a window has (codes, coverage).
 */
export class SimdTally {
  readonly #expression: Expression;
  readonly #names: readonly string[];
  readonly #layers: readonly LoadedLayer[];
  readonly #wavelengthNm: (role: string) => number | null;
  readonly #range: BinRange | null;
  readonly #bins: number;
  /** The edges of the bins between −∞ and ∞. */
  readonly #edges: Float64Array;
  readonly #modules = new Map<string, () => Uint8Array<ArrayBuffer>>();

  constructor(
    expression: Expression,
    names: readonly string[],
    layers: readonly LoadedLayer[],
    wavelengthNm: (role: string) => number | null,
    range: BinRange | null,
  ) {
    this.#expression = expression;
    this.#names = names;
    this.#layers = layers;
    this.#wavelengthNm = wavelengthNm;
    this.#range = range;
    this.#bins = range ? binCount(range) : 0;
    this.#edges = Float64Array.of(-Infinity, ...(range ? binEdges(range) : []), Infinity);
  }

  tally(pixels: TallyPixels, near: number): ZoneTally {
    const { layers, coverage, areas } = pixels;
    const codes = pixels.classified && hasCode(pixels.classified) ? pixels.classified : null;
    const sizes = this.#layers.map(layer => arrayTypes[layer.type].BYTES_PER_ELEMENT);
    const room = tallyRoom(Math.max(coverage?.length ?? 0, codes?.length ?? 0), this.#range);
    const brought = layers.reduce(
      (sum, layer, k) => sum + (isHeld(layer) ? 0 : layer.length * sizes[k]),
      room.bytes,
    );
    const tally = scratch.use(brought, room.arrays + layers.length, () => {
      const run = this.#runFor(codes !== null, coverage !== null);
      const layerAt = layers.map((layer, k) => addressOf(layer, arrayTypes[this.#layers[k].type]));
      const codesAt = codes ? addressOf(codes, Uint8Array) : 0;
      const coverageAt = coverage ? addressOf(coverage, Float64Array) : 0;
      const own = scratch.take(accumulator.size);
      const sums = new Float64Array(own.buffer, own.byteOffset, accumulator.size / 8);
      sums.fill(0);
      sums.fill(Infinity, accumulator.min / 8, accumulator.min / 8 + 2);
      sums.fill(-Infinity, accumulator.max / 8, accumulator.max / 8 + 2);
      const histogram = this.#takeHistogram();
      const perUnit = this.#range ? 1 / this.#range.step : 0;
      let count = 0;
      let whole = 0;
      for (const { from, length, area, slope } of areas) {
        const at = placeInLayers(pixels.inside, from);
        run(
          length,
          near,
          this.#range?.min ?? 0,
          perUnit,
          area,
          slope,
          sums.byteOffset,
          histogram.at,
          codesAt + at,
          coverageAt + from * 8,
          ...layerAt.map((base, k) => base + at * sizes[k]),
        );
        count += length;
        whole += length * (area + (slope * (length - 1)) / 2);
      }
      const tally = collect(sums, this.#range, near, coverage ? null : { count, areaM2: whole });
      if (this.#bins > 0) addHistogram(tally, histogram.areas);
      return tally;
    });
    if (codes) addReasons(tally, codes, pixels);
    finishReasons(tally);
    return tally;
  }

  /** An empty histogram in the scratch memory. */
  #takeHistogram(): { at: number; areas: Float64Array } {
    const { edges, areas } = histogramBytes(this.#bins);
    const { buffer, byteOffset } = scratch.take(edges + areas);
    new Float64Array(buffer, byteOffset, edges / 8).set(this.#edges.subarray(0, edges / 8));
    const bins = new Float64Array(buffer, byteOffset + edges, areas / 8);
    return { at: byteOffset, areas: bins.fill(0) };
  }

  #runFor(codes: boolean, coverage: boolean): Run {
    const key = `${codes}${coverage}`;
    let maker = this.#modules.get(key);
    if (!maker) {
      const bins = this.#bins;
      const has = { codes, coverage, threshold: this.#range !== null && bins === 0, bins };
      maker = () => tallyModule(this.#expression, this.#names, this.#layers, this.#wavelengthNm, has);
      this.#modules.set(key, maker);
    }
    return scratch.functions<{ run: Run }>(maker).run;
  }
}

function hasCode(codes: Uint8Array): boolean {
  // Plain loops over words: `some` takes many times as long.
  const aligned = codes.byteOffset % 4 === 0 ? codes.length >> 2 : 0;
  const words = new Uint32Array(codes.buffer, aligned ? codes.byteOffset : 0, aligned);
  for (let i = 0; i < aligned; i++) if (words[i] !== 0) return true;
  for (let i = aligned * 4; i < codes.length; i++) if (codes[i] !== 0) return true;
  return false;
}

const isHeld = (array: ArrayLike<number>): boolean => ArrayBuffer.isView(array) && scratch.holds(array);

/** Where an array lies in the scratch memory; one from elsewhere is copied there. */
function addressOf(
  array: ArrayLike<number>,
  Type: (typeof arrayTypes)[keyof typeof arrayTypes] | Float64ArrayConstructor,
): number {
  if (isHeld(array)) return (array as Uint8Array).byteOffset;
  const place = scratch.take(array.length * Type.BYTES_PER_ELEMENT);
  new Type(place.buffer, place.byteOffset, array.length).set(array);
  return place.byteOffset;
}

function collect(
  sums: Float64Array<ArrayBuffer>,
  range: BinRange | null,
  near: number,
  uncovered: { count: number; areaM2: number } | null,
): ZoneTally {
  const pair = (name: keyof typeof accumulator) =>
    [sums[accumulator[name] / 8], sums[accumulator[name] / 8 + 1]] as const;
  const total = (name: keyof typeof accumulator) => pair(name)[0] + pair(name)[1];
  const counts = new BigInt64Array(sums.buffer, sums.byteOffset + accumulator.count, 2);
  const tally = emptyTally(range);
  tally.coverage = uncovered ? uncovered.count : total('coverage');
  tally.validCoverage = uncovered ? Number(counts[0] + counts[1]) : total('validCoverage');
  tally.areaM2 = uncovered ? uncovered.areaM2 : total('area');
  tally.validAreaM2 = total('validArea');
  tally.areaByReasonM2[reasonCode.valid] = tally.validAreaM2;
  tally.areaByReasonM2[reasonCode.nodata] = total('nodataArea');
  if (range && tally.areaByBinM2.length === 0) {
    tally.aboveM2 = total('aboveArea');
    tally.belowM2 = tally.validAreaM2 - tally.aboveM2;
  }
  if (tally.validCoverage > 0) {
    tally.min = Math.min(...pair('min'));
    tally.max = Math.max(...pair('max'));
    setMoments(tally, near, total('sum'), total('squares'));
  }
  return tally;
}

/** `areas`: below, every bin, above. */
function addHistogram(tally: ZoneTally, areas: Float64Array): void {
  tally.belowM2 = areas[0];
  tally.areaByBinM2.set(areas.subarray(1, -1));
  tally.aboveM2 = areas[areas.length - 1];
}

/** Areas by classification code where no layer is nodata; rare pixels, counted one by one. */
function addReasons(
  tally: ZoneTally,
  codes: Uint8Array,
  { layers, scales, coverage, areas, inside }: TallyPixels,
): void {
  const isMissing = (at: number): boolean => {
    for (let k = 0; k < layers.length; k++)
      if (layers[k][at] === scales[k].nodata || Number.isNaN(layers[k][at])) return true;
    return false;
  };
  const areaByReason = tally.areaByReasonM2;
  for (const { from, length, area, slope } of areas) {
    const at = placeInLayers(inside, from);
    for (let i = 0; i < length; i++) {
      const code = codes[at + i];
      if (code === 0) continue;
      const covered = coverage ? coverage[from + i] : 1;
      if (covered > 0 && !isMissing(at + i)) areaByReason[code] += (area + slope * i) * covered;
    }
  }
}

/** What is neither valid, nodata nor classified has no value by the formula. */
function finishReasons(tally: ZoneTally): void {
  let known = 0;
  for (let code = 0; code < tally.areaByReasonM2.length; code++)
    if (code !== reasonCode.undefined) known += tally.areaByReasonM2[code];
  const rest = tally.areaM2 - known;
  tally.areaByReasonM2[reasonCode.undefined] = rest > tally.areaM2 * 1e-9 ? rest : 0;
}
