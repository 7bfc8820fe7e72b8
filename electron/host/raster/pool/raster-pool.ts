import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { workerUrl } from '#host/files/thread.ts';
import type { Stretch } from '#core/contract/calls.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import type { GradientCounts } from '#core/bloom/thresholds/strongest-gradient.ts';
import { BloomlineError, type ErrorData, errorOf } from '#core/foundation/errors.ts';
import type { WindowShift } from '#core/redline/coregistration.ts';
import type { LayerFit } from '#core/redline/normalisation.ts';
import type { Grid, Window } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { BinRange, ZoneTally } from '#core/tally/tally.ts';
import type { Overlay } from '#core/zones/zone-overlay.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { MeasuredRuns, PatchCleaning, Place, RunPatch } from '#core/zones/run-patches.ts';
import { say } from '#core/words/said.ts';
import type {
  ChangePlace,
  ChangeLimits,
  ChangeTallyLane,
  CompareLane,
} from '#host/raster/lanes/change-lane.ts';
import type { ChangePlan } from '#host/raster/reader/change-reader.ts';
import type { ClassLane, ClassPlaces } from '#host/raster/lanes/class-lane.ts';
import type { BloomFrame } from '#host/raster/lanes/bloom-frame.ts';
import type { BloomLanePart, BloomPlace } from '#host/raster/lanes/bloom-lane.ts';
import type { PyramidRow, PyramidRowInput } from '#host/raster/lanes/pyramid-row.ts';
import type { ConnectedInput, ConnectedPixels } from '#host/raster/lanes/connected-pixels.ts';
import type { SceneGroup } from '#host/raster/list-scenes.ts';
import { blockCacheBytes } from '#host/files/memory.ts';
import type { ProbedPixel, ProbeInput } from '#host/raster/lanes/probe-pixel.ts';
import type { SampledRows, SampleInput } from '#host/raster/reader/sample-rows.ts';
import type { Clouds, Masking, Pyramids } from '#host/raster/reader/scene-reader.ts';
import type { CoverLaneInput, CoverLanePart } from '#host/raster/lanes/cover-lane.ts';
import type { ServiceLaneInput, ServiceLanePart } from '#host/raster/lanes/service-lane.ts';
import type { StateLaneInput, StateLanePart } from '#host/raster/lanes/state-lane.ts';
import type { ZonePlace } from '#host/raster/lanes/tally-lane.ts';

