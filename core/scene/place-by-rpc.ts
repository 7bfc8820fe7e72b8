import { BloomlineError } from '#core/foundation/errors.ts';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Affine, Crs, Grid } from '#core/grid/grid.ts';
import { invert, toMap as through } from '#core/grid/grid.ts';
import { rpcPlace, type Heights, type Rpc, type RpcPlacement } from '#core/grid/rpc.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { isClassification } from './band-roles.ts';
import type { JoinedPart, JoinMethod } from './joined.ts';
import type { Scene } from './scene.ts';

/** What is known of the ground, and of where the picture is to lie. */
export interface PlaceOptions {
  /** Metres above the ellipsoid; the height in the middle of the polynomials where it is left out. */
  height?: number;
  heights?: Heights;
  /** Nearest where it is left out: areas above a threshold are those of measured values. */
  how?: JoinMethod;
  /** A grid whose lattice and reference system are taken, as those of another part of the picture. */
  like?: Grid;
  /** From the columns and rows of the polynomials to those of the picture. */
  refined?: Affine | null;
}

/** Places along each edge that the extent on the ground is taken from. */
const edgePlaces = 16;
const wgs84 = () => crsFromEpsg(4326)!;

/**
 * A scene without a map place on a grid of its own, north up in UTM (WGS 84) with pixels of the picture's own size, to
 * two digits, on whole multiples of it. Pixels are made when they are read; no file is written. `rpcOf` gives the
 * polynomials of each of the scene's files. Throws `no-georeference` where they lead nowhere.
 */
export function placeByRpc(scene: Scene, rpcOf: (file: string) => Rpc, options: PlaceOptions): Scene {
  const { width, height } = scene.grid;
  const first = scene.files[0].file;
  const rpc = rpcOf(first);
  const at = options.height ?? rpc.heightOffset;
  const crs = options.like?.crs ?? utmOf(rpc);
  const toMap = converter(wgs84(), crs);
  const back = options.refined ? invert(options.refined) : null;
  const place = (column: number, row: number): [number, number] => {
    const found = rpcPlace(rpc, ...(back ? through(back, column, row) : ([column, row] as const)), at);
    if (!found || Math.abs(found[1]) > 90)
      throw new BloomlineError('no-georeference', first, say('scene.rpc-leads-nowhere'));
    return toMap(found);
  };
  const pixel = options.like?.affine[1] ?? pixelOf(place, width, height);
  const edge = Array.from({ length: edgePlaces + 1 }, (_, i) => i / edgePlaces).flatMap(t => [
    place(t * width, 0),
    place(t * width, height),
    place(0, t * height),
    place(width, t * height),
  ]);
  const [offX, offY] = options.like ? [options.like.affine[0], options.like.affine[3]] : [0, 0];
  const down = (n: number, off: number) => Math.floor((n - off) / pixel + 1e-6) * pixel + off;
  const up = (n: number, off: number) => Math.ceil((n - off) / pixel - 1e-6) * pixel + off;
  const [xs, ys] = [edge.map(p => p[0]), edge.map(p => p[1])];
  const [left, top] = [down(Math.min(...xs), offX), up(Math.max(...ys), offY)];
  const grid: Grid = {
    width: Math.round((up(Math.max(...xs), offX) - left) / pixel),
    height: Math.round((top - down(Math.min(...ys), offY)) / pixel),
    affine: [left, pixel, 0, top, 0, -pixel],
    crs,
  };
  const how = options.how ?? 'nearest';
  const said = wordsOf(rpc, options, how, grid);
  return {
    ...placedOn(scene, grid, how, file => ({
      rpc: rpcOf(file),
      height: at,
      ...(options.heights ? { heights: options.heights } : {}),
      ...(options.refined ? { refined: options.refined } : {}),
    })),
    beliefs: [
      ...scene.beliefs.filter(b => b.what !== 'crs' && b.what !== 'datum'),
      { what: 'crs', value: `${crs.name} (EPSG:${crs.epsg})`, why: said },
    ],
    warnings: [...scene.warnings, said],
  };
}

/** The scene with every file put onto `grid` by its placement. */
function placedOn(
  scene: Scene,
  grid: Grid,
  how: JoinMethod,
  placementOf: (file: string) => RpcPlacement,
): Scene {
  const window = { col: 0, row: 0, width: grid.width, height: grid.height };
  const files: Record<string, JoinedPart[]> = {};
  const bands = scene.bands.map(band => {
    const classes = band.role !== null && isClassification(band.role);
    // Between the values of classes there is nothing.
    const method = classes ? 'nearest' : how;
    const key = `placed:${scene.files.findIndex(f => f.file === band.file) + 1}${classes ? ':classes' : ''}`;
    const from = { ...scene.grid, placement: placementOf(band.file) };
    files[key] ??= [{ file: band.file, window, warp: { from, to: grid, how: method } }];
    return { ...band, file: key };
  });
  const part = { name: scene.name, files: scene.files.map(f => f.file), window };
  return { ...scene, grid, bands, joined: { parts: [part], how, files } };
}

function wordsOf(
  rpc: Rpc,
  { height, heights }: PlaceOptions,
  how: JoinMethod,
  { affine, crs }: Grid,
): string {
  const where = { crs: crs!.name, pixel: affine[1], how: say(`resampling.${how}`) };
  if (heights)
    return inEnglish(
      heights.geoid === undefined ? 'scene.placed-by-rpc-model' : 'scene.placed-by-rpc-heights',
      {
        ...where,
        file: heights.file,
        geoid: heights.geoid ?? 0,
      },
    );
  if (height !== undefined) return inEnglish('scene.placed-by-rpc-height', { ...where, height });
  return inEnglish('scene.placed-by-rpc', { ...where, height: Number(rpc.heightOffset.toFixed(1)) });
}

function utmOf({ longitudeOffset, latitudeOffset }: Rpc): Crs {
  const zone = Math.min(60, Math.max(1, Math.floor((longitudeOffset + 180) / 6) + 1));
  return crsFromEpsg((latitudeOffset < 0 ? 32700 : 32600) + zone)!;
}

/** The side of a square as large as a pixel in the middle of the picture, to two digits. */
function pixelOf(
  place: (column: number, row: number) => [number, number],
  width: number,
  height: number,
): number {
  const [column, row] = [width / 2, height / 2];
  const [x, y] = place(column, row);
  const across = place(column + 1, row);
  const along = place(column, row + 1);
  const area = (across[0] - x) * (along[1] - y) - (across[1] - y) * (along[0] - x);
  return Number(Math.sqrt(Math.abs(area)).toPrecision(2));
}
