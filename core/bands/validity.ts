/** Why a pixel counts or does not. 0 counts. The numbers are stored in class rasters: never change them. */
export const validityReasons = [
  'valid', // 0
  'nodata', // 1 outside the swath, or declared nodata in a band that is needed
  'saturated', // 2
  'cloud', // 3
  'cloud-shadow', // 4
  'cirrus', // 5
  'snow', // 6
  'undefined', // 7 the formula has no value here (division by zero, negative under a root)
] as const;
export type ValidityReason = (typeof validityReasons)[number];

/** One reason per pixel, row-major, length = width · height. */
export type Validity = Uint8Array;

/** Codes of validityReasons by name. */
export const reasonCode = {
  valid: 0,
  nodata: 1,
  saturated: 2,
  cloud: 3,
  cloudShadow: 4,
  cirrus: 5,
  snow: 6,
  undefined: 7,
} as const;
