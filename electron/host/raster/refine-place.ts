import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { BloomlineError } from '#core/foundation/errors.ts';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { pixelTransform, type SourceGrid } from '#core/grid/grid-transform.ts';
import { intersectWindows, invert, toMap, wholeWindow, type Grid, type Window } from '#core/grid/grid.ts';
import { placedPixel } from '#core/grid/rpc.ts';
import { phaseShift } from '#core/grid/phase-correlation.ts';
import { windowShift } from '#core/redline/coregistration.ts';
import { bandRoleFacts, isReflective } from '#core/scene/band-roles.ts';
import { placeOn } from '#core/scene/join-scenes.ts';
import {
  fitRefinement,
  ofPoints,
  ofReference,
  type Refinement,
  type TiePlace,
} from '#core/scene/refinement.ts';
import type { Scene, SceneBand } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { GroundHeights } from '#host/raster/reader/ground-heights.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { warpWindow, type BandSource } from '#host/raster/reader/warp.ts';

/** Windows of the search for the rough shift: a shift of up to half their side is found. */
const mostRoughSide = 512;
const leastRoughSide = 32;
const roughAcross = 3;
/** Rough shifts agree within this many pixels, as a picture may be turned and scaled. */
const roughlyAlike = 6;
/** Windows of the places themselves. */
const placeSide = 64;
const leastPlaceSide = 40;
const placesAcross = 12;
/** Correlation of a place with the reference: less is had by chance. */
const leastAlike = 0.3;
/** A reference is compared at the pixels of the picture, unless its own are coarser by more than this. */
const coarser = 2.5;
const cacheBytes = 64 * 2 ** 20;

/**
 * How far a picture lies off a reference, in the picture's own pixels: first roughly by phase correlation of a few
 * large windows, then at places all over it. Throws `crs-unknown` and `bad-input` where they cannot be compared.
 */
export async function refineAgainst(scene: Scene, reference: Scene): Promise<Refinement> {
  const file = reference.files[0].file;
  if (!scene.grid.crs)
    throw new BloomlineError(
      'crs-unknown',
      scene.name,
      say('scene.refined-without-place', { picture: scene.name }),
    );
  if (!reference.grid.crs)
    throw new BloomlineError('crs-unknown', file, say('scene.reference-without-place'));
  const step = stepOf(scene.grid, reference.grid);
  const grid = coarsened(scene.grid, step);
  const common = intersectWindows(placeOn(grid, reference.grid), wholeWindow(grid));
  if (!common)
    throw new BloomlineError('bad-input', file, say('scene.reference-elsewhere', { picture: scene.name }));
  const [band, like] = alikeBands(scene, reference);
  const readers = [new SceneReader(scene), new SceneReader(reference)];
  const pixelAt = await imagePixels(scene);
  try {
    const sources = [sourceOf(readers[0], band), sourceOf(readers[1], like)];
    const compare: Compare = { grid, common, picture: sources[0], reference: sources[1] };
    const rough = await roughShift(compare);
    const windows = spread(common, Math.min(placeSide, common.width, common.height), placesAcross, 0.75);
    const near = await tiesOf(
      compare,
      windows,
      windows.map(() => rough),
    );
    const ties = await tiesAgain(compare, windows, near, rough);
    return fitRefinement(
      scene.name,
      ties.flatMap(tie => (tie && pixelAt.tie(tie, step)) ?? []),
      windows.length,
      pixelAt.of,
      ofReference,
    );
  } finally {
    for (const reader of readers) reader.close();
    pixelAt.close();
  }
}

/** Pixels of the picture along a pixel of the comparison. */
function stepOf(scene: Grid, reference: Grid): number {
  const middle = pixelTransform(scene, reference);
  const [x, y] = [scene.width / 2, scene.height / 2];
  const [a, b] = [middle(x, y), middle(x + 1, y)];
  const perPixel = 1 / Math.hypot(b[0] - a[0], b[1] - a[1]);
  return perPixel > coarser ? Math.round(perPixel) : 1;
}

function coarsened(grid: Grid, by: number): Grid {
  const [x, a, b, y, d, e] = grid.affine;
  return {
    ...grid,
    width: Math.floor(grid.width / by),
    height: Math.floor(grid.height / by),
    affine: [x, a * by, b * by, y, d * by, e * by],
  };
}

/** The bands nearest in wavelength, else the first measured ones. */
function alikeBands(scene: Scene, reference: Scene): [SceneBand, SceneBand] {
  const measured = ({ bands }: Scene) => {
    const reflective = bands.filter(b => isReflective(b.role));
    return reflective.length ? reflective : bands.filter(b => b.role === null);
  };
  const length = ({ wavelengthNm, role }: SceneBand) =>
    wavelengthNm ?? (role && bandRoleFacts[role].wavelengthNm) ?? NaN;
  const [own, others] = [measured(scene), measured(reference)];
  let best: [SceneBand, SceneBand] = [own[0] ?? scene.bands[0], others[0] ?? reference.bands[0]];
  const apart = ([a, b]: readonly SceneBand[]) => Math.abs(length(a) - length(b));
  for (const a of own)
    for (const b of others) {
      // Of bands about as near the longer one: haze blurs it less.
      const [now, then] = [apart([a, b]), apart(best)];
      if (Number.isNaN(now)) continue;
      if (Number.isNaN(then) || now < then - 10 || (now <= then + 10 && length(a) > length(best[0]) + 10))
        best = [a, b];
    }
  return best;
}

