import type { ClassificationKind } from '#core/scene/scene.ts';
import { qualityBits } from './quality-bits.ts';
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

/**
 * Landsat Collection 2 QA_PIXEL bits: 0 fill, 1 dilated cloud, 2 cirrus, 3 cloud, 4 shadow, 5 snow, 8–9 cloud
 * confidence.
 */
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

/**
 * MODIS state_1km: bits 0–1 cloud (1 cloudy, 2 mixed), 2 shadow, 8–9 cirrus (3 high), 10 internal cloud, 12 and 15
 * snow, 13 next to a cloud. Whole words of 1 are fill.
 */
function state1kmReason(value: number, { low, dilated }: CloudClasses): number {
  if (value === 0xffff) return reason.nodata;
  const cloud = value & 3;
  if (cloud === 1 || (low && cloud === 2) || value & (1 << 10)) return reason.cloud;
  if (value & 0b100) return reason.cloudShadow;
  if (((value >> 8) & 3) === 3) return reason.cirrus;
  if (value & (1 << 12) || value & (1 << 15)) return reason.snow;
  return dilated && value & (1 << 13) ? reason.cloud : reason.valid;
}

/** HLS Fmask: 255 fill; bits 0 cirrus, 1 cloud, 2 next to cloud or shadow, 3 shadow, 4 snow. */
function fmaskReason(value: number, { dilated }: CloudClasses): number {
  if (value === 255) return reason.nodata;
  if (value & 0b10) return reason.cloud;
  if (value & 0b1000) return reason.cloudShadow;
  if (value & 0b10000) return reason.snow;
  if (value & 1) return reason.cirrus;
  return dilated && value & 0b100 ? reason.cloud : reason.valid;
}

/** The first band of PlanetScope's UDM2: 1 is clear, 0 is cloud, shadow, haze or snow. */
const udm2Reason = (value: number): number => (value === 1 ? reason.valid : reason.cloud);

/** CyAN's coded index: 254 land, 255 no data (clouds are no data there). */
function cyanReason(value: number): number {
  return value === 255 ? reason.nodata : value === 254 ? reason.land : reason.valid;
}

/** Flags of a product in the program's own bits (OLCI, VIIRS, PACE). */
function flagsReason(value: number, { low, dilated }: CloudClasses): number {
  const has = (bit: keyof typeof qualityBits) => (value & qualityBits[bit]) !== 0;
  if (has('nodata')) return reason.nodata;
  if (has('cloud') || (low && has('lowCloud'))) return reason.cloud;
  if (has('cloudShadow')) return reason.cloudShadow;
  if (has('cirrus')) return reason.cirrus;
  if (has('snow')) return reason.snow;
  if (has('saturated')) return reason.saturated;
  return dilated && has('cloudMargin') ? reason.cloud : reason.valid;
}

const sclOf = (value: number, { low }: CloudClasses): number =>
  low && value === sclLow ? reason.cloud : sclReason[value & 255];

const reasonOf: Record<ClassificationKind, (value: number, clouds: CloudClasses) => number> = {
  SCL: sclOf,
  QA_PIXEL: qaPixelReason,
  BQA: bqaReason,
  STATE_1KM: state1kmReason,
  FMASK: fmaskReason,
  UDM2: udm2Reason,
  CYAN: cyanReason,
  FLAGS: flagsReason,
};

/** Landsat QA_RADSAT: bit n − 1 says that band n is saturated; the thermal and later ones do not matter here. */
export function markSaturated(bits: ArrayLike<number>, validity: Validity): void {
  for (let i = 0; i < validity.length; i++)
    if (validity[i] === 0 && bits[i] & 0b1111111) validity[i] = reason.saturated;
}

/** Writes the reason of each classified pixel into `validity` where that is still 0. Same length, row-major. */
export function classifyValidity(
  kind: ClassificationKind,
  classes: ArrayLike<number>,
  validity: Validity,
  clouds: CloudClasses = usualClouds,
): void {
  const reasons = reasonTable(kind, clouds);
  for (let i = 0; i < validity.length; i++) {
    const found = reasons[classes[i] & 0xffff];
    if (found !== reason.valid && validity[i] === reason.valid) validity[i] = found;
  }
}

const tables = new Map<string, Uint8Array>();

/** The reason of every value of 16 bits. */
function reasonTable(kind: ClassificationKind, clouds: CloudClasses): Uint8Array {
  const key = `${kind} ${clouds.low} ${clouds.dilated}`;
  let table = tables.get(key);
  if (!table) {
    table = Uint8Array.from({ length: 65536 }, (_, value) => reasonOf[kind](value, clouds));
    tables.set(key, table);
  }
  return table;
}

/** Marks pixels where the index has no value. */
export function markUndefined(values: Float64Array, validity: Validity): void {
  for (let i = 0; i < values.length; i++)
    if (validity[i] === 0 && !Number.isFinite(values[i])) validity[i] = reason.undefined;
}
