import { shell } from '../client/shell.ts';
import { useDialogs, type PickKind } from './dialogs.ts';

/** Lets the user choose paths: the desktop's own dialog where there is one, else the window's. Null when given up. */
export async function pickPaths(kind: PickKind): Promise<string[] | null> {
  if (shell && (kind === 'export' || kind === 'workspace')) {
    const folder = await shell.pickFolder({ purpose: kind });
    return folder === null ? null : [folder];
  }
  if (shell && kind !== 'export' && kind !== 'workspace') return whole(await shell.pickFiles({ kind }));
  return new Promise(resolve => {
    const answer = (paths: string[] | null) => {
      useDialogs.setState({ picking: null });
      resolve(paths);
    };
    useDialogs.setState({ picking: { kind, answer } });
  });
}

const whole = (paths: string[]): string[] | null => (paths.length > 0 ? paths : null);

/** A product folder: native folder dialog under the shell; the window's picker takes files and folders alike. */
export async function pickSceneFolder(): Promise<string[] | null> {
  if (!shell) return pickPaths('scene');
  const folder = await shell.pickFolder({ purpose: 'scene' });
  return folder === null ? null : [folder];
}
