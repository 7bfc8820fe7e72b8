import { inEnglish } from '#core/words/said.ts';

/** Seven parameters to WGS 84 as a position vector: x, y, z in metres, rotations in arc seconds, scale in ppm. */
export type SevenParameters = readonly [number, number, number, number, number, number, number];

/** How places on a datum come to WGS 84. */
export interface DatumShift {
  parameters: SevenParameters;
  /** The operation in the EPSG register, or who gave it. */
  source: string;
  /** Where it holds. */
  area: string;
  /** Metres; null where that was not told. */
  accuracy: number | null;
}

/** What the longitudes and latitudes of a system are fixed to. Equal names are equal datums. */
export interface Datum {
  name: string;
  /** Null where no shift for the whole of it is published: its places are never moved. */
  shift: DatumShift | null;
  /** How far its places usually are from those of WGS 84, in metres: "60–100". */
  usual: string | null;
}

/** A row of the table of datums: what it is recognised by, and the datum. */
export interface DatumRow extends Datum {
  /** EPSG code of the datum. */
  code: number;
  /** First and last EPSG codes of the systems on it. */
  systems: readonly (readonly [number, number])[];
  /** Other names, as `datumLabel` writes them. */
  labels: readonly string[];
}

const none: SevenParameters = [0, 0, 0, 0, 0, 0, 0];

export const wgs84Datum: Datum = {
  name: 'WGS 84',
  shift: { parameters: none, source: 'EPSG:4326', area: 'World', accuracy: 0 },
  usual: null,
};

export const cgcs2000Datum: Datum = {
  name: 'CGCS2000',
  shift: {
    parameters: none,
    source: 'CGCS2000 and WGS 84 agree within decimetres',
    area: 'China',
    accuracy: 1,
  },
  usual: null,
};

export const twd97Datum: Datum = {
  name: 'Taiwan Datum 1997',
  shift: { parameters: none, source: 'EPSG:3830', area: 'Taiwan', accuracy: 1 },
  usual: null,
};

/** A datum that stands in no table: nothing is known but what the file calls it. */
export const unknownDatum = (name: string): Datum => ({ name, shift: null, usual: null });

/** A datum's name as it is compared: `D_Xian_1980`, `GCS_Xian_1980` and `Xian 1980` are one. */
export const datumLabel = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(d|gcs)_/, '')
    .replace(/[^a-z0-9\u4e00-\u9fff]/g, '');

/** The datum of a system's EPSG code. */
export const datumOfSystem = (rows: readonly DatumRow[], code: number): Datum | null =>
  plain(rows.find(row => row.systems.some(([first, last]) => code >= first && code <= last)));

/** The datum of a name in a definition's text. */
export function datumOfName(rows: readonly DatumRow[], name: string): Datum | null {
  const label = datumLabel(name);
  if (!label) return null;
  return plain(rows.find(row => datumLabel(row.name) === label || row.labels.includes(label)));
}

/** The datum of its own code. */
export const datumOfCode = (rows: readonly DatumRow[], code: number): Datum | null =>
  plain(rows.find(row => row.code === code));

const plain = (row: DatumRow | undefined): Datum | null =>
  row ? { name: row.name, shift: row.shift, usual: row.usual } : null;

export const isNoShift = ({ parameters }: DatumShift): boolean => parameters.every(value => value === 0);

/** A coordinate system, as far as its datum goes. */
interface OnDatum {
  datum?: Datum;
}

/** A system without a datum is one of WGS 84 or like it: coordinates of former records and of tests. */
export const datumOf = (crs: OnDatum): Datum => crs.datum ?? wgs84Datum;

/**
 * What lies between two systems: nothing, shifts that are known (either may be none), or no shift because one datum
 * has none that is published.
 */
export type DatumStep =
  { kind: 'none' } | { kind: 'shift'; from: Datum; to: Datum } | { kind: 'unknown'; without: Datum };

export function datumStep(from: OnDatum, to: OnDatum): DatumStep {
  const [a, b] = [datumOf(from), datumOf(to)];
  if (a.name === b.name) return { kind: 'none' };
  const without = a.shift === null ? a : b.shift === null ? b : null;
  if (without) return { kind: 'unknown', without };
  return isNoShift(a.shift!) && isNoShift(b.shift!) ? { kind: 'none' } : { kind: 'shift', from: a, to: b };
}

/** What a reader of numbers should know about the datums of two systems, in English; null where there is nothing. */
export function datumNote(from: OnDatum, to: OnDatum): string | null {
  const step = datumStep(from, to);
  if (step.kind === 'none') return null;
  const names = { from: datumOf(from).name, to: datumOf(to).name, own: inEnglish('datums.own') };
  if (step.kind === 'unknown')
    return step.without.usual
      ? inEnglish('datums.not-published', { ...names, without: step.without.name, usual: step.without.usual })
      : inEnglish('datums.not-known', { ...names, without: step.without.name });
  const shifts = [step.from, step.to].flatMap(({ shift }) =>
    shift && !isNoShift(shift) ? [shiftInWords(shift)] : [],
  );
  return inEnglish('datums.shifted', { ...names, how: shifts.join(', ') });
}

/** "EPSG:1825 (China - Hong Kong, ±1 m)". */
export const shiftInWords = ({ source, area, accuracy }: DatumShift): string =>
  `${source} (${[area, ...(accuracy === null ? [] : [`±${accuracy} m`])].filter(Boolean).join(', ')})`;

/** How places of a datum come to WGS 84, or that they do not. */
export function datumInWords({ shift, usual }: Datum): string {
  if (shift) return inEnglish('datums.by', { how: shiftInWords(shift) });
  return usual ? inEnglish('datums.none-published', { usual }) : inEnglish('datums.none-known');
}
