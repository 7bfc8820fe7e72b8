import type { Evidence } from '#core/foundation/evidence.ts';
import { inEnglish, inWords, type Said } from '#core/words/said.ts';
import { withAerosol } from './aerosol.ts';
import { airMass, ozoneTransmittance, waterTransmittance } from './gases.ts';
import { isAbove, type Level, type Step } from './levels.ts';
import { rayleighLayer, type Layer } from './rayleigh.ts';
import { earthSunDistance, relativeAzimuth, type Direction } from './sun.ts';
import type { AerosolModel, AtmosphereTables, BandFacts, Gain } from './tables.ts';

/** y = DN · scale + offset; the value is y / (1 + sphericalAlbedo · y), or y where there is none. */
export interface Line {
  scale: number;
  offset: number;
  sphericalAlbedo?: number;
}

/** Everything that the rungs of one picture need. */
export interface LadderInput {
  from: Level;
  to: Level;
  /** By band id: the line to the quantity that the picture has. */
  lines: Record<string, Line>;
  facts: Record<string, BandFacts>;
  gains: { rows: Record<string, Gain>; note: Said | null } | null;
  day: number;
  sun: Direction;
  sunFrom: Said;
  view: Direction;
  pressure: number;
  ozone: { dobson: number; from: Said };
  waterVapour: { centimetres: number; from: Said };
  aerosol: { model: AerosolModel; aod: number; from: Record<string, number | string> } | null;
}

const weakest = (rows: readonly { evidence: Evidence }[]): Evidence =>
  (['to-confirm', 'verified-1'] as const).find(e => rows.some(row => row.evidence === e)) ?? 'verified-2';

const sources = (rows: readonly { source: string }[]) => [...new Set(rows.map(r => r.source))].join('; ');

const round = (n: number, digits = 6) => Number(n.toPrecision(digits));

