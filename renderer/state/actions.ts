import { useCorrections } from './corrections.ts';
import { hasRoles } from './scene-roles.ts';
import { useDialogs } from './dialogs.ts';
import { focusOn } from './focus.ts';
import { attempt, showNotice } from './notices.ts';
import { pickPaths } from './pick-paths.ts';
import { usePlots } from './plots.ts';
import { useScenes } from './scenes.ts';
import { usePeople } from './people.ts';
import { useReview } from './review.ts';
import { useSeries } from './series.ts';
import { useSession } from './session.ts';
import { useSheet } from './sheet.ts';
import { useZones } from './zones.ts';
import { callHost } from '../client/call-host.ts';

/** Opens files as one scene; asks for the band roles where nothing told them. */
export async function openScene(paths: string[]): Promise<void> {
  const scene = await attempt(() => useScenes.getState().open(paths));
  if (!scene) return;
  focusOn({ kind: 'scene' });
  if (!hasRoles(scene)) {
    showNotice('warning', 'scene.name-the-bands');
    useDialogs.getState().open({ kind: 'scene', sceneId: scene.id });
  } else showNotice('done', 'scene.opened', { name: scene.name });
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
