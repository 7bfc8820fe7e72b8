import type { WaterVapour } from './tables.ts';

/**
 * The ozone column of a place and a month in Dobson units, from the climatology of Van Heuklon (1979,
 * doi:10.1016/0038-092X(79)90060-4).
 */
export function usualOzone(day: number, longitude: number, latitude: number): number {
  const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
  const north = latitude >= 0;
  const [a, beta, c, f, h] = north ? [150, 1.28, 40, -30, 3] : [100, 1.5, 30, 152.625, 2];
  const shift = north ? (longitude > 0 ? 20 : 0) : -75;
  return (
    235 + (a + c * sin(0.9865 * (day + f)) + 20 * sin(h * (longitude + shift))) * sin(beta * latitude) ** 2
  );
}

/** Water in the standard atmospheres (McClatchey et al. 1972), cm. */
const standardWater = {
  tropical: 4.12,
  summer: 2.93,
  winter: 0.853,
  subarcticSummer: 2.1,
  subarcticWinter: 0.419,
};

/**
 * The water vapour of a latitude and a day in centimetres: the standard atmosphere of the belt (tropical to 23.5°,
 * mid-latitude at 45°, subarctic from 60°), between summer and winter by the time of the year.
 */
export function usualWaterVapour(day: number, latitude: number): number {
  const season = (1 + Math.cos((2 * Math.PI * (day - (latitude >= 0 ? 197 : 15))) / 365.25)) / 2;
  const middle = standardWater.winter + (standardWater.summer - standardWater.winter) * season;
  const north =
    standardWater.subarcticWinter + (standardWater.subarcticSummer - standardWater.subarcticWinter) * season;
  const from = (low: number, high: number, t: number) => low + (high - low) * Math.min(1, Math.max(0, t));
  const away = Math.abs(latitude);
  return away < 45
    ? from(standardWater.tropical, middle, (away - 23.5) / 21.5)
    : from(middle, north, (away - 45) / 15);
}

/** Air masses down to the ground and up to the satellite. */
export const airMass = (sunZenith: number, viewZenith: number): number =>
  1 / Math.cos((sunZenith * Math.PI) / 180) + 1 / Math.cos((viewZenith * Math.PI) / 180);

export const ozoneTransmittance = (perCm: number, dobson: number, mass: number): number =>
  Math.exp((-perCm * dobson * mass) / 1000);

/** Below this water vapour takes less than what is known of it. */
const fromNm = 690;

/**
 * Of water vapour in centimetres over a band, by the form of Leckner as Bird and Riordan (1986) fitted it; 1 for bands
 * below 690 nm.
 */
export function waterTransmittance(
  table: readonly WaterVapour[],
  centreNm: number,
  widthNm: number,
  centimetres: number,
  mass: number,
): number {
  const at = (nm: number) => {
    const next = table.findIndex(row => row.nm >= nm);
    if (next <= 0) return 1;
    const [low, high] = [table[next - 1], table[next]];
    const share = (nm - low.nm) / (high.nm - low.nm);
    return through(low.perCm) * (1 - share) + through(high.perCm) * share;
  };
  const through = (perCm: number) =>
    Math.exp((-0.2385 * perCm * centimetres * mass) / (1 + 20.07 * perCm * centimetres * mass) ** 0.45);
  if (centreNm < fromNm) return 1;
  const steps = Math.max(1, Math.round(widthNm));
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += at(centreNm - widthNm / 2 + ((i + 0.5) * widthNm) / steps);
  return sum / steps;
}
