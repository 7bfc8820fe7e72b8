import {
  aboveLayer,
  belowLayer,
  darkSpectrumDepth,
  mostAerosol,
  withAerosol,
  type DarkBand,
} from './aerosol.ts';
import type { Step } from './levels.ts';
import type { Layer } from './rayleigh.ts';
import type { AerosolModel, AtmosphereTables } from './tables.ts';

/** A band of a scene whose values are Rayleigh-corrected: how it takes part, and where its centre is. */
export interface FitBand {
  id: string;
  role: string;
  centreNm: number;
  values: ArrayLike<number>;
}

export interface AerosolFit {
  aod: number;
  /** As the step tells it. */
  values: Record<string, number | string>;
  beyond: boolean;
}

/** Fewer dark pixels are chance. */
export const leastDarkPixels = 50;
/** Bloom and bottom brighten water; noise and shadow darken it: between the two, a low percentile. */
const percentile = 0.05;
/** Water in the near infrared (780–870 nm) by red, after the similarity spectrum of turbid water. */
const infraredByRed = 0.155;
/** Dense dark vegetation (Kaufman and Sendra 1988). */
const vegetationGround: Record<string, number> = { B: 0.01, R: 0.02 };

/**
 * The aerosol optical depth at 550 nm by the darkest spectrum: over clear water, else over dense vegetation. `step`
 * is the Rayleigh step of the scene. `valid` tells which places count. Null where neither is found.
 */
export function fitAerosol(
  bands: readonly FitBand[],
  valid: (place: number) => boolean,
  step: Step,
  model: AerosolModel,
  tables: AtmosphereTables,
): AerosolFit | null {
  const of = (role: string) => bands.find(b => b.role === role);
  const [blue, green, red, infrared] = ['B', 'G', 'R', 'N'].map(of);
  if (!red || !infrared) return null;
  const places = Array.from({ length: red.values.length }, (_, i) => i).filter(valid);
  // Water is darker in the infrared than in green and red; floating algae are brighter there.
  const water = places.filter(i => {
    const n = infrared.values[i];
    return n < red.values[i] && n < (green ?? red).values[i] && n < 0.1;
  });
  const plants = places.filter(i => {
    const [r, n] = [red.values[i], infrared.values[i]];
    return (n - r) / (n + r) > 0.6;
  });
  const over = water.length >= leastDarkPixels ? water : plants;
  if (over.length < leastDarkPixels) return null;
  const isWater = over === water;
  const number = (name: string) => step.values[name] as number;
  const byBand = (name: string, id: string) => (step.values[name] as Record<string, number>)[id];
  const sun = { zenith: number('sunZenith'), azimuth: number('relativeAzimuth') };
  const view = { zenith: number('viewZenith'), azimuth: 0 };
  const molecules = (id: string): Layer => ({
    path: byBand('pathReflectance', id),
    down: byBand('transmittanceDown', id),
    up: byBand('transmittanceUp', id),
    sphericalAlbedo: byBand('sphericalAlbedo', id),
  });
  const darkest = ({ values }: FitBand) => {
    const sorted = Float64Array.from(over, i => values[i]).sort();
    return sorted[Math.floor(percentile * (sorted.length - 1))];
  };
  const layer = (band: FitBand) => (aod: number) =>
    withAerosol(molecules(band.id), tables.aerosol(model), aod, band.centreNm, sun, view);
  const above = (band: FitBand) => aboveLayer(molecules(band.id), darkest(band));
  const ground = (band: FitBand): DarkBand['ground'] => {
    if (!isWater) return () => vegetationGround[band.role];
    if (band !== infrared) return () => 0;
    return aod => Math.max(0, infraredByRed * belowLayer(layer(red)(aod), above(red)));
  };
  const used = bands.filter(b =>
    isWater ? ['B', 'G', 'R', 'N', 'S1', 'S2'].includes(b.role) : b.role in vegetationGround,
  );
  const dark = used.map(band => ({
    band: band.role,
    reflectance: above(band),
    layer: layer(band),
    ground: ground(band),
  }));
  const { aod, band, limit } = darkSpectrumDepth(dark);
  return {
    aod,
    beyond: limit,
    values: {
      over: isWater ? 'clear water' : 'dense vegetation',
      pixels: over.length,
      percentile: percentile * 100,
      byBand: band,
      most: mostAerosol,
      ...Object.fromEntries(
        [blue, green, red, infrared].flatMap(b =>
          b ? [[`darkest${b.role}`, Number(darkest(b).toPrecision(4))]] : [],
        ),
      ),
    },
  };
}
