import type { Gain } from './tables.ts';

/**
 * True for a coefficient of the other form of the equation (counts over it, as 5.851 of 2013): times 1023 counts it
 * would be more light than the sun sends.
 */
export const isOtherForm = (gain: number): boolean => gain > 1;

export interface CameraGains {
  /** Band id → the row. */
  gains: Record<string, Gain>;
  /** The year of the rows where it is not the picture's; null where they are of its year or hold for any. */
  nearestYear: number | null;
}

/**
 * The rows of a camera's bands for a year: a centre's own go before published ones; a year that is missing takes the
 * nearest, of two the earlier. Null where there are none.
 */
export function gainsFor(
  all: readonly Gain[],
  satellite: string,
  camera: string,
  year: number | null,
): CameraGains | null {
  const camerasRows = all.filter(g => g.satellite === satellite && g.camera === camera);
  for (const rows of [camerasRows.filter(g => g.own), camerasRows.filter(g => !g.own)]) {
    if (rows.length === 0) continue;
    const years = [...new Set(rows.map(g => g.year).filter(y => y !== null))].sort((a, b) => a - b);
    const anyYear = rows.filter(g => g.year === null);
    const nearest =
      year === null
        ? null
        : years.reduce<number | null>(
            (best, y) => (best === null || Math.abs(y - year) < Math.abs(best - year) ? y : best),
            null,
          );
    const chosen = nearest === year || anyYear.length === 0 ? rows.filter(g => g.year === nearest) : anyYear;
    if (chosen.length === 0) continue;
    return {
      gains: Object.fromEntries(chosen.map(g => [g.band, g])),
      nearestYear: chosen[0].year !== null && chosen[0].year !== year ? chosen[0].year : null,
    };
  }
  return null;
}
