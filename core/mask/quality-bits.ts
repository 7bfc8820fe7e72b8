/** Bits that the flags of products are put into when they are read: what their producers' words mean for a pixel. */
export const qualityBits = {
  nodata: 1,
  cloud: 2,
  /** Cloud of low probability, or merely bright. */
  lowCloud: 4,
  /** Next to a cloud. */
  cloudMargin: 8,
  cloudShadow: 16,
  cirrus: 32,
  snow: 64,
  saturated: 128,
} as const;

export type QualityBit = keyof typeof qualityBits;
