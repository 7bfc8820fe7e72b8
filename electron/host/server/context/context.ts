import type { CallInput, CallName, CallOutput, HostEvent } from '#core/contract/calls.ts';
import type { BloomTallies } from '#host/run/bloom/tally-bloom.ts';
import type { ChangeTallies } from '#host/run/redline/tally-change.ts';
import type { MaskPlan } from '#core/mask/mask-plan.ts';
import type { Progress } from '#host/files/progress.ts';
import type { Jobs } from '#host/files/jobs.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { BackgroundPyramids } from '#host/workspace/background-pyramids.ts';
import type { Roots } from './roots.ts';
import type { Workspace } from '#host/workspace/workspace.ts';

/** What handlers work with. */
export interface Context {
  workspace: Workspace;
  roots: Roots;
  pool: RasterPool;
  pyramids: BackgroundPyramids;
  jobs: Jobs;
  /** Bloom tallies of this session by what they were made of; the oldest go first. */
  tallies: Map<string, BloomTallies>;
  /** Tallies of two dates, likewise. */
  changeTallies: Map<string, ChangeTallies>;
  /** Masks that tiles ask for, by id; the oldest go first. */
  masks: Map<string, { sceneId: number; plan: MaskPlan }>;
  send(event: HostEvent): void;
}

/** One function per call, typed from the contract. */
export type Handlers = {
  [Name in CallName]: (
    input: CallInput<Name>,
    context: Context,
    progress: Progress,
  ) => CallOutput<Name> | Promise<CallOutput<Name>>;
};
