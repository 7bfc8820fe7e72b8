/*
 * Rational polynomials of a picture that has no map place (RPC00B: NIMA STDI-0002; GDAL's RFC 22). Longitudes and
 * latitudes are WGS 84, heights metres above its ellipsoid.
 */

/** From place to picture: row and column as quotients of two cubic polynomials each, of normalised numbers. */
export interface Rpc {
  lineOffset: number;
  sampleOffset: number;
  latitudeOffset: number;
  longitudeOffset: number;
  heightOffset: number;
  lineScale: number;
  sampleScale: number;
  latitudeScale: number;
  longitudeScale: number;
  heightScale: number;
  /** Twenty coefficients each. */
  lineNumerator: readonly number[];
  lineDenominator: readonly number[];
  sampleNumerator: readonly number[];
  sampleDenominator: readonly number[];
}

/** Column and row of a place; a pixel's centre is at .5, as everywhere here. */
export function rpcPixel(rpc: Rpc, longitude: number, latitude: number, height: number): [number, number] {
  const l = (longitude - rpc.longitudeOffset) / rpc.longitudeScale;
  const p = (latitude - rpc.latitudeOffset) / rpc.latitudeScale;
  const h = (height - rpc.heightOffset) / rpc.heightScale;
  const of = (c: readonly number[]) =>
    c[0] +
    l * (c[1] + p * c[4] + h * c[5] + l * (c[7] + l * c[11] + p * c[14] + h * c[17])) +
    p * (c[2] + h * c[6] + p * (c[8] + l * c[12] + p * c[15] + h * c[18])) +
    h * (c[3] + h * (c[9] + l * c[13] + p * c[16] + h * c[19])) +
    l * p * h * c[10];
  const column = (of(rpc.sampleNumerator) / of(rpc.sampleDenominator)) * rpc.sampleScale + rpc.sampleOffset;
  const row = (of(rpc.lineNumerator) / of(rpc.lineDenominator)) * rpc.lineScale + rpc.lineOffset;
  // Their 0 is the centre of the first pixel.
  return [column + 0.5, row + 0.5];
}

const mostSteps = 20;
const closeEnough = 1e-6;

/** Longitude and latitude of a column and row at a height, by Newton's method; null where it finds none. */
export function rpcPlace(rpc: Rpc, column: number, row: number, height: number): [number, number] | null {
  let longitude = rpc.longitudeOffset;
  let latitude = rpc.latitudeOffset;
  const [dx, dy] = [rpc.longitudeScale * 1e-4, rpc.latitudeScale * 1e-4];
  for (let step = 0; step < mostSteps; step++) {
    const [c, r] = rpcPixel(rpc, longitude, latitude, height);
    const [ec, er] = [column - c, row - r];
    if (Math.abs(ec) < closeEnough && Math.abs(er) < closeEnough) return [longitude, latitude];
    const east = rpcPixel(rpc, longitude + dx, latitude, height);
    const north = rpcPixel(rpc, longitude, latitude + dy, height);
    const [cx, rx] = [(east[0] - c) / dx, (east[1] - r) / dx];
    const [cy, ry] = [(north[0] - c) / dy, (north[1] - r) / dy];
    const determinant = cx * ry - cy * rx;
    if (!Number.isFinite(determinant) || determinant === 0) return null;
    longitude += (ec * ry - er * cy) / determinant;
    latitude += (er * cx - ec * rx) / determinant;
  }
  return null;
}

const words: Record<string, keyof Rpc> = {
  lineoffset: 'lineOffset',
  lineoff: 'lineOffset',
  sampoffset: 'sampleOffset',
  sampoff: 'sampleOffset',
  latoffset: 'latitudeOffset',
  latoff: 'latitudeOffset',
  longoffset: 'longitudeOffset',
  longoff: 'longitudeOffset',
  heightoffset: 'heightOffset',
  heightoff: 'heightOffset',
  linescale: 'lineScale',
  sampscale: 'sampleScale',
  latscale: 'latitudeScale',
  longscale: 'longitudeScale',
  heightscale: 'heightScale',
  linenumcoef: 'lineNumerator',
  linenumcoeff: 'lineNumerator',
  linedencoef: 'lineDenominator',
  linedencoeff: 'lineDenominator',
  sampnumcoef: 'sampleNumerator',
  sampnumcoeff: 'sampleNumerator',
  sampdencoef: 'sampleDenominator',
  sampdencoeff: 'sampleDenominator',
};
const keys = [...new Set(Object.values(words))];
const isList = (key: keyof Rpc) => /ator$/.test(key);