const sourceOf = (reader: SceneReader, band: SceneBand): BandSource => ({
  grid: reader.scene.grid,
  async read(window) {
    const { values, validity } = await reader.readWindow([`b${band.index}`], window, 'auto');
    return { values: values[0], valid: Uint8Array.from(validity, code => (code === 0 ? 1 : 0)) };
  },
});

interface Compare {
  grid: Grid;
  common: Window;
  picture: BandSource;
  reference: BandSource;
}

/** Windows spread evenly over a part of the picture. */
function spread(part: Window, side: number, most: number, apart: number): Window[] {
  const starts = (from: number, length: number): number[] => {
    const count = Math.max(1, Math.min(most, Math.floor((length - side) / (side * apart)) + 1));
    return Array.from({ length: count }, (_, i) =>
      Math.round(from + (count === 1 ? (length - side) / 2 : ((length - side) * i) / (count - 1))),
    );
  };
  return starts(part.row, part.height).flatMap(row =>
    starts(part.col, part.width).map(col => ({ col, row, width: side, height: side })),
  );
}

/** A window of the picture and of the reference shifted by whole pixels, with what both have. */
async function pairOf({ grid, picture, reference }: Compare, window: Window, [dx, dy]: readonly number[]) {
  const [x, y] = toMap(grid.affine, -dx, -dy);
  const [, a, b, , d, e] = grid.affine;
  const shifted: Grid = { ...grid, affine: [x, a, b, y, d, e] };
  const before = await warpWindow(reference, shifted, window, { how: 'bilinear' });
  const after = await warpWindow(picture, grid, window, { how: 'bilinear' });
  const valid = new Uint8Array(before.length);
  for (let i = 0; i < valid.length; i++) valid[i] = before[i] === before[i] && after[i] === after[i] ? 1 : 0;
  return { before, after, valid };
}

/** Whole pixels that most of a few large windows agree on; none where they do not. */
async function roughShift(compare: Compare): Promise<readonly [number, number]> {
  const { width, height } = compare.common;
  let side = mostRoughSide;
  while (side > Math.min(width, height)) side /= 2;
  if (side < leastRoughSide) return [0, 0];
  const found: [number, number][] = [];
  for (const window of spread(compare.common, side, roughAcross, 0.5)) {
    const shift = phaseShift({ side, ...(await pairOf(compare, window, [0, 0])) });
    if (shift) found.push(shift);
  }
  const alike = (a: readonly number[]) =>
    found.filter(b => Math.hypot(a[0] - b[0], a[1] - b[1]) <= roughlyAlike);
  const best = found.map(alike).reduce((a, b) => (b.length > a.length ? b : a), []);
  if (best.length === 0) return [0, 0];
  const middle = (of: 0 | 1) => best.map(s => s[of]).sort((a, b) => a - b)[best.length >> 1];
  return [middle(0), middle(1)];
}

/** A place in the comparison's pixels. */
interface GridTie {
  /** Where the ground lies by the picture's place. */
  at: [number, number];
  /** Where the picture shows it. */
  seen: [number, number];
}

async function tiesOf(
  compare: Compare,
  windows: readonly Window[],
  guesses: readonly (readonly [number, number])[],
): Promise<(GridTie | null)[]> {
  const ties: (GridTie | null)[] = [];
  for (const [i, window] of windows.entries()) {
    const [dx, dy] = guesses[i];
    const shift =
      window.width < leastPlaceSide
        ? null
        : windowShift({ ...window, ...(await pairOf(compare, window, [dx, dy])) });
    const [x, y] = [window.col + window.width / 2, window.row + window.height / 2];
    ties.push(
      shift && shift.correlation >= leastAlike
        ? { at: [x - dx, y - dy], seen: [x + shift.dx, y + shift.dy] }
        : null,
    );
  }
  return ties;
}

/** Where a picture is turned or scaled, places far from its middle are looked for again where the first ones say. */
async function tiesAgain(
  compare: Compare,
  windows: readonly Window[],
  near: readonly (GridTie | null)[],
  rough: readonly [number, number],
): Promise<readonly (GridTie | null)[]> {
  const ties = near.flatMap(tie =>
    tie
      ? [{ column: tie.at[0], row: tie.at[1], dx: tie.seen[0] - tie.at[0], dy: tie.seen[1] - tie.at[1] }]
      : [],
  );
  const { transform } = fitRefinement('', ties, near.length, compare.grid, ofReference);
  if (!transform) return near;
  const guesses = windows.map(({ col, row, width, height }): readonly [number, number] => {
    const [x, y] = [col + width / 2, row + height / 2];
    const [toX, toY] = toMap(transform, x, y);
    return [Math.round(toX - x), Math.round(toY - y)];
  });
  const other = windows.map((_, i) => i).filter(i => guesses[i].join() !== rough.join());
  const found = await tiesOf(
    compare,
    other.map(i => windows[i]),
    other.map(i => guesses[i]),
  );
  return near.map((tie, i) => (other.includes(i) ? found[other.indexOf(i)] : tie));
}

