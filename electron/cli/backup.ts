import { resolve } from 'node:path';
import { listBackups } from '#host/catalogue/store/backups.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { commonOptions, parse, required } from './arguments.ts';
import { printJson } from './print.ts';

/** `bloomline backup`: copies the catalogue, also to the second place; with `--list` the copies that are there. */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...commonOptions,
    workspace: { type: 'string' },
    list: { type: 'boolean' },
  });
  const workspace = resolve(required('workspace', values.workspace));
  if (values.list) {
    const backups = listBackups(workspace);
    if (values.json) printJson({ backups });
    else for (const { name, bytes } of backups) process.stdout.write(`${name}  ${bytes}\n`);
    return;
  }
  const catalogue = await openCatalogue(workspace);
  try {
    const { path, secondPlace } = await catalogue.backup();
    const problem = typeof secondPlace === 'string' ? null : secondPlace;
    if (values.json) printJson({ path, secondPlace: problem?.message ?? secondPlace });
    else process.stdout.write(`${path}\n`);
    if (problem) {
      process.stderr.write(`${problem.subject}: ${problem.message}\n`);
      process.exitCode = 1;
    }
  } finally {
    catalogue.close();
  }
}
