import type { SceneOptions } from '#core/scene/scene-options.ts';
import { toErrorData } from '#core/foundation/errors.ts';
import { datumOf } from '#core/grid/datum.ts';
import { extentOf, pixelSize } from '#core/grid/grid.ts';
import { isReflective } from '#core/scene/band-roles.ts';
import { quantityOf } from '#core/scene/quantity.ts';
import { filesOfBand, type Scene } from '#core/scene/scene.ts';
import { stepInWords } from '#core/intake/levels.ts';
import { inWords } from '#core/words/said.ts';
import { jsonNumber } from '#host/recipe/recipe.ts';
import { hashBands } from '#host/raster/hash-bands.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { commonOptions, parse, sceneOptions, sceneOptionsOf, UsageError } from './arguments.ts';
import { printJson, printJsonLine, printTable } from './print.ts';

const eachOptions = { each: { type: 'boolean' }, hash: { type: 'boolean' } } as const;

/** `bloomline info <file|folder…>`: what the files are, and why the program believes it. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { ...commonOptions, ...sceneOptions, ...eachOptions }, true);
  if (positionals.length === 0) throw new UsageError('info needs a file or folder');
  if (values.hash && !values.each) throw new UsageError('--hash goes with --each');
  if (values.each) return eachFile(positionals, sceneOptionsOf(values), values.hash ?? false);
  const scene = await openChecked(positionals, sceneOptionsOf(values));
  if (values.json) printJson(describeScene(scene));
  else printScene(scene);
}

/** One JSON line per file, bad ones too: every file is a scene of its own. */
async function eachFile(files: readonly string[], options: SceneOptions, hash: boolean): Promise<void> {
  for (const file of files) {
    const started = performance.now();
    const ms = () => Math.round((performance.now() - started) * 10) / 10;
    try {
      const document = describeScene(await openAtLevel([file], options));
      const digests = hash ? await hashBands(file) : [];
      const bands = document.bands.map((band, i) => ({ ...band, ...digests[i] }));
      printJsonLine({ file, ok: true, ms: ms(), ...document, bands });
    } catch (error) {
      const { code, message } = toErrorData(error);
      printJsonLine({ file, ok: false, ms: ms(), error: { code, message } });
    }
  }
}

/** The document of `info --json`. The first file gives compression, layout and overviews. */
export function describeScene(scene: Scene) {
  const { grid } = scene;
  const file = scene.files.find(f => f.width === grid.width && f.height === grid.height) ?? scene.files[0];
  const measured = scene.bands.find(b => isReflective(b.role)) ?? scene.bands[0];
  return {
    name: scene.name,
    width: grid.width,
    height: grid.height,
    bands: scene.bands.map(b => ({
      index: b.index,
      file: b.file,
      type: b.type,
      role: b.role,
      description: b.description,
      nodata: jsonNumber(b.nodata),
      nodataSource: b.nodataSource,
      wavelengthNm: b.wavelengthNm,
      radiometry: b.radiometry,
      ratio: b.ratio,
    })),
    crs: grid.crs
      ? {
          epsg: grid.crs.epsg,
          name: grid.crs.name,
          proj4: grid.crs.proj4,
          datum: datumOf(grid.crs),
          ...(grid.crs.wkt ? { wkt: grid.crs.wkt } : {}),
        }
      : null,
    affine: grid.affine,
    pixelSize: pixelSize(grid.affine),
    extent: extentOf(grid),
    /** As declared in the file or by --nodata; a sensor's fill value is in the bands. */
    nodata: measured.nodataSource === 'sensor table' ? null : jsonNumber(measured.nodata),
    compression: file.compression,
    layout: file.layout,
    blockSize: file.blockSize,
    interleave: file.interleave,
    overviews: file.overviews,
    files: scene.files,
    sensor: scene.sensor,
    acquired: scene.acquired,
    radiometry: {
      scale: measured.radiometry.scale,
      offset: measured.radiometry.offset,
      source: measured.radiometry.source,
    },
    classification: scene.classification,
    quantity: quantityOf(scene),
    preparation: scene.preparation ?? null,
    beliefs: scene.beliefs,
    ...(scene.suspectedNodata === undefined ? {} : { suspectedNodata: scene.suspectedNodata }),
    warnings: scene.warnings,
    simulated: scene.simulated,
  };
}

function printScene(scene: Scene): void {
  const info = describeScene(scene);
  const line = (name: string, value: unknown) => process.stdout.write(`${name.padEnd(12)}${String(value)}\n`);
  line('scene', info.name);
  line('size', `${info.width} × ${info.height} pixels of ${info.pixelSize.join(' × ')}`);
  line('crs', info.crs ? `${info.crs.name}${info.crs.epsg ? ` (EPSG:${info.crs.epsg})` : ''}` : 'none');
  line('extent', info.extent.join(', '));
  line(
    'stored',
    `${info.compression}, ${info.layout} ${info.blockSize.join(' × ')}, overviews ${info.overviews.map(o => o.join(' × ')).join(', ') || 'none'}`,
  );
  line('nodata', info.nodata ?? 'none');
  for (const belief of info.beliefs) line(belief.what, `${belief.value}  (${belief.why})`);
  for (const step of scene.preparation?.steps ?? [])
    line(
      'step',
      `${inWords(stepInWords(step.name), 'en')}: ${step.formula}  (${step.source}; ${step.evidence})`,
    );
  for (const warning of info.warnings) line('warning', warning);
  process.stdout.write('\n');
  printTable(
    ['band', 'role', 'type', 'description', 'nm', 'scale', 'offset', 'file'],
    scene.bands.map(b => [
      b.index,
      b.role ?? '–',
      b.type,
      b.description ?? '',
      b.wavelengthNm ?? '',
      b.radiometry.scale,
      b.radiometry.offset,
      filesOfBand(scene, b)
        .map(file => file.split(/[\\/]/).pop()!)
        .join(' + '),
    ]),
  );
}
