import { type Said, say } from '#core/words/said.ts';
import type { Acquisition } from './acquisition.ts';
import { relativeAzimuth, sunPosition, type Direction } from './sun.ts';

/** Degrees: angles may be of a wide picture's edge, and times of its start. */
const agreement = 2;
/** Degrees: what is further apart is another sun. */
const tolerance = 6;

/** Where the sun stands over a picture, who says so and what is doubtful; or why nothing can be believed. */
export type SunAngles =
  | { sun: Direction; from: Said; warnings: Said[]; computed: Direction | null }
  | { refused: Said; computed: Direction | null };

/**
 * The sun of a picture: what a person said, else what the metadata say where it agrees with the sun's computed
 * position. A zenith that is the elevation (and the other way round) is recognised, never turned by itself.
 */
export function sunAngles(
  told: Pick<Acquisition, 'sunZenith' | 'sunElevation' | 'sunAzimuth' | 'source'> | null,
  ms: number | null,
  place: readonly [number, number] | null,
  said: number | 'computed' | undefined,
): SunAngles {
  const computed = ms === null || place === null ? null : sunPosition(ms, ...place);
  const zenithTold = told?.sunZenith ?? null;
  const zenith = zenithTold ?? (told?.sunElevation == null ? null : 90 - told.sunElevation);
  const azimuth = told?.sunAzimuth ?? null;
  const short = (n: number) => Math.round(n * 10) / 10;
  if (said === 'computed')
    return computed
      ? { sun: computed, from: say('intake.sun-computed'), warnings: [], computed }
      : { refused: say('intake.sun-not-computable'), computed };
  if (said !== undefined) {
    const apart = computed && Math.abs(said - computed.zenith) > agreement;
    return {
      sun: { zenith: said, azimuth: computed?.azimuth ?? azimuth ?? NaN },
      from: say('scene.given'),
      warnings: apart
        ? [say('intake.sun-said-otherwise', { said: short(said), computed: short(computed.zenith) })]
        : [],
      computed,
    };
  }
  if (zenith === null)
    return computed
      ? {
          sun: computed,
          from: say('intake.sun-computed'),
          warnings: [say('intake.sun-not-told', { zenith: short(computed.zenith) })],
          computed,
        }
      : { refused: say('intake.sun-missing'), computed };
  if (zenithTold !== null && told?.sunElevation != null && Math.abs(zenithTold + told.sunElevation - 90) > 1)
    return {
      refused: say('intake.sun-two-ways', {
        source: told.source,
        zenith: short(zenithTold),
        elevation: short(told.sunElevation),
        computed: computed ? short(computed.zenith) : '–',
      }),
      computed,
    };
  const from = say('intake.sun-of-file', { source: told!.source });
  if (!computed)
    return zenith >= 0 && zenith < 90
      ? {
          sun: { zenith, azimuth: azimuth ?? NaN },
          from,
          warnings: [say('intake.sun-unchecked', { zenith: short(zenith) })],
          computed,
        }
      : { refused: say('intake.sun-impossible', { source: told!.source, zenith: short(zenith) }), computed };
  const values = { source: told!.source, zenith: short(zenith), computed: short(computed.zenith) };
  if (Math.abs(zenith - computed.zenith) > tolerance)
    return {
      refused:
        Math.abs(90 - zenith - computed.zenith) <= tolerance
          ? say('intake.sun-swapped', values)
          : say('intake.sun-contradicts', values),
      computed,
    };
  // Near the zenith an azimuth says little: what counts is how far apart the two directions are.
  const apart = azimuth === null ? 0 : relativeAzimuth(azimuth, computed.azimuth);
  if (apart * Math.sin((computed.zenith * Math.PI) / 180) > 2 * tolerance)
    return {
      refused: say('intake.sun-azimuth-contradicts', {
        source: told!.source,
        azimuth: short(azimuth!),
        computed: short(computed.azimuth),
      }),
      computed,
    };
  return {
    sun: { zenith, azimuth: azimuth ?? computed.azimuth },
    from,
    warnings: Math.abs(zenith - computed.zenith) > agreement ? [say('intake.sun-apart', values)] : [],
    computed,
  };
}
