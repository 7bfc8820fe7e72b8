import type { JoinMethod } from '#core/scene/joined.ts';
import { HostError } from '../client/host-error.ts';
import { useCorrections } from '#renderer/panels/bloom/state/corrections.ts';
import { hasRoles } from './scene-roles.ts';
import { useDialogs } from './dialogs.ts';
import { focusOn } from './focus.ts';
import { attempt, showNotice } from './notices.ts';
import { pickPaths } from './pick-paths.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useScenes } from './scenes.ts';
import { usePeople } from './people.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';
import { useSession } from './session.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';
import { useZones } from './zones.ts';
import { callHost } from '../client/call-host.ts';

/**
 * Opens files as one scene; asks for the band roles where nothing told them, and how pictures of one pass come together
 * that lie on other grids.
 */
export async function openScene(paths: string[], join?: JoinMethod): Promise<void> {
  const scene = await attempt(() =>
    useScenes
      .getState()
      .open(paths, join)
      .catch((error: unknown) => {
        if (!(error instanceof HostError)) throw error;
        if (error.said.code === 'scene.several') return openSeveral(paths, join);
        if (error.said.code !== 'scene.join-how') throw error;
        useDialogs.getState().open({ kind: 'join', paths, why: error.said });
        return null;
      }),
  );
  if (!scene) return;
  focusOn({ kind: 'scene' });
  if (!hasRoles(scene)) {
    showNotice('warning', 'scene.name-the-bands');
    useDialogs.getState().open({ kind: 'scene', sceneId: scene.id });
  } else showNotice('done', 'scene.opened', { name: scene.name });
}

/** A folder of packages, or an archive of several pictures: each is a scene of its own. Null when all is said. */
async function openSeveral(paths: string[], join?: JoinMethod): Promise<null> {
  const pictures = await callHost('scene.pictures', { paths });
  const failed: string[] = [];
  for (const picture of pictures)
    await useScenes
      .getState()
      .open(picture.paths, join)
      .catch((error: unknown) => {
        if (!(error instanceof HostError)) throw error;
        failed.push(picture.name);
      });
  const count = pictures.length;
  const opened = count - failed.length;
  if (failed.length === 0) showNotice('done', 'scene.opened-several', { count });
  else showNotice('warning', 'scene.opened-some', { count, opened, failed: failed.join(', ') });
  if (opened > 0) focusOn({ kind: 'scene' });
  return null;
}

export async function chooseAndOpenScene(): Promise<void> {
  const paths = await pickPaths('scene');
  if (paths) await openScene(paths);
}

export async function loadAll(): Promise<void> {
  await attempt(async () => {
    await useSession.getState().load();
    await Promise.all([
      useScenes.getState().load(),
      useZones.getState().load(),
      usePlots.getState().load(),
      useSheet.getState().load(),
      useSeries.getState().load(),
      usePeople.getState().load(),
      useReview.getState().load(),
    ]);
    await useCorrections.getState().load();
  });
}

export async function openWorkspace(path: string, create: boolean): Promise<void> {
  const opened = await attempt(() => callHost('workspace.open', { path, create }));
  if (!opened) return;
  await loadAll();
  focusOn({ kind: 'scene' });
}
