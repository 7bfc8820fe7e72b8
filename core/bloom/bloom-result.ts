import type { AreaUncertainty } from './area-uncertainty.ts';
import type { BloomRecipe } from './bloom-recipe.ts';
import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import type { Grade } from '#core/foundation/grade.ts';
import type { GroundResult } from '#core/ground/beside-satellite.ts';
import type { FoundThreshold } from '#core/bloom/thresholds/threshold-choice.ts';
import type { ZoneStatistics } from '#core/tally/zone-statistics.ts';

/** What the hand corrections of a scene did in a zone, at the threshold; km² of pixels that became something else. */
export interface CorrectionEffect {
  /** Corrections that touch the zone. */
  count: number;
  /** Bloom that was none before, and the other way round. */
  addedKm2: number;
  removedKm2: number;
  /** Valid before and left out now, and the other way round. */
  excludedKm2: number;
  restoredKm2: number;
}

/** Area of a class of the pixel intensity scale; the classes of a zone add up to its bloom area. */
export interface IntensityArea {
  label: Text;
  color: string;
  areaKm2: number;
}

/** Bloom by intensity of its pixels (QX/T 207): another scale than the grade of the zone. */
export interface BloomIntensity {
  rule: string;
  ruleName: Text;
  evidence: Evidence;
  classes: IntensityArea[];
}

/** Linear mixing: how much of the bloom pixels' area the algae themselves cover. */
export interface BloomCover {
  rule: string;
  ruleName: Text;
  evidence: Evidence;
  /** Index of water without algae and of full cover. */
  water: number;
  algae: number;
  /** Area of the bloom pixels, the zone's bloom area. */
  totalKm2: number;
  coveredKm2: number;
}

/** Parts of a zone seen from its centroid; `C` is the middle. */
export const compassParts = ['NW', 'N', 'NE', 'W', 'C', 'E', 'SW', 'S', 'SE'] as const;

export type CompassPart = (typeof compassParts)[number];

/** A part of a zone: its own area, what was seen of it, and the bloom in it. */
export interface BloomPart {
  part: CompassPart;
  /** Within the band along the outline. */
  shore: boolean;
  areaKm2: number;
  validKm2: number;
  bloomKm2: number;
}

/** A place in words: a part, or its shore, or the whole zone. */
export interface BloomPlace {
  part: CompassPart | 'all';
  shore: boolean;
}

export interface BloomPatchSummary {
  areaKm2: number;
  /** Longitude and latitude (CGCS2000) of a point inside: the middle of the patch's longest row of pixels. */
  center: [number, number];
}

/** Where the bloom lies. */
export interface BloomWhere {
  rule: string;
  places: BloomPlace[];
  /** The places as words: 西部沿岸、北部. Empty without bloom. */
  words: Text;
  parts: BloomPart[];
  /** Bloom pixels that hang together over their sides: all of them, and the largest ones. */
  patchCount: number;
  /** Area of bloom pixels that have clear water beside them; absent in assessments of before. */
  edgePixelsKm2?: number;
  patches: BloomPatchSummary[];
}

/** Against the last date on which the zone could be assessed with the same index. */
export interface BloomChange {
  /** ISO 8601 time or date of the earlier scene. */
  since: string;
  scene: string;
  areaKm2: number;
  /** Of P, 0–1. */
  share: number;
  previous: { areaKm2: number; share: number; level: string; label: string; labelEn: string };
  /** Grades up (positive) or down. */
  grades: number;
}

export interface BloomZone extends ZoneStatistics {
  /** The zone that this one is a part of, or has the outline of. */
  partOf?: string;
  bloomAreaKm2: number;
  /** Of the valid area; null where nothing is valid. */
  bloomShare: number | null;
  /** Of the water that a clear date would show: the zone without land, shore and standing plants. */
  validShare: number | null;
  /** Of what was seen, how much is water or floating scum by an index of water; absent where that was not asked. */
  waterShare?: number;
  /** Where the scene has hand corrections. */
  corrections?: CorrectionEffect;
  grade: Grade | null;
  /** Why there is no grade. */
  gradeReason?: string;
  threshold: number;
  /** No error: bloom area at threshold − δ and + δ, δ = 0.01 of the index's unit unless the index says otherwise. */
  sensitivity: { delta: number; lowerKm2: number; upperKm2: number };
  /** Of the bloom area, as far as it is known; absent where there is no bloom, and in assessments of before. */
  uncertainty?: AreaUncertainty;
  /** False: too little was seen; there is no grade then. Absent in assessments of before. */
  assessable?: boolean;
  /** Null for an index that the scale or the mixing is not for. */
  intensity?: BloomIntensity | null;
  cover?: BloomCover | null;
  /** Where pixels were gone through for it; null where there is no bloom to place. */
  where?: BloomWhere | null;
  /** Null where no earlier date is known. */
  change?: BloomChange | null;
}

export interface BloomResult {
  kind: 'bloom';
  index: string;
  threshold: number;
  thresholdMethod: FoundThreshold['method'];
  /** Where a method found no two classes: why, and the area is 0; `threshold` then lies above everything. */
  noBloom?: string;
  /** Where the threshold comes from, where it was not just chosen. */
  thresholdSource?: string;
  zones: BloomZone[];
  /** All zones together, ground that several share once; absent in assessments of before. */
  whole?: BloomZone;
  /** Where ground points were laid beside it. */
  ground?: GroundResult;
  recipe: BloomRecipe;
}
