import { reasonCode } from '#core/bands/validity.ts';
import type { Expression } from '#core/index/formula.ts';
import type { LoadedLayer } from '#core/wasm/pixel-code.ts';
import { accumulator, tallyModule } from '#core/wasm/tally-module.ts';
import { workspace } from '#core/wasm/workspace.ts';
import { placeInLayers, type TallyPixels } from './tally-pixels.ts';
import { emptyTally, type BinRange, type ZoneTally } from './tally.ts';

type Run = (
  n: number,
  near: number,
  threshold: number,
  area: number,
  slope: number,
  sums: number,
  codes: number,
  coverage: number,
  ...layers: number[]
) => void;

/** Layer arrays in the workspace. */
const arrayTypes = {
  Byte: Uint8Array,
  UInt16: Uint16Array,
  Int16: Int16Array,
  Int32: Int32Array,
  Float32: Float32Array,
} as const;

/** Bytes and arrays of workspace that a tally of so many pixels takes, beside layers that lie there already. */
export const tallyRoom = (pixels: number) => ({ bytes: accumulator.size + pixels * 9, arrays: 3 });

/**
 * The tally of one formula in SIMD: four pixels a turn; no bins, at most a threshold (a range without bins). Modules are
 * made for what a window has (codes, coverage).
 */
export class SimdTally {
  readonly #expression: Expression;
  readonly #names: readonly string[];
  readonly #layers: readonly LoadedLayer[];
  readonly #wavelengthNm: (role: string) => number | null;
  readonly #range: BinRange | null;
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
  }

  tally(pixels: TallyPixels, near: number): ZoneTally {
    const { layers, coverage, areas } = pixels;
    const codes = pixels.classified?.some(code => code !== 0) ? pixels.classified : null;
    const sizes = this.#layers.map(layer => arrayTypes[layer.type].BYTES_PER_ELEMENT);
    const room = tallyRoom(Math.max(coverage?.length ?? 0, codes?.length ?? 0));
    const brought = layers.reduce(
      (sum, layer, k) => sum + (isHeld(layer) ? 0 : layer.length * sizes[k]),
      room.bytes,
    );
    const tally = workspace.use(brought, room.arrays + layers.length, () => {
      const run = this.#runFor(codes !== null, coverage !== null);
      const layerAt = layers.map((layer, k) => addressOf(layer, arrayTypes[this.#layers[k].type]));
      const codesAt = codes ? addressOf(codes, Uint8Array) : 0;
      const coverageAt = coverage ? addressOf(coverage, Float64Array) : 0;
      const own = workspace.take(accumulator.size);
      const sums = new Float64Array(own.buffer, own.byteOffset, accumulator.size / 8);
      sums.fill(0);
      sums.fill(Infinity, accumulator.min / 8, accumulator.min / 8 + 2);
      sums.fill(-Infinity, accumulator.max / 8, accumulator.max / 8 + 2);
      let count = 0;
      let whole = 0;
      for (const { from, length, area, slope } of areas) {
        const at = placeInLayers(pixels.inside, from);
        run(
          length,
          near,
          this.#range?.min ?? 0,
          area,
          slope,
          sums.byteOffset,
          codesAt + at,
          coverageAt + from * 8,
          ...layerAt.map((base, k) => base + at * sizes[k]),
        );
        count += length;
        whole += length * (area + (slope * (length - 1)) / 2);
      }
      return collect(sums, this.#range, near, coverage ? null : { count, areaM2: whole });
    });
    if (codes) addReasons(tally, codes, pixels);
    finishReasons(tally);
    return tally;
  }

  #runFor(codes: boolean, coverage: boolean): Run {
    const key = `${codes}${coverage}`;
    let maker = this.#modules.get(key);
    if (!maker) {
      const has = { codes, coverage, threshold: this.#range !== null };
      maker = () => tallyModule(this.#expression, this.#names, this.#layers, this.#wavelengthNm, has)!;
      this.#modules.set(key, maker);
    }
    return workspace.functions<{ run: Run }>(maker).run;
  }
}

const isHeld = (array: ArrayLike<number>): boolean => ArrayBuffer.isView(array) && workspace.holds(array);

/** Where an array lies in the workspace; one from elsewhere is copied there. */
function addressOf(
  array: ArrayLike<number>,
  Type: (typeof arrayTypes)[keyof typeof arrayTypes] | Float64ArrayConstructor,
): number {
  if (isHeld(array)) return (array as Uint8Array).byteOffset;
  const place = workspace.take(array.length * Type.BYTES_PER_ELEMENT);
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
  if (range) {
    tally.aboveM2 = total('aboveArea');
    tally.belowM2 = tally.validAreaM2 - tally.aboveM2;
  }
  if (tally.validCoverage > 0) {
    tally.min = Math.min(...pair('min'));
    tally.max = Math.max(...pair('max'));
    tally.mean = near + total('sum') / tally.validCoverage;
    tally.squares = Math.max(0, total('squares') - total('sum') ** 2 / tally.validCoverage);
  }
  return tally;
}

/** Areas by classification code where no layer is nodata; rare pixels, counted one by one. */
function addReasons(
  tally: ZoneTally,
  codes: Uint8Array,
  { layers, scales, coverage, areas, inside }: TallyPixels,
): void {
  for (const { from, length, area, slope } of areas) {
    const at = placeInLayers(inside, from);
    for (let i = 0; i < length; i++) {
      const code = codes[at + i];
      if (code === 0) continue;
      const missing = layers.some(
        (layer, k) => layer[at + i] === scales[k].nodata || Number.isNaN(layer[at + i]),
      );
      if (!missing) tally.areaByReasonM2[code] += (area + slope * i) * (coverage ? coverage[from + i] : 1);
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
