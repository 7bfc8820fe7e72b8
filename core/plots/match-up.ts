import { beijingTime, daysBetween, hourMs, isDay, momentMs } from '#core/foundation/dates.ts';

/** The satellite's value at a site beside the measured one. */
export interface SatelliteValue {
  siteId: number;
  site: string;
  /** The measured value, where a parameter is asked for. */
  time: string | null;
  measured: number | null;
  /** The scene nearest in time that covers the site; null where there is none. */
  sceneId: number | null;
  scene: string | null;
  acquired: string | null;
  /** Between the measurement and the scene; negative where the scene is earlier. */
  hoursApart: number | null;
  /** Mean over the valid pixels of the window. */
  value: number | null;
  deviation: number | null;
  /** Valid pixels among all of the window, 0–1. */
  validShare: number | null;
}

/**
 * Hours from one time to another; negative where `to` is the earlier. Where one of them is a date without a time,
 * whole days between their dates in Beijing. Null where one is missing or is no time.
 */
export function hoursApart(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const moments = [momentMs(from), momentMs(to)];
  if (moments[0] === null || moments[1] === null) return null;
  if (!isDay(from) && !isDay(to)) return (moments[1] - moments[0]) / hourMs;
  return daysBetween(beijingTime(from)!.date, beijingTime(to)!.date) * 24;
}

/** Mean, standard deviation and share of the valid pixels of a window; null without any. */
export function windowStatistics(
  values: ArrayLike<number>,
  validity: ArrayLike<number>,
): { mean: number | null; deviation: number | null; validShare: number } {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++)
    if (validity[i] === 0 && Number.isFinite(values[i])) {
      count++;
      sum += values[i];
    }
  const mean = count > 0 ? sum / count : null;
  let squares = 0;
  for (let i = 0; i < values.length; i++)
    if (mean !== null && validity[i] === 0 && Number.isFinite(values[i])) squares += (values[i] - mean) ** 2;
  return {
    mean,
    deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : null,
    validShare: values.length > 0 ? count / values.length : 0,
  };
}
