import { dayMs } from '#core/foundation/dates.ts';

/** A direction as seen from the ground: degrees from the vertical, and from north over east. */
export interface Direction {
  zenith: number;
  azimuth: number;
}

const degree = Math.PI / 180;
const sin = (degrees: number) => Math.sin(degrees * degree);
const cos = (degrees: number) => Math.cos(degrees * degree);

/**
 * Where the sun stands without refraction, within 0.01° between 1950 and 2050 (Michalsky 1988, the formulas of the
 * Astronomical Almanac, as NOAA's calculator has them in another form).
 */
export function sunPosition(ms: number, longitude: number, latitude: number): Direction {
  // Days since noon of 2000-01-01.
  const days = (ms - Date.UTC(2000, 0, 1, 12)) / dayMs;
  const meanLongitude = 280.46 + 0.9856474 * days;
  const anomaly = 357.528 + 0.9856003 * days;
  const ecliptic = meanLongitude + 1.915 * sin(anomaly) + 0.02 * sin(2 * anomaly);
  const obliquity = 23.439 - 0.0000004 * days;
  const rightAscension = Math.atan2(cos(obliquity) * sin(ecliptic), cos(ecliptic)) / degree;
  const declination = Math.asin(sin(obliquity) * sin(ecliptic)) / degree;
  const hours = (((ms % dayMs) + dayMs) % dayMs) / 3_600_000;
  const siderealDegrees = 15 * (6.697375 + 0.0657098242 * days + hours);
  const hourAngle = siderealDegrees + longitude - rightAscension;
  const up = sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle);
  const east = -cos(declination) * sin(hourAngle);
  const north = cos(latitude) * sin(declination) - sin(latitude) * cos(declination) * cos(hourAngle);
  return {
    zenith: Math.acos(Math.min(1, Math.max(-1, up))) / degree,
    azimuth: (Math.atan2(east, north) / degree + 360) % 360,
  };
}

/** 1 … 366, of the day in UTC. */
export const dayOfYear = (ms: number): number =>
  Math.floor((ms - Date.UTC(new Date(ms).getUTCFullYear(), 0, 1)) / dayMs) + 1;

/** Distance from the earth to the sun in astronomical units (Spencer 1971). */
export function earthSunDistance(day: number): number {
  const angle = (2 * Math.PI * (day - 1)) / 365;
  const inverseSquare =
    1.00011 +
    0.034221 * Math.cos(angle) +
    0.00128 * Math.sin(angle) +
    0.000719 * Math.cos(2 * angle) +
    0.000077 * Math.sin(2 * angle);
  return 1 / Math.sqrt(inverseSquare);
}

/** 0 … 180: how far apart two azimuths are; 0 where sun and satellite stand on the same side. */
export function relativeAzimuth(a: number, b: number): number {
  const apart = Math.abs(a - b) % 360;
  return apart > 180 ? 360 - apart : apart;
}
