import { type ValidityReason, validityReasons } from '#core/bands/validity.ts';
const km2 = 1e-6;
import type { ZoneTally } from './tally.ts';

/** Coverage-weighted statistics of one zone on one grid. Null where nothing is valid. Shares are 0–1. */
export interface ZoneStatistics {
  zone: string;
  coveragePixels: number;
  validCoveragePixels: number;
  mean: number | null;
  min: number | null;
  max: number | null;
  std: number | null;
  /** Ellipsoidal area of the whole zone, seen or not. */
  areaKm2: number;
  /** Hand-decided pixels included. */
  validAreaKm2: number;
  areaByReasonKm2: Partial<Record<ValidityReason, number>>;
  /** Why this zone has no numbers, where it has none. */
  problem?: { code: string; message: string };
}

/** Coverage-weighted mean, extremes and population standard deviation, as exactextract defines them. */
export function zoneStatistics(zone: string, tally: ZoneTally): ZoneStatistics {
  const any = tally.validCoverage > 0;
  const areaByReasonKm2: Partial<Record<ValidityReason, number>> = {};
  tally.areaByReasonM2.forEach((area, code) => {
    if (code > 0 && area > 0) areaByReasonKm2[validityReasons[code]] = area * km2;
  });
  return {
    zone,
    coveragePixels: tally.coverage,
    validCoveragePixels: tally.validCoverage,
    mean: any ? tally.mean : null,
    min: any ? tally.min : null,
    max: any ? tally.max : null,
    std: any ? Math.sqrt(tally.squares / tally.validCoverage) : null,
    areaKm2: tally.areaM2 * km2,
    validAreaKm2: tally.validAreaM2 * km2,
    areaByReasonKm2,
  };
}
