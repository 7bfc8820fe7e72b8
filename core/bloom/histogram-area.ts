/** The part of a zone's histogram that gives areas; bin i holds min + i·step < value ≤ min + (i + 1)·step. */
export interface AreaHistogram {
  areaKm2ByBin: readonly number[];
  /** Area above range.max: bloom at every threshold. */
  aboveKm2: number;
}

export interface HistogramRange {
  min: number;
  max: number;
  step: number;
}

/** The nearest whole step from min, inside of the range; without binary crumbs. */
export function snapThreshold(range: HistogramRange, threshold: number): number {
  const steps = Math.round((Math.min(range.max, Math.max(range.min, threshold)) - range.min) / range.step);
  return Number((range.min + steps * range.step).toPrecision(12));
}

/** The first bin that lies wholly above a threshold on a whole step. */
export function firstBinAbove(range: HistogramRange, threshold: number): number {
  return Math.round((threshold - range.min) / range.step);
}

/** km² with a value above the threshold, which is a whole step from range.min. */
export function areaAboveKm2(histogram: AreaHistogram, range: HistogramRange, threshold: number): number {
  let area = histogram.aboveKm2;
  const { areaKm2ByBin } = histogram;
  for (let bin = Math.max(0, firstBinAbove(range, threshold)); bin < areaKm2ByBin.length; bin++) {
    area += areaKm2ByBin[bin];
  }
  return area;
}

/** km² above each threshold: entry i is the area above range.min + i·step; one entry more than there are bins. */
export function areaCurveKm2(histogram: AreaHistogram): number[] {
  const { areaKm2ByBin, aboveKm2 } = histogram;
  const curve = new Array<number>(areaKm2ByBin.length + 1);
  curve[areaKm2ByBin.length] = aboveKm2;
  for (let bin = areaKm2ByBin.length - 1; bin >= 0; bin--) curve[bin] = curve[bin + 1] + areaKm2ByBin[bin];
  return curve;
}
