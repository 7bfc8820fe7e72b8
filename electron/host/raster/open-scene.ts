import { basename, dirname, extname, join, resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { moveOf, preparationOptionsOf, type SceneOptions } from '#core/scene/scene-options.ts';
import { assembleScene, sharesGrid, type SceneFileInfo } from '#core/scene/assemble-scene.ts';
import { isReflective } from '#core/scene/band-roles.ts';
import {
  readGaofenXml,
  readMtl,
  readSentinel2Mtd,
  type ProductMetadata,
} from '#core/scene/product-metadata.ts';
import { isUrl, plainUrl } from '#core/scene/is-url.ts';
import type { Affine, Grid } from '#core/grid/grid.ts';
import { placeByRpc, type PlaceOptions } from '#core/scene/place-by-rpc.ts';
import { movedAffine, moveInWords } from '#core/scene/refinement.ts';
import { joinScenes, notOnePass } from '#core/scene/join-scenes.ts';
import type { Scene } from '#core/scene/scene.ts';
import { prepareScene, type PreparationInput } from '#core/scene/prepare-scene.ts';
import { recogniseSensor, type Recognition } from '#core/scene/sensor.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { archiveEnding } from '#host/formats/archive/archive.ts';
import { entriesIn, isFolder, textOf } from '#host/formats/archive/paths.ts';
import { rasterName } from './raster-name.ts';
import { rastersOf } from './list-scenes.ts';
import type { Heights } from '#core/grid/rpc.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { GroundHeights } from '#host/raster/reader/ground-heights.ts';
import { picturesIn } from './pictures-in.ts';
import { splitArrayPath } from '#host/files/array-path.ts';
import { enviDataOf } from './arrays/envi/open-envi.ts';
import { namesOf } from './arrays/inspect-arrays.ts';
import { rasterKind } from './raster-kind.ts';
import { sceneFile, sceneFilesIn } from './scene-file.ts';
import { withGranuleAngles } from './granule-angles.ts';
import { atmosphereTables } from '#host/files/atmosphere.ts';
import { sensors } from '#host/files/resources.ts';

const maxFiles = 500;
const chineseXml = /^(GF\d[A-D]?|HJ2[AB]|ZY\d\w*)_.*\.xml$/i;

/**
 * Opens one multi-band file, several single-band files, product folders, or several pictures of one pass as one scene.
 * Throws `grids-differ` where they are no one picture.
 */
export function openScene(given: readonly string[], options: SceneOptions = {}): Scene {
  const scene = openAll(given, options);
  return options.refinements ? { ...scene, move: moveOf(options) } : scene;
}

function openAll(given: readonly string[], options: SceneOptions): Scene {
  const paths = given.map(dataOfHeader);
  if (paths.length === 0) throw new BloomlineError('bad-input', 'scene', say('scene.none-given'));
  const pictures = picturesIn(paths);
  if (pictures.length === 1) return openPicture(pictures[0], options);
  const read: ReturnType<typeof readPicture>[] = [];
  // Parts that polynomials place come onto the lattice of the first.
  for (const picture of pictures) read.push(readPicture(picture, options, read[0]?.scene.grid));
  const parts = read.map(part => part.scene);
  const apart = parts.slice(1).flatMap(part => {
    const reason = notOnePass(parts[0], part);
    return reason ? [{ part, reason }] : [];
  });
  if (apart.length > 0) {
    const [{ part, reason }] = apart;
    throw new BloomlineError(
      'grids-differ',
      paths.length === 1 ? paths[0] : basename(part.files[0].file),
      say('scene.several', { count: parts.length, names: parts.map(p => p.name).join(', '), reason }),
    );
  }
  // One pass has one sun: pictures are joined as their files are, and brought to reflectance together.
  return prepareScene(joinScenes(parts, options.join ?? null), read[0].preparation);
}

/** One picture of `picturesIn`: one multi-band file, several single-band files, or a product folder. */
export function openPicture(paths: readonly string[], options: SceneOptions): Scene {
  const { scene, preparation } = readPicture(paths, options);
  return prepareScene(scene, preparation);
}

function readPicture(
  paths: readonly string[],
  options: SceneOptions,
  like?: Grid,
): { scene: Scene; preparation: PreparationInput } {
  const absolute = paths.map(p => (isUrl(p) ? p : resolve(p)));
  const isProduct = absolute.some(p => isFolder(p) || isWholeArrayFile(p));
  const listed = absolute.flatMap(p => (isFolder(p) ? rastersIn(p) : [p]));
  if (listed.length > maxFiles)
    throw new BloomlineError(
      'bad-input',
      paths[0],
      say('scene.too-many-rasters', { limit: maxFiles, count: listed.length }),
    );
  let files = isProduct ? filesOfProduct(listed) : listed.map(sceneFile);

  const metadataFile = findMetadata(absolute);
  const metadataText = metadataFile ? textOf(metadataFile) : '';
  let recognition = recogniseSensor(
    sensors(),
    files.map(f => ({ ...f, descriptions: f.bands.map(b => b.description ?? null) })),
    metadataText,
  );

  if (!recognition && files.some(f => splitArrayPath(f.file))) files = onOneGrid(files);
  if (recognition) {
    const pan = recognition.leftOut.map(i => files[i].name);
    // A product folder: only the sensor's own bands, the finest file of each, those that share a grid.
    const kept = isProduct
      ? keepProductBands(files, recognition)
      : files.map((_, i) => i).filter(i => !recognition!.leftOut.includes(i));
    const left = files
      .filter(
        (f, i) =>
          !kept.includes(i) &&
          !pan.includes(f.name) &&
          recognition!.bands[i].some(Boolean) &&
          !splitArrayPath(f.file),
      )
      .map(f => f.name);
    const beside = isProduct ? unusedArrays(files, kept) : [];
    const bands = recognition.bands;
    files = kept.map(i => files[i]);
    recognition = { ...recognition, bands: kept.map(i => bands[i]) };
    const notes = [
      ...(beside.length ? [inEnglish('arrays.not-used', { names: namesOf(beside) })] : []),
      ...(left.length ? [inEnglish('scene.left-out', { files: left.join(', ') })] : []),
      ...(pan.length ? [inEnglish('scene.panchromatic-left-out', { files: pan.join(', ') })] : []),
    ];
    if (files.length) files[0] = { ...files[0], warnings: [...files[0].warnings, ...notes] };
  }
  const metadata = metadataFile ? readMetadata(metadataFile, metadataText) : null;
  const scene = assembleScene(files, recognition, metadata, options, sceneName(absolute));
  const preparation = {
    bandIds: recognition?.bands.flat() ?? scene.bands.map(() => null),
    acquisition: metadataFile ? withGranuleAngles(metadata?.acquisition ?? null, metadataFile) : null,
    options: preparationOptionsOf(options),
    tables: atmosphereTables,
  };
  const measured = files.filter(f => scene.bands.some(b => b.file === f.file));
  const isPlaced = measured.every(f => f.rpc);
  const move = options.refinements?.find(r => r.picture === scene.name) ?? null;
  const onGround = isPlaced
    ? placed(scene, measured, { ...options, refined: move?.transform }, like)
    : moved(scene, move?.transform ?? null);
  const against = options.reference ?? options.points ?? '–';
  if (!move) return { scene: onGround, preparation };
  const said = moveInWords(move, basename(against));
  return { scene: { ...onGround, warnings: [...onGround.warnings, ...said] }, preparation };
}

/** A picture with a map place of its own, moved: none of its pixels changes. */
const moved = (scene: Scene, transform: Affine | null): Scene =>
  transform
    ? { ...scene, grid: { ...scene.grid, affine: movedAffine(scene.grid.affine, transform) } }
    : scene;

/** A picture without a map place where its polynomials put it. Throws where they are of another picture. */
function placed(
  scene: Scene,
  files: readonly SceneFileInfo[],
  options: SceneOptions & Pick<PlaceOptions, 'refined'>,
  like?: Grid,
): Scene {
  const rpcs = new Map(
    files.map(({ file, rpc, grid: { width, height } }) => {
      const [column, row] = [rpc!.sampleOffset, rpc!.lineOffset];
      if (!(column >= 0 && row >= 0 && column <= width && row <= height))
        throw new BloomlineError(
          'no-georeference',
          file,
          say('scene.rpc-of-another', { column, row, width, height }),
        );
      return [file, rpc!];
    }),
  );
  const { height, dem, join: how, refined } = options;
  const heights = dem ? { ...dem, file: resolve(dem.file) } : undefined;
  const found = placeByRpc(scene, file => rpcs.get(file)!, { height, heights, how, like, refined });
  if (heights) checkCovers(heights, found.grid);
  return found;
}

function checkCovers(heights: Heights, grid: Grid): void {
  const model = new GroundHeights(heights, new BlockCache(0));
  try {
    if (!model.covers(grid))
      throw new BloomlineError('bad-input', heights.file, say('scene.dem-does-not-cover'));
  } finally {
    model.close();
  }
}

/** The file of pixels where the header of ENVI beside it is given. */
function dataOfHeader(path: string): string {
  if (isUrl(path) || !/\.hdr$/i.test(path)) return path;
  const data = enviDataOf(path);
  if (!data) throw new BloomlineError('not-found', path, say('envi.no-data'));
  return data;
}

/** A file of arrays without the name of one of them. */
const isWholeArrayFile = (path: string): boolean =>
  !isUrl(path) && splitArrayPath(path) === null && rasterKind(path) === 'arrays';

/** All rasters of a product; files of arrays that hold no map (tie points, calibration) are passed over. */
function filesOfProduct(paths: readonly string[]): SceneFileInfo[] {
  const failed: BloomlineError[] = [];
  const files = paths.flatMap(path => {
    try {
      return sceneFilesIn(path);
    } catch (error) {
      if (!(error instanceof BloomlineError) || error.said.code !== 'arrays.no-rasters') throw error;
      failed.push(error);
      return [];
    }
  });
  if (files.length === 0 && failed.length > 0) throw failed[0];
  return files;
}

/** Arrays that no table knows: those that share the grid of the finest one; the others are named. */
function onOneGrid(files: readonly SceneFileInfo[]): SceneFileInfo[] {
  const { grid } = files.reduce((a, b) =>
    b.grid.width * b.grid.height > a.grid.width * a.grid.height ? b : a,
  );
  const kept = files.filter(file => sharesGrid(grid, file));
  const others = files.filter(file => !kept.includes(file)).map(file => file.name);
  if (others.length === 0) return kept;
  const note = inEnglish('scene.left-out', { files: namesOf(others) });
  return kept.map((file, i) => (i === 0 ? { ...file, warnings: [...file.warnings, note] } : file));
}

/** Arrays of a product that its sensor's table does not use. */
const unusedArrays = (files: readonly SceneFileInfo[], kept: readonly number[]): string[] =>
  files
    .filter((f, i) => !kept.includes(i) && splitArrayPath(f.file))
    .map(f => f.name.slice(f.name.indexOf('/') + 1));

function rastersIn(folder: string): string[] {
  const found = rastersOf(folder);
  if (found.length === 0) throw new BloomlineError('not-found', folder, say('scene.folder-empty'));
  return found;
}

function keepProductBands(files: readonly SceneFileInfo[], { bands, sensor }: Recognition): number[] {
  const finest = new Map<string, number>();
  bands.forEach((ids, i) => {
    for (const id of ids) {
      if (!id) continue;
      const best = finest.get(id);
      if (best === undefined || files[i].grid.width > files[best].grid.width) finest.set(id, i);
    }
  });
  const kept = [...new Set(finest.values())].sort((a, b) => a - b);
  const isMeasured = (id: string | null) => isReflective(sensor.bands.find(b => b.id === id)?.role ?? null);
  const measured = kept.filter(i => bands[i].some(isMeasured));
  if (measured.length === 0) return kept;
  const grid = measured.map(i => files[i].grid).reduce((a, b) => (b.width > a.width ? b : a));
  return kept.filter(i => sharesGrid(grid, files[i]));
}

/** MTL text, Sentinel-2 product XML: in the folder given, or beside the files. */
function findMetadata(paths: readonly string[]): string | null {
  for (const path of paths) {
    const folder = isUrl(path) ? '' : isFolder(path) ? path : (safeOf(path) ?? dirname(path));
    if (!isFolder(folder)) continue;
    const names = entriesIn(folder).map(e => e.name);
    // Beside single files, only metadata that carries the file's own stem is believed.
    const stem = basename(path, extname(path)).replace(
      /_?(SR_|ST_)?(B\d{1,2}A?|SCL|QA_PIXEL|BQA)$|-\d$/i,
      '',
    );
    const own = (name: string) =>
      folder === path ||
      stem === '' ||
      name.toLowerCase().startsWith(stem.toLowerCase()) ||
      /^MTD_MSIL/i.test(name);
    const mtl = names.find(n => /MTL\.txt$/i.test(n) && own(n));
    if (mtl) return join(folder, mtl);
    const mtd = names.find(n => /^MTD_MSIL(1C|2A)\.xml$/i.test(n));
    if (mtd) return join(folder, mtd);
    // Gaofen, Huanjing, Ziyuan: one XML of the scene's own name, or the multispectral one in the folder.
    const chinese = names.filter(n => chineseXml.test(n) && own(n));
    const found = chinese.find(n => /(MSS|MUX)\d?\.xml$/i.test(n)) ?? chinese[0];
    if (found) return join(folder, found);
  }
  return null;
}

/** The .SAFE folder that a band lies in. */
function safeOf(path: string): string | null {
  for (let above = dirname(path); above !== dirname(above); above = dirname(above))
    if (/\.SAFE$/i.test(above)) return above;
  return null;
}

function readMetadata(path: string, text: string): ProductMetadata {
  const name = basename(path);
  if (chineseXml.test(name)) return readGaofenXml(text, name);
  return /\.xml$/i.test(name) ? readSentinel2Mtd(text, name) : readMtl(text, name);
}

/** Names in addresses may be escaped. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function sceneName(paths: readonly string[]): string {
  const stem = (p: string) =>
    decodeName(basename(plainUrl(p)))
      .replace(rasterName, '')
      .replace(archiveEnding, '');
  if (paths.length === 1) return stem(paths[0]);
  const names = paths.map(stem);
  let common = 0;
  while (names.every(n => n.length > common && n[common] === names[0][common])) common++;
  const shared = names[0].slice(0, common).replace(/[_\-. ]*(B|SR_B|b)?$/, '');
  return shared || basename(dirname(paths[0]));
}
