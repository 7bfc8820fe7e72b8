import { difference, intersection, union, type Geom } from 'polyclip-ts';
import type { MultiPolygon } from './zone.ts';

/**
 * Polygons cut and joined. Corners are laid on a lattice of a hundred-billionth of their coordinates first (0.1 mm in
 * degrees,
 * a micrometre in metres): sides that differ by rounding alone would cross each other everywhere, and the library then
 * finds no closed ring. Where that still happens, the lattice becomes coarser, to a centimetre.
 */
const operations = { difference, intersection, union };
const digits = [11, 10, 9];

function clip(
  how: keyof typeof operations,
  first: MultiPolygon,
  others: readonly MultiPolygon[],
): MultiPolygon {
  const largest = [first, ...others]
    .flat(2)
    .reduce((most, ring) => ring.reduce((m, [x, y]) => Math.max(m, Math.abs(x), Math.abs(y)), most), 0);
  const magnitude = Math.floor(Math.log10(largest || 1));
  for (const [i, kept] of digits.entries()) {
    const perStep = 10 ** (kept - 1 - magnitude);
    const onLattice = (geometry: MultiPolygon): MultiPolygon =>
      geometry.map(polygon =>
        polygon.map(ring =>
          ring.map(([x, y]) => [Math.round(x * perStep) / perStep, Math.round(y * perStep) / perStep]),
        ),
      );
    try {
      const [a, ...rest] = [first, ...others].map(geometry => onLattice(geometry) as Geom);
      return operations[how](a, ...rest) as MultiPolygon;
    } catch (error) {
      if (i === digits.length - 1) throw error;
    }
  }
  return [];
}

/** What two outlines have in common. */
export const common = (a: MultiPolygon, b: MultiPolygon): MultiPolygon => clip('intersection', a, [b]);

/** All of several outlines. */
export const joined = ([first, ...others]: readonly MultiPolygon[]): MultiPolygon =>
  clip('union', first, others);

/** What of an outline lies beside another one. */
export const beside = (a: MultiPolygon, b: MultiPolygon): MultiPolygon => clip('difference', a, [b]);
