import type { CatalogueScene } from '#core/scene/scene.ts';
import { useRedline } from './redline.ts';
import { useReview } from './review.ts';
import { useActiveScene, useScene } from './scenes.ts';
import { useSession } from './session.ts';

/** What the map shows: the scene at hand; in the redline task the earlier date with the later one over it, in a review the older
 * scene with the newer one over it. */
export function useShownScenes(): { scene: CatalogueScene | undefined; over: CatalogueScene | null } {
  const active = useActiveScene();
  const task = useSession(s => s.task);
  const before = useScene(useRedline(s => s.beforeId));
  const after = useScene(useRedline(s => s.afterId));
  const swipeOn = useRedline(s => s.swipeOn);
  const { detail, other, swipeOn: beside } = useReview();
  const here = detail?.assessment.sceneIds ?? [];
  const now = useScene(here.at(-1) ?? null);
  const old = useScene((other ? other.sceneIds.at(-1) : here.at(0)) ?? null);
  if (task === 'review' && beside && now && old && now.id !== old.id) return { scene: old, over: now };
  if (task !== 'redline' || !before || !after) return { scene: active, over: null };
  return swipeOn ? { scene: before, over: after } : { scene: after, over: null };
}
