import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { BloomlineError } from '#core/foundation/errors.ts';
import { datumLabel, type DatumRow, type SevenParameters } from '#core/grid/datum.ts';
import { say } from '#core/words/said.ts';
import { resourcesFolder } from './resources.ts';

let published: readonly DatumRow[] | null = null;
/** The file of the workspace that is open, which another workspace does not keep. */
let ofWorkspace: string | null = null;
let own: { path: string; rows: readonly DatumRow[] } | null = null;

/** The datums of resources/datums.csv, with the shifts that a centre gave for its own (`useOwnDatums`). */
export function datumRows(): readonly DatumRow[] {
  published ??= readTable(readFileSync(join(resourcesFolder(), 'datums.csv'), 'utf8'));
  const path = process.env.BLOOMLINE_DATUMS;
  if (!path) return published;
  if (own?.path !== path) own = { path, rows: withOwn(published, path, readFileSync(path, 'utf8')) };
  return own.rows;
}

/**
 * The file of a centre's own seven parameters, or null for none. It is kept in the environment, where worker threads
 * find it.
 */
export function useOwnDatums(path: string | null): void {
  own = null;
  if (path === null) delete process.env.BLOOMLINE_DATUMS;
  else process.env.BLOOMLINE_DATUMS = path;
  if (path === null) return;
  if (!existsSync(path)) throw new BloomlineError('not-found', path, say('vector.not-found'));
  datumRows();
}

/** What a workspace's folder says: `datums.json`, where there is one. A file that a command names goes before it. */
export function useDatumsOf(folder: string): void {
  const { BLOOMLINE_DATUMS: present } = process.env;
  if (present && present !== ofWorkspace) return;
  const path = join(folder, 'datums.json');
  ofWorkspace = existsSync(path) ? path : null;
  useOwnDatums(ofWorkspace);
}

function readTable(text: string): DatumRow[] {
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data.map(row => ({
    code: Number(row.code),
    name: row.name,
    systems: row.systems.split(' ').map(range => {
      const [first, last = first] = range.split('-').map(Number);
      return [first, last] as const;
    }),
    labels: row.labels.split(' ').filter(Boolean),
    shift: row.source
      ? {
          parameters: [
            row.x_m,
            row.y_m,
            row.z_m,
            row.rx_arcsec,
            row.ry_arcsec,
            row.rz_arcsec,
            row.scale_ppm,
          ].map(Number) as unknown as SevenParameters,
          source: row.source,
          area: row.area,
          accuracy: Number(row.accuracy_m),
        }
      : null,
    usual: row.usual_m || null,
  }));
}

const parameter = z.number().finite();

/** `datums.json`: a datum's name, and its seven parameters to WGS 84 as a position vector. */
const ownSchema = z.array(
  z.strictObject({
    datum: z.string().min(1),
    parameters: z.tuple([parameter, parameter, parameter, parameter, parameter, parameter, parameter]),
    source: z.string().min(1),
    area: z.string().default(''),
    accuracy: z.number().positive().nullable().default(null),
  }),
);

function withOwn(rows: readonly DatumRow[], path: string, text: string): readonly DatumRow[] {
  const given = parseOwn(path, text);
  const out = [...rows];
  for (const { datum, ...shift } of given) {
    const label = datumLabel(datum);
    const at = out.findIndex(row => datumLabel(row.name) === label || row.labels.includes(label));
    if (at < 0) throw new BloomlineError('bad-input', path, say('datums.no-such', { name: datum }));
    out[at] = { ...out[at], shift };
  }
  return out;
}

function parseOwn(path: string, text: string): z.infer<typeof ownSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new BloomlineError('bad-input', path, say('vector.not-json', { what: (error as Error).message }));
  }
  const parsed = ownSchema.safeParse(value);
  if (!parsed.success)
    throw new BloomlineError(
      'bad-input',
      path,
      say('datums.bad-file', { what: z.prettifyError(parsed.error) }),
    );
  return parsed.data;
}
