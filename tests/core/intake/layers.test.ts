import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aboveLayer, belowLayer, darkSpectrumDepth, withAerosol } from '#core/intake/aerosol.ts';
import { pressureAt, rayleighLayer, seaLevelPressure } from '#core/intake/rayleigh.ts';
import { aerosolModels, type AerosolModel } from '#core/intake/tables.ts';
import { atmosphereTables } from '#host/files/atmosphere.ts';
import { sharedData } from '../../fixtures/shared.ts';

/** 6SV 1.1 without gases and aerosol, sea level: τ, sun and view zenith, azimuth between, ρ_path, T↓, T↑, s. */
const molecules = [
  [0.23774, 20, 25, 60, 0.09879, 0.88713, 0.88345, 0.17319],
  [0.23774, 65, 60, 180, 0.24599, 0.77992, 0.80712, 0.17319],
  [0.16656, 55, 40, 120, 0.07627, 0.87256, 0.90143, 0.13025],
  [0.09061, 40, 25, 0, 0.04788, 0.94371, 0.95201, 0.07752],
  [0.04508, 20, 40, 180, 0.01509, 0.9765, 0.97132, 0.04127],
  [0.01733, 0, 0, 0, 0.00649, 0.99125, 0.99125, 0.01668],
  [0.01733, 65, 25, 60, 0.01133, 0.97954, 0.99035, 0.01668],
  [0.00128, 40, 10, 120, 0.00047, 0.99915, 0.99934, 0.00128],
];

/** 6SV 1.1 with aerosol, no gases: model, τ(550), nm, sun and view zenith, azimuth between, ρ_path, T↓, T↑, s. */
const hazy: [AerosolModel, ...number[]][] = [
  ['continental', 0.1, 560, 20, 15, 0, 0.04577, 0.93192, 0.93395, 0.09827],
  ['continental', 0.1, 560, 40, 30, 90, 0.04502, 0.91485, 0.92553, 0.09827],
  ['continental', 0.1, 560, 60, 30, 180, 0.05758, 0.86631, 0.92553, 0.09827],
  ['continental', 0.1, 660, 20, 15, 0, 0.02599, 0.95668, 0.95807, 0.06406],
  ['continental', 0.1, 660, 40, 30, 90, 0.02504, 0.94477, 0.95226, 0.06406],
  ['continental', 0.1, 660, 60, 30, 180, 0.0352, 0.90943, 0.95226, 0.06406],
  ['continental', 0.3, 560, 20, 15, 0, 0.06047, 0.88824, 0.89187, 0.13084],
  ['continental', 0.3, 560, 40, 30, 90, 0.0601, 0.85789, 0.87685, 0.13084],
  ['continental', 0.3, 560, 60, 30, 180, 0.09254, 0.77511, 0.87685, 0.13084],
  ['continental', 0.3, 660, 20, 15, 0, 0.03877, 0.91809, 0.92095, 0.09768],
  ['continental', 0.3, 660, 40, 30, 90, 0.03753, 0.89375, 0.90903, 0.09768],
  ['continental', 0.3, 660, 60, 30, 180, 0.06584, 0.82421, 0.90903, 0.09768],
  ['maritime', 0.1, 560, 20, 15, 0, 0.04807, 0.94373, 0.94538, 0.09893],
  ['maritime', 0.1, 560, 40, 30, 90, 0.04348, 0.9297, 0.9385, 0.09893],
  ['maritime', 0.1, 560, 60, 30, 180, 0.0532, 0.88889, 0.9385, 0.09893],
  ['maritime', 0.1, 660, 20, 15, 0, 0.02862, 0.96628, 0.96737, 0.06594],
  ['maritime', 0.1, 660, 40, 30, 90, 0.02432, 0.95679, 0.96279, 0.06594],
  ['maritime', 0.1, 660, 60, 30, 180, 0.0323, 0.92747, 0.96279, 0.06594],
  ['maritime', 0.3, 560, 20, 15, 0, 0.06692, 0.92382, 0.92638, 0.13538],
  ['maritime', 0.3, 560, 40, 30, 90, 0.05602, 0.90179, 0.91566, 0.13538],
  ['maritime', 0.3, 560, 60, 30, 180, 0.08193, 0.8375, 0.91566, 0.13538],
  ['maritime', 0.3, 660, 20, 15, 0, 0.04626, 0.94712, 0.94912, 0.10485],
  ['maritime', 0.3, 660, 40, 30, 90, 0.03589, 0.92945, 0.94067, 0.10485],
  ['maritime', 0.3, 660, 60, 30, 180, 0.05964, 0.87475, 0.94067, 0.10485],
];

