import { reasonCode as reason, type Validity } from '#core/bands/validity.ts';

/**
 * Sentinel-2 scene classification → reason. Vegetation, bare soil, water and unclassified stay in: floating scum is
 * usually labelled vegetation. Dark areas (2) and low-probability clouds (7) stay in too.
 */
const sclReason = new Uint8Array(256).fill(reason.valid);
sclReason[0] = reason.nodata;
sclReason[1] = reason.saturated;
sclReason[3] = reason.cloudShadow;
sclReason[8] = reason.cloud;
sclReason[9] = reason.cloud;
sclReason[10] = reason.cirrus;
sclReason[11] = reason.snow;

/** What counts as cloud beside the certain one. */
export interface CloudClasses {
  /** SCL 7 (low probability), QA_PIXEL and BQA cloud confidence 2 of 3. */
  low: boolean;
  /** The rim that Landsat adds around clouds, QA_PIXEL bit 1. */
  dilated: boolean;
}

export const usualClouds: CloudClasses = { low: false, dilated: true };

const sclLow = 7;

/** Landsat Collection 2 QA_PIXEL bits: 0 fill, 1 dilated cloud, 2 cirrus, 3 cloud, 4 shadow, 5 snow, 8–9 cloud confidence. */
function qaPixelReason(value: number, { low, dilated }: CloudClasses): number {
  if (value & 1) return reason.nodata;
  if (value & 0b1000 || (dilated && value & 0b10) || (low && ((value >> 8) & 3) === 2)) return reason.cloud;
  if (value & 0b10000) return reason.cloudShadow;
  if (value & 0b100) return reason.cirrus;
  if (value & 0b100000) return reason.snow;
  return reason.valid;
}

/** Landsat pre-collection BQA: confidences in two bits, 3 = high: 14–15 cloud, 12–13 cirrus, 10–11 snow. */
function bqaReason(value: number, { low }: CloudClasses): number {
  if (value & 1) return reason.nodata;
  if (((value >> 14) & 3) >= (low ? 2 : 3)) return reason.cloud;
  if (((value >> 12) & 3) === 3) return reason.cirrus;
  if (((value >> 10) & 3) === 3) return reason.snow;
  return reason.valid;
}

/** Writes the reason of each classified pixel into `validity` where that is still 0. Same length, row-major. */
export function classifyValidity(
  kind: 'SCL' | 'QA_PIXEL' | 'BQA',
  classes: ArrayLike<number>,
  validity: Validity,
  clouds: CloudClasses = usualClouds,
): void {
  const reasons = reasonTable(kind, clouds);
  for (let i = 0; i < validity.length; i++) if (validity[i] === 0) validity[i] = reasons[classes[i] & 0xffff];
}

const tables = new Map<string, Uint8Array>();

/** The reason of every value of 16 bits. */
function reasonTable(kind: 'SCL' | 'QA_PIXEL' | 'BQA', clouds: CloudClasses): Uint8Array {
  const key = `${kind} ${clouds.low} ${clouds.dilated}`;
  let table = tables.get(key);
  if (!table) {
    table = Uint8Array.from({ length: 65536 }, (_, value) => {
      if (kind === 'SCL') return clouds.low && value === sclLow ? reason.cloud : sclReason[value & 255];
      return kind === 'QA_PIXEL' ? qaPixelReason(value, clouds) : bqaReason(value, clouds);
    });
    tables.set(key, table);
  }
  return table;
}

/** Marks pixels where the index has no value. */
export function markUndefined(values: Float64Array, validity: Validity): void {
  for (let i = 0; i < values.length; i++)
    if (validity[i] === 0 && !Number.isFinite(values[i])) validity[i] = reason.undefined;
}
