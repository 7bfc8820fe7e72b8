import { inEnglish } from '#core/words/said.ts';
import type { SceneBand } from './scene.ts';

/** DN of a band at places that bands share; `valid` tells those that no declared nodata and no mask takes away. */
export interface BandAtPlaces {
  band: Pick<SceneBand, 'index' | 'role' | 'nodata'>;
  dn: ArrayLike<number>;
}

/** A number that looks like no data and that nothing declares. */
export interface SuspectedNodata {
  value: number;
  /** Of the places looked at, 0–1. */
  share: number;
  bands: number[];
}

/** Numbers that programs fill with. */
const fillings = new Set([-9999, -99999, -999, -32768, 32767, -32767, 65535, -28672, 1e20, -1e20]);
const isFilling = (value: number) => fillings.has(value) || Math.abs(value) > 1e30;
/** Less of a scene is told by nothing. */
const leastShare = 0.01;
/** Fewer places are outliers. */
const leastPlaces = 3;
const leastPlacesApart = 10;
/** Fewer different values are classes: they lie apart from each other. */
const fewValues = 10;

/**
 * The lowest or the highest value of a band where it fills more than one place in a hundred and either is a number that
 * programs fill with, or lies farther from the others than they from each other; and zero where every band has it.
 */
export function suspectNodata(
  bands: readonly BandAtPlaces[],
  valid: (place: number) => boolean,
): SuspectedNodata[] {
  const count = bands[0]?.dn.length ?? 0;
  const places = Array.from({ length: count }, (_, i) => i).filter(valid);
  const found = new Map<number, SuspectedNodata>();
  const add = (value: number, share: number, index: number) => {
    const before = found.get(value);
    if (before)
      found.set(value, { value, share: Math.max(share, before.share), bands: [...before.bands, index] });
    else found.set(value, { value, share, bands: [index] });
  };
  for (const { band, dn } of bands)
    for (const { value, share } of ends(places.map(place => dn[place]))) add(value, share, band.index);
  const allZero = places.filter(place => bands.every(({ dn }) => dn[place] === 0)).length / places.length;
  if (bands.length > 1 && allZero > leastShare && !found.has(0))
    for (const { band } of bands) add(0, allZero, band.index);
  return [...found.values()].sort((a, b) => b.share - a.share);
}

function ends(values: readonly number[]): { value: number; share: number }[] {
  const sorted = Float64Array.from(values).sort();
  const distinct = [...new Set(sorted)];
  if (distinct.length < 2) return [];
  const places = (value: number) => values.filter(v => v === value).length;
  const lowest = { value: distinct[0], rest: distinct.slice(1) };
  const highest = { value: distinct.at(-1)!, rest: distinct.slice(0, -1) };
  return [lowest, highest].flatMap(({ value, rest }) => {
    const range = rest.at(-1)! - rest[0];
    const gap = Math.min(Math.abs(value - rest[0]), Math.abs(value - rest.at(-1)!));
    const isApart = rest.length >= fewValues && gap > range;
    const filled = places(value);
    const enough = isFilling(value) ? leastPlaces : isApart ? leastPlacesApart : Infinity;
    const share = filled / values.length;
    return filled >= enough && share > leastShare ? [{ value, share }] : [];
  });
}

/** `taken`: the nodata value that pixels of the scene have already, or null. */
export function suspicionInWords({ value, share, bands }: SuspectedNodata, taken: number | null): string {
  const values = { value, share: (share * 100).toFixed(1), bands: bands.join(', ') };
  return taken === null
    ? inEnglish('radiometry.undeclared-nodata', values)
    : inEnglish('radiometry.second-nodata', { ...values, taken });
}
