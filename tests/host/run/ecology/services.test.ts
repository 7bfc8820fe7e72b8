import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { soilCoverFactor, windErosion, type ServiceResult } from '#core/ecology/services.ts';
import { serviceRules } from '#host/run/rules/ecology-rules.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { grid, hasNumpy, python, seeded, writeEcoZones, writeJson } from './scenes.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder, `${name}.tif`);
let zones = '';
let legend = '';

beforeAll(async () => {
  zones = writeEcoZones(folder);
  const next = seeded(3);
  const raster = (name: string, of: (i: number) => number) =>
    writeGeoTiff(at(name), {
      grid,
      bands: [Float32Array.from({ length: 1200 }, (_, i) => of(i))],
      nodata: -9999,
    });
  await raster('P', i => (i === 5 ? -9999 : 900 + next(400)));
  await raster('ET', () => 500 + next(100));
  await raster('slope', i => (i % 40) + next(10) / 10);
  await raster('cover', () => next(1000) / 1000);
  await raster('sand', () => 20 + next(40));
  await writeGeoTiff(at('types'), {
    grid,
    bands: [Uint8Array.from({ length: 1200 }, (_, i) => [11, 21, 31, 51, 61][i % 5])],
  });
  legend = writeJson(join(folder, 'legend.json'), {
    11: '森林',
    21: '灌丛',
    31: '草地',
    51: '旱地',
    61: '城镇',
  });
});

const run = (args: string[]) => runCli(['services', ...args]);
const result = (args: string[]) => {
  const done = run([...args, '--json']);
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as ServiceResult;
};

const soilScript = `
import sys, json, rasterio, numpy as np
r = lambda n: rasterio.open(f'{sys.argv[1]}/{n}.tif').read(1).astype(float)
slope, cover, sand, types = r('slope'), r('cover'), r('sand'), r('types')
silt, clay, c = 30., 20., 1.5
sn = 1 - sand/100
epic = (0.2+0.3*np.exp(-0.0256*sand*(1-silt/100)))*(silt/(clay+silt))**0.3*(1-0.25*c/(c+np.exp(3.72-2.95*c)))*(1-0.7*sn/(sn+np.exp(-5.51+22.9*sn)))
K = (-0.01383+0.51575*epic)*0.1317
sin = np.sin(np.radians(slope))
beta = (sin/0.0896)/(3*sin**0.8+0.56)
L = (100/22.13)**(beta/(1+beta))
S = np.select([slope<5.14, slope<10.2, slope<28.81], [10.8*sin+0.03, 16.8*sin-0.5, 21.9*sin-0.96], 9.5988)
table = {11:[.10,.08,.06,.02,.004,.001], 21:[.40,.22,.14,.085,.040,.011], 31:[.45,.24,.15,.09,.043,.011]}
C = np.zeros_like(cover)
for k, row in table.items():
    m = types == k
    C[m] = np.array(row)[np.digitize(cover[m]*100, [10,30,50,70,90])]
m = types == 51
C[m] = np.clip(0.221-0.595*np.log10(np.maximum(cover[m], 1e-30)), 0, 1)
C[types == 61] = 0.01
Qp = 3000*K*L*S
out = [Qp, Qp*C, Qp*(1-C)]
print(json.dumps([[float(o[:, a:b].mean()) for o in out] for a, b in ((0, 20), (20, 40))]))`;

