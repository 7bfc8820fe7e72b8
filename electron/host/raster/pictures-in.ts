import { basename } from 'node:path';
import { sameRpc } from '#core/grid/rpc.ts';
import { sharesGrid, type SceneFileInfo } from '#core/scene/assemble-scene.ts';
import { pixelSize } from '#core/grid/grid.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { dateInName } from '#core/scene/product-metadata.ts';
import { isFolder as isFolderOnDisk } from '#host/formats/archive/paths.ts';
import { listScenes } from './list-scenes.ts';
import { sceneFilesIn } from './scene-file.ts';

const isFolder = (path: string) => !isUrl(path) && isFolderOnDisk(path);

/** Beside a stack of bands, another stack of its quality. */
const quality = /udm\d?|mask|[_-]qa/i;

/**
 * The pictures that files and folders hold, each as its own files or folder: product folders, files that lie on one
 * grid, and several of either. Files of two days, and several stacks of bands of one place, are pictures of their own.
 */
export function picturesIn(paths: readonly string[]): string[][] {
  if (paths.every(isFolder)) return paths.flatMap(picturesOfFolder);
  return paths.some(isFolder) || paths.some(isUrl) ? [[...paths]] : picturesOfFiles(paths);
}

function picturesOfFolder(folder: string): string[][] {
  const groups = listScenes(folder);
  if (groups.length === 1) return [groups[0].paths.every(isFolder) ? groups[0].paths : [folder]];
  // Bands of cameras that no table knows lie beside each other under any names.
  const files = groups.flatMap(g => g.paths);
  if (!files.some(isFolder) && picturesOfFiles(files).length === 1) return [[folder]];
  return groups.map(g => g.paths);
}

function picturesOfFiles(paths: readonly string[]): string[][] {
  if (paths.length === 1) return [[...paths]];
  const files = paths.map(path => {
    // A file of several arrays is a stack.
    const [first, ...more] = sceneFilesIn(path);
    return more.length ? { ...first, file: path, samples: more.length + 1 } : { ...first, file: path };
  });
  const finest = [...files].sort((a, b) => pixelSize(a.grid.affine)[0] - pixelSize(b.grid.affine)[0]);
  const pictures: (typeof files)[] = [];
  for (const file of finest) {
    const of = pictures.find(([first]) => sharesGrid(first.grid, file) && isPlacedAlike(first, file));
    if (of) of.push(file);
    else pictures.push([file]);
  }
  return pictures
    .flatMap(picture => (isSeveral(picture) ? picture.map(file => [file]) : [picture]))
    .map(picture => paths.filter(path => picture.some(file => file.file === path)));
}

/** Pictures without a map place are of one place where their polynomials are the same. */
const isPlacedAlike = (a: SceneFileInfo, b: SceneFileInfo): boolean =>
  !a.rpc || !b.rpc || sameRpc(a.rpc, b.rpc);

/** Files of one grid that are not the bands of one picture. */
function isSeveral(files: ReturnType<typeof sceneFilesIn>): boolean {
  const days = new Set(files.flatMap(file => dateInName(basename(file.file))?.slice(0, 10) ?? []));
  const stacks = files.filter(file => file.samples >= 3 && !quality.test(file.name));
  return days.size > 1 || stacks.length > 1;
}
