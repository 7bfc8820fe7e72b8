import { basename, join } from 'node:path';
import { entriesIn, statOf } from '#host/formats/archive/paths.ts';
import { isArchiveName } from '#host/formats/archive/archive.ts';
import { listPictures } from '#host/raster/list-pictures.ts';
import { scenesBeside, type SceneGroup } from '#host/raster/list-scenes.ts';

/** One thing that arrived in a folder: an archive, a product folder, or rasters of one picture. */
export interface Arrival {
  name: string;
  /** Size and time of what it is made of. */
  version: string;
  bytes: number;
  paths: string[];
}

/** Downloads that are still on their way. */
const unfinished = /\.(part|partial|crdownload|download|tmp|aria2|xltd)$|^~|\.part-\d+/i;
const mostDepth = 6;

/** What lies in a folder, by name. Nothing is opened, no archive is unpacked. Throws `not-found`, `not-allowed`. */
export function arrivalsIn(folder: string): Arrival[] {
  const entries = entriesIn(folder).filter(e => !e.name.startsWith('.') && !unfinished.test(e.name));
  const whole = entries
    .filter(e => isArchiveName(e.name) || e.isFolder)
    .map(e => ({ name: e.name, paths: [join(folder, e.name)] }));
  const arrivals = [...whole, ...scenesBeside(folder)].map(({ name, paths }) => {
    const files = paths.flatMap(path => filesBelow(path, 0));
    return {
      name,
      paths,
      bytes: files.reduce((sum, f) => sum + f.bytes, 0),
      version: files.map(f => `${basename(f.path)} ${f.bytes} ${f.modifiedMs}`).join('|'),
    };
  });
  return arrivals.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function filesBelow(path: string, depth: number): { path: string; bytes: number; modifiedMs: number }[] {
  const stat = statOf(path);
  if (!stat) return [];
  if (!stat.isFolder || isArchiveName(path))
    return [{ path, bytes: stat.bytes, modifiedMs: stat.modifiedMs }];
  if (depth >= mostDepth) return [];
  return entriesIn(path).flatMap(e => filesBelow(join(path, e.name), depth + 1));
}

/** The pictures of an arrival: an archive or a folder may hold several. Throws what opening them throws. */
export const picturesOf = ({ name, paths }: Arrival): SceneGroup[] => {
  const [path] = paths;
  return paths.length === 1 && statOf(path)?.isFolder ? listPictures(path) : [{ name, paths }];
};
