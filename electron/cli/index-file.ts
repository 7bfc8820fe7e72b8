import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { findIndex, kernelFor, wavelengthWarning } from '#host/run/index/index-choice.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { writeIndex } from '#host/run/write-index.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import {
  cloudsOption,
  commonOptions,
  compressionOption,
  parse,
  required,
  requiredScene,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
} from './arguments.ts';
import { printJson, progressLine } from './print.ts';

/**
 * `bloomline index --scene … --index … --out <file.tif>`: the index as a Cloud Optimized GeoTIFF of 32-bit floats,
 * NaN where a pixel does not count; `--overviews none` writes a plain tiled file.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...commonOptions,
    ...sceneOptions,
    scene: { type: 'string', multiple: true },
    index: { type: 'string' },
    clouds: { type: 'string' },
    acquired: { type: 'string' },
    out: { type: 'string' },
    compress: { type: 'string' },
    overviews: { type: 'string' },
  });
  const scenePaths = requiredScene(values.scene);
  const indexName = required('index', values.index);
  const out = resolve(required('out', values.out));
  const compression = compressionOption(values.compress);
  const overviews = overviewsOption(values.overviews);
  const clouds = cloudsOption(values.clouds);
  const pool = new RasterPool();
  try {
    pool.warm();
    const scene = await openAtLevel(scenePaths, sceneOptionsOf(values));
    if (scene.files.some(f => resolve(f.file) === out))
      throw new BloomlineError('bad-input', out, say('cli.source-overwritten'));
    const { id, formula } = findIndex(indexName);
    kernelFor(scene, formula);
    const warning = wavelengthWarning(scene, formula);
    const recipe = await makeRecipe({
      kind: 'index',
      scenes: [scene],
      files: [],
      zones: null,
      wholeHashUpTo: 64 * 2 ** 20,
      parameters: { index: id, formula, clouds },
      rules: [],
      warnings: warning ? [warning] : [],
    });
    const started = performance.now();
    await writeIndex(out, { scene, id, formula, clouds, compression, overviews, recipe }, pool, {
      onProgress: progressLine(),
    });
    const ms = Math.round(performance.now() - started);
    const bytes = statSync(out).size;
    if (values.json) printJson({ out, index: id, formula, compression, overviews, bytes, ms, recipe });
    else process.stdout.write(`${out}: ${id}, ${bytes} bytes, ${compression}, ${ms} ms\n`);
  } finally {
    await pool.close();
  }
}

function overviewsOption(text: string | undefined): 'average' | 'none' {
  if (text === undefined || text === 'average') return 'average';
  if (text === 'none') return 'none';
  throw new UsageError(`--overviews ${text}: expected average or none`);
}
