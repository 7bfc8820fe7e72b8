import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { BloomlineError } from '#core/foundation/errors.ts';
import { evidenceSchema } from '#core/foundation/schemas.ts';
import {
  type AerosolModel,
  type AerosolTable,
  type AtmosphereTables,
  type Gain,
  type RayleighTable,
} from '#core/intake/tables.ts';
import { say } from '#core/words/said.ts';
import { resourcesFolder } from './resources.ts';
import { userFolder } from './user-folder.ts';

type Row = Record<string, string>;

const rowsOf = (text: string): Row[] =>
  Papa.parse<Row>(text, { header: true, skipEmptyLines: true, transformHeader: h => h.trim() }).data;

const shipped = (name: string): Row[] =>
  rowsOf(readFileSync(join(resourcesFolder(), 'atmosphere', name), 'utf8'));

let tables: Omit<AtmosphereTables, 'gains'> | null = null;
const aerosols: Partial<Record<AerosolModel, AerosolTable>> = {};
let published: Gain[] | null = null;

/** The tables of resources/atmosphere, and the gains of a centre's own before the published ones. */
export function atmosphereTables(): AtmosphereTables {
  tables ??= {
    bands: shipped('bands.csv').map(row => ({
      satellite: row.satellite,
      camera: row.camera,
      band: row.band,
      centreNm: Number(row.centre_nm),
      widthNm: Number(row.fwhm_nm),
      f0: Number(row.f0_w_m2_um),
      tauRayleigh: Number(row.tau_rayleigh),
      ozonePerCm: Number(row.k_ozone_per_cm_atm),
      evidence: evidenceSchema.parse(row.evidence),
      source: row.source,
    })),
    rayleigh: rayleighTable(),
    aerosol: model => (aerosols[model] ??= aerosolTable(model)),
    waterVapour: shipped('water-vapour.csv').map(row => ({ nm: Number(row.nm), perCm: Number(row.per_cm) })),
  };
  published ??= shipped('gains.csv').map(row => ({
    satellite: row.satellite,
    camera: row.camera,
    year: row.year === '' ? null : Number(row.year),
    band: row.band,
    gain: Number(row.gain),
    offset: Number(row.offset),
    evidence: evidenceSchema.parse(row.evidence),
    source: row.source,
  }));
  return { ...tables, gains: [...ownGains(), ...published] };
}

/** Where a centre writes gains of its own. */
export const ownGainsFile = (): string => join(userFolder(), 'gains.csv');

/** Rows of `gains.csv` in the user's folder: satellite, camera, year (or empty), band, gain, offset, source. */
function ownGains(): Gain[] {
  const path = ownGainsFile();
  if (!existsSync(path)) return [];
  return rowsOf(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')).map((row, i) => {
    const cell = (name: string) => (row[name] ?? '').trim();
    const number = (name: string) => (cell(name) === '' ? NaN : Number(cell(name)));
    const year = cell('year') === '' ? null : number('year');
    const offset = cell('offset') === '' ? 0 : number('offset');
    const fits =
      [cell('satellite'), cell('camera'), cell('band')].every(Boolean) &&
      (year === null || Number.isInteger(year)) &&
      number('gain') > 0 &&
      Number.isFinite(number('gain')) &&
      Number.isFinite(offset);
    if (!fits) throw new BloomlineError('bad-input', path, say('intake.own-gains-row', { row: i + 2 }));
    return {
      satellite: cell('satellite').toUpperCase(),
      camera: cell('camera').toUpperCase(),
      year,
      band: cell('band').toUpperCase(),
      gain: number('gain'),
      offset,
      evidence: 'to-confirm' as const,
      source: cell('source') || path,
      own: true,
    };
  });
}

/** Distinct numbers of a column, in ascending order. */
const nodesOf = (rows: readonly Row[], column: string): number[] =>
  [...new Set(rows.map(row => Number(row[column])))].sort((a, b) => a - b);

/** Columns `<prefix>_<number>` as nodes. */
const columnsOf = (row: Row, prefix: string): { name: string; at: number }[] =>
  Object.keys(row)
    .filter(name => name.startsWith(`${prefix}_`))
    .map(name => ({ name, at: Number(name.slice(prefix.length + 1)) }));

/** Rows by nodes of several columns, nested in their order. */
function nested<T>(rows: readonly Row[], columns: readonly string[], value: (row: Row) => T): unknown[] {
  const [column, ...rest] = columns;
  const groups = Map.groupBy(rows, row => Number(row[column]));
  return [...groups.keys()]
    .sort((a, b) => a - b)
    .map(key => (rest.length ? nested(groups.get(key)!, rest, value) : value(groups.get(key)![0])));
}

function rayleighTable(): RayleighTable {
  const path = shipped('rayleigh-path.csv');
  const factors = shipped('rayleigh-transmittance.csv');
  const zenith = columnsOf(factors[0], 'zenith');
  return {
    tau: nodesOf(path, 'tau'),
    sunZenith: nodesOf(path, 'sun_zenith'),
    viewZenith: nodesOf(path, 'view_zenith'),
    path: nested(path, ['tau', 'sun_zenith', 'view_zenith'], row => ({
      constant: Number(row.constant),
      cosine: Number(row.cosine),
      cosineOfDouble: Number(row.cosine_of_double),
    })) as RayleighTable['path'],
    zenith: zenith.map(z => z.at),
    transmittance: nested(factors, ['tau'], row => zenith.map(z => Number(row[z.name]))) as number[][],
    sphericalAlbedo: nested(factors, ['tau'], row => Number(row.spherical_albedo)) as number[],
  };
}

function aerosolTable(model: AerosolModel): AerosolTable {
  const of = (name: string) => shipped(name).filter(row => row.model === model);
  const [path, phases, factors] = [
    of('aerosol-path.csv'),
    of('aerosol-phase.csv'),
    of('aerosol-transmittance.csv'),
  ];
  const azimuth = columnsOf(path[0], 'azimuth');
  const angle = columnsOf(phases[0], 'angle');
  const zenith = columnsOf(factors[0], 'zenith');
  const axes = ['wavelength_um', 'aod550', 'sun_zenith', 'view_zenith'];
  const [suns, views] = [nodesOf(path, 'sun_zenith'), nodesOf(path, 'view_zenith')];
  // Without aerosol nothing is added.
  const none = <T>(value: T) => suns.map(() => views.map(() => value));
  const single = nested(path, axes, row => Number(row.single)) as AerosolTable['single'];
  const further = nested(path, axes, row => azimuth.map(a => Number(row[a.name]))) as AerosolTable['further'];
  const transmittance = nested(factors, ['wavelength_um', 'aod550'], row =>
    zenith.map(z => Number(row[z.name])),
  ) as number[][][];
  const albedo = nested(factors, ['wavelength_um', 'aod550'], row =>
    Number(row.spherical_albedo),
  ) as number[][];
  return {
    wavelengthUm: nodesOf(path, 'wavelength_um'),
    aod: [0, ...nodesOf(path, 'aod550')],
    sunZenith: suns,
    viewZenith: views,
    azimuth: azimuth.map(a => a.at),
    single: single.map(depths => [none(0), ...depths]),
    further: further.map(depths => [none(azimuth.map(() => 0)), ...depths]),
    angle: angle.map(a => a.at),
    phase: nested(phases, ['wavelength_um'], row => angle.map(a => Number(row[a.name]))) as number[][],
    zenith: zenith.map(z => z.at),
    transmittance: transmittance.map(depths => [zenith.map(() => 1), ...depths]),
    sphericalAlbedo: albedo.map(depths => [0, ...depths]),
  };
}
