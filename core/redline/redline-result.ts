import type { RedlineRecipe } from './redline-recipe.ts';
import type { ChangeOptions } from './change-options.ts';
import type { Coregistration } from './coregistration.ts';
import type { LayerFit } from './normalisation.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

/** Means are over pixels valid on both dates, so that their difference is the change. */
export interface VegetationDate {
  ndviMean: number | null;
  /** Mean vegetation cover 0–1 by pixel dichotomy. */
  fvcMean: number | null;
  /** Of this date alone. */
  validShare: number | null;
}

export interface RedlineZone {
  zone: string;
  /** The zone that this one is a part of, or has the outline of. */
  partOf?: string;
  /** Of the whole outline, seen or not. */
  areaKm2: number;
  /** What of it lies beside the first picture; absent in assessments of before. */
  outsideKm2?: number;
  /** Area valid on both dates. */
  comparedAreaKm2: number;
  before: VegetationDate;
  after: VegetationDate;
  ndviChange: number | null;
  fvcChange: number | null;
  /** Of the index that was compared; of a change vector and of classes everything is gain. */
  lossAreaM2: number;
  gainAreaM2: number;
  /** Patches of which this zone holds the largest part. */
  patchCount: number;
  /** Areas by pair of classes, largest first; the same class on both dates included. Of land cover only. */
  transitions?: { from: number; to: number; areaM2: number }[];
  problem?: { code: string; message: string };
}

export const patchDirections = ['loss', 'gain', 'change'] as const;

export type PatchDirection = (typeof patchDirections)[number];

/** What became of a patch that an earlier assessment knew. */
export const patchTrends = ['new', 'grown', 'shrunk', 'same', 'gone'] as const;

export type PatchTrend = (typeof patchTrends)[number];

/** A patch against the ledger: which one it is, and how it changed since. */
export interface PatchTrack {
  /** Number in the ledger; null for a new one. */
  ledgerId: number | null;
  number: string | null;
  trend: PatchTrend;
  /** m² when it was last seen, and m² that both have in common. */
  previousM2: number | null;
  commonM2: number;
}

/** A suspected patch: changed pixels that hang together over their sides. */
export interface ChangePatch {
  /** Within the assessment. */
  id: number;
  /** The zone that holds most of it. */
  zone: string;
  /** Ellipsoidal area of the whole patch, also outside of the zones. */
  areaM2: number;
  pixels: number;
  /** What lies inside the zones; ground that zones share counts once. */
  overlapM2: number;
  /** By zone, largest first. */
  overlaps: { zone: string; areaM2: number }[];
  direction: PatchDirection;
  /** Class codes before and after, of land cover. */
  transition: [number, number] | null;
  /** After − before of the index, or mean length of the change vector; weighted by area. */
  meanChange: number;
  /** Longitude, latitude of a point inside. */
  center: [number, number];
  /** Longitude and latitude, CGCS2000. */
  geometry: MultiPolygon;
  /** Where a ledger was asked. */
  track?: PatchTrack;
}

/** A patch of the ledger that lies where this assessment looked and did not find it again. */
export interface GonePatch {
  ledgerId: number;
  number: string;
  zone: string;
  previousM2: number;
  /** Number of the patch here that it went into, where it did. */
  mergedInto: string | null;
}

export interface RedlineResult {
  kind: 'redline';
  zones: RedlineZone[];
  /** All zones together, ground that several share once; absent in assessments of before. */
  whole?: RedlineZone;
  patches: ChangePatch[];
  /** Where a ledger was asked. */
  gone: GonePatch[];
  options: ChangeOptions;
  /** Name of what was compared: an index, bands, land cover. */
  measure: string;
  /** Change above this counts; 0 for classes. */
  threshold: number;
  thresholdSource: string;
  /**
   * NDVI of bare soil and of full cover, given, or 5 % and 95 % of the valid pixels of both dates in the zones; null
   * without NDVI.
   */
  endmembers: { soil: number; vegetation: number } | null;
  /** Null in assessments of before. */
  coregistration: Coregistration | null;
  /** What the second date was normalised by; null where it was not. */
  fits: LayerFit[] | null;
  recipe: RedlineRecipe;
}
