import { BloomlineError } from '#core/foundation/errors.ts';
import { pixelTransform } from '#core/grid/grid-transform.ts';
import { invert, pixelSize, sameGrid, toMap, type Grid, type Window } from '#core/grid/grid.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import { isClassification } from './band-roles.ts';
import type { Joined, JoinedPart, JoinMethod } from './joined.ts';
import type { Scene, SceneBand } from './scene.ts';

/** Minutes between pictures of one pass: a swath of 2,000 km takes five. */
const passMinutes = 30;

/** Why two pictures are not parts of one; null where they are. */
export function notOnePass(a: Scene, b: Scene): Said | null {
  if (a.sensor !== b.sensor) return say('scene.other-sensor', { a: a.sensor ?? '–', b: b.sensor ?? '–' });
  const kinds = (scene: Scene) =>
    scene.bands.map(({ role, type, description, radiometry: r }) =>
      [role ?? description, type, r.scale, r.offset, r.sphericalAlbedo].join(' '),
    );
  const [own, others] = [kinds(a), kinds(b)];
  if (own.join() !== others.join()) {
    const at = own.findIndex((kind, i) => kind !== others[i]);
    return say('scene.other-bands', { a: own[at] ?? '–', b: others[at < 0 ? own.length : at] ?? '–' });
  }
  if (a.acquired?.slice(0, 10) !== b.acquired?.slice(0, 10))
    return say('scene.other-day', { a: a.acquired ?? '–', b: b.acquired ?? '–' });
  const minutes = Math.abs(Date.parse(a.acquired ?? '') - Date.parse(b.acquired ?? '')) / 6e4;
  if (minutes > passMinutes) return say('scene.other-time', { minutes: Math.round(minutes) });
  if (!sameGrid(a.grid, b.grid)) return null;
  return a.grid.crs ? say('scene.same-place') : say('scene.parts-without-place');
}

/**
 * Pictures of one pass as one scene on the grid of the first, widened to hold all; no file is written. Throws
 * `grids-differ` where they lie on other grids and nobody said how they are brought together.
 */
export function joinScenes(parts: readonly Scene[], how: JoinMethod | null): Scene {
  const [first, ...others] = parts;
  const places = parts.map(part => placeOn(first.grid, part.grid));
  const exact = parts.every((part, i) => isExact(first, part, places[i]));
  if (!exact && how === null)
    throw new BloomlineError('grids-differ', others[0].name, say('scene.join-how', { name: first.name }));
  const coarsest = Math.max(...first.bands.map(b => b.ratio));
  const grid = holding(first.grid, places, coarsest);
  const [left, top] = originOf(first.grid, grid);
  const windows = places.map(w => ({ ...w, col: w.col - left, row: w.row - top }));
  const files: Record<string, JoinedPart[]> = {};
  const bands = first.bands.map((band): SceneBand => {
    const key = `joined:${first.bands.findIndex(b => b.file === band.file) + 1}`;
    files[key] ??= parts.flatMap((part, i) => partsOf(part, band, windows[i], grid, exact ? null : how));
    return { ...band, file: key };
  });
  const joined: Joined = {
    parts: parts.map((part, i) => ({
      name: part.name,
      files: part.files.map(f => f.file),
      window: windows[i],
    })),
    how: exact ? 'exact' : how!,
    files,
  };
  const said = inEnglish('scene.joined', {
    parts: parts.map(p => p.name).join(', '),
    how: exact
      ? say('scene.joined-exactly')
      : say('scene.joined-by', { how: say(`resampling.${how!}`), name: first.name }),
  });
  return {
    ...first,
    name: commonName(parts.map(p => p.name)),
    grid,
    bands,
    files: parts.flatMap(part => part.files),
    acquired: parts.map(p => p.acquired).sort()[0],
    joined,
    beliefs: [...first.beliefs, { what: 'joined', value: parts.map(p => p.name).join(' + '), why: said }],
    warnings: [...new Set([...parts.flatMap(p => p.warnings), said])],
    simulated: parts.some(p => p.simulated),
  };
}

/** Row and column of a part of an Earth Engine export. */
const partEnding = /[-_]\d{10}[-_]\d{10}$/;

/** The words that all names share; the first name where they share none. */
function commonName(names: readonly string[]): string {
  const [first, ...others] = names.map(name => name.replace(partEnding, '').split(/[_-]+/));
  return first.filter(word => others.every(words => words.includes(word))).join('_') || names[0];
}

