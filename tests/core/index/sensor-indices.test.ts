import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileKernel } from '#core/index/compile-kernel.ts';
import { indexSchema } from '#core/index/index-definition.ts';
import { layersOf, parseFormula } from '#core/index/formula.ts';
import { missingReason } from '#core/index/missing-reason.ts';
import { inBoth } from '#core/words/said.ts';
import { sensorSchema, type Sensor } from '#core/scene/sensor.ts';
import { readdirSync } from 'node:fs';

const table = (JSON.parse(readFileSync('resources/indices/indices.json', 'utf8')) as unknown[]).map(row =>
  indexSchema.parse(row),
);
const formulaOf = (id: string) => table.find(i => i.id === id)!.formula;
const sensors: Sensor[] = readdirSync('resources/sensors').flatMap(name =>
  (JSON.parse(readFileSync(`resources/sensors/${name}`, 'utf8')) as unknown[]).map(row =>
    sensorSchema.parse(row),
  ),
);
const sensor = (id: string) => sensors.find(s => s.id === id)!;

function value(id: string, reflectances: Record<string, number>, nm: Record<string, number>): number {
  const kernel = compileKernel(formulaOf(id), role => nm[role] ?? null);
  const out = new Float64Array(1);
  kernel.run(
    kernel.layers.map(layer => Float64Array.of(reflectances[layer])),
    out,
  );
  return out[0];
}

describe('indices of the standards', () => {
  // How much of the far band enters the baseline, as STANDARDS 6 has computed them by hand.
  it.each([
    ['FAI1240', 'S0', { R: 645, N: 859, S0: 1240 }, 0.3597],
    ['AFAI', 'N', { R: 667, RE2: 748, N: 869 }, 0.401],
    ['MCI681', 'RE2', { CF: 681.25, RE1: 708.75, RE2: 753.75 }, 0.3793],
    ['ABDI', 'N2', { R: 665, RE2: 740, N2: 865 }, 0.375],
  ] as const)('%s has the baseline factor of its sensor', (id, far, nm, factor) => {
    const zero = Object.fromEntries(layersOf(parseFormula(formulaOf(id))).map(l => [l, 0]));
    expect(-value(id, { ...zero, [far]: 1 }, nm)).toBeCloseTo(factor, 4);
  });

  it('VB-FAH, CI and CI_cyano by hand', () => {
    const wfv = { G: 555, R: 660, N: 830 };
    // (0.30 − 0.10) + (0.10 − 0.05) · (830 − 555) / (1660 − 660 − 555)
    expect(value('VB-FAH', { G: 0.1, R: 0.05, N: 0.3 }, wfv)).toBeCloseTo(0.2 + (0.05 * 275) / 445, 12);
    const olci = { PC: 620, R: 665, CF: 681.25, RE1: 708.75 };
    const water = { PC: 0.02, R: 0.03, CF: 0.02, RE1: 0.04 };
    const ci = 1.052 * ((0.04 - 0.03) * (16.25 / 43.75) - (0.99 * 0.02 - 0.03));
    expect(value('CI', water, olci)).toBeCloseTo(ci, 12);
    // SS(665) = 0.03 − 0.02 − 0 is above 0: cyanobacteria; with a deep 665 it is not.
    expect(value('CI_CYANO', water, olci)).toBeCloseTo(ci, 12);
    expect(value('CI_CYANO', { ...water, R: 0.01 }, olci)).toBeCloseTo(0, 12);
  });

  it('the CyAN coding', () => {
    expect(value('CI_PRODUCT', { CYAN: 100 }, {})).toBeCloseTo(10 ** (1.1714 - 4.1870866), 12);
  });
});

describe('which index a sensor can give (STANDARDS 6.1)', () => {
  const gives = (id: string) => {
    const roles = sensor(id).bands.map(b => b.role);
    return table
      .filter(i => layersOf(parseFormula(i.formula)).every(l => roles.includes(l as never)))
      .map(i => i.id);
  };

  it('GF-1: no shortwave infrared, so no FAI and no MNDWI', () => {
    for (const id of ['gf1-wfv', 'gf1-pms'])
      expect(gives(id).sort()).toEqual(['EVI', 'NDVI', 'NDWI', 'SABI', 'VB-FAH']);
  });

  it('OLCI: the chlorophyll and cyanobacteria indices, no FAI; MODIS: FAI with 1240 nm', () => {
    const olci = gives('olci-reflectance');
    for (const id of ['NDCI', 'MCI681', 'CI', 'CI_CYANO', 'AFAI']) expect(olci).toContain(id);
    expect(olci).not.toContain('FAI');
    expect(gives('modis-09ga')).toContain('FAI1240');
    expect(gives('modis-09gq')).toEqual(['NDVI']);
    expect(gives('cyan')).toEqual(['CI_PRODUCT']);
  });

  it('Landsat: FAI, no NDCI; Sentinel-2: all but CI', () => {
    expect(gives('landsat-tm-l1')).toContain('FAI');
    expect(gives('landsat-oli-c2l2')).not.toContain('NDCI');
    expect(gives('sentinel-2-l1c')).not.toContain('CI');
    expect(gives('sentinel-2-l1c')).toContain('ABDI');
  });

  it('says why not, in both languages', () => {
    const gf1 = sensor('gf1-wfv');
    const reason = inBoth(
      missingReason(
        'FAI',
        ['S1'],
        { sensorName: gf1.name },
        gf1.bands.map(b => b.role),
      )!,
    );
    expect(reason.en).toBe('GF-1 WFV has no shortwave infrared band at 1.6 µm (S1): FAI needs it');
    expect(reason.zh).toBe('高分一号 WFV没有短波红外波段 1.6 µm (S1)，不能计算 FAI');
    const s2 = sensor('sentinel-2-l2a');
    const s2Roles = s2.bands.map(b => b.role);
    expect(missingReason('FAI', ['S1'], { sensorName: s2.name }, s2Roles)!.code).toBe('index.file-lacks');
    expect(missingReason('FAI', ['S1'], {}, null)!.code).toBe('index.no-band-named');
    expect(missingReason('NDVI', [], {}, null)).toBeNull();
  });
});