/** The lines from counts to the level asked for, and what was done on the way. Reads no pixel. */
export function climb(
  input: LadderInput,
  tables: AtmosphereTables,
): { lines: Record<string, Line>; steps: Step[] } {
  const { from, to, facts, sun, view } = input;
  const ids = Object.keys(input.lines);
  const byBand = (value: (id: string) => number) => Object.fromEntries(ids.map(id => [id, round(value(id))]));
  let lines = input.lines;
  const change = (next: (line: Line, id: string) => Line) =>
    (lines = Object.fromEntries(ids.map(id => [id, next(lines[id], id)])));
  const passes = (rung: Level) => isAbove(rung, from) && !isAbove(rung, to);
  const steps: Step[] = [];

  if (passes('radiance')) {
    const rows = input.gains!.rows;
    change((_, id) => ({ scale: rows[id].gain, offset: rows[id].offset }));
    const used = ids.map(id => rows[id]);
    steps.push({
      name: 'radiance',
      formula: 'L = gain · DN + offset',
      source: sources(used),
      evidence: weakest(used),
      values: {
        gain: byBand(id => rows[id].gain),
        offset: byBand(id => rows[id].offset),
        ...(input.gains!.note ? { note: inWords(input.gains!.note, 'en') } : {}),
      },
    });
  }

  if (passes('toa')) {
    const distance = earthSunDistance(input.day);
    const cosine = Math.cos((sun.zenith * Math.PI) / 180);
    change(({ scale, offset }, id) => {
      const factor = (Math.PI * distance ** 2) / (facts[id].f0 * cosine);
      return { scale: scale * factor, offset: offset * factor };
    });
    const used = ids.map(id => facts[id]);
    steps.push({
      name: 'toa',
      formula: 'ρ_TOA = π · L · d² / (F0 · cos θs)',
      source: `F0: ${sources(used)}; d: Spencer 1971; θs: ${inWords(input.sunFrom, 'en')}`,
      evidence: weakest(used),
      values: { f0: byBand(id => facts[id].f0), distanceAu: round(distance), sunZenith: round(sun.zenith) },
    });
  }

  if (!isAbove(to, 'toa') || !isAbove('rayleigh', from)) return { lines, steps };

  const mass = airMass(sun.zenith, view.zenith);
  const ozone = (id: string) => ozoneTransmittance(facts[id].ozonePerCm, input.ozone.dobson, mass);
  const water = (id: string) =>
    waterTransmittance(
      tables.waterVapour,
      facts[id].centreNm,
      facts[id].widthNm,
      input.waterVapour.centimetres,
      mass,
    );
  const gas = Object.fromEntries(ids.map(id => [id, ozone(id) * water(id)]));
  steps.push({
    name: 'gases',
    formula: 'T_gas = exp(−k · O3 · m) · T_H2O(W · m), m = 1 / cos θs + 1 / cos θv',
    source: [
      `k: ${sources(ids.map(id => facts[id]))}`,
      'T_H2O: Bird and Riordan 1986 (doi:10.2172/5986936)',
      `O3: ${inWords(input.ozone.from, 'en')}`,
      `W: ${inWords(input.waterVapour.from, 'en')}`,
    ].join('; '),
    evidence: weakest(ids.map(id => facts[id])),
    values: {
      ozoneDobson: round(input.ozone.dobson, 4),
      waterVapourCm: round(input.waterVapour.centimetres, 4),
      airMass: round(mass),
      ozoneTransmittance: byBand(ozone),
      waterTransmittance: byBand(water),
      gasTransmittance: byBand(id => gas[id]),
    },
  });

  const molecules = Object.fromEntries(
    ids.map(id => [id, rayleighLayer(tables.rayleigh, facts[id].tauRayleigh, input.pressure, sun, view)]),
  );
  const through = (layers: Record<string, Layer>) =>
    change(({ scale, offset }, id) => {
      const { path, down, up, sphericalAlbedo } = layers[id];
      const both = down * up;
      return {
        scale: scale / (gas[id] * both),
        offset: (offset / gas[id] - path) / both,
        sphericalAlbedo,
      };
    });
  const ofLayers = (layers: Record<string, Layer>) => ({
    pathReflectance: byBand(id => layers[id].path),
    transmittanceDown: byBand(id => layers[id].down),
    transmittanceUp: byBand(id => layers[id].up),
    sphericalAlbedo: byBand(id => layers[id].sphericalAlbedo),
  });
  const inversion = 'ρ = y / (1 + s · y), y = (ρ_TOA / T_gas − ρ_path) / (T↓ · T↑)';
  steps.push({
    name: 'rayleigh',
    formula: to === 'surface' ? 'ρ_path, T↓, T↑, s of molecules (τ · p / 1013.25)' : inversion,
    source: inEnglish('intake.rayleigh-table'),
    evidence: 'verified-1',
    values: {
      sunZenith: round(sun.zenith),
      viewZenith: round(view.zenith),
      relativeAzimuth: round(relativeAzimuth(sun.azimuth, view.azimuth)),
      pressureHpa: round(input.pressure),
      tau: byBand(id => (facts[id].tauRayleigh * input.pressure) / 1013.25),
      ...ofLayers(molecules),
    },
  });
  if (to !== 'surface') return { lines: through(molecules), steps };

  const { model, aod, from: found } = input.aerosol!;
  const layers = Object.fromEntries(
    ids.map(id => [
      id,
      withAerosol(molecules[id], tables.aerosol(model), aod, facts[id].centreNm, sun, view),
    ]),
  );
  steps.push(
    {
      name: 'aerosol',
      formula: 'ρ_path, T↓, T↑, s of molecules with aerosol of τ(550 nm)',
      source: inEnglish('intake.aerosol-table'),
      evidence: 'verified-1',
      values: { model, aod550: aod, ...found },
    },
    {
      name: 'surface',
      formula: inversion,
      source: inEnglish('intake.single-layer'),
      evidence: 'verified-2',
      values: ofLayers(layers),
    },
  );
  return { lines: through(layers), steps };
}
