import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sunAngles } from '#core/intake/sun-angles.ts';
import { dayOfYear, earthSunDistance, relativeAzimuth, sunPosition } from '#core/intake/sun.ts';
import { inWords } from '#core/words/said.ts';

describe('the sun', () => {
  it('stands where the Solar Position Algorithm has it (Reda and Andreas 2004, A.5)', () => {
    const { zenith, azimuth } = sunPosition(Date.UTC(2003, 9, 17, 19, 30, 30), -105.1786, 39.742476);
    expect(zenith).toBeCloseTo(50.127, 1); // 50.11162° with 0.016° of refraction at 820 hPa
    expect(azimuth).toBeCloseTo(194.34024, 1);
  });

  it('is as far from the vertical at noon as latitude and declination are apart', () => {
    // Solstice of 2023-06-21 14:58 UTC: declination 23.44°. Highest at 30° N: 6.56°.
    const noon = Array.from({ length: 240 }, (_, i) =>
      sunPosition(Date.UTC(2023, 5, 21, 3) + i * 60_000, 120, 30),
    );
    expect(Math.min(...noon.map(s => s.zenith))).toBeCloseTo(30 - 23.44, 1);
  });

  it('comes up in the east and goes down in the west', () => {
    expect(sunPosition(Date.UTC(2024, 2, 20, 22, 30), 120, 31).azimuth).toBeCloseTo(93.5, -1);
    expect(sunPosition(Date.UTC(2024, 2, 20, 9, 30), 120, 31).azimuth).toBeCloseTo(267, -1);
  });

  it('is nearest on 3 January and farthest on 4 July', () => {
    expect(earthSunDistance(3)).toBeCloseTo(0.9833, 3);
    expect(earthSunDistance(185)).toBeCloseTo(1.0167, 3);
    expect(dayOfYear(Date.UTC(2024, 11, 31, 23))).toBe(366);
  });

  it('keeps azimuths between 0 and 180 whichever way round', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -360, max: 720, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (a, b) => {
          const apart = relativeAzimuth(a, b);
          expect(apart).toBeGreaterThanOrEqual(0);
          expect(apart).toBeLessThanOrEqual(180);
          expect(Math.cos((apart * Math.PI) / 180)).toBeCloseTo(Math.cos(((a - b) * Math.PI) / 180), 9);
        },
      ),
    );
  });
});

describe('angles of the metadata', () => {
  const ms = Date.UTC(2023, 10, 15, 3, 5, 22);
  const place = [118, 29.3] as const;
  const computed = sunPosition(ms, ...place);
  const told = (
    sunZenith: number | null,
    sunElevation: number | null = null,
    sunAzimuth: number | null = null,
  ) => ({
    source: 'x.xml',
    sunZenith,
    sunElevation,
    sunAzimuth,
  });
  const refused = (angles: ReturnType<typeof sunAngles>) =>
    'refused' in angles ? inWords(angles.refused, 'en') : null;

  it('believes what agrees', () => {
    for (const angles of [
      sunAngles(told(computed.zenith + 1, null, computed.azimuth), ms, place, undefined),
      sunAngles(told(null, 89 - computed.zenith), ms, place, undefined),
    ])
      expect(angles).toMatchObject({ sun: { zenith: computed.zenith + 1 }, warnings: [] });
  });

  it('shows what is a little apart, and takes it', () => {
    const angles = sunAngles(told(computed.zenith + 4), ms, place, undefined);
    expect(angles).toMatchObject({
      sun: { zenith: computed.zenith + 4 },
      warnings: [{ code: 'intake.sun-apart' }],
    });
  });

  it('recognises a zenith that is the elevation, and does not turn it', () => {
    const swapped = told(90 - computed.zenith);
    expect(Math.abs(90 - 2 * computed.zenith)).toBeGreaterThan(6);
    expect(refused(sunAngles(swapped, ms, place, undefined))).toContain('is the elevation');
    expect(sunAngles(swapped, ms, place, 'computed')).toMatchObject({ sun: computed });
    expect(sunAngles(swapped, ms, place, 51)).toMatchObject({ sun: { zenith: 51 } });
  });

  it('refuses angles of another time, and two that contradict each other', () => {
    expect(refused(sunAngles(told(5), ms, place, undefined))).toContain('does not agree');
    expect(refused(sunAngles(told(null, 10), ms, place, undefined))).toContain('does not agree');
    expect(
      refused(sunAngles(told(computed.zenith, null, computed.azimuth + 180), ms, place, undefined)),
    ).toContain('azimuth');
    expect(refused(sunAngles(told(50, 50), ms, place, undefined))).toContain('contradict');
  });

  it('computes what nobody tells, and says what cannot be checked', () => {
    expect(sunAngles(null, ms, place, undefined)).toMatchObject({
      sun: computed,
      warnings: [{ code: 'intake.sun-not-told' }],
    });
    expect(sunAngles(told(30), null, place, undefined)).toMatchObject({
      warnings: [{ code: 'intake.sun-unchecked' }],
    });
    expect(refused(sunAngles(null, null, place, undefined))).toContain('missing');
    expect(refused(sunAngles(told(120), null, place, undefined))).toContain('impossible');
  });
});
