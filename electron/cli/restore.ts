import { resolve } from 'node:path';
import { inEnglish } from '#core/words/said.ts';
import { restoreWorkspace } from '#host/catalogue/restore.ts';
import { commonOptions, parse, required } from './arguments.ts';
import { printJson } from './print.ts';
import { outside } from './writes-as.ts';

/** `bloomline restore`: puts a copy in the catalogue's place, where no window has the workspace open. */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...commonOptions,
    workspace: { type: 'string' },
    backup: { type: 'string' },
  });
  const workspace = resolve(required('workspace', values.workspace));
  const backup = required('backup', values.backup);
  await restoreWorkspace(workspace, backup, outside);
  if (values.json) printJson({ workspace, backup });
  else process.stdout.write(`${inEnglish('cli.restored', { backup })}\n`);
}
