import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where settings of this user are kept. */
export function userFolder(): string {
  const { BLOOMLINE_HOME, APPDATA, XDG_CONFIG_HOME } = process.env;
  return BLOOMLINE_HOME ?? join(APPDATA ?? XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Bloomline');
}

/** A file of this user about one workspace, named by where the workspace lies. */
export function userFileOf(workspace: string, kind: string): string {
  let path = resolve(workspace);
  try {
    path = realpathSync(path);
  } catch {
    // not there yet, or not any more
  }
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24);
  return join(userFolder(), kind, `${name}.json`);
}
