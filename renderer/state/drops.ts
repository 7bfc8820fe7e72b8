import { shell } from '../client/shell.ts';
import { openScene } from './actions.ts';
import { showNotice } from './notices.ts';

/** Opens files that are dropped on the window. A browser does not tell their paths. */
export function listenToDrops(): () => void {
  const over = (event: DragEvent) => event.preventDefault();
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    if (!shell) return showNotice('warning', 'scene.no-drop');
    const paths = await shell.pathsOf(files);
    if (paths.length > 0) await openScene(paths);
  };
  const onDrop = (event: DragEvent) => void drop(event);
  window.addEventListener('dragover', over);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('drop', onDrop);
  };
}
