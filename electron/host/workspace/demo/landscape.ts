/**
 * A made-up landscape on a 10 m grid: one lake, fields, woods, clouds. Everything is a function of place and a seed.
 */

export const demoGrid = {
  width: 1200,
  height: 900,
  pixelM: 10,
  /** EPSG:4549, CGCS2000 / 3-degree Gauss–Krüger CM 120E: upper-left corner. */
  originX: 436000,
  originY: 3645000,
  epsg: 4549,
} as const;

/** Centre and mean radii of the lake, in pixels. */
export const lake = { col: 560, row: 450, across: 330, down: 250 };

/** Repeatable noise 0–1 at whole coordinates. */
function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 1442695041);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth noise 0–1. */
function smooth(x: number, y: number, seed: number): number {
  const col = Math.floor(x);
  const row = Math.floor(y);
  const u = x - col;
  const v = y - row;
  const fade = (t: number) => t * t * (3 - 2 * t);
  const top = hash(col, row, seed) + (hash(col + 1, row, seed) - hash(col, row, seed)) * fade(u);
  const bottom =
    hash(col, row + 1, seed) + (hash(col + 1, row + 1, seed) - hash(col, row + 1, seed)) * fade(u);
  return top + (bottom - top) * fade(v);
}

/** Four octaves, 0–1. */
export function clouded(x: number, y: number, seed: number): number {
  return (
    (8 * smooth(x, y, seed) +
      4 * smooth(2 * x, 2 * y, seed + 1) +
      2 * smooth(4 * x, 4 * y, seed + 2) +
      smooth(8 * x, 8 * y, seed + 3)) /
    15
  );
}

/** The lake's radius as a share of the ellipse, by angle. */
function shore(angle: number): number {
  return (
    1 +
    0.1 * Math.sin(2 * angle + 0.6) +
    0.07 * Math.sin(3 * angle - 1.1) +
    0.045 * Math.sin(7 * angle + 2) +
    0.02 * Math.sin(13 * angle)
  );
}

/** The shore as a closed ring of columns and rows. */
export function lakeRing(corners = 360): number[][] {
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    const r = shore(angle);
    return [lake.col + Math.cos(angle) * lake.across * r, lake.row + Math.sin(angle) * lake.down * r];
  });
  return [...ring, ring[0]];
}

/** Distance from the shore as a share of the radius: above 0 inside. */
export function insideLake(col: number, row: number): number {
  const x = (col - lake.col) / lake.across;
  const y = (row - lake.row) / lake.down;
  return 1 - Math.hypot(x, y) / shore(Math.atan2(y, x));
}

/** One acquisition of the landscape. */
export interface Season {
  /** ISO 8601 UTC. */
  time: string;
  seed: number;
  /** How much of the lake floats green, roughly 0–1. */
  bloom: number;
  /** How much of the sky is cloudy, roughly 0–1. */
  cloud: number;
  /** Clearings in the woods: column, row, half-width, half-height in pixels. */
  clearings: readonly (readonly [number, number, number, number])[];
}

export const seasons: readonly Season[] = [
  { time: '2024-07-22T02:45:49Z', seed: 11, bloom: 0.05, cloud: 0.06, clearings: [] },
  {
    time: '2025-07-18T02:46:01Z',
    seed: 29,
    bloom: 0.3,
    cloud: 0.14,
    clearings: [
      [150, 140, 16, 9],
      [205, 190, 7, 12],
      [1010, 170, 22, 13],
      [1065, 240, 6, 6],
      [1000, 700, 12, 17],
      [170, 745, 9, 9],
      [240, 790, 2, 2],
    ],
  },
];

/** Reflectance of the pure surfaces: blue, green, red, red edge, near infrared, shortwave infrared. */
const water = [0.05, 0.06, 0.042, 0.034, 0.02, 0.01];
const scum = [0.05, 0.105, 0.06, 0.14, 0.27, 0.05];
const soil = [0.09, 0.12, 0.15, 0.18, 0.22, 0.28];
const leaves = [0.03, 0.07, 0.035, 0.1, 0.42, 0.17];
const cloud = [0.62, 0.6, 0.6, 0.6, 0.62, 0.5];

const mix = (a: readonly number[], b: readonly number[], t: number) => a.map((v, i) => v + (b[i] - v) * t);
const clamp = (t: number) => Math.min(1, Math.max(0, t));

/** Share of a pixel that floating algae cover, 0–1: streaks in the west and along the northern shore. */
function bloomCover(col: number, row: number, season: Season): number {
  const streaks = clouded(col / 90 + row / 240, row / 60, season.seed);
  const west = clamp((lake.col - col) / lake.across + 0.5);
  return clamp((streaks * (0.55 + 0.75 * west) - (0.86 - season.bloom)) * 5);
}

/** Share of a land pixel that plants cover, 0–1. */
function plantCover(col: number, row: number, season: Season): number {
  for (const [c, r, halfWidth, halfHeight] of season.clearings)
    if (Math.abs(col - c) <= halfWidth && Math.abs(row - r) <= halfHeight)
      return 0.06 + 0.06 * hash(col, row, season.seed + 5);
  const wood = clamp((clouded(col / 160, row / 160, 3) - 0.38) * 4);
  const field = hash(
    Math.floor((col + row * 0.2) / 24),
    Math.floor((row - col * 0.15) / 15),
    7 + season.seed * 0,
  );
  const parcel = 0.2 + 0.65 * field;
  return clamp(parcel + (0.88 - parcel) * wood + (hash(col, row, season.seed) - 0.5) * 0.06);
}

export interface DemoPixel {
  /** In the order of the surfaces above. */
  reflectance: number[];
  /** Sentinel-2 scene classification. */
  scl: number;
}

/** What the simulated sensor sees at a column and row. */
export function demoPixel(col: number, row: number, season: Season): DemoPixel {
  const lakeDepth = insideLake(col, row);
  const overcast = clouded(col / 130 + 40, row / 110 + 17, season.seed + 100);
  const limit = 0.78 - season.cloud;
  const shadow = clouded((col - 24) / 130 + 40, (row - 18) / 110 + 17, season.seed + 100) > limit;
  let surface: number[];
  let scl: number;
  if (lakeDepth > 0) {
    const cover = bloomCover(col, row, season);
    surface = mix(water, scum, cover);
    scl = cover > 0.3 ? 4 : 6;
  } else {
    const cover = plantCover(col, row, season);
    surface = mix(soil, leaves, cover);
    scl = cover > 0.4 ? 4 : 5;
  }
  if (overcast > limit) {
    surface = mix(surface, cloud, clamp((overcast - limit) * 12 + 0.35));
    scl = 9;
  } else if (shadow) {
    surface = surface.map(v => v * 0.55);
    scl = 3;
  }
  const grain = 1 + (hash(col, row, season.seed + 50) - 0.5) * 0.04;
  return {
    reflectance: surface.map((v, i) => v * grain + (hash(col + i * 7919, row, season.seed) - 0.5) * 0.002),
    scl,
  };
}
