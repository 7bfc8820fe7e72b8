import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sameGrid, type Grid } from '#core/grid/grid.ts';
import type { Resampling } from '#core/grid/resample.ts';
import { isClassification } from '#core/scene/band-roles.ts';
import type { Scene } from '#core/scene/scene.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { warpToGrid } from '#host/raster/warp-to-grid.ts';

/** Scenes on one grid: copies where they were not, in a folder that goes when `work` is done. */
export async function withAligned<Result>(
  scenes: readonly Scene[],
  grid: Grid,
  /** Null takes nearest for classes and where fill is not declared in the file, else bilinear. */
  how: Resampling | null,
  work: (aligned: Scene[], notes: string[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'bloomline-align-'));
  try {
    const aligned: Scene[] = [];
    const notes: string[] = [];
    for (const [i, scene] of scenes.entries()) {
      if (sameGrid(scene.grid, grid)) {
        aligned.push(scene);
        continue;
      }
      const { scene: copy, used } = await alignScene(scene, grid, how, join(folder, `${i}`));
      aligned.push(copy);
      notes.push(inEnglish('state.aligned', { name: scene.name, how: used }));
    }
    return await work(aligned, notes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function alignScene(scene: Scene, grid: Grid, how: Resampling | null, stem: string) {
  if (scene.joined) throw new BloomlineError('grids-differ', scene.name, say('scene.joined-not-aligned'));
  const files = new Map<string, string>();
  const used = new Set<Resampling>();
  const layouts: Scene['files'] = [];
  for (const file of new Set(scene.bands.map(b => b.file))) {
    const own = scene.bands.filter(b => b.file === file);
    const plain = own.some(b => isClassification(b.role) || (b.nodata !== null && b.nodataSource !== 'file'));
    const chosen = how ?? (plain ? 'nearest' : 'bilinear');
    const path = `${stem}_${files.size}_${basename(file).replace(/\.[^.]*$/, '')}.tif`;
    await warpToGrid(file, grid, path, { how: chosen, compression: 'none' });
    files.set(file, path);
    used.add(chosen);
    layouts.push(inspectFile(path).layout);
  }
  return {
    scene: {
      ...scene,
      grid,
      files: layouts,
      bands: scene.bands.map(b => ({ ...b, file: files.get(b.file)!, ratio: 1 })),
    },
    used: [...used].join(', '),
  };
}
