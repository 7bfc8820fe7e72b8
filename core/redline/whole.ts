import type { RedlineResult, RedlineZone } from './redline-result.ts';

/** Areas of all zones of a result together. */
export type RedlineWhole = Pick<
  RedlineZone,
  'areaKm2' | 'outsideKm2' | 'comparedAreaKm2' | 'lossAreaM2' | 'gainAreaM2'
>;

/** All zones together, ground that several share once; of assessments of before the sum of their zones. */
export function redlineWholeOf({ whole, zones }: Pick<RedlineResult, 'whole' | 'zones'>): RedlineWhole {
  if (whole) return whole;
  const sum = (of: (zone: RedlineZone) => number) =>
    zones.reduce((total, zone) => total + (zone.problem ? 0 : of(zone)), 0);
  return {
    areaKm2: sum(z => z.areaKm2),
    comparedAreaKm2: sum(z => z.comparedAreaKm2),
    lossAreaM2: sum(z => z.lossAreaM2),
    gainAreaM2: sum(z => z.gainAreaM2),
  };
}