/** From the pixels of the comparison to those of the picture itself. */
async function imagePixels(scene: Scene) {
  const from = placedFrom(scene);
  const model = from?.placement?.heights;
  const heights = model ? new GroundHeights(model, new BlockCache(cacheBytes)) : null;
  const whole = wholeWindow(scene.grid);
  const heightAt = heights ? await heights.over(scene.grid, whole) : undefined;
  const transform = from
    ? pixelTransform(scene.grid, from, heightAt)
    : (c: number, r: number): [number, number] => [c, r];
  return {
    of: from ?? scene.grid,
    tie({ at, seen }: GridTie, step: number): TiePlace | null {
      const [column, row] = transform(at[0] * step, at[1] * step);
      const [c, r] = transform(seen[0] * step, seen[1] * step);
      return Number.isFinite(column + row + c + r) ? { column, row, dx: c - column, dy: r - row } : null;
    },
    close: () => heights?.close(),
  };
}

/** The picture's own pixels, where polynomials place it. */
const placedFrom = (scene: Scene): SourceGrid | null => {
  const [part] = Object.values(scene.joined?.files ?? {})[0] ?? [];
  return part?.warp?.from.placement ? part.warp.from : null;
};

/** A point of the ground with the pixel that shows it. */
interface GroundPoint {
  column: number;
  row: number;
  longitude: number;
  latitude: number;
  /** Metres above the ellipsoid. */
  height: number | null;
}

/** `column,row,longitude,latitude[,height]`, with or without a heading. Throws `bad-input`. */
export function readPoints(file: string): GroundPoint[] {
  if (!existsSync(file)) throw new BloomlineError('not-found', file, say('vector.not-found'));
  const { data } = Papa.parse<string[]>(readFileSync(file, 'utf8').replace(/^\ufeff/, ''), {
    skipEmptyLines: 'greedy',
  });
  const lines = data.map(cells => cells.map(cell => cell.trim()));
  const isNumber = (cell: string | undefined) =>
    cell !== undefined && cell !== '' && Number.isFinite(Number(cell));
  const isHeading = lines.length > 0 && !lines[0].slice(0, 4).some(isNumber);
  const points = lines.slice(isHeading ? 1 : 0).map((cells, i) => {
    const [column, row, longitude, latitude, height] = cells;
    const fits =
      [column, row, longitude, latitude].every(isNumber) &&
      (!height || isNumber(height)) &&
      cells.length <= 5 &&
      Math.abs(Number(longitude)) <= 180 &&
      Math.abs(Number(latitude)) <= 90;
    if (!fits)
      throw new BloomlineError(
        'bad-input',
        file,
        say('scene.points-unreadable', { line: i + (isHeading ? 2 : 1) }),
      );
    return {
      column: Number(column),
      row: Number(row),
      longitude: Number(longitude),
      latitude: Number(latitude),
      height: height ? Number(height) : null,
    };
  });
  if (points.length === 0) throw new BloomlineError('bad-input', file, say('scene.points-empty'));
  return points;
}

/** How far a picture lies off ground points, in its own pixels. Throws `crs-unknown` for one without any place. */
export async function refineByPoints(scene: Scene, points: readonly GroundPoint[]): Promise<Refinement> {
  const { crs, affine } = scene.grid;
  if (!crs)
    throw new BloomlineError(
      'crs-unknown',
      scene.name,
      say('scene.refined-without-place', { picture: scene.name }),
    );
  const from = placedFrom(scene);
  const placement = from?.placement;
  const heights = placement?.heights
    ? new GroundHeights(placement.heights, new BlockCache(cacheBytes))
    : null;
  try {
    const heightAt = await heights?.over(scene.grid, wholeWindow(scene.grid));
    const [toCrs, back] = [converter(crsFromEpsg(4326)!, crs), invert(affine)];
    const ties = points.flatMap(({ column, row, longitude, latitude, height }) => {
      const ground = height ?? heightAt?.(longitude, latitude) ?? placement?.height ?? 0;
      const [c, r] = placement
        ? placedPixel(placement, longitude, latitude, ground)
        : toMap(back, ...(toCrs([longitude, latitude]) as [number, number]));
      return Number.isFinite(c + r) ? [{ column: c, row: r, dx: column - c, dy: row - r }] : [];
    });
    return fitRefinement(scene.name, ties, points.length, from ?? scene.grid, ofPoints);
  } finally {
    heights?.close();
  }
}
