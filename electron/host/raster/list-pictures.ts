import { BloomlineError } from '#core/foundation/errors.ts';
import type { JoinMethod } from '#core/scene/joined.ts';
import { joinScenes, notOnePass } from '#core/scene/join-scenes.ts';
import { dateInName } from '#core/scene/product-metadata.ts';
import type { Scene } from '#core/scene/scene.ts';
import { listScenes, type SceneGroup } from './list-scenes.ts';
import { openPicture } from './open-scene.ts';

/** What a part of one picture has at the end of its name: the row and column of an Earth Engine export, a strip. */
const partEnding = /(?:[-_]\d{10}[-_]\d{10}|[-_]\d)$/;

/**
 * The scenes of a folder as `listScenes` finds them, those of one pass as one: tiles, strips, the parts of an export.
 * Only what its name says to be of one day, or parts of one name, is opened and compared.
 */
export function listPictures(folder: string, join: JoinMethod | null = null): SceneGroup[] {
  const together = Map.groupBy(listScenes(folder), ({ name }) => {
    const day = dateInName(name)?.slice(0, 10);
    return day ?? name.replace(partEnding, '');
  });
  return [...together.values()].flatMap(alike => (alike.length === 1 ? alike : joinedGroups(alike, join)));
}

function joinedGroups(groups: readonly SceneGroup[], join: JoinMethod | null): SceneGroup[] {
  const pictures: { group: SceneGroup; scenes: Scene[] }[] = [];
  for (const group of groups) {
    const scene = opened(group);
    const found = scene && pictures.find(({ scenes }) => isPartOf(scenes, scene, join));
    if (scene && found) {
      found.scenes.push(scene);
      const { name } = joinScenes(found.scenes, join);
      found.group = { name, paths: [...found.group.paths, ...group.paths] };
    } else pictures.push({ group, scenes: scene ? [scene] : [] });
  }
  return pictures.map(p => p.group);
}

/** Null for what cannot be opened: who asks for it is told why. */
function opened({ paths }: SceneGroup): Scene | null {
  try {
    return openPicture(paths, {});
  } catch (error) {
    if (error instanceof BloomlineError) return null;
    throw error;
  }
}

function isPartOf(scenes: readonly Scene[], scene: Scene, join: JoinMethod | null): boolean {
  if (scenes.length === 0 || scenes.some(other => notOnePass(other, scene) !== null)) return false;
  try {
    joinScenes([...scenes, scene], join);
    return true;
  } catch (error) {
    // Of one pass, on another grid, and nobody said how: it stays a picture of its own.
    if (error instanceof BloomlineError) return false;
    throw error;
  }
}