/** What worker threads do. Input and output are structured-cloned; output arrays are transferred. */
export interface RasterTasks {
  tile: {
    input: {
      scene: Scene;
      pyramids?: Pyramids;
      layers: string[];
      mask: Masking;
      x: number;
      y: number;
      resolution: number;
      size: number;
    };
    output: Float32Array;
  };
  openScene: { input: { paths: string[]; options: SceneOptions }; output: Scene };
  /** The pictures that files and folders hold: archives may have to be unpacked for it. */
  listPictures: { input: { paths: string[] }; output: SceneGroup[] };
  probe: { input: ProbeInput; output: ProbedPixel };
  stretch: {
    input: {
      scene: Scene;
      pyramids?: Pyramids;
      formulas: string[];
      wavelengths: Record<string, number>;
      percentiles: [number, number];
    };
    output: Stretch;
  };
  sample: {
    input: SampleInput;
    output: SampledRows;
  };
  pyramidRow: { input: PyramidRowInput; output: PyramidRow };
  tallyLane: {
    input: {
      scene: Scene;
      formula: string;
      wavelengths: Record<string, number>;
      zones: ZonePlace[];
      range: BinRange | null;
      mask: Masking;
      chunks: Window[];
    };
    output: ZoneTally[];
  };
  gradientLane: {
    input: {
      scene: Scene;
      formula: string;
      wavelengths: Record<string, number>;
      zones: ZonePlace[];
      range: BinRange;
      mask: Masking;
      chunks: Window[];
    };
    output: GradientCounts;
  };
  edgeBandLane: {
    input: {
      scene: Scene;
      formula: string;
      wavelengths: Record<string, number>;
      zones: ZonePlace[];
      edges: { range: BinRange; slopeFrom: number };
      mask: Masking;
      chunks: Window[];
    };
    /** Pixels by bin of the range. */
    output: Uint32Array<ArrayBuffer>;
  };
  bloomFrame: {
    input: {
      scene: Scene;
      formula: string;
      wavelengths: Record<string, number>;
      zones: ZonePlace[];
      window: Window;
      step: number;
      threshold: number;
      mask: Masking;
    };
    output: BloomFrame;
  };
  bloomLane: {
    input: {
      scene: Scene;
      formula: string;
      wavelengths: Record<string, number>;
      zones: BloomPlace[];
      threshold: number;
      minPixels: number;
      mask: Masking;
      chunks: Window[];
    };
    output: BloomLanePart[];
  };
  bloomClassLane: {
    input: {
      scene: Scene;
      formula: string;
      wavelengths: Record<string, number>;
      places: ClassPlaces;
      threshold: number;
      mask: Masking;
    };
    output: ClassLane;
  };
  changeTallyLane: {
    input: {
      plan: ChangePlan;
      zones: ChangePlace[];
      ranges: { ndvi: BinRange; change: BinRange | null };
      chunks: Window[];
    };
    output: ChangeTallyLane;
  };
  compareLane: {
    input: {
      plan: ChangePlan;
      zones: ZonePlace[];
      searched: Window[];
      limits: ChangeLimits;
      chunks: Window[];
    };
    output: CompareLane;
  };
  changeClassLane: {
    input: { plan: ChangePlan; places: ClassPlaces; threshold: number };
    output: ClassLane;
  };
  shifts: {
    input: { plan: ChangePlan; layer: string; windows: Window[] };
    output: (WindowShift | null)[];
  };
  fits: { input: { plan: ChangePlan; layers: string[]; windows: Window[] }; output: LayerFit[] | null };
  findPatches: {
    input: {
      /** What errors are about. */
      path: string;
      marked: MeasuredRuns;
      cleaning: PatchCleaning;
      grid: Grid;
      places: Place[];
      needed: number;
    };
    output: RunPatch[];
  };
  stateLane: { input: StateLaneInput & { scene: Scene }; output: StateLanePart };
  coverLane: { input: CoverLaneInput; output: CoverLanePart[] };
  serviceLane: { input: ServiceLaneInput; output: ServiceLanePart };
  /** Zones laid on themselves or on others: geometry that takes seconds for thousands. */
  overlay: {
    input: { path: string; zones: Zone[]; others: Zone[] | null; leastM2: number };
    output: Overlay;
  };
  connected: { input: ConnectedInput; output: ConnectedPixels };
  indexRows: {
    input: {
      scene: Scene;
      formula: string;
      wavelengths: Record<string, number>;
      window: Window;
      clouds: Clouds;
    };
    output: Float32Array<ArrayBuffer>;
  };
}
export type RasterTaskName = keyof RasterTasks;

export type ToWorker =
  | {
      id: number;
      name: RasterTaskName;
      input: RasterTasks[RasterTaskName]['input'];
      /** True where steps are to be told: a message costs more than a small step. */
      tellSteps: boolean;
    }
  | { cancel: number };
export type FromWorker =
  | { id: number; output: RasterTasks[RasterTaskName]['output'] }
  | { id: number; error: ErrorData }
  /** Steps done since the last time. */
  | { id: number; progress: number };

interface Job {
  id: number;
  name: RasterTaskName;
  input: RasterTasks[RasterTaskName]['input'];
  urgent: boolean;
  resolve(output: never): void;
  reject(error: unknown): void;
  onProgress?: (steps: number) => void;
  worker: Worker | null;
}

