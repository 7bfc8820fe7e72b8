import type { ValidityReason } from '#core/bands/validity.ts';
import type { Evidence } from '#core/quantity/evidence.ts';
import type { Text } from '#core/quantity/text.ts';
import type { Grade } from './grade.ts';
import type { GroundResult } from './ground/beside-satellite.ts';
import type { FoundThreshold } from './thresholds/threshold-choice.ts';
import type { ChangeOptions } from './land-change/change-options.ts';
import type { Coregistration } from './land-change/coregistration.ts';
import type { LayerFit } from './land-change/normalisation.ts';
import type { Approval } from './review/approval.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

/** Coverage-weighted statistics of one zone on one grid. Null where nothing is valid. Shares are 0–1. */
export interface ZoneStatistics {
  zone: string;
  coveragePixels: number;
  validCoveragePixels: number;
  mean: number | null;
  min: number | null;
  max: number | null;
  std: number | null;
  /** Ellipsoidal area of zone ∩ scene. */
  areaKm2: number;
  /** Hand-decided pixels included. */
  validAreaKm2: number;
  areaByReasonKm2: Partial<Record<ValidityReason, number>>;
  /** Why this zone has no numbers, where it has none. */
  problem?: { code: string; message: string };
}

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
  bloomAreaKm2: number;
  /** Of the valid area; null where nothing is valid. */
  bloomShare: number | null;
  /** Of the water that a clear date would show: the zone without land, shore and standing plants. */
  validShare: number | null;
  /** Where the scene has hand corrections. */
  corrections?: CorrectionEffect;
  grade: Grade | null;
  /** Why there is no grade. */
  gradeReason?: string;
  threshold: number;
  /** Bloom area at threshold − δ and + δ, δ = 0.01 of the index's unit unless the index says otherwise. */
  sensitivity: { delta: number; lowerKm2: number; upperKm2: number };
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

export interface VegetationDate {
  ndviMean: number | null;
  /** Mean vegetation cover 0–1 by pixel dichotomy. */
  fvcMean: number | null;
  validShare: number | null;
}

export interface RedlineZone {
  zone: string;
  areaKm2: number;
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

export interface RecipeInput {
  path: string;
  bytes: number;
  /** SHA-256 of the whole file; null where only its fingerprint was taken (large inputs of printed statistics). */
  sha256: string | null;
  /** Of samples of a large file; of the first 64 KB of a file on a server. */
  fingerprint?: string;
  /** What the server said of a file that was read over HTTP. */
  etag?: string | null;
  lastModified?: string | null;
}

/** Everything that is needed to make a product again. */
export interface Recipe {
  kind:
    | 'statistics'
    | 'index'
    | 'bloom'
    | 'redline'
    | 'series'
    | 'state'
    | 'ecology-index'
    | 'services'
    | 'validation';
  software: { name: string; version: string };
  created: string;
  inputs: RecipeInput[];
  parameters: Record<string, unknown>;
  rules: { id: string; name?: Text; version: string; evidence: Evidence }[];
  coverageRule: string;
  areaRule: string;
  warnings: string[];
  simulated: boolean;
}

export interface BloomResult {
  kind: 'bloom';
  index: string;
  threshold: number;
  thresholdMethod: FoundThreshold['method'];
  /** Where the threshold comes from, where it was not just chosen. */
  thresholdSource?: string;
  zones: BloomZone[];
  /** Where ground points were laid beside it. */
  ground?: GroundResult;
  recipe: Recipe;
}

export interface RedlineResult {
  kind: 'redline';
  zones: RedlineZone[];
  patches: ChangePatch[];
  /** Where a ledger was asked. */
  gone: GonePatch[];
  options: ChangeOptions;
  /** Name of what was compared: an index, bands, land cover. */
  measure: string;
  /** Change above this counts; 0 for classes. */
  threshold: number;
  thresholdSource: string;
  /** NDVI of bare soil and of full cover, 5 % and 95 % of the valid pixels of both dates in the zones; null without NDVI. */
  endmembers: { soil: number; vegetation: number } | null;
  /** Null in assessments of before. */
  coregistration: Coregistration | null;
  /** What the second date was normalised by; null where it was not. */
  fits: LayerFit[] | null;
  recipe: Recipe;
}

export type AssessmentResult = BloomResult | RedlineResult;
export type AssessmentState = 'draft' | 'submitted' | 'returned' | 'approved' | 'superseded';

export interface Assessment {
  id: number;
  name: string;
  kind: 'bloom' | 'redline';
  state: AssessmentState;
  created: string;
  author: string;
  sceneIds: number[];
  zoneIds: number[];
  result: AssessmentResult;
  /** Number, date and names of an approved one. */
  approval?: Approval | null;
}
