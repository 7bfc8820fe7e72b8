import type { Separability } from '#core/bloom/thresholds/separability.ts';
import { z } from 'zod';
import { userOptionNames, type CatalogueScene } from '#core/scene/scene.ts';
import type { ZoneStatistics } from '#core/tally/zone-statistics.ts';
import type { Assessment } from '#core/review/assessment.ts';
import type { BloomRules, WaterRules } from '#core/foundation/rules.ts';
import { retrievalSchema } from '#core/ground/regression.ts';
import { groundOptionsSchema, type GroundPoints } from '#core/ground/beside-satellite.ts';
import {
  thresholdChoiceSchema,
  thresholdMethods,
  type FoundThreshold,
  type LakeThreshold,
} from '#core/bloom/thresholds/threshold-choice.ts';
import type { ValidityReason } from '#core/bands/validity.ts';
import { maskOptionsSchema } from '#core/mask/mask-options.ts';
import { zoneKinds, type CatalogueZone } from '#core/zones/zone.ts';
import type { ErrorData } from '#core/foundation/errors.ts';
import type { Text } from '#core/foundation/text.ts';
import type { Evidence } from '#core/foundation/evidence.ts';
import { call, finite, id, idSet, nothing, path, type Call } from './call.ts';
import { mapCalls } from './map-calls.ts';
import { maskCalls, maskId } from './mask-calls.ts';
import { ecologyCalls } from './ecology-calls.ts';
import { careCalls } from './care-calls.ts';
import { plotCalls } from './plot-calls.ts';
import { ledgerCalls } from './ledger-calls.ts';
import { redlineCalls } from './redline-calls.ts';
import { peopleCalls } from './people-calls.ts';
import { reviewCalls } from './review-calls.ts';
import { seriesCalls } from './series-calls.ts';
import { zoneToolCalls } from './zone-calls.ts';
import type { JournalLine } from '#core/plots/site.ts';
import { packageCalls } from './package-calls.ts';
import { reportCalls } from './report-calls.ts';
import { sceneOptionsSchema } from '#core/scene/scene-options.ts';

export type { Call };

export interface WorkspaceInfo {
  path: string;
  name: string;
  readOnly: boolean;
  /** Who has it open for writing, where that is somebody else: then it is read-only here. */
  writer: { user: string; machine: string; since: string } | null;
  /** The demo workspace, or one whose scenes are all simulated. */
  simulated: boolean;
  counts: { scenes: number; zones: number; sites: number; observations: number; assessments: number };
  recent: { path: string; name: string; opened: string }[];
  version: string;
}

export interface FileEntry {
  name: string;
  path: string;
  kind: 'folder' | 'raster' | 'vector' | 'table' | 'photo' | 'workspace' | 'other';
  bytes: number;
  modified: string;
}

export interface FileListing {
  path: string;
  parent: string | null;
  roots: { name: string; path: string }[];
  entries: FileEntry[];
}

/** An index of resources/indices, and whether this scene can give it. */
export interface IndexChoice {
  id: string;
  name: { zh: string; en: string };
  formula: string;
  needs: string[];
  source: string;
  /** Histogram and slider: thresholds are whole steps from min. */
  range: { min: number; max: number; step: number };
  defaultThreshold: number | null;
  thresholdSource: string | null;
  /** Why a published threshold is none for what the values of the scene are. */
  thresholdRefused: Text | null;
  evidence: Evidence;
  /** Empty where it can be computed, else the roles that are missing. */
  missing: string[];
  /** Why it cannot be computed, in words; null where it can. */
  missingReason: Text | null;
  /** The formula as an OpenLayers style expression; ["band", n] counts the tile's bands in the order of `needs`. */
  shader: unknown;
}

/** `missing`: one would help and is not there. Bytes count what a stopped build left, too. */
export interface PyramidState {
  state: 'ready' | 'building' | 'missing' | 'not-needed';
  bytes: number;
}

export interface Stretch {
  /** One range per asked layer, in reflectance or index units. */
  ranges: { min: number; max: number }[];
  histogram: { min: number; max: number; counts: number[] }[];
}

export interface Probe {
  lon: number | null;
  lat: number | null;
  x: number;
  y: number;
  col: number;
  row: number;
  inside: boolean;
  reason: ValidityReason | null;
  bands: {
    index: number;
    role: string | null;
    description: string | null;
    dn: number | null;
    reflectance: number | null;
  }[];
  index: number | null;
}

