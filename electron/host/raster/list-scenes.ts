import { basename, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { recogniseSensor } from '#core/scene/sensor.ts';
import { say } from '#core/words/said.ts';
import { rasterName, rastersAmong } from './raster-name.ts';
import { archiveEnding, isArchiveName } from '#host/formats/archive/archive.ts';
import { entriesIn } from '#host/formats/archive/paths.ts';
import { sensors } from '#host/files/resources.ts';

/** Files, or a folder, that openScene takes as one scene. */
export interface SceneGroup {
  name: string;
  paths: string[];
}

const maxDepth = 4;
const metadata = /(MTL\.txt|^MTD_MSIL(1C|2A)\.xml)$/i;
/** The end of a file name that tells one band of several files. */
const bandNames = [
  'B\\d{1,2}A?|SCL|BQA|QA_[A-Z]+|QA|ATRAN|CDIST|DRAD|EMIS|EMSD|TRAD|URAD',
  'red|green|blue|nir|swir[12]?|re[123]|aerosol',
];
const bandEnding = new RegExp(
  `[_.-]?(?:SR_|ST_)?(?:${bandNames.join('|')})(?:[_.]\\d0m)?(?:[_ ]*\\(Raw\\))?\\.(?:tiff?|jp2)$`,
  'i',
);
/** What comes as a stack and files beside it: PlanetScope with its mask, Gaofen with its panchromatic band. */
const stackEnding = /(?:_3B_(?:AnalyticMS|udm2)|[-_](?:MSS|MUX|PAN|NAD)\d?(?=\.)).*\.tiff?$/i;

/**
 * The scenes in a folder and the folders in it, by name: product folders (one MTL or MTD file, .SAFE, or the bands of a
 * single scene), band files that share their name up to the band, and every other GeoTIFF on its own. Throws
 * `not-found` where there is none.
 */
export function listScenes(folder: string): SceneGroup[] {
  const scenes = scenesIn(folder, 0);
  if (scenes.length === 0) throw new BloomlineError('not-found', folder, say('series.folder-empty'));
  return scenes;
}

/** The scenes that lie in a folder itself as files, without the folders and archives in it. */
export function scenesBeside(folder: string): SceneGroup[] {
  const names = entriesOf(folder).flatMap(e => (e.isFolder ? [] : [e.name]));
  return [...Map.groupBy(rastersAmong(names), stemOf)].map(asScene(folder));
}

function scenesIn(folder: string, depth: number): SceneGroup[] {
  const entries = entriesOf(folder);
  const names = entries.filter(e => !e.isFolder).map(e => e.name);
  const rasters = rastersAmong(names);
  const whole = { name: basename(folder), paths: [folder] };
  const isProduct = /\.(SAFE|SEN3)$/i.test(folder) || names.filter(name => metadata.test(name)).length === 1;
  if (depth > 0 && isProduct) return [whole];
  const groups = Map.groupBy(rasters, stemOf);
  const own = isProduct || isOneScene(rasters, groups.size) ? [whole] : [...groups].map(asScene(folder));
  const deeper =
    depth < maxDepth && !isProduct
      ? entries.filter(e => e.isFolder).flatMap(e => scenesIn(join(folder, e.name), depth + 1))
      : [];
  return [...own, ...deeper];
}

/** Every raster in a folder and the folders in it, as a product folder is read. */
export function rastersOf(folder: string, depth = 0): string[] {
  const entries = entriesOf(folder);
  const rasters = new Set(rastersAmong(entries.filter(e => !e.isFolder).map(e => e.name)));
  return entries.flatMap(e =>
    e.isFolder
      ? depth < maxDepth
        ? rastersOf(join(folder, e.name), depth + 1)
        : []
      : rasters.has(e.name)
        ? [join(folder, e.name)]
        : [],
  );
}

function entriesOf(folder: string) {
  try {
    return withoutTwins(entriesIn(folder).filter(e => !e.name.startsWith('.')));
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new BloomlineError(
      code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-allowed',
      folder,
      code === 'ENOENT'
        ? say('series.no-such-folder')
        : say('files.folder-not-readable', { code: String(code) }),
      { cause: error },
    );
  }
}

/** A package that lies beside the folder it was unpacked to is that folder. */
function withoutTwins(entries: ReturnType<typeof entriesIn>): ReturnType<typeof entriesIn> {
  const folders = new Set(entries.filter(e => e.isFolder && !isArchiveName(e.name)).map(e => e.name));
  const stem = (name: string) => name.replace(archiveEnding, '');
  return entries.filter(e => !(isArchiveName(e.name) && folders.has(stem(e.name))));
}

/** The name without its band; a file that names none has its own whole name. */
function stemOf(name: string): string {
  const ending = [bandEnding, stackEnding].find(e => e.test(name));
  return ending ? name.replace(ending, '').replace(/[_ ,-]+$/, '') : name;
}

/** Several files, all bands of one scene of a sensor that is known. */
function isOneScene(names: readonly string[], stems: number): boolean {
  if (names.length < 2 || stems !== 1) return false;
  return sensorBands(names).filter(Boolean).length > 1;
}

function sensorBands(names: readonly string[]): (string | null)[] {
  const found = recogniseSensor(
    sensors(),
    names.map(name => ({ name, samples: 1 })),
    '',
  );
  return names.map((_, i) => found?.bands[i][0] ?? null);
}

const asScene =
  (folder: string) =>
  ([stem, names]: [string, string[]]): SceneGroup => {
    if (names.length === 1)
      return { name: names[0].replace(rasterName, ''), paths: [join(folder, names[0])] };
    // Of a sensor that is known, only its own bands: quality layers beside them may lie on other grids.
    const bands = sensorBands(names);
    const kept = bands.some(Boolean) ? names.filter((_, i) => bands[i]) : names;
    return { name: stem || basename(folder), paths: kept.map(name => join(folder, name)) };
  };
