import type { Assessment } from '#core/review/assessment.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { useActiveScene, useScene } from './scenes.ts';
import { useSession } from './session.ts';

/** What the map shows. */
export interface ShownScenes {
  scene: CatalogueScene | undefined;
  /** Right of the divider, over `scene`. */
  over: CatalogueScene | null;
  /** Two dates, or two results of one scene, lie beside each other. */
  divided: boolean;
  /** In a review the saved result, the one it is compared with, and the corrections that it was made with. */
  reviewed: { now: Assessment; other: Assessment | null; corrections: readonly Correction[] } | null;
}

/** The scene at hand; in the redline task the earlier date with the later one over it, in a review the older result's with the
 * newer one's. */
export function useShownScenes(): ShownScenes {
  const active = useActiveScene();
  const task = useSession(s => s.task);
  const before = useScene(useRedline(s => s.beforeId));
  const after = useScene(useRedline(s => s.afterId));
  const swipeOn = useRedline(s => s.swipeOn);
  const { detail, other, swipeOn: beside } = useReview();
  const here = detail?.assessment.sceneIds ?? [];
  const now = useScene(here.at(-1) ?? null);
  const old = useScene((other ? other.sceneIds.at(-1) : here.at(0)) ?? null);
  if (task === 'review' && detail) {
    const reviewed = { now: detail.assessment, other, corrections: detail.corrections };
    if (!beside || !now || !old) return { scene: active, over: null, divided: false, reviewed };
    return { scene: old, over: now.id === old.id ? null : now, divided: true, reviewed };
  }
  const plain = { divided: false, reviewed: null };
  if (task !== 'redline' || !before || !after) return { scene: active, over: null, ...plain };
  return swipeOn
    ? { scene: before, over: after, divided: true, reviewed: null }
    : { scene: after, over: null, ...plain };
}