/**
 * Histogram of a zone, or of all together: covered ellipsoidal area per bin. Bin i holds
 * range.min + i·step < value ≤ range.min + (i + 1)·step.
 */
export interface AreaStatistics extends ZoneStatistics {
  areaKm2ByBin: number[];
  /** Area at or below range.min and above range.max; the latter is bloom at every threshold. */
  belowKm2: number;
  aboveKm2: number;
}

export interface ZoneHistogram extends AreaStatistics {
  zoneId: number;
  /** The zone that this one is a part of, or has the outline of. */
  partOf?: string;
}

export interface BloomTally {
  tallyId: string;
  sceneId: number;
  index: string;
  formula: string;
  range: { min: number; max: number; step: number };
  zones: ZoneHistogram[];
  /** All zones together, ground that several share once. */
  whole: AreaStatistics;
  /** Whether the water holds two classes; null where the index is the same everywhere. */
  separability: Separability | null;
  /** Null where it does not. */
  otsu: number | null;
  /** Null where it does not, or where the smoothed histogram has no two peaks. */
  valley: number | null;
  /** The lake that the zones belong to, and what was kept for it. */
  lake: string | null;
  lakeThreshold: LakeThreshold | null;
  defaultThreshold: number | null;
  thresholdSource: string | null;
  /** Why a published threshold is none for what the values of the scene are. */
  thresholdRefused: Text | null;
  minValidShare: number;
  /** Areas are also given at threshold ± delta. */
  delta: number;
  warnings: string[];
}

export interface AssessmentSummary extends Omit<Assessment, 'result'> {
  zones: number;
  /** km² of bloom, or m² of loss, over all zones. */
  total: number;
}

/** What a bloom assessment is about. */
const bloomSubject = {
  sceneId: id,
  zoneIds: idSet.min(1),
  index: z.string().min(1).max(300),
  mask: maskOptionsSchema,
};