/** Bodhaine et al. 1999, equation 30, at 1013.25 hPa. */
function tauOf(um: number): number {
  const [a, b] = [um ** -2, um ** 2];
  return (0.002152 * (1.0455996 - 341.29061 * a - 0.9023085 * b)) / (1 + 0.0027059889 * a - 85.968563 * b);
}

const tables = atmosphereTables();
const directions = (sun: number, view: number, azimuth: number) =>
  [
    { zenith: sun, azimuth },
    { zenith: view, azimuth: 0 },
  ] as const;

function shared(name: string): Record<string, string>[] {
  const path = join(sharedData, 'atmosphere', name);
  if (!existsSync(path)) return [];
  const [head, ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map(line => line.split(','));
  return rows.map(row => Object.fromEntries(head.map((column, i) => [column, row[i]])));
}

describe('molecules', () => {
  const further = shared('rayleigh_6sv.csv')
    .filter(row => Number(row.sza_deg) <= 65)
    .map(row =>
      ['tau', 'sza_deg', 'vza_deg', 'raa_deg', 'rho_path', 't_down', 't_up', 's_albedo'].map(c =>
        Number(row[c]),
      ),
    );

  it('is 6SV’s within 1 % or 0.0005 of path reflectance and 0.5 % of the rest', () => {
    for (const [tau, sun, view, azimuth, path, down, up, albedo] of [...molecules, ...further]) {
      const layer = rayleighLayer(tables.rayleigh, tau, seaLevelPressure, ...directions(sun, view, azimuth));
      expect(Math.abs(layer.path - path)).toBeLessThan(Math.max(0.0005, 0.01 * path));
      expect(Math.abs(layer.down / down - 1)).toBeLessThan(0.005);
      expect(Math.abs(layer.up / up - 1)).toBeLessThan(0.005);
      expect(Math.abs(layer.sphericalAlbedo / albedo - 1)).toBeLessThan(0.005);
    }
  });

  it('is thinner where air presses less: a lake at 4718 m has 0.555 of the air', () => {
    expect(pressureAt(4718) / seaLevelPressure).toBeCloseTo(0.555, 2); // ISO 2533: 562.4 hPa
    const at = (pressure: number) =>
      rayleighLayer(tables.rayleigh, 0.1, pressure, ...directions(30, 10, 90)).path;
    expect(at(seaLevelPressure / 2)).toBeCloseTo(
      rayleighLayer(tables.rayleigh, 0.05, seaLevelPressure, ...directions(30, 10, 90)).path,
      12,
    );
  });

  it('refuses angles that the table does not have', () => {
    expect(() => rayleighLayer(tables.rayleigh, 0.1, 1013.25, ...directions(85, 0, 0))).toThrow(RangeError);
  });
});

describe('aerosol', () => {
  const further = [...shared('aerosol_lut_6sv.csv'), ...shared('continental_6sv.csv')].map(
    (row): [AerosolModel, ...number[]] => [
      (row.model ?? 'continental') as AerosolModel,
      Number(row.aod550),
      Number(row.wavelength_um) * 1000,
      ...['sza_deg', 'vza_deg', 'raa_deg', 'rho_path', 't_down', 't_up', 's_albedo'].map(c => Number(row[c])),
    ],
  );

  it('gives the ground back within 0.005 at 560 and 665 nm', () => {
    for (const [model, aod, nm, sun, view, azimuth, path, down, up, albedo] of [...hazy, ...further]) {
      if (nm < 550 || nm > 680) continue;
      const [from, to] = directions(sun, view, azimuth);
      const clear = rayleighLayer(tables.rayleigh, tauOf(nm / 1000), seaLevelPressure, from, to);
      const layer = withAerosol(clear, tables.aerosol(model), aod, nm, from, to);
      for (const ground of [0.01, 0.05, 0.3]) {
        const measured = aboveLayer({ path, down, up, sphericalAlbedo: albedo }, ground);
        expect(Math.abs(belowLayer(layer, measured) - ground)).toBeLessThan(0.005);
      }
    }
  });

  it('is found again by its darkest band', () => {
    const [sun, view] = directions(35, 20, 120);
    for (const model of aerosolModels)
      for (const aod of [0, 0.07, 0.33, 1]) {
        const bands = [560, 665, 865].map(nm => {
          const clear = rayleighLayer(tables.rayleigh, tauOf(nm / 1000), seaLevelPressure, sun, view);
          const layer = (t: number) => withAerosol(clear, tables.aerosol(model), t, nm, sun, view);
          const ground = nm === 865 ? 0 : 0.04;
          return { band: String(nm), layer, reflectance: aboveLayer(layer(aod), ground), ground: () => 0 };
        });
        const found = darkSpectrumDepth(bands);
        expect(found.aod).toBeCloseTo(aod, 2);
        expect(found.limit).toBe(false);
        if (aod > 0) expect(found.band).toBe('865');
      }
  });
});
