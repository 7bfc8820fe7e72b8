import type { JoinMethod } from '#core/scene/joined.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import type { CatalogueScene, UserOptionName } from '#core/scene/scene.ts';
import { callHost } from '../client/call-host.ts';
import { runJob } from './jobs.ts';
import { workspaceStore } from './root.ts';

/** The scenes of the catalogue and the one that the map shows. */
interface Scenes {
  scenes: CatalogueScene[];
  activeId: number | null;
  loaded: boolean;
  activate: (id: number | null) => void;
  load: () => Promise<void>;
  open: (paths: string[], join?: JoinMethod) => Promise<CatalogueScene>;
  describe: (sceneId: number, options: SceneOptions, forget: UserOptionName[]) => Promise<void>;
  locate: (sceneId: number, paths: string[]) => Promise<void>;
  remove: (sceneId: number) => Promise<void>;
}

const newestFirst = (a: CatalogueScene, b: CatalogueScene) =>
  (b.acquired ?? '').localeCompare(a.acquired ?? '') || b.id - a.id;

export const useScenes = workspaceStore<Scenes>()((set, get) => {
  const put = (scene: CatalogueScene) =>
    set(s => ({ scenes: [...s.scenes.filter(other => other.id !== scene.id), scene].sort(newestFirst) }));
  return {
    scenes: [],
    activeId: null,
    loaded: false,
    activate: activeId => set({ activeId }),
    load: async () => {
      const scenes = (await callHost('scene.list', {})).sort(newestFirst);
      const { activeId } = get();
      const stays = scenes.some(scene => scene.id === activeId);
      const first = scenes.find(scene => scene.missing === null) ?? scenes[0];
      set({ scenes, loaded: true, activeId: stays ? activeId : (first?.id ?? null) });
    },
    open: async (paths, join) => {
      const scene = await runJob('scene.open', { paths, ...(join ? { options: { join } } : {}) });
      put(scene);
      set({ activeId: scene.id });
      return scene;
    },
    describe: async (sceneId, options, forget) =>
      put(await callHost('scene.describe', { sceneId, options, forget })),
    locate: async (sceneId, paths) => put(await runJob('scene.locate', { sceneId, paths })),
    remove: async sceneId => {
      await callHost('scene.remove', { sceneId });
      await get().load();
    },
  };
});

export const useScene = (id: number | null): CatalogueScene | undefined =>
  useScenes(s => s.scenes.find(scene => scene.id === id));

export const useActiveScene = (): CatalogueScene | undefined =>
  useScenes(s => s.scenes.find(scene => scene.id === s.activeId));
