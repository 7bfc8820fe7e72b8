import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { attempt } from './notices.ts';
import { sceneVersion } from './scene-version.ts';
import { useScenes } from './scenes.ts';

/** Gives the bloom task the indices of the scene at hand whenever that scene, or what is said about it, changes. */
export function followActiveScene(): () => void {
  let last = '';
  const follow = () => {
    const { activeId, scenes } = useScenes.getState();
    const scene = scenes.find(other => other.id === activeId);
    const key = scene ? `${scene.id} ${sceneVersion(scene)}` : '';
    if (key === last) return;
    last = key;
    if (scene) void attempt(() => useBloom.getState().useScene(scene.id));
  };
  follow();
  return useScenes.subscribe(follow);
}
