import { reasonCode } from '#core/bands/validity.ts';
import type { Expression } from '#core/index/formula.ts';
import { ensureBytes, instantiate, newMemory, type WasmMemory } from '#core/wasm/instance.ts';
import { accumulator, tallyModule, type LoadedLayer } from '#core/wasm/tally-module.ts';
import type { TallyPixels } from './tally-pixels.ts';
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

/** Layer arrays in WebAssembly memory. */
const arrayTypes = {
  Byte: Uint8Array,
  UInt16: Uint16Array,
  Int16: Int16Array,
  Int32: Int32Array,
  Float32: Float32Array,
} as const;

/** Bytes kept free behind every array: loads may reach past the end. */
const padding = 32;

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
  readonly #memory: WasmMemory = newMemory(1 << 20);
  readonly #runs = new Map<string, Run>();

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
    const { layers, coverage, classified, areas } = pixels;
    const count = layers[0].length;
    const codes = classified && classified.some(code => code !== 0) ? classified : null;
    const run = this.#runFor(codes !== null, coverage !== null);
    let end: number = accumulator.size;
    const place = (bytes: number) => {
      const at = end;
      end = (end + bytes + padding + 15) & ~15;
      return at;
    };
    const layerAt = this.#layers.map(layer => place(count * arrayTypes[layer.type].BYTES_PER_ELEMENT));
    const codesAt = place(codes ? count : 0);
    const coverageAt = place(coverage ? count * 8 : 0);
    ensureBytes(this.#memory, end);
    const { buffer } = this.#memory;
    this.#layers.forEach((layer, i) =>
      new arrayTypes[layer.type](buffer, layerAt[i], count).set(layers[i] as never),
    );
    if (codes) new Uint8Array(buffer, codesAt, count).set(codes);
    if (coverage) new Float64Array(buffer, coverageAt, count).set(coverage);
    const sums = new Float64Array(buffer, 0, accumulator.size / 8);
    sums.fill(0);
    sums.fill(Infinity, accumulator.min / 8, accumulator.min / 8 + 2);
    sums.fill(-Infinity, accumulator.max / 8, accumulator.max / 8 + 2);
    const sizes = this.#layers.map(layer => arrayTypes[layer.type].BYTES_PER_ELEMENT);
    for (const { from, length, area, slope } of areas)
      run(
        length,
        near,
        this.#range?.min ?? 0,
        area,
        slope,
        0,
        codesAt + from,
        coverageAt + from * 8,
        ...layerAt.map((at, k) => at + from * sizes[k]),
      );
    const tally = this.#collect(buffer, near, coverage !== null, count);
    if (codes) addReasons(tally, codes, pixels);
    finishReasons(tally);
    return tally;
  }

  #runFor(codes: boolean, coverage: boolean): Run {
    const key = `${codes}${coverage}`;
    let run = this.#runs.get(key);
    if (!run) {
      const module = tallyModule(this.#expression, this.#names, this.#layers, this.#wavelengthNm, {
        codes,
        coverage,
        threshold: this.#range !== null,
      });
      run = instantiate<{ run: Run }>(module!, this.#memory).run;
      this.#runs.set(key, run);
    }
    return run;
  }

  #collect(buffer: ArrayBuffer, near: number, covered: boolean, count: number): ZoneTally {
    const sums = new Float64Array(buffer, 0, accumulator.size / 8);
    const pair = (name: keyof typeof accumulator) =>
      [sums[accumulator[name] / 8], sums[accumulator[name] / 8 + 1]] as const;
    const total = (name: keyof typeof accumulator) => pair(name)[0] + pair(name)[1];
    const counts = new BigInt64Array(buffer, accumulator.count, 2);
    const tally = emptyTally(this.#range);
    tally.coverage = covered ? total('coverage') : count;
    tally.validCoverage = covered ? total('validCoverage') : Number(counts[0] + counts[1]);
    tally.areaM2 = total('area');
    tally.validAreaM2 = total('validArea');
    tally.areaByReasonM2[reasonCode.valid] = tally.validAreaM2;
    tally.areaByReasonM2[reasonCode.nodata] = total('nodataArea');
    if (this.#range) {
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
}

/** Areas by classification code where no layer is nodata; rare pixels, counted one by one. */
function addReasons(
  tally: ZoneTally,
  codes: Uint8Array,
  { layers, scales, coverage, areas }: TallyPixels,
): void {
  for (const { from, length, area, slope } of areas)
    for (let i = 0; i < length; i++) {
      const code = codes[from + i];
      if (code === 0) continue;
      const missing = layers.some(
        (layer, k) => layer[from + i] === scales[k].nodata || Number.isNaN(layer[from + i]),
      );
      if (!missing) tally.areaByReasonM2[code] += (area + slope * i) * (coverage ? coverage[from + i] : 1);
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
