import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { invert, toMap, type Affine } from '#core/grid/grid.ts';
import { rpcPixel, rpcPlace } from '#core/grid/rpc.ts';
import { userOptions } from '#core/scene/user-options.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { brightness, ground, picture } from '#tests/fixtures/known-ground.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { rpbOf, skewedRpc } from '#tests/fixtures/rpc.ts';

const folder = temporaryFolder();
const utm = crsFromEpsg(32650)!;
const degrees = crsFromEpsg(4326)!;

/** (3.4, −2.2) pixels in the middle of 600 × 500, with a small turn and scale. */
const move: Affine = [
  3.4 - 300 * 0.002 + 250 * 0.0015,
  1.002,
  -0.0015,
  -2.2 - 300 * 0.001 - 250 * -0.001,
  0.001,
  0.999,
];
const size = [600, 500] as const;
const place: Affine = [590000, 13, 0, 3250000, 0, -13];
/** Something new in the upper left, as a cloud or a harvest is. */
const changed = (c: number, r: number, value: number) =>
  c < 190 && r < 160 ? 10500 + 30 * ground(7 * c + 5000, 9 * r) : value;

function farthest(found: Affine, truth: Affine): number {
  let most = 0;
  for (const c of [50, 300, 550])
    for (const r of [50, 250, 450]) {
      const [a, b] = [toMap(found, c, r), toMap(truth, c, r)];
      most = Math.max(most, Math.hypot(a[0] - b[0], a[1] - b[1]));
    }
  return most;
}

describe('a picture laid upon a reference', () => {
  const reference = () =>
    picture(join(folder, 'reference.tif'), [700, 600], [589300, 13, 0, 3250700, 0, -13], utm, (c, r) =>
      brightness(589300 + 13 * c, 3250700 - 13 * r),
    );

  it('with a map place: its grid is moved within 0.1 pixel of the truth, though a part has changed', async () => {
    const back = invert(move);
    const path = await picture(
      join(folder, 'moved.tif'),
      size,
      place,
      utm,
      (c, r) => changed(c, r, brightness(...toMap(place, ...toMap(back, c, r)))),
      60,
    );
    const scene = await openAtLevel([path], { reference: await reference() });
    const [found] = scene.move!.refinements!;
    expect(found.model).toBe('affine');
    expect(farthest(found.transform!, move)).toBeLessThan(0.1);
    expect(found.rmse).toBeLessThan(0.15);
    // In the changed patch nothing is believed.
    expect(found.places.filter(p => p.used && p.column < 150 && p.row < 120)).toEqual([]);
    // A pixel at (c, r) shows the ground that the map place has at back(c, r).
    for (const [c, r] of [
      [100, 400],
      [500, 60],
    ]) {
      const [x, y] = toMap(scene.grid.affine, c, r);
      const [wantX, wantY] = toMap(place, ...toMap(back, c, r));
      expect(Math.hypot(x - wantX, y - wantY)).toBeLessThan(1.3);
    }
    expect(scene.warnings.join()).toMatch(/moved by an affine onto reference.tif: \d+ of \d+ places agree/);
    // What was found is said again: nothing is looked for a second time.
    const again = openScene([path], userOptions(scene));
    expect(again.grid.affine).toEqual(scene.grid.affine);
  });

  it('by polynomials: the move is made in its own columns and rows, however it is tilted', async () => {
    const own = join(folder, 'GF1_WFV3_E118.0_N29.3_20230815_L1A0001');
    mkdirSync(own);
    const toUtm = converter(degrees, utm);
    const back = invert(move);
    const path = join(own, 'GF1_WFV3_E118.0_N29.3_20230815_L1A0001.tiff');
    await picture(
      path,
      size,
      [0, 1, 0, 0, 0, 1],
      null,
      (c, r) =>
        changed(
          c,
          r,
          brightness(...(toUtm(rpcPlace(skewedRpc, ...toMap(back, c, r), 250)!) as [number, number])),
        ),
      60,
    );
    writeFileSync(path.replace('.tiff', '.rpb'), rpbOf(skewedRpc));
    const [x, y] = toUtm([118, 29.3]);
    const corner: Affine = [x - 5500, 13, 0, y + 5000, 0, -13];
    const like = await picture(join(folder, 'wide.tif'), [850, 800], corner, utm, (c, r) =>
      brightness(...toMap(corner, c, r)),
    );
    const scene = await openAtLevel([path], { reference: like, height: 250 });
    const [found] = scene.move!.refinements!;
    expect(farthest(found.transform!, move)).toBeLessThan(0.1);
    const [part] = Object.values(scene.joined!.files)[0];
    expect(part.warp!.from.placement!.refined).toEqual(found.transform);
    expect(openScene([path], userOptions(scene)).joined).toEqual(scene.joined);
  });

  it('far off: by 40 pixels and a half', async () => {
    const path = await picture(join(folder, 'far.tif'), size, place, utm, (c, r) =>
      brightness(...toMap(place, c - 40.5, r + 31)),
    );
    const scene = await openAtLevel([path], { reference: await reference() });
    const [found] = scene.move!.refinements!;
    expect(found.shift![0]).toBeCloseTo(40.5, 1);
    expect(found.shift![1]).toBeCloseTo(-31, 1);
  });

  it('water without texture: it stays, and the reason is told', async () => {
    const path = await picture(join(folder, 'water.tif'), size, place, utm, () => 2000, 40);
    const scene = await openAtLevel([path], { reference: await reference() });
    expect(scene.grid.affine).toEqual(place);
    expect(scene.warnings.join()).toMatch(/water: not moved: of \d+ places compared with reference.tif/);
  });

  it('a reference elsewhere, or without a reference system, is refused in words', async () => {
    const path = await picture(join(folder, 'any.tif'), size, place, utm, () => 2000, 40);
    const there = await picture(
      join(folder, 'there.tif'),
      size,
      [690000, 13, 0, 3250000, 0, -13],
      utm,
      () => 1,
    );
    const nowhere = await picture(join(folder, 'nowhere.tif'), size, [0, 1, 0, 0, 0, 1], null, () => 1);
    await expect(openAtLevel([path], { reference: there })).rejects.toThrow('does not overlap any');
    await expect(openAtLevel([path], { reference: nowhere })).rejects.toThrow('no reference system');
    await expect(openAtLevel([nowhere], { reference: path })).rejects.toThrow('nothing places nowhere');
  });
});

