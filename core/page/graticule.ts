import { BloomlineError } from '#core/foundation/errors.ts';
import type { Crs } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projector } from '#core/zones/project.ts';
import { say } from '#core/words/said.ts';
import { toPaper } from './frame.ts';
import type { FrameBox } from './page.ts';

export interface GraticuleTick {
  axis: 'lon' | 'lat' | 'easting' | 'northing';
  /** Degrees, or metres of the projection. */
  value: number;
  label: string;
  side: 'top' | 'bottom' | 'left' | 'right';
  /** Millimetres on the sheet, on the neat line. */
  x: number;
  y: number;
}

export interface Graticule {
  /** Arc seconds between lines. */
  interval: number;
  lines: [number, number][][];
  ticks: GraticuleTick[];
}

/** Round intervals in arc seconds. */
const intervals = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000, 72000, 108000,
];
const wantedMm = 38;

/**
 * Lines of longitude and latitude (CGCS2000) over a frame, and where they meet the neat line; `step` in arc seconds.
 */
export function makeGraticule(frame: FrameBox, crs: Crs, step?: number): Graticule {
  const toLonLat = projector(crs, cgcs2000);
  const [minX, minY, maxX, maxY] = frame.extent;
  const edge: [number, number][] = [];
  const n = 24;
  for (let i = 0; i <= n; i++) {
    const x = minX + ((maxX - minX) * i) / n;
    const y = minY + ((maxY - minY) * i) / n;
    edge.push(toLonLat(x, minY), toLonLat(x, maxY), toLonLat(minX, y), toLonLat(maxX, y));
  }
  const lons = edge.map(p => p[0]);
  const lats = edge.map(p => p[1]);
  const west = Math.min(...lons);
  const east = Math.max(...lons);
  const south = Math.min(...lats);
  const north = Math.max(...lats);
  if (![west, east, south, north].every(Number.isFinite) || east - west > 180)
    return { interval: 0, lines: [], ticks: [] };
  const secondsPerMm = Math.max(
    ((east - west) * 3600) / frame.width,
    ((north - south) * 3600) / frame.height,
  );
  if (step !== undefined) refuseDense(step / secondsPerMm);
  const interval =
    step ?? intervals.find(i => i >= secondsPerMm * wantedMm) ?? intervals[intervals.length - 1];

  const fromLonLat = projector(cgcs2000, crs);
  const lines: [number, number][][] = [];
  const ticks: GraticuleTick[] = [];
  const trace = (axis: 'lon' | 'lat', seconds: number) => {
    const value = seconds / 3600;
    const points = Array.from({ length: 65 }, (_, i): [number, number] => {
      const t = -0.02 + (1.04 * i) / 64;
      const [lon, lat] =
        axis === 'lon' ? [value, south + (north - south) * t] : [west + (east - west) * t, value];
      return toPaper(frame, ...fromLonLat(lon, lat));
    });
    const { parts, crossings } = clipLine(points, frame);
    lines.push(...parts);
    for (const [x, y, side] of crossings)
      if ((axis === 'lon') === (side === 'top' || side === 'bottom'))
        ticks.push({ axis, value, label: degreeLabel(seconds, axis, interval), side, x, y });
  };
  for (let s = Math.ceil((west * 3600) / interval) * interval; s <= east * 3600; s += interval)
    trace('lon', s);
  for (let s = Math.ceil((south * 3600) / interval) * interval; s <= north * 3600; s += interval)
    trace('lat', s);
  return { interval, lines, ticks };
}

/** Lines nearer than this hide the map. Millimetres. */
const leastMm = 4;

/** Throws `bad-input` where an asked step would fill the sheet with lines. */
export function refuseDense(mm: number): void {
  if (mm < leastMm)
    throw new BloomlineError('bad-input', 'gridStep', say('map.grid-too-dense', { mm: mm.toFixed(2) }));
}

/** 1°12′30″; parts that are zero at the end are left out. */
export function degreeText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [d, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.round(seconds % 60)];
  return `${d}°${m || s ? `${two(m)}′` : ''}${s ? `${two(s)}″` : ''}`;
}

/** 119°30′E; seconds only where the interval needs them. */
export function degreeLabel(seconds: number, axis: 'lon' | 'lat', interval: number): string {
  const hemisphere =
    seconds === 0 ? '' : axis === 'lon' ? (seconds > 0 ? 'E' : 'W') : seconds > 0 ? 'N' : 'S';
  const all = Math.abs(Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = interval % 3600 ? `${two(Math.floor((all % 3600) / 60))}′` : '';
  return `${Math.floor(all / 3600)}°${minutes}${interval % 60 ? `${two(all % 60)}″` : ''}${hemisphere}`;
}

type Crossing = [number, number, GraticuleTick['side']];

/** The parts of a line inside a frame, and where it crosses the frame's sides. */
export function clipLine(
  points: readonly [number, number][],
  frame: FrameBox,
): { parts: [number, number][][]; crossings: Crossing[] } {
  const { x: left, y: top } = frame;
  const right = left + frame.width;
  const bottom = top + frame.height;
  const parts: [number, number][][] = [];
  const crossings: Crossing[] = [];
  let part: [number, number][] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [ax, ay] = points[i];
    const [bx, by] = points[i + 1];
    // Liang–Barsky: the part of the segment between t0 and t1 is inside.
    let t0 = 0;
    let t1 = 1;
    let side0: GraticuleTick['side'] | null = null;
    let side1: GraticuleTick['side'] | null = null;
    const sides: [number, number, GraticuleTick['side']][] = [
      [ax - bx, ax - left, 'left'],
      [bx - ax, right - ax, 'right'],
      [ay - by, ay - top, 'top'],
      [by - ay, bottom - ay, 'bottom'],
    ];
    let inside = Number.isFinite(ax + ay + bx + by);
    for (const [p, q, side] of sides) {
      if (p === 0) inside &&= q >= 0;
      else if (p < 0 && q / p > t0) [t0, side0] = [q / p, side];
      else if (p > 0 && q / p < t1) [t1, side1] = [q / p, side];
    }
    if (!inside || t0 > t1) {
      if (part.length > 1) parts.push(part);
      part = [];
      continue;
    }
    const at = (t: number): [number, number] => [ax + (bx - ax) * t, ay + (by - ay) * t];
    if (side0) crossings.push([...at(t0), side0]);
    if (side1) crossings.push([...at(t1), side1]);
    if (part.length === 0 || side0) part = [at(t0)];
    part.push(at(t1));
    if (side1) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 1) parts.push(part);
  return { parts, crossings };
}
