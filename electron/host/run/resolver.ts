import type { MaskRef, PointsRef } from '#core/bloom/bloom-request.ts';
import type { LakeThreshold } from '#core/bloom/thresholds/threshold-choice.ts';
import type { GroundPoint } from '#core/ground/ground-point.ts';
import type { SceneRef, ZonesRef } from '#core/recipe/request.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import type { Progress } from '#host/files/progress.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import type { LedgerOutline } from './redline/find-change-patches.ts';

/** Finds what a request names: in the catalogue, on disk, or in a record. Throws `not-found` and what readers throw. */
export interface Resolver {
  /** A picture: its radiometry is looked at, and doubts are among its warnings. */
  scene(ref: SceneRef): Promise<Scene>;
  /** A raster of values or classes, taken as it is. */
  raster(ref: SceneRef): Promise<Scene>;
  zones(ref: ZonesRef): Promise<ZoneSet>;
  /** `scene` is the one that is masked: it may have hand corrections. */
  mask(ref: MaskRef, scene: SceneRef): Promise<MaskRequest>;
  /** What was kept for the lake that zones belong to; null without any. */
  lakeThreshold(zones: ZoneSet, index: string): LakeThreshold | null;
  groundPoints(ref: PointsRef, zones: ZoneSet): Promise<GroundPoint[]>;
  /** Patches that are known in zones; null without a ledger. */
  ledger(zones: ZoneSet): LedgerOutline[] | null;
}

/** What every run has at hand. */
export interface Means {
  resolver: Resolver;
  /** Threads; without them a run reads in its own. */
  pool: RasterPool | null;
  progress: Progress;
}
