import { z } from 'zod';
import { invert, toMap, type Affine } from '#core/grid/grid.ts';
import { inWords, say, type Said } from '#core/words/said.ts';

/** A place of a picture that was found elsewhere than where the picture's own place puts it. */
export interface TiePlace {
  /** By the picture's own place. */
  column: number;
  row: number;
  /** Pixels that it lies further right and down in truth. */
  dx: number;
  dy: number;
}

const finite = z.number().refine(Number.isFinite);

/** How one picture is moved, in its own columns and rows (a pixel's centre is at .5). */
export const refinementSchema = z.strictObject({
  picture: z.string(),
  model: z.enum(['none', 'bias', 'affine']),
  /** column' = a + b·column + c·row, row' = d + e·column + f·row; null where nothing was found. */
  transform: z.tuple([finite, finite, finite, finite, finite, finite]).nullable(),
  /** Mean of what the places that agree lie further right and down. */
  shift: z.tuple([finite, finite]).nullable(),
  /** Of what is left of it at these places, pixels. */
  rmse: finite.nullable(),
  /** Places that were looked at. */
  looked: z.int(),
  /** Those where something was found; those that agree are used. */
  places: z.array(
    z.strictObject({
      column: finite,
      row: finite,
      dx: finite,
      dy: finite,
      residualX: finite,
      residualY: finite,
      used: z.boolean(),
    }),
  ),
});
export type Refinement = z.infer<typeof refinementSchema>;

/** What counts as agreement. */
export interface Agreement {
  /** Pixels that a place may err and still agree. */
  tolerance: number;
  fewest: number;
  /** Least part of the places that must agree. */
  share: number;
}

/** Places that a correlation found, and those that a person measured. */
export const ofReference: Agreement = { tolerance: 1, fewest: 3, share: 0.3 };
export const ofPoints: Agreement = { tolerance: 3, fewest: 1, share: 0.5 };

const fewestForAffine = 8;
/** Least variance of the places across their narrowest direction, where half the picture's side is 1: even is 1/3. */
const leastSpread = 0.08;
/** A place by polynomials or a map is scaled or turned by no more than this. */
const mostTwist = 0.02;
const mostTriples = 2000;
const trims = 6;
/** Above this, in pixels, the move is told as poor. */
export const goodRmse = 0.5;

/** dx = x[0] + x[1]·u + x[2]·v, dy likewise, over u and v from −1 to 1 across the picture. */
interface Model {
  x: [number, number, number];
  y: [number, number, number];
}
interface Tie extends TiePlace {
  u: number;
  v: number;
}

/**
 * The move that most places agree on: an affine one where they are many and spread over the picture, else one shift.
 * Outliers are left out: candidates through three places each, in a fixed order, then least squares of what agrees.
 */
export function fitRefinement(
  picture: string,
  places: readonly TiePlace[],
  looked: number,
  { width, height }: { width: number; height: number },
  agreement: Agreement,
): Refinement {
  const ties = places.map(p => ({ ...p, u: (2 * p.column) / width - 1, v: (2 * p.row) / height - 1 }));
  const affine = settle(ties, candidates(ties), affineOf, agreement);
  const bias = settle(
    ties,
    ties.map(t => biasOf([t])),
    biasOf,
    agreement,
  );
  const isTwisted = (m: Model) =>
    [m.x[1] / width, m.x[2] / height, m.y[1] / width, m.y[2] / height].some(t => Math.abs(2 * t) > mostTwist);
  const spread = affine && affine.used.length >= fewestForAffine && spreadOf(affine.used) >= leastSpread;
  const model = spread && !isTwisted(affine.model) ? 'affine' : 'bias';
  const best = model === 'affine' ? affine : bias;
  const enough = best && best.used.length >= Math.max(agreement.fewest, agreement.share * ties.length);
  const told = (t: Tie, m: Model | null) => ({
    column: rounded(t.column),
    row: rounded(t.row),
    dx: rounded(t.dx),
    dy: rounded(t.dy),
    residualX: rounded(m ? t.dx - at(m.x, t) : t.dx),
    residualY: rounded(m ? t.dy - at(m.y, t) : t.dy),
  });
  if (!enough)
    return {
      picture,
      model: 'none',
      transform: null,
      shift: null,
      rmse: null,
      looked,
      places: ties.map(t => ({ ...told(t, null), used: false })),
    };
  const { x, y } = best.model;
  const { used } = best;
  const mean = (of: (t: Tie) => number) => used.reduce((sum, t) => sum + of(t), 0) / used.length;
  return {
    picture,
    model,
    transform: [
      x[0] - x[1] - x[2],
      1 + (2 * x[1]) / width,
      (2 * x[2]) / height,
      y[0] - y[1] - y[2],
      (2 * y[1]) / width,
      1 + (2 * y[2]) / height,
    ],
    shift: [mean(t => t.dx), mean(t => t.dy)],
    rmse: Math.sqrt(mean(t => errorOf(best.model, t) ** 2)),
    looked,
    places: ties.map(t => ({ ...told(t, best.model), used: used.includes(t) })),
  };
}

const rounded = (n: number) => Number(n.toFixed(3));
const at = ([a, b, c]: Model['x'], { u, v }: Tie) => a + b * u + c * v;
const errorOf = (m: Model, t: Tie) => Math.hypot(t.dx - at(m.x, t), t.dy - at(m.y, t));