describe('a picture laid upon ground points', () => {
  const own = join(folder, 'GF1_WFV3_E118.0_N29.3_20230816_L1A0002');
  const path = join(own, 'GF1_WFV3_E118.0_N29.3_20230816_L1A0002.tiff');
  const table = (lines: readonly (string | number)[][]) => {
    const file = join(folder, 'points.csv');
    writeFileSync(file, `column,row,lon,lat,height\n${lines.map(l => l.join(',')).join('\n')}\n`);
    return file;
  };
  const measured = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const [lon, lat, height] = [
        117.97 + 0.0067 * ((i * 7) % 10),
        29.28 + 0.0041 * ((i * 3) % 11),
        200 + 30 * i,
      ];
      const [column, row] = toMap(move, ...rpcPixel(skewedRpc, lon, lat, height));
      return [column, row, lon, lat, height];
    });

  it('many make an affine, one of them wrong; few make a shift', async () => {
    mkdirSync(own);
    await picture(path, size, [0, 1, 0, 0, 0, 1], null, () => 2000);
    writeFileSync(path.replace('.tiff', '.rpb'), rpbOf(skewedRpc));
    const lines = measured(14);
    lines[5][0] += 30;
    const [found] = (await openAtLevel([path], { points: table(lines) })).move!.refinements!;
    expect(farthest(found.transform!, move)).toBeLessThan(0.001);
    expect(found.places.map(p => p.used)).toEqual(lines.map((_, i) => i !== 5));
    const [few] = (await openAtLevel([path], { points: table(measured(2)) })).move!.refinements!;
    expect(few.model).toBe('bias');
  });

  it('a line that is no point is named', async () => {
    await expect(
      openAtLevel([path], {
        points: table([
          [1, 2, 118, 29],
          [1, 2, 'x', 29],
        ]),
      }),
    ).rejects.toThrow('line 3');
  });
});
