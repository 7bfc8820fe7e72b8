import { shell } from '../client/shell.ts';
import { openScene } from './actions.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { attempt, showNotice } from './notices.ts';
import { usePackages } from '#renderer/panels/review/state/packages.ts';
import { useSession } from './session.ts';

/** What ecologists drop while they work on plots. */
const isTable = /\.(csv|tsv|txt|xlsx?|gpx|kml|kmz|gpkg|zip|geojson|json|shp)$/i;

/** Opens files that are dropped on the window. A browser does not tell their paths. */
export function listenToDrops(): () => void {
  const over = (event: DragEvent) => event.preventDefault();
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    if (!shell) return showNotice('warning', 'scene.no-drop');
    const paths = await shell.pathsOf(files);
    if (paths.length === 0) return;
    if (useSession.getState().task === 'plots' && paths.length === 1 && isTable.test(paths[0]))
      return useImport.getState().open(paths[0]);
    if (useSession.getState().task === 'review' && paths.length === 1 && /\.zip$/i.test(paths[0])) {
      await attempt(() => usePackages.getState().take(paths[0]));
      return;
    }
    await openScene(paths);
  };
  const onDrop = (event: DragEvent) => void drop(event);
  window.addEventListener('dragover', over);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('drop', onDrop);
  };
}
