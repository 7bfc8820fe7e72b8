import { relativeAzimuth, type Direction } from './sun.ts';
import { interpolate, neighboursOf } from './cubic.ts';
import type { RayleighTable } from './tables.ts';

/** One layer of air over a ground that reflects alike in all directions. */
export interface Layer {
  path: number;
  down: number;
  up: number;
  sphericalAlbedo: number;
}

/** Sea level, hPa. */
export const seaLevelPressure = 1013.25;

/** Air pressure at a height above the sea (ISO 2533). */
export const pressureAt = (metres: number): number => seaLevelPressure * (1 - 2.25577e-5 * metres) ** 5.25588;

/** What molecules do: cubic between the nodes of the table, the logarithm of the path reflectance over that of τ. */
export function rayleighLayer(
  table: RayleighTable,
  bandTau: number,
  pressure: number,
  sun: Direction,
  view: Direction,
): Layer {
  const tau = Math.max(table.tau[0], (bandTau * pressure) / seaLevelPressure);
  const onTau = neighboursOf(table.tau.map(Math.log), Math.log(tau));
  const azimuth = (relativeAzimuth(sun.azimuth, view.azimuth) * Math.PI) / 180;
  const axes = [
    onTau,
    neighboursOf(table.sunZenith, sun.zenith),
    neighboursOf(table.viewZenith, view.zenith),
  ];
  const transmittance = (zenith: number) =>
    interpolate([onTau, neighboursOf(table.zenith, zenith)], (t, z) => table.transmittance[t][z]);
  return {
    path: Math.exp(
      interpolate(axes, (t, s, v) => {
        const { constant, cosine, cosineOfDouble } = table.path[t][s][v];
        return Math.log(constant + cosine * Math.cos(azimuth) + cosineOfDouble * Math.cos(2 * azimuth));
      }),
    ),
    down: transmittance(sun.zenith),
    up: transmittance(view.zenith),
    sphericalAlbedo: interpolate([onTau], t => table.sphericalAlbedo[t]),
  };
}
