import { describe, expect, it } from 'vitest';
import { placeQuadrats } from '#core/plots/place-quadrats.ts';
import { centreOf, distanceM, moveShape, planeAt, shapeAreaM2, squareAt } from '#core/plots/plot-shapes.ts';

const centre = [119.26, 32.85] as const;
/** A degree is some 111 km: 7 decimals are a centimetre. */
const cm = 7;

describe('a square of a given side', () => {
  it('has its corners where the geodesic from the centre ends, to a centimetre', () => {
    // PROJ: echo "32.85 119.26 45 70.71067811865476" | geod +ellps=GRS80 -f %.10f
    const [lon, lat] = squareAt(centre, 100)[0][0][2];
    expect(lon).toBeCloseTo(119.2605341278, cm);
    expect(lat).toBeCloseTo(32.8504508482, cm);
    // PROJ: azimuth 75 for a square that is turned by 30°.
    const turned = squareAt(centre, 100, 30)[0][0][2];
    expect(distanceM(turned as [number, number], [119.2607296298, 32.8501650202])).toBeLessThan(0.01);
  });

  it('holds the area of its side on the ellipsoid', () => {
    for (const side of [1, 10, 100, 1000])
      expect(shapeAreaM2(squareAt(centre, side)) / side ** 2).toBeCloseTo(1, 6);
  });

  it('has its centre in the middle, and keeps its size where it is moved', () => {
    const square = squareAt(centre, 100, 20);
    expect(distanceM(centreOf(square), centre)).toBeLessThan(0.001);
    const moved = moveShape(square, centre, [100.1, 45.2]);
    expect(distanceM(centreOf(moved), [100.1, 45.2])).toBeLessThan(0.001);
    expect(distanceM(moved[0][0][0] as [number, number], moved[0][0][1] as [number, number])).toBeCloseTo(
      100,
      3,
    );
  });
});

describe('quadrats in a plot', () => {
  const plot = squareAt(centre, 100);
  const { toMetres } = planeAt(centre);

  it('are as many as asked for, inside and clear of each other', () => {
    for (const [side, count] of [
      [20, 2],
      [20, 3],
      [1, 9],
      [10, 4],
    ]) {
      const squares = placeQuadrats(plot, side, count);
      expect(squares).toHaveLength(count);
      const centres = squares.map(square => toMetres(centreOf(square)));
      for (const [x, y] of centres) expect(Math.max(Math.abs(x), Math.abs(y)) + side / 2).toBeLessThan(50.01);
      for (const [i, a] of centres.entries())
        for (const b of centres.slice(i + 1))
          expect(Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]))).toBeGreaterThan(side - 0.01);
    }
  });

  it('are two on the middle line, a quarter from each side', () => {
    const centres = placeQuadrats(plot, 20, 2).map(square => toMetres(centreOf(square)));
    // Places are tried every 2 m.
    expect(Math.abs(centres[0][0] + 25)).toBeLessThan(2);
    expect(Math.abs(centres[1][0] - 25)).toBeLessThan(2);
    expect(Math.abs(centres[0][1])).toBeLessThan(0.01);
  });

  it('are none where the plot is too small', () => {
    expect(placeQuadrats(squareAt(centre, 10), 20, 2)).toEqual([]);
    expect(placeQuadrats(squareAt(centre, 20), 20, 1)).toHaveLength(1);
  });
});
