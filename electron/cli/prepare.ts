import { resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { pixelSize } from '#core/grid/grid.ts';
import type { Refinement } from '#core/scene/refinement.ts';
import { quantityOf } from '#core/scene/quantity.ts';
import { stepInWords } from '#core/intake/levels.ts';
import { inWords, say } from '#core/words/said.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { gridLike, gridOf, writePrepared } from '#host/run/write-prepared.ts';
import {
  commonOptions,
  compressionOption,
  parse,
  required,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
} from './arguments.ts';
import { printJson, progressLine } from './print.ts';

/**
 * `bloomline prepare <package|folder|file…> --out <cog.tif>`: a scene as reflectance, with what was done to it.
 * Level: what is asked for, else the usual one of the sensor.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    {
      ...commonOptions,
      ...sceneOptions,
      acquired: { type: 'string' },
      like: { type: 'string' },
      grid: { type: 'string' },
      points: { type: 'string' },
      out: { type: 'string' },
      compress: { type: 'string' },
    },
    true,
  );
  if (positionals.length === 0) throw new UsageError('prepare needs a package, a folder or files');
  if (values.like !== undefined && values.grid !== undefined)
    throw new UsageError('--like and --grid both say the grid: give one');
  const out = resolve(required('out', values.out));
  const compression = compressionOption(values.compress);
  if (values.reference !== undefined && values.points !== undefined)
    throw new UsageError('--reference and --points both move the picture: give one');
  const scene = await openChecked(positionals, {
    ...sceneOptionsOf(values),
    ...(values.points !== undefined ? { points: resolve(values.points) } : {}),
  });
  if (
    [...scene.files.map(f => f.file), values.like, values.reference, values.points, values.dem].some(
      file => file && resolve(file) === out,
    )
  )
    throw new BloomlineError('bad-input', out, say('cli.source-overwritten'));
  const target =
    values.like !== undefined
      ? gridLike(resolve(values.like))
      : values.grid !== undefined
        ? gridOf(values.grid, scene)
        : null;
  if (values.grid !== undefined && target === null)
    throw new UsageError(`--grid ${values.grid}: expected a system and a pixel size, such as EPSG:32650@10`);
  const { grid } = await writePrepared(out, scene, target, compression, { onProgress: progressLine() });
  const steps = scene.preparation?.steps ?? [];
  if (values.json)
    printJson({
      scene: scene.name,
      steps,
      quantity: quantityOf(scene),
      crs: grid.crs && (grid.crs.epsg ? `EPSG:${grid.crs.epsg}` : grid.crs.name),
      pixelSize: pixelSize(grid.affine),
      ...moveOf(scene.move?.refinements ?? []),
      products: [{ file: out }],
      warnings: scene.warnings,
    });
  else {
    for (const step of steps)
      process.stdout.write(`${inWords(stepInWords(step.name), 'en')}: ${step.formula}  (${step.source})\n`);
    for (const warning of scene.warnings) process.stdout.write(`warning: ${warning}\n`);
    process.stdout.write(`${out}: ${quantityOf(scene)}, ${grid.width} × ${grid.height} pixels\n`);
  }
}

/** The mean move of all places that agree, pixels right and down; each picture's own with its places. */
function moveOf(refinements: readonly Refinement[]) {
  const used = refinements.flatMap(r => r.places.filter(p => p.used));
  const mean = (of: (p: (typeof used)[number]) => number) =>
    used.reduce((sum, p) => sum + of(p), 0) / used.length;
  const any = used.length > 0;
  return {
    shiftPixels: any ? [mean(p => p.dx), mean(p => p.dy)] : null,
    rmsePixels: any ? Math.sqrt(mean(p => p.residualX ** 2 + p.residualY ** 2)) : null,
    refinements,
  };
}
