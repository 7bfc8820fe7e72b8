import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalogueFile } from '#host/files/protected-files.ts';
import { makeDemoWorkspace } from '#host/workspace/demo/make-demo-workspace.ts';
import { demoFolder } from './demo-folder.ts';
import { lastWorkspace } from './workspace.ts';

/**
 * The workspace to open: the named one, else (where wanted) the one used last, else the demo workspace, which is made
 * on first use. `tell` hears of that, for it takes some seconds.
 */
export async function chooseWorkspace(
  named: string | undefined,
  preferRecent: boolean,
  tell: (line: string) => void,
): Promise<string> {
  if (named) return resolve(named);
  const last = preferRecent ? lastWorkspace() : undefined;
  if (last) return last;
  const demo = demoFolder();
  if (!existsSync(join(demo, catalogueFile))) {
    tell(`Making the demo workspace (simulated data) in ${demo} …`);
    await makeDemoWorkspace(demo);
  }
  return demo;
}