/** A few worker threads and a queue: tiles that are on screen go before analysis. */
export class RasterPool {
  /** Threads. */
  readonly size: number;
  readonly #workers = new Map<Worker, Job | null>();
  readonly #queue: Job[] = [];
  #next = 1;
  #closed = false;

  constructor(size = Math.max(1, Math.min(8, availableParallelism()))) {
    this.size = size;
  }

  /** True where threads are running: work that is hardly worth starting one goes to them, too. */
  get isWarm(): boolean {
    return this.#workers.size > 0;
  }

  /** Starts the threads before there is work for them. */
  warm(): void {
    while (this.#workers.size < this.size) this.#start();
  }

  run<Name extends RasterTaskName>(
    name: Name,
    input: RasterTasks[Name]['input'],
    options: { urgent?: boolean; signal?: AbortSignal; onProgress?: (steps: number) => void } = {},
  ): Promise<RasterTasks[Name]['output']> {
    return new Promise((resolve, reject) => {
      const job: Job = {
        id: this.#next++,
        name,
        input,
        urgent: options.urgent ?? false,
        resolve,
        reject,
        onProgress: options.onProgress,
        worker: null,
      };
      const cancelled = () => new BloomlineError('cancelled', name, say('host.cancelled'));
      if (this.#closed || options.signal?.aborted) return reject(cancelled());
      options.signal?.addEventListener(
        'abort',
        () => {
          const waiting = this.#queue.indexOf(job);
          if (waiting >= 0) this.#queue.splice(waiting, 1);
          job.worker?.postMessage({ cancel: job.id } satisfies ToWorker);
          reject(cancelled());
        },
        { once: true },
      );
      if (job.urgent) this.#queue.splice(this.#queue.findIndex(j => !j.urgent) >>> 0, 0, job);
      else this.#queue.push(job);
      this.#dispatch();
    });
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      let free = [...this.#workers].find(([, job]) => job === null)?.[0];
      if (!free && this.#workers.size < this.size) free = this.#start();
      if (!free) return;
      const job = this.#queue.shift()!;
      job.worker = free;
      this.#workers.set(free, job);
      const { id, name, input, onProgress } = job;
      free.postMessage({ id, name, input, tellSteps: onProgress !== undefined } satisfies ToWorker);
    }
  }

  #start(): Worker {
    const worker = new Worker(workerUrl('raster-worker'), {
      workerData: { cacheBytes: blockCacheBytes() / this.size },
    });
    worker.unref();
    worker.on('message', (message: FromWorker) => {
      const job = this.#workers.get(worker);
      if (!job || job.id !== message.id) return;
      if ('progress' in message) {
        try {
          job.onProgress?.(message.progress);
        } catch (error) {
          worker.postMessage({ cancel: job.id } satisfies ToWorker);
          job.reject(error);
        }
        return;
      }
      this.#workers.set(worker, null);
      if ('error' in message) job.reject(errorOf(message.error));
      else job.resolve(message.output as never);
      this.#dispatch();
    });
    // A crashed thread fails its own job, naming the file, and is replaced.
    const lost = (error?: Error) => {
      const job = this.#workers.get(worker);
      this.#workers.delete(worker);
      job?.reject(
        new BloomlineError(
          'internal',
          subjectOf(job.input),
          say('host.worker-ended', { what: error?.message ?? 'unknown cause' }),
        ),
      );
      if (!this.#closed) this.#dispatch();
    };
    worker.on('error', lost);
    worker.on('exit', () => {
      if (this.#workers.has(worker)) lost();
    });
    this.#workers.set(worker, null);
    return worker;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#workers.keys()].map(w => w.terminate()));
  }
}

/** The file that a task was about. */
function subjectOf(input: RasterTasks[RasterTaskName]['input']): string {
  if ('scene' in input) return input.scene.files[0].file;
  if ('plan' in input && 'after' in input.plan) return input.plan.after.files[0].file;
  if ('paths' in input) return input.paths[0];
  return 'path' in input ? input.path : '';
}
