import type { Evidence } from '#core/foundation/evidence.ts';

/** Where a number comes from. */
export interface Sourced {
  evidence: Evidence;
  source: string;
}

/** A band of a satellite's camera, weighted by its spectral response. Band ids as in the sensor tables. */
export interface BandFacts extends Sourced {
  satellite: string;
  camera: string;
  band: string;
  centreNm: number;
  widthNm: number;
  /** Of the sun at one astronomical unit, W·m⁻²·µm⁻¹. */
  f0: number;
  /** Rayleigh optical thickness at 1013.25 hPa. */
  tauRayleigh: number;
  /** Ozone absorption per cm-atm. */
  ozonePerCm: number;
}

/** Radiance = gain · DN + offset, W·m⁻²·sr⁻¹·µm⁻¹. */
export interface Gain extends Sourced {
  satellite: string;
  camera: string;
  /** Null where a row holds for any year or its year is not told. */
  year: number | null;
  band: string;
  gain: number;
  offset: number;
  /** Set where a centre gave it. */
  own?: boolean;
}

/** Molecules: nodes in ascending order; angles in degrees. */
export interface RayleighTable {
  tau: number[];
  sunZenith: number[];
  viewZenith: number[];
  /** [tau][sun][view] of ρ = constant + cosine · cos φ + cosineOfDouble · cos 2φ. */
  path: { constant: number; cosine: number; cosineOfDouble: number }[][][];
  zenith: number[];
  /** [tau][zenith]; the same downward and upward. */
  transmittance: number[][];
  /** [tau] */
  sphericalAlbedo: number[];
}

export const aerosolModels = ['continental', 'maritime'] as const;
export type AerosolModel = (typeof aerosolModels)[number];

/** What aerosol of one model adds to molecules: nodes in ascending order, optical depth 0 first. */
export interface AerosolTable {
  wavelengthUm: number[];
  aod: number[];
  sunZenith: number[];
  viewZenith: number[];
  azimuth: number[];
  /** [wavelength][aod][sun][view]: what is scattered once, over the phase function. */
  single: number[][][][];
  /** [wavelength][aod][sun][view][azimuth]: what else is added to the path reflectance. */
  further: number[][][][][];
  angle: number[];
  /** [wavelength][angle] */
  phase: number[][];
  zenith: number[];
  /** [wavelength][aod][zenith]: times the transmittance of molecules. */
  transmittance: number[][][];
  /** [wavelength][aod]: added to that of molecules. */
  sphericalAlbedo: number[][];
}

/** Absorption by water vapour per centimetre at a wavelength. */
export interface WaterVapour {
  nm: number;
  perCm: number;
}

export interface AtmosphereTables {
  bands: BandFacts[];
  gains: Gain[];
  rayleigh: RayleighTable;
  aerosol: (model: AerosolModel) => AerosolTable;
  waterVapour: WaterVapour[];
}