/**
 * The text beside a picture: `.rpb` (`lineOffset = 60.0;`, lists in brackets) or `_RPC.txt` (`LINE_OFF: 60.0 pixels`,
 * `LINE_NUM_COEFF_1: …`). Null where it is none or one of its numbers is missing.
 */
export function readRpcText(text: string): Rpc | null {
  const found = new Map<keyof Rpc, number | number[]>();
  for (const [, name, list, plain] of text.matchAll(
    /^[\t ]*(\w+?)[\t ]*[=:]\s*(?:\(([^)]*)\)|([-+\d.eE]+))/gm,
  )) {
    const [, stem, number] = /^(.*?COEFF?)_(\d+)$/i.exec(name) ?? [null, name, null];
    const key = words[stem.replaceAll('_', '').toLowerCase()];
    if (!key) continue;
    if (number !== null) {
      const coefficients = (found.get(key) ?? []) as number[];
      coefficients[Number(number) - 1] = Number(plain);
      found.set(key, coefficients);
    } else if (list !== undefined) found.set(key, list.split(',').map(Number));
    else found.set(key, Number(plain));
  }
  return whole(found);
}

/** The numbers of the TIFF tag RPCCoefficientTag (50844): errors, offsets, scales, four lists. */
export function readRpcTag(numbers: readonly number[]): Rpc | null {
  if (numbers.length !== 92) return null;
  const offsets = ['line', 'sample', 'latitude', 'longitude', 'height'] as const;
  const found = new Map<keyof Rpc, number | number[]>();
  offsets.forEach((name, i) => found.set(`${name}Offset`, numbers[2 + i]));
  offsets.forEach((name, i) => found.set(`${name}Scale`, numbers[7 + i]));
  (['lineNumerator', 'lineDenominator', 'sampleNumerator', 'sampleDenominator'] as const).forEach((name, i) =>
    found.set(name, numbers.slice(12 + 20 * i, 32 + 20 * i)),
  );
  return whole(found);
}

function whole(found: ReadonlyMap<keyof Rpc, number | number[]>): Rpc | null {
  for (const key of keys) {
    const value = found.get(key);
    const fits = isList(key)
      ? Array.isArray(value) && value.length === 20 && Array.from(value).every(Number.isFinite)
      : typeof value === 'number' && Number.isFinite(value) && !(key.endsWith('Scale') && value === 0);
    if (!fits) return null;
  }
  return Object.fromEntries(found) as unknown as Rpc;
}

export const sameRpc = (a: Rpc, b: Rpc): boolean => keys.every(key => String(a[key]) === String(b[key]));

/** How a picture without a map place is put onto a grid. */
export interface RpcPlacement {
  rpc: Rpc;
  /** Metres above the ellipsoid, where no model of heights is given. */
  height: number;
  heights?: Heights;
  /** From the column and row of the polynomials to those of the picture: found against a reference. */
  refined?: readonly [number, number, number, number, number, number];
}

/** A user's model of heights. */
export interface Heights {
  /** A GeoTIFF of metres. */
  file: string;
  /** Metres of the geoid above the ellipsoid, added to heights above the geoid. */
  geoid?: number;
}

/** The pixel of a place by a placement at a height. */
export function placedPixel(
  { rpc, refined }: RpcPlacement,
  longitude: number,
  latitude: number,
  height: number,
) {
  const [column, row] = rpcPixel(rpc, longitude, latitude, height);
  if (!refined) return [column, row] as [number, number];
  const [a, b, c, d, e, f] = refined;
  return [a + b * column + c * row, d + e * column + f * row] as [number, number];
}
