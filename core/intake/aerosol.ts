import { interpolate, neighboursOf } from './cubic.ts';
import type { Layer } from './rayleigh.ts';
import { relativeAzimuth, type Direction } from './sun.ts';
import type { AerosolTable } from './tables.ts';

/** The most that the tables go to. */
export const mostAerosol = 1.2;

/** A layer of molecules with aerosol of a model added, of an optical depth at 550 nm. */
export function withAerosol(
  molecules: Layer,
  table: AerosolTable,
  aod: number,
  wavelengthNm: number,
  sun: Direction,
  view: Direction,
): Layer {
  if (aod === 0) return molecules;
  const { wavelengthUm } = table;
  const um = Math.min(wavelengthUm.at(-1)!, Math.max(wavelengthUm[0], wavelengthNm / 1000));
  const onWavelength = neighboursOf(wavelengthUm.map(Math.log), Math.log(um));
  const onDepth = neighboursOf(table.aod, aod);
  const onSun = neighboursOf(table.sunZenith, sun.zenith);
  const onView = neighboursOf(table.viewZenith, view.zenith);
  const azimuth = relativeAzimuth(sun.azimuth, view.azimuth);
  const once = interpolate([onWavelength, onDepth, onSun, onView], (w, a, s, v) => table.single[w][a][s][v]);
  const further = interpolate(
    [onWavelength, onDepth, onSun, onView, neighboursOf(table.azimuth, azimuth)],
    (w, a, s, v, z) => table.further[w][a][s][v][z],
  );
  const angle = Math.max(table.angle[0], scatteringAngle(sun.zenith, view.zenith, azimuth));
  const phase = interpolate([onWavelength, neighboursOf(table.angle, angle)], (w, a) => table.phase[w][a]);
  const factor = (zenith: number) =>
    interpolate(
      [onWavelength, onDepth, neighboursOf(table.zenith, zenith)],
      (w, a, z) => table.transmittance[w][a][z],
    );
  return {
    path: molecules.path + once * phase + further,
    down: molecules.down * factor(sun.zenith),
    up: molecules.up * factor(view.zenith),
    sphericalAlbedo:
      molecules.sphericalAlbedo + interpolate([onWavelength, onDepth], (w, a) => table.sphericalAlbedo[w][a]),
  };
}

/** Between the ways of the light before and after it was scattered, degrees. */
function scatteringAngle(sunZenith: number, viewZenith: number, azimuth: number): number {
  const [s, v, a] = [sunZenith, viewZenith, azimuth].map(degrees => (degrees * Math.PI) / 180);
  const cosine = -Math.cos(s) * Math.cos(v) - Math.sin(s) * Math.sin(v) * Math.cos(a);
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}

/** Reflectance of a uniform ground below a layer; gases are taken out already. */
export function belowLayer({ path, down, up, sphericalAlbedo }: Layer, reflectance: number): number {
  const y = (reflectance - path) / (down * up);
  return y / (1 + sphericalAlbedo * y);
}

/** Reflectance above a layer over a uniform ground, without gases. */
export function aboveLayer({ path, down, up, sphericalAlbedo }: Layer, ground: number): number {
  return path + (down * up * ground) / (1 - sphericalAlbedo * ground);
}

/** A band's darkest value over one kind of ground. */
export interface DarkBand {
  band: string;
  /** At the top of the atmosphere, without gases. */
  reflectance: number;
  /** The layer with aerosol of an optical depth at 550 nm. */
  layer: (aod: number) => Layer;
  /** What the ground may be with an optical depth: 0 where nothing is known, which gives the most there can be. */
  ground: (aod: number) => number;
}

/**
 * The optical depth that no band contradicts: the smallest over the bands of that which explains a band's darkest
 * value over its ground. By bisection to 0.001; `limit` where every band wants more than the tables hold.
 */
export function darkSpectrumDepth(bands: readonly DarkBand[]): { aod: number; band: string; limit: boolean } {
  const found = bands.map(({ band, reflectance, layer, ground }) => {
    const above = (aod: number) => aboveLayer(layer(aod), ground(aod)) - reflectance;
    let [low, high] = [0, mostAerosol];
    if (above(low) >= 0) return { aod: 0, band, limit: false };
    if (above(high) <= 0) return { aod: mostAerosol, band, limit: true };
    while (high - low > 0.0005) {
      const middle = (low + high) / 2;
      if (above(middle) < 0) low = middle;
      else high = middle;
    }
    return { aod: Math.round(low * 1000) / 1000, band, limit: false };
  });
  return found.reduce((least, one) => (one.aod < least.aod ? one : least));
}
