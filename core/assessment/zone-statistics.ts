import { validityReasons, type ValidityReason } from '#core/bands/validity.ts';
import type { ZoneTally } from '#core/zones/tally.ts';
import type { ZoneStatistics } from './assessment.ts';

const km2 = 1e-6;

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
