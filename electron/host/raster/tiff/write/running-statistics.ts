import type { PixelType } from '#core/scene/scene.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

/** Minimum, maximum, mean and deviation of a band's valid pixels, added up row by row. */
export class RunningStatistics {
  readonly #nodata: number | null;
  /** Counts by value for bytes and unsigned 16-bit numbers. */
  readonly #histogram: Float64Array | null;
  #count = 0;
  #total = 0;
  #sum = 0;
  #squares = 0;
  #shift = 0;
  #min = Infinity;
  #max = -Infinity;

  constructor(type: PixelType, nodata: number | null) {
    this.#nodata = nodata;
    this.#histogram =
      type === 'Byte' ? new Float64Array(256) : type === 'UInt16' ? new Float64Array(65536) : null;
  }

  /** Pixels as numbers (`numbersOf`); those where the mask is 0 do not count. */
  add(pixels: Samples, mask: Uint8Array | null): void {
    this.#total += pixels.length;
    const values = pixels as Float64Array;
    const histogram = this.#histogram;
    if (histogram) {
      if (mask) {
        for (let i = 0; i < values.length; i++) if (mask[i] !== 0) histogram[values[i]]++;
      } else if (pixels instanceof Uint16Array) count16(pixels, histogram);
      else for (let i = 0; i < values.length; i++) histogram[values[i]]++;
      return;
    }
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value !== value || value === this.#nodata || (mask && mask[i] === 0)) continue;
      if (this.#count === 0) this.#shift = value;
      this.#one(value, 1);
    }
  }

  #one(value: number, times: number): void {
    const d = value - this.#shift;
    this.#count += times;
    this.#sum += d * times;
    this.#squares += d * d * times;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /** Null where no pixel is valid. */
  summary(): { count: number; min: number; max: number; mean: number; deviation: number } | null {
    const histogram = this.#histogram;
    if (histogram && this.#count === 0) {
      this.#shift = Math.max(
        0,
        histogram.findIndex((n, v) => n > 0 && v !== this.#nodata),
      );
      histogram.forEach((n, value) => {
        if (n > 0 && value !== this.#nodata) this.#one(value, n);
      });
    }
    if (this.#count === 0) return null;
    const mean = this.#sum / this.#count;
    const variance = Math.max(0, this.#squares / this.#count - mean * mean);
    return {
      count: this.#count,
      min: this.#min,
      max: this.#max,
      mean: mean + this.#shift,
      deviation: Math.sqrt(variance),
    };
  }

  /** GDAL's statistics items; empty where no pixel is valid. */
  items(): Record<string, string> {
    const found = this.summary();
    if (!found || !Number.isFinite(found.deviation)) return {};
    return {
      STATISTICS_MAXIMUM: String(found.max),
      STATISTICS_MEAN: String(found.mean),
      STATISTICS_MINIMUM: String(found.min),
      STATISTICS_STDDEV: String(found.deviation),
      STATISTICS_VALID_PERCENT: String(Number(((100 * found.count) / this.#total).toPrecision(4))),
    };
  }
}

function count16(values: Uint16Array, histogram: Float64Array): void {
  for (let i = 0; i < values.length; i++) histogram[values[i]]++;
}