export const calls = {
  'workspace.get': call<WorkspaceInfo>().reads(nothing),
  'workspace.open': call<WorkspaceInfo>()
    .anyone()
    .writesFiles(z.strictObject({ path, create: z.boolean().optional() })),
  'files.list': call<FileListing>().reads(z.strictObject({ path: path.optional() })),

  'scene.open': call<CatalogueScene>()
    .needs('assess', 'plots')
    .writesWorkspace(
      z.strictObject({ paths: z.array(path).min(1).max(500), options: sceneOptionsSchema.optional() }),
    ),
  /** The pictures that files and folders hold, each as the files or the folder that open it. */
  'scene.pictures': call<{ name: string; paths: string[] }[]>().reads(
    z.strictObject({ paths: z.array(path).min(1).max(500) }),
  ),
  'scene.describe': call<CatalogueScene>()
    .needs('assess', 'plots')
    .writesWorkspace(
      z.strictObject({
        sceneId: id,
        /** Over what the user said before. */
        options: sceneOptionsSchema,
        /** What the user takes back, so that the files decide again. */
        forget: z.array(z.enum(userOptionNames)).optional(),
      }),
    ),
  'scene.list': call<CatalogueScene[]>().reads(nothing),
  'scene.locate': call<CatalogueScene>()
    .needs('assess', 'plots')
    .writesWorkspace(z.strictObject({ sceneId: id, paths: z.array(path).min(1) })),
  'scene.remove': call<null>()
    .needs('assess', 'plots')
    .writesWorkspace(z.strictObject({ sceneId: id })),
  /** Percentile ranges of layers: a role, `b<n>` or a formula each. */
  'scene.stretch': call<Stretch>().reads(
    z.strictObject({
      sceneId: id,
      layers: z.array(z.string().min(1).max(300)).min(1).max(4),
      percentiles: z.tuple([finite, finite]).optional(),
    }),
  ),
  'scene.probe': call<Probe>().reads(
    z.strictObject({
      sceneId: id,
      x: finite,
      y: finite,
      formula: z.string().max(300).optional(),
      /** `auto`, `none`, or what mask.prepare answered. */
      mask: maskId.optional(),
    }),
  ),
  /** The overviews that the workspace keeps of a scene's files. */
  'pyramid.get': call<PyramidState>().reads(z.strictObject({ sceneId: id })),
  /** Starts in the background; progress and end arrive as events. */
  'pyramid.build': call<null>()
    .signedIn()
    .writesWorkspace(z.strictObject({ sceneId: id })),
  'pyramid.remove': call<null>()
    .signedIn()
    .writesWorkspace(z.strictObject({ sceneId: id })),
  'index.list': call<IndexChoice[]>().reads(z.strictObject({ sceneId: id })),
  /** A typed formula as an IndexChoice with id = the formula. Answers `formula-invalid` with the place. */
  'index.parse': call<IndexChoice>().reads(
    z.strictObject({ sceneId: id, formula: z.string().min(1).max(300) }),
  ),

  'zones.layers': call<{
    layers: {
      name: string;
      features: number;
      fields: string[];
      encoding: string | null;
      crs: string | null;
    }[];
  }>().reads(z.strictObject({ path })),
  'zones.import': call<{
    set: string;
    zones: CatalogueZone[];
    problems: { zone: string; message: string }[];
  }>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({
        path,
        layer: z.string().optional(),
        nameField: z.string().optional(),
        crs: z.int().positive().optional(),
        swapAxes: z.boolean().optional(),
        set: z.string().min(1).max(80),
        kind: z.enum(zoneKinds),
      }),
    ),
  'zones.list': call<CatalogueZone[]>().reads(z.strictObject({ kind: z.enum(zoneKinds).optional() })),
  'zones.remove': call<null>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ zoneIds: idSet.min(1) })),
  ...zoneToolCalls,

  'bloom.tally': call<BloomTally>().reads(
    z.strictObject({
      ...bloomSubject,
    }),
  ),
  /** The threshold that a method gives for what would be tallied; `ground` needs ground options. */
  'bloom.find-threshold': call<FoundThreshold>().reads(
    z.strictObject({
      ...bloomSubject,
      method: z.enum(thresholdMethods),
      ground: groundOptionsSchema.optional(),
    }),
  ),
  /** Keeps a threshold for the lake that the zones belong to. */
  'bloom.keep-threshold': call<LakeThreshold>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({
        zoneIds: idSet.min(1),
        index: z.string().min(1).max(300),
        value: finite,
        note: z.string().trim().max(500),
      }),
    ),
  /** The catalogue's ground points in the zones, sampled near the scene, with the index around each. */
  'bloom.ground': call<GroundPoints & { rules: { bloom: BloomRules; water: WaterRules } }>().reads(
    z.strictObject({
      ...bloomSubject,
      ground: groundOptionsSchema,
    }),
  ),
  'bloom.assess': call<Assessment>()
    .needs('assess')
    .writesWorkspace(
      z.strictObject({
        ...bloomSubject,
        threshold: thresholdChoiceSchema,
        /** Lays the ground points beside the result. */
        ground: groundOptionsSchema.optional(),
        /** The index is a regression on ground points: kept in the recipe with its error. */
        retrieval: retrievalSchema.optional(),
        name: z.string().max(80).optional(),
      }),
    ),
  'assessment.list': call<AssessmentSummary[]>().reads(nothing),
  'assessment.get': call<Assessment>().reads(z.strictObject({ assessmentId: id })),
  'assessment.remove': call<null>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ assessmentId: id })),

  ...mapCalls,
  ...maskCalls,
  ...redlineCalls,
  ...ledgerCalls,
  ...plotCalls,
  ...careCalls,
  ...seriesCalls,
  ...ecologyCalls,
  ...peopleCalls,
  ...reviewCalls,
  ...packageCalls,
  ...reportCalls,
  'journal.list': call<JournalLine[]>().reads(
    z.strictObject({ limit: z.number().int().min(1).max(1000).optional() }),
  ),

  'jobs.cancel': call<null>().reads(z.strictObject({ jobId: z.string().min(1).max(80) })),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<Name extends CallName> = z.infer<Calls[Name]['input']>;
export type CallOutput<Name extends CallName> =
  NonNullable<Calls[Name]['output']> | (null extends Calls[Name]['output'] ? null : never);

/**
 * A line of /events. `jobId` is the x-job-id header that the caller sent with the call. Work that no window called
 * for is `background`; its end is told by `ended`.
 */
export type HostEvent =
  | {
      type: 'progress';
      jobId: string;
      done: number;
      total: number;
      stage: string;
      background?: { call: 'pyramid.build'; name: string };
    }
  | { type: 'ended'; jobId: string; error?: ErrorData }
  | {
      type: 'changed';
      what:
        | 'scenes'
        | 'zones'
        | 'sites'
        | 'corrections'
        | 'assessments'
        | 'ledger'
        | 'series'
        | 'workspace'
        | 'people'
        | 'packages';
    };
