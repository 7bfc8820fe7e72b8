import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { realPath } from './real-path.ts';

/** Where settings of this user are kept. */
export function userFolder(): string {
  const { BLOOMLINE_HOME, APPDATA, XDG_CONFIG_HOME } = process.env;
  return BLOOMLINE_HOME ?? join(APPDATA ?? XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Bloomline');
}

/** A file of this user about one workspace, named by where the workspace lies. */
export function userFileOf(workspace: string, kind: string): string {
  const name = createHash('sha256').update(realPath(workspace)).digest('hex').slice(0, 24);
  return join(userFolder(), kind, `${name}.json`);
}
