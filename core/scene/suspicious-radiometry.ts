import { inEnglish, say } from '#core/words/said.ts';
import { valueOfDn } from './dn-scale.ts';
import type { Scene, SceneBand } from './scene.ts';

/** DN of one band, from a sample of the scene: in ascending order, without nodata. */
export interface BandSample {
  band: Pick<SceneBand, 'index' | 'role' | 'type' | 'radiometry' | 'description'>;
  sorted: Float64Array;
}

/** Fewer valid pixels say nothing. */
const leastPixels = 50;
/** The offset of Sentinel-2 since baseline 04.00, as DN. */
const sentinelOffset = 1000;

const nameOf = ({ role, index }: BandSample['band']) => role ?? `b${index}`;
const at = ({ sorted }: BandSample, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

/**
 * What is doubtful about the numbers of a scene, each with the number that makes it so and what to do. A sample cannot
 * prove anything: these are warnings.
 */
export function suspiciousRadiometry(samples: readonly BandSample[]): string[] {
  const usable = samples.filter(s => s.sorted.length >= leastPixels);
  return [...eightBits(samples), ...floorNearOffset(usable), ...wrongScale(usable), ...belowZero(usable)];
}

/** A rendering for the eye has 0–255; the products of sensors with 8 bits come with metadata that scales them. */
function eightBits(samples: readonly BandSample[]): string[] {
  const bytes = samples.filter(
    ({ band }) =>
      (band.type === 'Byte' || band.type === 'Int8') &&
      !band.radiometry.quantity &&
      !/REFLECTANCE_MULT/.test(band.radiometry.source),
  );
  if (bytes.length === 0) return [];
  return [inEnglish('radiometry.eight-bit', { bands: bytes.map(s => nameOf(s.band)).join(', ') })];
}

function floorNearOffset(samples: readonly BandSample[]): string[] {
  const candidates = samples.filter(
    ({ band: { radiometry: r } }) => Math.abs(r.scale - 0.0001) < 1e-9 && r.offset === 0,
  );
  if (candidates.length < 2) return [];
  const floors = candidates.map(s => at(s, 0.001));
  const darkest = floors.indexOf(Math.min(...floors));
  const all = floors.every(floor => floor >= 0.9 * sentinelOffset);
  return all && floors[darkest] <= 1.3 * sentinelOffset
    ? [
        inEnglish('radiometry.dark-without-offset', {
          dn: Math.round(floors[darkest]),
          band: nameOf(candidates[darkest].band),
        }),
      ]
    : [];
}

function wrongScale(samples: readonly BandSample[]): string[] {
  const claimed = samples.filter(({ band: { radiometry: r } }) => r.known && !r.quantity);
  const value = (s: BandSample, share: number) => valueOfDn(s.band.radiometry, at(s, share));
  const short = (n: number) => String(Number(n.toPrecision(3)));
  const large = claimed.filter(s => value(s, 0.5) > 1.6);
  if (large.length > 0) {
    const middle = value(large[0], 0.5);
    return [
      inEnglish('radiometry.not-scaled', {
        band: nameOf(large[0].band),
        value: short(middle),
        advice: middle > 100 ? say('radiometry.give-ten-thousandth') : say('radiometry.look-up-scale'),
      }),
    ];
  }
  const bright = claimed.filter(s => s.band.role !== 'T');
  const small = bright.length > 0 && bright.every(s => Math.abs(value(s, 0.98)) < 0.004);
  const brightest = Math.max(0, ...bright.map(s => value(s, 0.98)));
  return small ? [inEnglish('radiometry.scaled-twice', { value: short(brightest) })] : [];
}

function belowZero(samples: readonly BandSample[]): string[] {
  const shifted = samples.filter(
    ({ band: { radiometry: r } }) =>
      r.known && r.offset < 0 && !r.quantity && r.sphericalAlbedo === undefined,
  );
  const shares = shifted.map(s => {
    const { scale, offset } = s.band.radiometry;
    const limit = (-0.02 - offset) / scale;
    let n = 0;
    while (n < s.sorted.length && s.sorted[n] < limit) n++;
    return n / s.sorted.length;
  });
  const worst = shares.indexOf(Math.max(0, ...shares));
  return worst >= 0 && shares[worst] > 0.2
    ? [
        inEnglish('radiometry.offset-twice', {
          share: (shares[worst] * 100).toFixed(0),
          band: nameOf(shifted[worst].band),
        }),
      ]
    : [];
}

/** What of a scene tells whether its numbers are comparable with those of others. */
export interface UsedOffset extends Pick<Scene, 'name' | 'sensor' | 'warnings'> {
  /** Of the red band. */
  offset: number;
}

export function usedOffset({ name, sensor, warnings, bands }: Scene): UsedOffset {
  const band = bands.find(b => b.role === 'R') ?? bands[0];
  return { name, sensor, warnings, offset: band.radiometry.offset };
}

/** Names that a warning lists. */
const named = 3;

/** Sentinel-2 scenes whose offsets differ while one's baseline is not known: their numbers may not be comparable. */
export function mixedBaselines(scenes: readonly UsedOffset[]): string[] {
  const sentinel = scenes.filter(s => s.sensor?.startsWith('sentinel-2'));
  const offsets = new Map(sentinel.map(s => [s.offset, s.name]));
  const unknown = sentinel
    .filter(s => s.warnings.some(w => w.startsWith('Sentinel-2 processing baseline unknown')))
    .map(s => s.name);
  if (offsets.size < 2 || unknown.length === 0) return [];
  const names = [...unknown.slice(0, named), ...(unknown.length > named ? ['…'] : [])].join(', ');
  return [
    inEnglish('radiometry.offsets-differ', {
      offsets: [...offsets].map(([offset, name]) => `${name} ${offset}`).join(', '),
      names,
    }),
  ];
}