describe('bloomline services', () => {
  it.skipIf(!hasNumpy)('water retention is the balance of the three, as numpy has it', () => {
    const { regions, whole } = result(['water', '--inputs', `P=${at('P')}`, `ET=${at('ET')}`, 'R=200', '--zones', zones, '--out', join(folder, 'water')]); // prettier-ignore
    expect(readdirSync(join(folder, 'water'))).toHaveLength(3);
    const expected = python<number[]>(
      'import sys,json,rasterio,numpy as np\np,e=[rasterio.open(f).read(1).astype(float) for f in sys.argv[1:]]\nq=np.where(p==-9999,np.nan,p-200-e)\nprint(json.dumps([float(np.nanmean(q[:,:20])),float(np.nanmean(q[:,20:]))]))',
      [at('P'), at('ET')],
    );
    regions.forEach((r, z) => {
      expect(r.outputs[0].mean).toBeCloseTo(expected[z], 3);
      // mm over km² are 1000 m³.
      expect(r.outputs[0].total).toBeCloseTo(r.outputs[0].mean! * r.validKm2 * 1000, 6);
    });
    expect(regions[0].validKm2).toBeCloseTo((regions[0].areaKm2 * 599) / 600, 8);
    expect(whole.outputs[0].total).toBeCloseTo(
      regions[0].outputs[0].total! + regions[1].outputs[0].total!,
      6,
    );
  });

  it.skipIf(!hasNumpy)('soil retention derives K, L, S and C from what they are made of', () => {
    const { regions, steps } = result([
      'soil',
      '--inputs',
      'R=3000',
      `sand=${at('sand')}`,
      'silt=30',
      'clay=20',
      'carbon=1.5',
      `slope=${at('slope')}`,
      'length=100',
      `cover=${at('cover')}`,
      '--types',
      at('types'),
      '--legend',
      legend,
      '--zones',
      zones, // prettier-ignore
    ]);
    const expected = python<number[][]>(soilScript, [folder]);
    regions.forEach((r, z) =>
      r.outputs.forEach((o, k) => expect(o.mean! / expected[z][k]).toBeCloseTo(1, 5)),
    );
    expect(steps.map(s => s.id)).toEqual(['R', 'K', 'L', 'S', 'C', 'Qsr']);
    // t/hm² over km² are 100 t.
    expect(regions[0].outputs[2].total).toBeCloseTo(
      regions[0].outputs[2].mean! * regions[0].validKm2 * 100,
      6,
    );
  });

  it('sand fixation from a table: potential less actual', () => {
    const table = join(folder, 'sand.csv');
    writeFileSync(table, '区域,面积(km²),类型,WF,EF,SCF,K,cover,z\n沙区,2,草地,50,0.5,0.8,0.6,0.3,50\n');
    const out = join(folder, 'out');
    const { regions, recipe } = result(['sand', '--table', table, '--out', out]);
    // w = 50·0.5·0.8·0.6 = 12; C = e^(−0.1151·30) = 0.031650.
    const [w, c] = [12, Math.exp(-0.1151 * 30)];
    const loss = (x: number) => {
      const s = 150.71 * x ** -0.3711;
      return ((2 * 50) / s ** 2) * 109.8 * x * Math.exp(-((50 / s) ** 2));
    };
    expect(regions[0].outputs.map(o => o.mean)).toEqual(
      [loss(w), loss(w * c), loss(w) - loss(w * c)].map(v => expect.closeTo(v, 9) as number),
    );
    expect(regions[0].outputs[2].total).toBeCloseTo((loss(w) - loss(w * c)) * 2000, 6);
    expect(recipe.rules[0].evidence).toBe('to-confirm');
    expect(readdirSync(out)).toHaveLength(3);
  });

  it('factors at their limits', () => {
    const rules = serviceRules();
    expect([0.05, 0.1, 0.95].map(c => soilCoverFactor(rules, '森林', c))).toEqual([0.1, 0.08, 0.001]);
    expect(soilCoverFactor(rules, '水田', 0.5)).toBe(0);
    expect(soilCoverFactor(rules, '旱地', 1)).toBeCloseTo(0.221, 12);
    expect(soilCoverFactor(rules, '旱地', 0)).toBe(1);
    expect(soilCoverFactor(rules, '月球', 0.5)).toBeNaN();
    expect(windErosion(0, 50)).toBe(0);
  });

  it('says what is missing, what cannot be, which codes have no legend, and which grids do not meet', async () => {
    const refused = (args: string[]) => {
      const done = run(args);
      expect(done.status).toBe(1);
      return done.stderr;
    };
    expect(refused(['water', '--inputs', `P=${at('P')}`, '--zones', zones])).toContain(
      'missing inputs: R; ET',
    );
    expect(refused(['soil', '--inputs', 'R=3000', 'K=0.03', 'L=1', 'S=1', `cover=${at('cover')}`, '--zones', zones])).toContain('missing inputs: C or type + cover'); // prettier-ignore
    expect(refused(['water', '--inputs', `P=${at('P')}`, 'R=-3', 'ET=1', '--zones', zones])).toContain('R = -3 cannot be'); // prettier-ignore
    expect(refused(['soil', '--inputs', 'R=1', 'K=0.03', 'L=1', 'S=1', `C=${at('P')}`, '--zones', zones])).toContain('most of its values cannot be'); // prettier-ignore
    const less = writeJson(join(folder, 'less.json'), { 11: '森林', 21: '灌丛', 31: '草地', 51: '旱地' });
    expect(refused(['soil', '--inputs', 'R=1', 'K=0.03', 'L=1', 'S=1', `cover=${at('cover')}`, '--types', at('types'), '--legend', less, '--zones', zones])).toMatch(/codes without a legend: 61 \(/); // prettier-ignore
    await writeGeoTiff(at('coarse'), {
      grid: { ...grid, width: 14, height: 10, affine: [499980, 90, 0, 3600030, 0, -90] },
      bands: [new Float32Array(140).fill(300)],
      nodata: -9999,
    });
    const inputs = ['water', '--inputs', `P=${at('P')}`, `ET=${at('coarse')}`, 'R=200', '--zones', zones];
    expect(refused(inputs)).toContain('error[grids-differ]');
    const aligned = result([...inputs, '--align', 'nearest']);
    expect(aligned.recipe.warnings.join()).toContain('was put on another grid (nearest)');
    expect(aligned.recipe.inputs.map(i => i.path)).toContain(at('coarse'));
  });
});