/** Where a grid lies in pixels of another one: whole pixels for one that shares its lattice, else the box around it. */
export function placeOn(target: Grid, grid: Grid): Window {
  const transform = pixelTransform(grid, target);
  const steps = 16;
  const along = Array.from({ length: steps + 1 }, (_, i) => i / steps);
  const points = along.flatMap(t => [
    transform(t * grid.width, 0),
    transform(t * grid.width, grid.height),
    transform(0, t * grid.height),
    transform(grid.width, t * grid.height),
  ]);
  const cols = points.map(p => p[0]);
  const rows = points.map(p => p[1]);
  // Rounding of the transform makes no further pixel.
  const [left, top] = [Math.floor(Math.min(...cols) + 1e-3), Math.floor(Math.min(...rows) + 1e-3)];
  return {
    col: left,
    row: top,
    width: Math.ceil(Math.max(...cols) - 1e-3) - left,
    height: Math.ceil(Math.max(...rows) - 1e-3) - top,
  };
}

/** Whether the pixels of a part are pixels of the first one's lattice, in all of its bands. */
function isExact(first: Scene, part: Scene, place: Window): boolean {
  const { crs } = first.grid;
  if ((part.grid.crs?.proj4 ?? '') !== (crs?.proj4 ?? '') && part.grid.crs?.epsg !== crs?.epsg) return false;
  const [width, height] = pixelSize(first.grid.affine);
  const corner = toMap(first.grid.affine, place.col, place.row);
  const own = toMap(part.grid.affine, 0, 0);
  return (
    place.width === part.grid.width &&
    place.height === part.grid.height &&
    Math.abs(corner[0] - own[0]) < 0.01 * width &&
    Math.abs(corner[1] - own[1]) < 0.01 * height &&
    part.bands.every(b => place.col % b.ratio === 0 && place.row % b.ratio === 0)
  );
}

/** A grid widened to hold places on it, by whole pixels of the coarsest band. */
function holding({ affine, crs }: Grid, places: readonly Window[], coarsest: number): Grid {
  const down = (at: number) => Math.floor(at / coarsest) * coarsest;
  const left = down(Math.min(...places.map(w => w.col)));
  const top = down(Math.min(...places.map(w => w.row)));
  const [x, y] = toMap(affine, left, top);
  return {
    width: Math.max(...places.map(w => w.col + w.width)) - left,
    height: Math.max(...places.map(w => w.row + w.height)) - top,
    affine: [x, affine[1], affine[2], y, affine[4], affine[5]],
    crs,
  };
}

/** The upper-left corner of a grid in whole pixels of another one with the same lattice. */
function originOf(of: Grid, grid: Grid): [number, number] {
  const [col, row] = toMap(invert(of.affine), ...toMap(grid.affine, 0, 0));
  return [Math.round(col), Math.round(row)];
}

/** A part that is placed by polynomials lies on the lattice already: only its window moves. */
function partsOf(
  part: Scene,
  like: SceneBand,
  window: Window,
  grid: Grid,
  how: JoinMethod | null,
): JoinedPart[] {
  if (!part.joined) return [partOf(part, like, window, grid, how)];
  const band = part.bands.find(b => b.index === like.index)!;
  return part.joined.files[band.file].map(own => ({
    ...own,
    window: { ...own.window, col: own.window.col + window.col, row: own.window.row + window.row },
    ...(own.warp ? { warp: { ...own.warp, to: grid } } : {}),
  }));
}

function partOf(
  part: Scene,
  like: SceneBand,
  window: Window,
  grid: Grid,
  how: JoinMethod | null,
): JoinedPart {
  const band = part.bands.find(b => b.index === like.index)!;
  const { ratio } = like;
  const coarse = (g: Grid, by: number): Grid => ({
    ...g,
    width: Math.ceil(g.width / by),
    height: Math.ceil(g.height / by),
    affine: [
      g.affine[0],
      g.affine[1] * by,
      g.affine[2] * by,
      g.affine[3],
      g.affine[4] * by,
      g.affine[5] * by,
    ],
  });
  const own = {
    col: Math.floor(window.col / ratio),
    row: Math.floor(window.row / ratio),
    width: Math.ceil((window.col + window.width) / ratio) - Math.floor(window.col / ratio),
    height: Math.ceil((window.row + window.height) / ratio) - Math.floor(window.row / ratio),
  };
  if (how === null || sameLattice(grid, part.grid)) return { file: band.file, window: own };
  // Between the values of classes there is nothing.
  const method = like.role !== null && isClassification(like.role) ? 'nearest' : how;
  return {
    file: band.file,
    window: own,
    warp: { from: coarse(part.grid, band.ratio), to: coarse(grid, ratio), how: method },
  };
}

function sameLattice(a: Grid, b: Grid): boolean {
  if ((a.crs?.proj4 ?? '') !== (b.crs?.proj4 ?? '')) return false;
  const [col, row] = toMap(invert(a.affine), ...toMap(b.affine, 0, 0));
  const [size, other] = [pixelSize(a.affine), pixelSize(b.affine)];
  return (
    Math.abs(col - Math.round(col)) < 0.01 &&
    Math.abs(row - Math.round(row)) < 0.01 &&
    Math.abs(size[0] - other[0]) < 1e-6 * size[0] &&
    Math.abs(size[1] - other[1]) < 1e-6 * size[1]
  );
}
