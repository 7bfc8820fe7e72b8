import proj4 from 'proj4';
import { once } from '#core/foundation/once.ts';
import { crsFromEpsg } from './crs.ts';
import type { Crs } from './grid.ts';

/** Codes by datum: British grid, NAD83 (UTM, State Plane, Albers), equal-area cylinders. */
const families: { datum: RegExp; codes: [number, number][] }[] = [
  { datum: /OSGB.?(19)?36/i, codes: [[27700, 27700]] },
  {
    datum: /North.American.(Datum.)?1983(?!.*(HARN|2011|NSRS|CSRS))|NAD.?(19)?83(?!.*(HARN|2011|NSRS|CSRS))/i,
    codes: [
      [2222, 2289],
      [5070, 5070],
      [26901, 26998],
      [32098, 32161],
    ],
  },
  {
    datum: /WGS.?(19)?84|World.Geodetic.System.1984/i,
    codes: [
      [3395, 3395],
      [6933, 6933],
    ],
  },
];

/** What a definition projects with: numbers by which two are the same, angles in radians. */
interface Numbers {
  names?: string[];
  a: number;
  b: number;
  to_meter?: number;
  [parameter: string]: unknown;
}
const parameters = ['long0', 'lat0', 'lat1', 'lat2', 'lat_ts', 'k0', 'x0', 'y0'] as const;

const numbersOf = (definition: string): Numbers => proj4.Proj(definition) as unknown as Numbers;

const number = (of: Numbers, name: string, fallback: number) => Number(of[name] ?? fallback);

function isSame(one: Numbers, other: Numbers): boolean {
  if (!one.names?.some(name => other.names?.includes(name))) return false;
  const close = (a: number, b: number) => Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a));
  // Two standard parallels may come in either order.
  const sorted = (of: Numbers) => [number(of, 'lat1', 0), number(of, 'lat2', 0)].sort((a, b) => a - b);
  const [one12, other12] = [sorted(one), sorted(other)];
  return (
    close(one.a, other.a) &&
    close(one.b, other.b) &&
    close(one.to_meter ?? 1, other.to_meter ?? 1) &&
    one12.every((value, i) => close(value, other12[i])) &&
    parameters
      .filter(p => p !== 'lat1' && p !== 'lat2')
      .every(p => close(number(one, p, p === 'k0' ? 1 : 0), number(other, p, p === 'k0' ? 1 : 0)))
  );
}

const candidates = families.map(({ datum, codes }) => ({
  datum,
  systems: once(() =>
    codes.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, i) => crsFromEpsg(first + i)).flatMap(crs =>
        crs ? [{ crs, numbers: numbersOf(crs.proj4) }] : [],
      ),
    ),
  ),
}));

/** The system with an EPSG code whose datum and numbers a definition without one has; else the definition itself. */
export function withCode(crs: Crs, datum: string): Crs {
  if (crs.epsg !== null || crs.kind !== 'projected') return crs;
  const family = candidates.find(f => f.datum.test(datum));
  const numbers = family && numbersOf(crs.proj4);
  const same = numbers && family.systems().find(s => isSame(numbers, s.numbers));
  return same ? { ...same.crs, name: same.crs.name.startsWith('EPSG:') ? crs.name : same.crs.name } : crs;
}
