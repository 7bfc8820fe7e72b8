import { coverageFractions, type Edges } from './coverage.ts';

/** East and north in metres of one column and of one row to the right and down. */
export interface LocalScale {
  col: readonly [number, number];
  row: readonly [number, number];
}

export interface PlaceRule {
  middleShare: number;
  shoreRadiusShare: number;
}

/**
 * Which part of a zone a pixel lies in, looked up on coarse cells: code = 2 · part + shore, parts counted from 0 in
 * reading order of the compass (NW N NE W C E SW S SE), shore 1 within the band along the outline.
 */
export interface PlaceMap {
  /** Column and row of the first cell's corner, and the pixels of a cell. */
  col: number;
  row: number;
  colStep: number;
  rowStep: number;
  across: number;
  down: number;
  codes: Uint8Array;
}

export const placeCodes = 18;
/** Cells along the longer side of a zone: the band along the shore is some ten cells wide. */
const cellsAlong = 192;

export function placeCodeAt(map: PlaceMap, col: number, row: number): number {
  const c = Math.min(map.across - 1, Math.max(0, Math.floor((col + 0.5 - map.col) / map.colStep)));
  const r = Math.min(map.down - 1, Math.max(0, Math.floor((row + 0.5 - map.row) / map.rowStep)));
  return map.codes[r * map.across + c];
}

/** Parts and shore of a zone, whole as its outline is, also where a scene shows only some of it. */
export function placeMap(edges: Edges, scale: LocalScale, rule: PlaceRule): PlaceMap {
  const width = edges.maxCol - edges.minCol;
  const height = edges.maxRow - edges.minRow;
  const colM = Math.hypot(...scale.col);
  const rowM = Math.hypot(...scale.row);
  const cellM = Math.max(width * colM, height * rowM) / cellsAlong;
  // One cell of surroundings on every side.
  const across = Math.max(1, Math.ceil((width * colM) / cellM - 1e-9)) + 2;
  const down = Math.max(1, Math.ceil((height * rowM) / cellM - 1e-9)) + 2;
  const colStep = width / (across - 2);
  const rowStep = height / (down - 2);
  const col = edges.minCol - colStep;
  const row = edges.minRow - rowStep;
  const coarse = edges.coordinates.map((v, i) => (i % 2 === 0 ? (v - col) / colStep : (v - row) / rowStep));
  const inside = coverageFractions(
    { ...edges, coordinates: coarse },
    { col: 0, row: 0, width: across, height: down },
  );
  const places = Array.from(inside, (_, i) => {
    const c = ((i % across) + 0.5) * colStep;
    const r = (Math.floor(i / across) + 0.5) * rowStep;
    return [c * scale.col[0] + r * scale.row[0], c * scale.col[1] + r * scale.row[1]] as const;
  });
  const sector = sectors(inside, places, rule.middleShare);
  const toShore = distances(inside, across, down, colStep * colM, rowStep * rowM);
  const areaM2 =
    inside.reduce((sum, cover) => sum + cover, 0) *
    colStep *
    rowStep *
    Math.abs(scale.col[0] * scale.row[1] - scale.col[1] * scale.row[0]);
  const bandM = rule.shoreRadiusShare * Math.sqrt(areaM2 / Math.PI);
  const codes = Uint8Array.from(sector, (part, i) => part * 2 + (toShore[i] < bandM ? 1 : 0));
  return { col, row, colStep, rowStep, across, down, codes };
}

type Place = readonly [number, number];

/** Number of the part by cell: thirds of the way from the centroid to each side. */
function sectors(inside: Float64Array, places: readonly Place[], middleShare: number): Uint8Array {
  let weight = 0;
  const centre = [0, 0];
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  places.forEach((place, i) => {
    if (inside[i] === 0) return;
    weight += inside[i];
    for (const axis of [0, 1]) {
      centre[axis] += place[axis] * inside[i];
      low[axis] = Math.min(low[axis], place[axis]);
      high[axis] = Math.max(high[axis], place[axis]);
    }
  });
  for (const axis of [0, 1]) centre[axis] /= weight;
  /** −1, 0 or 1: west, middle, east, or south, middle, north. */
  const side = (place: Place, axis: 0 | 1): number => {
    const off = place[axis] - centre[axis];
    const reach = off < 0 ? centre[axis] - low[axis] : high[axis] - centre[axis];
    return Math.abs(off) > middleShare * reach ? Math.sign(off) : 0;
  };
  return Uint8Array.from(places, place => (1 - side(place, 1)) * 3 + side(place, 0) + 1);
}

/** Metres from each cell's centre to the outline, as the nearest cell that is mostly outside tells it. */
function distances(
  inside: Float64Array,
  across: number,
  down: number,
  stepX: number,
  stepY: number,
): Float64Array {
  const squares = Float64Array.from(inside, cover => (cover < 0.5 ? 0 : Infinity));
  for (let row = 0; row < down; row++) lowerEnvelope(squares, row * across, 1, across, stepX);
  for (let col = 0; col < across; col++) lowerEnvelope(squares, col, across, down, stepY);
  const half = (stepX + stepY) / 4;
  return squares.map(s => Math.max(0, Math.sqrt(s) - half));
}

/** One pass of the exact distance transform of Felzenszwalb and Huttenlocher (2012) over `count` cells, in place. */
function lowerEnvelope(
  squares: Float64Array,
  first: number,
  stride: number,
  count: number,
  step: number,
): void {
  const at = (i: number) => squares[first + i * stride];
  const heights: number[] = [];
  const feet: number[] = [];
  const starts: number[] = [];
  for (let i = 0; i < count; i++) {
    const height = at(i);
    if (height === Infinity) continue;
    const x = i * step;
    let start = -Infinity;
    while (feet.length > 0) {
      const n = feet.length - 1;
      start = (height + x * x - heights[n] - feet[n] * feet[n]) / (2 * (x - feet[n]));
      if (start > starts[n]) break;
      feet.pop();
      heights.pop();
      starts.pop();
      start = -Infinity;
    }
    feet.push(x);
    heights.push(height);
    starts.push(start);
  }
  if (feet.length === 0) return;
  let n = 0;
  for (let i = 0; i < count; i++) {
    while (n + 1 < feet.length && starts[n + 1] <= i * step) n++;
    squares[first + i * stride] = (i * step - feet[n]) ** 2 + heights[n];
  }
}
