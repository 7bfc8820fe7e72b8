import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StateResult } from '#core/ecology/state.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { grid, hasNumpy, python, writeEcoScene, writeEcoZones, writeJson, writeWholeZone } from './scenes.ts';

const folder = temporaryFolder();
const scenes: string[] = [];
let zones = '';
let whole = '';
const roles = 'B=1,G=2,R=3,N=4,S1=5,S2=6,T=7';

beforeAll(async () => {
  zones = writeEcoZones(folder);
  whole = writeWholeZone(folder);
  for (const [i, year] of [2018, 2019, 2020, 2021, 2022].entries())
    scenes.push(await writeEcoScene(join(folder, `eco_${year}0701.tif`), 7 + i, i * 0.06));
});

const state = (paths: string[], more: string[]) => {
  const run = runCli(['assess', 'state', ...paths, '--bands', roles, ...more, '--json']);
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as StateResult;
};

const rseiScript = `
import sys, json, numpy as np, rasterio
d = rasterio.open(sys.argv[1]).read().astype(float)
B,G,R,N,S1,S2,T = d
ok = (d != -9999).all(0) & ~((G-S1)/(G+S1) > 0)
ndvi = (N-R)/(N+R)
wet = .1511*B+.1973*G+.3283*R+.3407*N-.7117*S1-.4559*S2
si = ((S1+R)-(N+B))/((S1+R)+(N+B))
a = 2*S1/(S1+N); b = N/(N+R)+G/(G+S1)
x = np.stack([v[ok] for v in (ndvi, wet, (si+(a-b)/(a+b))/2, T)], 1)
x = (x-x.min(0))/(x.max(0)-x.min(0))
w, v = np.linalg.eigh(np.cov(x.T, bias=True))
l = v[:,-1] * (1 if v[0,-1]+v[1,-1] > 0 else -1)
raw = x @ l
r = (raw-raw.min())/(raw.max()-raw.min())
full = np.full(ok.shape, np.nan); full[ok] = r
nd = ndvi[(d != -9999).all(0)]
print(json.dumps(dict(loadings=list(l), share=w[-1]/w.sum(), mean=r.mean(), std=r.std(), pixels=int(ok.sum()),
  grades=[int((np.digitize(r,[.2,.4,.6,.8])==k).sum()) for k in range(5)],
  ndvi=nd.mean(), ndviPixels=len(nd), ndviGrades=[int((np.digitize(nd,[.2,.4,.6,.8])==k).sum()) for k in range(5)])))`;

/** Both dates stacked: one scale, one component; percentiles clip before the component and after it. */
const commonScript = `
import sys, json, numpy as np, rasterio
low, high = float(sys.argv[1]), float(sys.argv[2])
def components(path):
    d = rasterio.open(path).read().astype(float)
    B,G,R,N,S1,S2,T = d
    ok = (d != -9999).all(0) & ~((G-S1)/(G+S1) > 0)
    ndvi = (N-R)/(N+R)
    wet = .1511*B+.1973*G+.3283*R+.3407*N-.7117*S1-.4559*S2
    si = ((S1+R)-(N+B))/((S1+R)+(N+B))
    a = 2*S1/(S1+N); b = N/(N+R)+G/(G+S1)
    return np.stack([v[ok] for v in (ndvi, wet, (si+(a-b)/(a+b))/2, T)], 1)
def scale(x):
    p, q = [np.percentile(x, v, axis=0, method='inverted_cdf') for v in (low, high)]
    return np.clip((x-p)/(q-p), 0, 1)
parts = [components(p) for p in sys.argv[3:]]
x = scale(np.concatenate(parts))
w, v = np.linalg.eigh(np.cov(x.T, bias=True))
l = v[:,-1] * (1 if v[0,-1]+v[1,-1] > 0 else -1)
r = scale(x @ l)
n = len(parts[0])
print(json.dumps(dict(loadings=list(l), share=w[-1]/w.sum(), means=[r[:n].mean(), r[n:].mean()])))`;

interface Common {
  loadings: number[];
  share: number;
  means: number[];
}

interface Expected {
  loadings: number[];
  share: number;
  mean: number;
  std: number;
  pixels: number;
  grades: number[];
  ndvi: number;
  ndviPixels: number;
  ndviGrades: number[];
}

