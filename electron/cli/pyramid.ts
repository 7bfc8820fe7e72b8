import { resolve } from 'node:path';
import { lastWorkspace } from '#host/workspace/workspace.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { pyramidFolder, PyramidStore } from '#host/raster/pyramid/pyramid-store.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { commonOptions, parse, sceneOptions, sceneOptionsOf, UsageError } from './arguments.ts';
import { printJson, progressLine } from './print.ts';

/** `bloomline pyramid`: makes or removes the overviews that a workspace keeps of a scene's files. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    { ...commonOptions, ...sceneOptions, workspace: { type: 'string' }, remove: { type: 'boolean' } },
    true,
  );
  if (positionals.length === 0) throw new UsageError('pyramid needs a file or folder');
  const workspace = values.workspace ?? lastWorkspace();
  if (!workspace) throw new UsageError('--workspace is needed: none that was opened before is there');
  const store = new PyramidStore(pyramidFolder(resolve(workspace)));
  const scene = await openAtLevel(positionals, sceneOptionsOf(values));
  const started = performance.now();
  if (values.remove) store.remove(scene);
  else {
    const pool = new RasterPool();
    const stop = new AbortController();
    const onSignal = () => stop.abort();
    process.once('SIGINT', onSignal);
    try {
      const progress = progressLine();
      await store.build(scene, pool, {
        atOnce: pool.size,
        signal: stop.signal,
        onProgress: (done, total) => progress(Math.round((100 * done) / total), 100, 'pyramid %'),
      });
    } finally {
      process.off('SIGINT', onSignal);
      await pool.close();
    }
  }
  const ms = Math.round(performance.now() - started);
  const pyramids = store.find(scene);
  const bytes = store.bytesOf(scene);
  if (values.json) return printJson({ scene: scene.name, pyramids, bytes, ms });
  for (const [file, pyramid] of Object.entries(pyramids)) process.stdout.write(`${file}: ${pyramid}\n`);
  if (values.remove) process.stdout.write(`${scene.name}: its pyramids are removed\n`);
  else if (Object.keys(pyramids).length === 0)
    process.stdout.write(`${scene.name}: small, or with overviews of its own; no pyramid is needed\n`);
}