const agreeing = (ties: readonly Tie[], model: Model, tolerance: number) =>
  ties.filter(t => errorOf(model, t) <= tolerance);

/** The candidate that most agree with, fitted to them until they stay the same. */
function settle(
  ties: readonly Tie[],
  all: readonly (Model | null)[],
  fit: (used: readonly Tie[]) => Model | null,
  { tolerance }: Agreement,
): { model: Model; used: Tie[] } | null {
  let used: Tie[] = [];
  for (const candidate of all) {
    const set = candidate ? agreeing(ties, candidate, tolerance) : [];
    if (set.length > used.length) used = set;
  }
  let model = fit(used);
  for (let round = 0; model && round < trims; round++) {
    const errors = used.map(t => errorOf(model!, t)).sort((a, b) => a - b);
    // Three standard deviations by the median, if the errors go as those of a plane do.
    const limit = Math.min(tolerance, Math.max(0.2 * tolerance, 2.6 * errors[errors.length >> 1]));
    const next = agreeing(ties, model, limit);
    if (next.length === used.length && next.every(t => used.includes(t))) break;
    const again = fit(next);
    if (!again) break;
    [model, used] = [again, next];
  }
  return model && { model, used };
}

function biasOf(used: readonly Tie[]): Model | null {
  if (used.length === 0) return null;
  const mean = (of: (t: Tie) => number) => used.reduce((sum, t) => sum + of(t), 0) / used.length;
  return { x: [mean(t => t.dx), 0, 0], y: [mean(t => t.dy), 0, 0] };
}

/** Where places lie: their middle, variances and covariance. */
function momentsOf(used: readonly Tie[]) {
  const mean = (of: (t: Tie) => number) => used.reduce((sum, t) => sum + of(t), 0) / used.length;
  const [mu, mv] = [mean(t => t.u), mean(t => t.v)];
  const [uu, uv, vv] = [
    mean(t => (t.u - mu) ** 2),
    mean(t => (t.u - mu) * (t.v - mv)),
    mean(t => (t.v - mv) ** 2),
  ];
  return { mean, mu, mv, uu, uv, vv };
}

/** Least squares; null for places on one line. */
function affineOf(used: readonly Tie[]): Model | null {
  if (used.length < 3) return null;
  const { mean, mu, mv, uu, uv, vv } = momentsOf(used);
  const determinant = uu * vv - uv * uv;
  if (!(determinant > 1e-4 * (uu + vv) ** 2)) return null;
  const plane = (of: (t: Tie) => number): Model['x'] => {
    const [u, v] = [mean(t => (t.u - mu) * of(t)), mean(t => (t.v - mv) * of(t))];
    const b = (u * vv - v * uv) / determinant;
    const c = (v * uu - u * uv) / determinant;
    return [mean(of) - b * mu - c * mv, b, c];
  };
  return { x: plane(t => t.dx), y: plane(t => t.dy) };
}

/** Planes through three places: all threes of few places, else so many of them in an order that never changes. */
function candidates(ties: readonly Tie[]): (Model | null)[] {
  const n = ties.length;
  const found: (Model | null)[] = [];
  if ((n * (n - 1) * (n - 2)) / 6 <= mostTriples) {
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++)
        for (let k = j + 1; k < n; k++) found.push(affineOf([ties[i], ties[j], ties[k]]));
    return found;
  }
  let state = 1;
  // The generator of Park and Miller.
  const next = () => (state = (state * 48271) % 2147483647) % n;
  for (let i = 0; i < mostTriples; i++) found.push(affineOf([ties[next()], ties[next()], ties[next()]]));
  return found;
}

/** Variance of the places across their narrowest direction. */
function spreadOf(used: readonly Tie[]): number {
  const { uu, uv, vv } = momentsOf(used);
  return (uu + vv) / 2 - Math.hypot((uu - vv) / 2, uv);
}

/** The affine of a map place after the move. */
export const movedAffine = (affine: Affine, transform: Affine): Affine => {
  const back = invert(transform);
  const [x, y] = toMap(affine, back[0], back[3]);
  const along = (c: number, r: number) => [affine[1] * c + affine[2] * r, affine[4] * c + affine[5] * r];
  const [a, d] = along(back[1], back[4]);
  const [b, e] = along(back[2], back[5]);
  return [x, a, b, y, d, e];
};

/** What is said of a move, `against` a picture or a table of points. */
export function moveInWords(found: Refinement, against: string): string[] {
  const used = found.places.filter(p => p.used).length;
  const values = { picture: found.picture, against, used, looked: found.looked };
  const said: Said[] =
    found.transform === null
      ? [say('scene.not-refined', { ...values, found: found.places.length })]
      : [
          say(found.model === 'affine' ? 'scene.refined-affine' : 'scene.refined-bias', {
            ...values,
            x: found.shift![0].toFixed(2),
            y: found.shift![1].toFixed(2),
            rmse: found.rmse!.toFixed(2),
          }),
          ...(found.rmse! > goodRmse
            ? [
                say('scene.refined-poorly', {
                  picture: found.picture,
                  rmse: found.rmse!.toFixed(2),
                  good: goodRmse,
                }),
              ]
            : []),
        ];
  return said.map(s => inWords(s, 'en'));
}
