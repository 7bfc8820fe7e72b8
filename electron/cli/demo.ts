import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run as assess } from './assess.ts';
import { parse } from './arguments.ts';
import { makeDemoWorkspace } from '#host/workspace/demo/make-demo-workspace.ts';

/** `bloomline demo`: the main job without a window, on simulated data; prints the folder of the results. */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, { out: { type: 'string' } });
  const out = resolve(values.out ?? 'demo-output');
  const workspace = join(out, 'workspace');
  if (!existsSync(join(workspace, 'catalogue.gpkg'))) {
    process.stderr.write(`Making the demo workspace (simulated) in ${workspace} …\n`);
    await makeDemoWorkspace(workspace);
  }
  const scene = (name: string) => join(workspace, 'scenes', name);
  process.stdout.write('Bloom (simulated data)\n');
  await assess([
    'bloom',
    '--scene',
    scene('SIM_20250718'),
    '--zones',
    join(workspace, 'zones', 'lake.geojson'),
    '--index',
    'NDVI',
    '--threshold',
    '0',
    '--out',
    join(out, 'bloom'),
  ]);
  process.stdout.write('\nRedline (simulated data)\n');
  await assess([
    'redline',
    '--before',
    scene('SIM_20240722'),
    '--after',
    scene('SIM_20250718'),
    '--zones',
    join(workspace, 'zones', 'redline.geojson'),
    '--min-patch-m2',
    '2000',
    '--loss',
    '0.2',
    '--out',
    join(out, 'redline'),
  ]);
  process.stdout.write(`\n${out}\n`);
}
