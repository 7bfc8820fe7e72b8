import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the demo workspace is made on first use. */
export function demoFolder(): string {
  const { BLOOMLINE_DEMO, LOCALAPPDATA, XDG_DATA_HOME } = process.env;
  return (
    BLOOMLINE_DEMO ??
    join(LOCALAPPDATA ?? XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'Bloomline', 'demo-workspace')
  );
}
