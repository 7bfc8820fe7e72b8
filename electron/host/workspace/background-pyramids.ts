import type { HostEvent, PyramidState } from '#core/contract/calls.ts';
import { toErrorData } from '#core/foundation/errors.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import type { Jobs } from '#host/files/jobs.ts';
import { pyramidFolder, PyramidStore, usualLimitBytes } from '#host/raster/pyramid/pyramid-store.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { Workspace } from './workspace.ts';

/** The first picture goes before. */
const pauseMs = 1500;

/** Setting of the catalogue: bytes that the pyramids of a workspace may take. */
export const limitSetting = 'pyramids:limit-bytes';

/** Makes the pyramids of scenes that are looked at, one scene after the other, while the program goes on working. */
export class BackgroundPyramids {
  readonly #workspace: Workspace;
  readonly #pool: RasterPool;
  readonly #jobs: Jobs;
  readonly #send: (event: HostEvent) => void;
  #store: PyramidStore | null = null;
  /** Scenes of this session that were made, tried, or given up by the user. */
  readonly #settled = new Set<string>();
  #queue: Promise<void> = Promise.resolve();
  #building = new Set<number>();
  /** Aborted when the workspace is left. */
  #leaving = new AbortController();

  constructor(workspace: Workspace, pool: RasterPool, jobs: Jobs, send: (event: HostEvent) => void) {
    this.#workspace = workspace;
    this.#pool = pool;
    this.#jobs = jobs;
    this.#send = send;
  }

  get store(): PyramidStore {
    const folder = pyramidFolder(this.#workspace.catalogue.directory);
    if (this.#store?.folder !== folder) {
      this.leave();
      this.#store = new PyramidStore(folder, () => {
        const limit = this.#workspace.catalogue.settings.get(limitSetting);
        return typeof limit === 'number' && limit >= 0 ? limit : usualLimitBytes;
      });
    }
    return this.#store;
  }

  /** As the window is told: with a mark where its tiles come from a pyramid. */
  described(scene: CatalogueScene): CatalogueScene {
    return { ...scene, pyramid: scene.missing === null && Object.keys(this.store.find(scene)).length > 0 };
  }

  state(scene: CatalogueScene): PyramidState {
    const bytes = this.store.bytesOf(scene);
    if (this.#building.has(scene.id)) return { state: 'building', bytes };
    const ready = Object.keys(this.store.find(scene)).length > 0;
    if (this.store.missing(scene).length > 0) return { state: 'missing', bytes };
    return { state: ready ? 'ready' : 'not-needed', bytes };
  }

  /** Makes the pyramids of a scene that is on screen, unless that was done or given up before. */
  want(scene: CatalogueScene): void {
    const key = keyOf(scene);
    const { store } = this;
    if (this.#settled.has(key) || this.#workspace.catalogue.readOnly) return;
    this.#settled.add(key);
    store.touch(scene);
    if (store.missing(scene).length === 0) return;
    const left = this.#leaving.signal;
    setTimeout(() => {
      if (!left.aborted) this.build(scene);
    }, pauseMs).unref();
  }

  build(scene: CatalogueScene): void {
    const { store } = this;
    const building = this.#building;
    const left = this.#leaving.signal;
    if (building.has(scene.id) || left.aborted) return;
    building.add(scene.id);
    this.#queue = this.#queue
      .then(() => (left.aborted ? undefined : this.#run(scene, store, building, left)))
      .finally(() => building.delete(scene.id));
  }

  async #run(
    scene: CatalogueScene,
    store: PyramidStore,
    building: Set<number>,
    left: AbortSignal,
  ): Promise<void> {
    const jobId = `pyramid-${scene.id}-${Date.now()}`;
    const background = { call: 'pyramid.build', name: scene.name } as const;
    const tell = (done: number, total: number) =>
      this.#send({ type: 'progress', jobId, done, total, stage: scene.name, background });
    try {
      tell(0, 1);
      await this.#jobs.run(jobId, undefined, ({ signal }) =>
        store.build(scene, this.#pool, {
          // One thread stays free for tiles.
          atOnce: Math.max(1, this.#pool.size - 1),
          signal: signal ? AbortSignal.any([signal, left]) : left,
          onProgress: tell,
        }),
      );
      building.delete(scene.id);
      this.#send({ type: 'ended', jobId });
      this.#send({ type: 'changed', what: 'scenes' });
    } catch (error) {
      const data = toErrorData(error);
      this.#send({ type: 'ended', jobId, ...(data.code === 'cancelled' ? {} : { error: data }) });
    }
  }

  remove(scene: CatalogueScene): void {
    this.#settled.add(keyOf(scene));
    this.store.remove(scene);
    this.#send({ type: 'changed', what: 'scenes' });
  }

  /** Another workspace is going to be opened: what is being made stops, and goes on when somebody looks at it again. */
  leave(): void {
    this.#settled.clear();
    this.#leaving.abort();
    this.#leaving = new AbortController();
    this.#building = new Set();
  }

  /** What is being made stays on disk as far as it is, and goes on at the next start. */
  close(): void {
    this.#leaving.abort();
  }
}

const keyOf = (scene: CatalogueScene) =>
  JSON.stringify([
    scene.id,
    scene.files.map(f => [f.file, f.bytes]),
    scene.bands.map(b => [b.nodata, b.role]),
  ]);
