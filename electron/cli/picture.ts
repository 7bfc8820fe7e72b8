import { writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { findIndex, kernelFor } from '#host/run/index/index-choice.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { encodePng } from '#host/products/sheets/picture.ts';
import type { Scene } from '#core/scene/scene.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { makePicture, type ScenePicture } from '#host/raster/picture.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { writeCog } from '#host/raster/tiff/write/write-cog.ts';
import {
  commonOptions,
  numberOption,
  parse,
  required,
  requiredScene,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
} from './arguments.ts';
import { printJson } from './print.ts';

const maxWidth = 16384;

/** `bloomline picture`: a quick look at a whole scene, stretched as on the map; PNG, or GeoTIFF with its place. */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, {
    ...commonOptions,
    ...sceneOptions,
    scene: { type: 'string', multiple: true },
    layers: { type: 'string' },
    width: { type: 'string' },
    out: { type: 'string' },
  });
  const scenePaths = requiredScene(values.scene);
  const out = resolve(required('out', values.out));
  const kind = extname(out).toLowerCase();
  if (!['.png', '.tif', '.tiff'].includes(kind))
    throw new UsageError(`--out ${values.out}: expected a name that ends with .png or .tif`);
  const width = numberOption('width', values.width) ?? 1024;
  if (!Number.isInteger(width) || width < 1 || width > maxWidth)
    throw new BloomlineError('bad-input', `--width ${width}`, say('cli.width', { maxWidth }));
  const started = performance.now();
  const scene = await openAtLevel(scenePaths, sceneOptionsOf(values));
  if (scene.files.some(file => file.file === out))
    throw new BloomlineError('bad-input', out, say('cli.source-overwritten'));
  const layers = values.layers ? layersOption(values.layers) : usualLayers(scene);
  const kernels = layers.map(layer => kernelFor(scene, findIndex(layer).formula));
  let pool: RasterPool | null = null;
  try {
    const picture = await makePicture(scene, kernels, width, () => (pool = new RasterPool()));
    await writePicture(out, kind, picture);
    const ms = Math.round(performance.now() - started);
    const { height, ranges } = picture;
    if (values.json) printJson({ out, width: picture.width, height, layers, ranges, ms });
    else
      process.stdout.write(`${out}: ${picture.width} × ${height} pixels of ${layers.join(', ')}, ${ms} ms\n`);
  } finally {
    await (pool as RasterPool | null)?.close();
  }
}

/** Three layers with commas between, or one index or formula, which may hold commas of its own. */
function layersOption(text: string): string[] {
  const parts = text.split(',').map(part => part.trim());
  return parts.length === 3 && parts.every(part => /^\w+$/.test(part)) ? parts : [text.trim()];
}

/** Natural colour, else the first band. */
function usualLayers(scene: Scene): string[] {
  const natural = ['R', 'G', 'B'];
  return natural.every(role => scene.bands.some(band => band.role === role)) ? natural : ['b1'];
}

async function writePicture(path: string, kind: string, picture: ScenePicture): Promise<void> {
  const { grid, rgb, alpha } = picture;
  if (kind === '.png')
    return writeAtomically(path, part => writeFileSync(part, encodePng(picture, { alpha, level: 1 })));
  const planes = [0, 1, 2].map(channel => {
    const plane = new Uint8Array(alpha.length);
    for (let i = 0, from = channel; i < plane.length; i++, from += 3) plane[i] = rgb[from];
    return plane;
  });
  await writeCog(
    path,
    { grid, type: 'Byte', samples: 4, photometric: 2, extraSamples: [2], overviews: 'none' },
    [{ rows: grid.height, planes: [...planes, alpha] }],
  );
}
