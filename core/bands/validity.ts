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
  'sun-glint', // 8
  'land', // 9 inside the zone's outline, but no water
  'shore', // 10 nearer to the outline than the shore buffer
  'aquatic-vegetation', // 11 reed, lotus, plants that stand there every year
  'hand-bloom', // 12 a person decided: bloom, whatever the index says; counts as valid
  'hand-clear', // 13 a person decided: no bloom; counts as valid
  'outside-scene', // 14 of the zone, but beside the scene's frame: no pixel has it, its area counts
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
  sunGlint: 8,
  land: 9,
  shore: 10,
  aquaticVegetation: 11,
  handBloom: 12,
  handClear: 13,
  outsideScene: 14,
} as const;

/** Reasons of pixels that are seen and counted, their class decided by a person. */
export const handReasons = ['hand-bloom', 'hand-clear'] as const satisfies readonly ValidityReason[];

/**
 * Reasons that hold on every date: what they take is no part of the water that a date could have shown. The share seen
 * of a zone is the valid area over the zone without them.
 */
export const standingReasons = [
  'land',
  'shore',
  'aquatic-vegetation',
] as const satisfies readonly ValidityReason[];