describe('bloomline assess state', () => {
  it.skipIf(!hasNumpy)('gives the component, the index and its classes as numpy does', () => {
    const expected = python<Expected>(rseiScript, [scenes[0]]);
    const result = state([scenes[0]], ['--zones', whole, '--indicators', 'NDVI,RSEI', '--wetness', 'OLI']);
    const rsei = result.dates[0].rsei!;
    rsei.loadings.forEach((l, n) => expect(l).toBeCloseTo(expected.loadings[n], 6));
    expect(rsei.explained).toBeCloseTo(expected.share, 8);
    expect(rsei.pixels).toBeCloseTo(expected.pixels, 6);
    expect(rsei.loadings[0] + rsei.loadings[1]).toBeGreaterThan(0);
    const [ndvi, index] = result.zones[0].indicators;
    expect(index.values[0].mean).toBeCloseTo(expected.mean, 5);
    expect(index.values[0].std).toBeCloseTo(expected.std, 5);
    expect(index.values[0].waterKm2).toBeGreaterThan(0.1);
    expect(ndvi.values[0].mean).toBeCloseTo(expected.ndvi, 5);
    // Every pixel is whole: 900 m² of the map, which is drawn at 0.9996 on the central meridian.
    const pixelKm2 = index.values[0].validKm2 / expected.pixels;
    expect(pixelKm2).toBeCloseTo(9e-4 / 0.9996 ** 2, 8);
    index.values[0].gradeKm2.forEach((km2, k) => expect(km2 / pixelKm2).toBeCloseTo(expected.grades[k], 1));
    ndvi.values[0].gradeKm2.forEach((km2, k) =>
      expect(km2 / pixelKm2).toBeCloseTo(expected.ndviGrades[k], 1),
    );
  });

  it('adds up: classes to the valid area, transitions to what both dates saw, zones to the whole', () => {
    const result = state([scenes[3], scenes[0]], ['--zones', zones, '--indicators', 'NDVI,EVI,FVC']);
    expect(result.dates.map(d => d.acquired)).toEqual(['2018-07-01', '2021-07-01']);
    for (const zone of [...result.zones, result.whole])
      for (const { values, transitions } of zone.indicators) {
        for (const v of values) expect(sum(v.gradeKm2)).toBeCloseTo(v.validKm2, 9);
        const [{ km2, changeKm2 }] = transitions;
        const rows = km2.map(sum);
        const columns = km2[0].map((_, n) => sum(km2.map(row => row[n])));
        // The last pixel of both scenes is nodata, so all that one date saw the other saw too.
        rows.forEach((row, n) => expect(row).toBeCloseTo(values[0].gradeKm2[n], 9));
        columns.forEach((column, n) => expect(column).toBeCloseTo(values[1].gradeKm2[n], 9));
        expect(sum(changeKm2)).toBeCloseTo(sum(rows), 9);
      }
    const total = (zone: StateResult['whole']) => zone.indicators[0].values[0].validKm2;
    expect(sum(result.zones.map(total))).toBeCloseTo(total(result.whole), 12);
    // It became greener: more went up than down, and the mean change is that of the means.
    const fvc = result.whole.indicators[2];
    expect(fvc.transitions[0].changeKm2[1]).toBeGreaterThan(fvc.transitions[0].changeKm2[3]);
    expect(fvc.transitions[0].meanChange).toBeCloseTo(fvc.values[1].mean! - fvc.values[0].mean!, 9);
  });

  it('makes the cover with the end values that it shows, or with given ones', () => {
    const own = state([scenes[0]], ['--zones', whole, '--indicators', 'NDVI,FVC']);
    const { soil, vegetation } = own.dates[0].endmembers!;
    expect(soil).toBeLessThan(vegetation);
    const given = state([scenes[0]], ['--zones', whole, '--indicators', 'NDVI,FVC', '--endmembers', '-1,1']);
    const [ndvi, fvc] = given.zones[0].indicators;
    // With −1 and 1 nothing is clipped: the mean cover is that of the mean NDVI.
    expect(fvc.values[0].mean).toBeCloseTo((ndvi.values[0].mean! + 1) / 2, 9);
  });

  it('finds the trend of a series, in the order of the dates', () => {
    const result = state(scenes.toReversed(), ['--zones', zones, '--indicators', 'NDVI']);
    const { values, trend } = result.whole.indicators[0];
    const means = values.map(v => v.mean!);
    expect(means).toEqual(means.toSorted((a, b) => a - b));
    // Five rising dates: of the 5! orders one rises and one falls throughout.
    expect(trend).toMatchObject({ s: 10, method: 'exact' });
    expect(trend!.p).toBeCloseTo(2 / 120, 12);
    expect(trend!.slope).toBeGreaterThan(0);
    expect(result.whole.indicators[0].transitions.map(t => [t.from, t.to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [0, 4], // prettier-ignore
    ]);
  });

  const rseiOf = (...more: string[]) =>
    state(scenes.slice(0, 2), ['--zones', whole, '--indicators', 'RSEI', '--wetness', 'OLI', ...more]);

  it.skipIf(!hasNumpy)('gives the common component and its scale as numpy does, by percentiles too', () => {
    for (const [percentiles, digits, more] of [
      [['0', '100'], 5, []],
      // Binned to 1/4096 of the range, against single pixels.
      [['2', '98'], 2, ['--rsei-scaling', '2,98']],
    ] as [string[], number, string[]][]) {
      const expected = python<Common>(commonScript, [...percentiles, ...scenes.slice(0, 2)]);
      const { dates, whole: all, recipe } = rseiOf(...more);
      const rsei = dates[0].rsei!;
      rsei.loadings.forEach((l, n) => expect(l).toBeCloseTo(expected.loadings[n], digits));
      expect(rsei.explained).toBeCloseTo(expected.share, digits);
      expect(rsei.scope).toBe('common');
      expect(recipe.parameters.rseiScaling).toEqual(
        more.length > 0 ? { lowPercent: 2, highPercent: 98 } : null,
      );
      all.indicators[0].values.forEach((v, d) => expect(v.mean).toBeCloseTo(expected.means[d], digits));
    }
  });

  it('says that values of dates with components of their own are not for comparison', () => {
    const { dates, recipe } = rseiOf('--rsei-scope', 'each');
    expect(dates[0].rsei!.loadings).not.toEqual(dates[1].rsei!.loadings);
    expect(recipe.warnings.join()).toContain('not for comparison');
    expect(rseiOf().recipe.warnings.join()).not.toContain('not for comparison');
  });

  it('refuses percentiles that are none', () => {
    for (const text of ['99,1', '1,'])
      expect(() => rseiOf(`--rsei-scaling=${text}`)).toThrow('--rsei-scaling');
  });

  it('puts all dates on one component', () => {
    const result = rseiOf();
    expect(result.dates[0].rsei!.loadings).toEqual(result.dates[1].rsei!.loadings);
    const { values } = result.whole.indicators[0];
    expect(Math.min(...values.map(v => v.min!))).toBeCloseTo(0, 9);
    expect(Math.max(...values.map(v => v.max!))).toBeCloseTo(1, 9);
    expect(values[1].mean).toBeGreaterThan(values[0].mean!);
  });

  it.skipIf(!hasGdal)('writes tables and a raster of classes that GDAL reads', () => {
    const out = join(folder, 'products');
    const result = state([scenes[0]], ['--zones', whole, '--indicators', 'FVC', '--out', out]);
    const tif = readdirSync(out).find(name => name.endsWith('.tif'))!;
    expect(
      readdirSync(out)
        .map(name => name.replace(/^.*2018-07-01/, ''))
        .sort(),
    ).toEqual([
      '.csv',
      '.recipe.json',
      '.tif',
      '.tif.aux.xml',
      '.xlsx', // prettier-ignore
    ]);
    const info = JSON.parse(gdal('gdalinfo', ['-json', '-hist', join(out, tif)])) as {
      size: number[];
      bands: { histogram: { buckets: number[] }; noDataValue: number }[];
    };
    expect(info.size).toEqual([40, 30]);
    const { buckets } = info.bands[0].histogram;
    const { gradeKm2, validKm2 } = result.zones[0].indicators[0].values[0];
    const pixelKm2 = validKm2 / (40 * 30 - 1);
    gradeKm2.forEach((km2, k) => expect(buckets[k + 1]).toBe(Math.round(km2 / pixelKm2)));
  });

  it('scales relative densities by zone and type (HJ 1172)', async () => {
    const size = grid.width * grid.height;
    const raster = (name: string, of: (col: number) => number) =>
      writeGeoTiff(join(folder, name), {
        grid,
        bands: [Float32Array.from({ length: size }, (_, i) => of(i % grid.width))],
        nodata: -1,
      });
    // Left of column 20 forest, then grass; LAI rises within each, GPP is even.
    await raster('types.tif', col => (col < 20 ? 11 : 32));
    await raster('lai.tif', col => (col < 20 ? 1 + col : 1 + (col - 20) / 10));
    await raster('gpp.tif', () => 5);
    const legend = writeJson(join(folder, 'legend.json'), { 11: '森林', 32: '草地', 51: '' });
    const result = state(
      [scenes[0]],
      ['--zones', whole, '--indicators', 'quality', '--endmembers', '-1,1', '--lai', join(folder, 'lai.tif'), '--gpp', join(folder, 'gpp.tif'), '--types', join(folder, 'types.tif'), '--legend', legend], // prettier-ignore
    );
    const quality = result.dates[0].quality!;
    expect(quality.types.map(t => [t.type, t.max[1], t.max[2]])).toEqual([
      ['森林', 20, 5],
      ['草地', expect.closeTo(2.9, 5), 5],
    ]);
    // Densities of LAI run from 1/20 to 1, of GPP they are all 1.
    expect(quality.ranges[1]).toEqual({ min: expect.closeTo(0.05, 6) as number, max: 1 });
    expect(quality.ranges[2]).toEqual({ min: 1, max: 1 });
    const { min, max } = result.zones[0].indicators[0].values[0];
    expect(min).toBeGreaterThanOrEqual(0);
    expect(max).toBeLessThanOrEqual(100);
  });
});

describe('what cannot be is said', () => {
  const refused = (paths: string[], more: string[]) => {
    const run = runCli(['assess', 'state', ...paths, ...more]);
    expect(run.status).toBeGreaterThan(0);
    return run.stderr;
  };

  it('RSEI without a thermal band is refused, and offered as a variant of its own name', () => {
    const bands = ['--bands', 'B=1,G=2,R=3,N=4,S1=5,S2=6'];
    expect(
      refused([scenes[0]], [...bands, '--zones', whole, '--indicators', 'RSEI', '--wetness', 'OLI']),
    ).toMatch(/error\[band-missing\].*take the variant RSEI-3/);
    const run = runCli(['assess', 'state', scenes[0], ...bands, '--zones', whole, '--indicators', 'RSEI-3', '--wetness', 'OLI', '--json']); // prettier-ignore
    const result = JSON.parse(run.stdout) as StateResult;
    expect(result.dates[0].rsei!.components).toEqual(['NDVI', 'Wet', 'NDBSI']);
    expect(result.indicators[0].name.zh).toContain('变体');
  });

  it('wetness of an unknown sensor is never assumed', () => {
    expect(refused([scenes[0]], ['--bands', roles, '--zones', whole, '--indicators', 'RSEI'])).toContain(
      'choose one of TM, ETM, OLI, MSI',
    );
  });

  it('scenes without dates, or on other grids, are not compared', async () => {
    const other = join(folder, 'other_20230701.tif');
    await writeGeoTiff(other, {
      grid: { ...grid, affine: [500015, 30, 0, 3600000, 0, -30] },
      bands: [3, 4].map(() => new Float32Array(1200).fill(0.2)),
    });
    expect(refused([scenes[0], other], ['--bands', 'R=1,N=2', '--zones', whole])).toContain(
      'error[grids-differ]',
    );
    const undated = join(folder, 'undated.tif');
    await writeEcoScene(undated, 1);
    expect(refused([scenes[0], undated], ['--bands', roles, '--zones', whole])).toContain('has no date');
    const aligned = state([scenes[0], other], ['--bands', 'R=1,N=2', '--zones', whole, '--align']);
    expect(aligned.recipe.warnings.join()).toContain('was put on another grid');
    expect(aligned.recipe.inputs.map(i => i.path)).toContain(other);
  });

  it('end values the wrong way round, quality without its inputs and a legend with strange words', () => {
    expect(refused([scenes[0]], ['--bands', roles, '--zones', whole, '--endmembers', '0.8,0.1'])).toContain(
      'the first below the second',
    );
    expect(refused([scenes[0]], ['--bands', roles, '--zones', whole, '--indicators', 'quality'])).toContain(
      '--legend is needed',
    );
    const legend = writeJson(join(folder, 'strange.json'), { 11: '林子' });
    expect(
      refused([scenes[0]], ['--bands', roles, '--zones', whole, '--indicators', 'quality', '--legend', legend, '--lai', 'a.tif', '--gpp', 'b.tif', '--types', 'c.tif']), // prettier-ignore
    ).toMatch(/not-found|code 11 the class 林子/);
  });
});

const perdido = join(sharedData, '01_scenes/perdido_l8_l1t');

it.skipIf(!existsSync(perdido))('on a real Landsat scene with its MTL constants, as numpy found it', () => {
  const zone = writeJson(join(folder, 'perdido.geojson'), {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32616' } },
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'Polygon',
          coordinates: [[[452475, 3390555], [471285, 3390555], [471285, 3408645], [452475, 3408645], [452475, 3390555]]], // prettier-ignore
        },
      },
    ],
  });
  const run = runCli(['assess', 'state', perdido, '--zones', zone, '--indicators', 'RSEI', '--json']);
  const { dates, whole: all } = JSON.parse(run.stdout) as StateResult;
  const rsei = dates[0].rsei!;
  // numpy.linalg.eigh over the 255745 land pixels that BQA leaves: loadings, share of PC1, mean.
  [0.37337842, 0.52102338, -0.76183388, -0.09344691].forEach((l, n) =>
    expect(rsei.loadings[n]).toBeCloseTo(l, 6),
  );
  expect(rsei.explained).toBeCloseTo(0.703454540825777, 8);
  expect(rsei.pixels).toBeCloseTo(255745, 3);
  expect(all.indicators[0].values[0].mean).toBeCloseTo(0.690095, 5);
  expect(rsei.temperature!.evidence).toBe('to-confirm');
});

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
