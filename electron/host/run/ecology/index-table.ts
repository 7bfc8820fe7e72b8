import { readFile } from 'node:fs/promises';
import type { IndexRow } from '#core/ecology/ei.ts';
import type { ServiceKind } from '#core/ecology/ecology-names.ts';
import { serviceInputs } from '#core/ecology/services.ts';
import type { IndexInput } from '#core/ecology/ei-inputs.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldCell, FieldTable } from '#core/plots/field-table.ts';
import { say } from '#core/words/said.ts';
import { readFieldFile } from '#host/formats/tables/read-field-tables.ts';
import { fileError } from '#host/files/file-error.ts';

const regionNames = ['region', '区域', '行政区', '地区', '名称', '县', '单元'];
const typeNames = ['type', '类型', '地类'];
const yearNames = ['year', '年份', '年度', '年'];

/**
 * Rows of a table (a row per region and year) or of JSON [{ region, year, … }]; ids or names of inputs are the
 * columns.
 */
export async function readIndexTable(path: string, inputs: readonly IndexInput[]): Promise<IndexRow[]> {
  if (/\.json$/i.test(path)) return rowsOfJson(path, inputs);
  const { tables } = await readFieldFile(path);
  const table = tables.find(t => t.rows.length > 0);
  if (!table) throw new BloomlineError('bad-input', path, say('ecology.no-rows'));
  return rowsOfTable(path, table, inputs);
}

/** A heading without its unit and its spaces: `有林地 (km²)` → 有林地. */
const bare = (heading: string) =>
  heading
    .replace(/[((][^()()]*[))]\s*$/, '')
    .replace(/[\s_/·-]+/g, '')
    .toLowerCase();

const columnOf = (heading: string, inputs: readonly IndexInput[]): IndexInput | null =>
  inputs.find(i =>
    [i.id, i.name.zh, i.name.en, `${i.name.zh}${i.unit}`].some(
      n => n.trim().toLowerCase() === heading.trim().toLowerCase() || bare(n) === bare(heading),
    ),
  ) ?? null;

/** As `readIndexTable`, with the type of each region in a column of words. */
export async function readServiceTable(
  path: string,
  inputs: readonly IndexInput[],
): Promise<(IndexRow & { type: string | null })[]> {
  const { tables } = await readFieldFile(path);
  const table = tables.find(t => t.rows.length > 0);
  if (!table) throw new BloomlineError('bad-input', path, say('ecology.no-rows'));
  const at = table.columns.findIndex(c => typeNames.includes(bare(c)));
  const rest: FieldTable = {
    ...table,
    columns: table.columns.filter((_, i) => i !== at),
    rows: table.rows.map(cells => cells.filter((_, i) => i !== at)),
  };
  return rowsOfTable(path, rest, inputs).map((row, r) => ({
    ...row,
    type: at < 0 ? null : String(table.rows[r][at] ?? '').trim() || null,
  }));
}

export function rowsOfTable(path: string, table: FieldTable, inputs: readonly IndexInput[]): IndexRow[] {
  const own = table.columns.map(name => columnOf(name, inputs));
  const at = (names: readonly string[]) => table.columns.findIndex(c => names.includes(bare(c)));
  const [region, year] = [at(regionNames), at(yearNames)];
  const strange = table.columns.filter((_, i) => !own[i] && i !== region && i !== year);
  if (own.every(c => c === null))
    throw new BloomlineError(
      'bad-input',
      path,
      say('ecology.no-input-column', { list: inputs.map(i => i.id).join(', ') }),
    );
  if (strange.length > 0)
    throw new BloomlineError(
      'bad-input',
      path,
      say('ecology.unknown-columns', {
        list: strange.join(', '),
        known: inputs
          .slice(0, 4)
          .map(i => i.id)
          .join(', '),
      }),
    );
  return table.rows.map((cells, r) => {
    const values: Record<string, number> = {};
    own.forEach((column, i) => {
      const number = column && numberOf(cells[i], path, table.firstRow + r, table.columns[i]);
      if (column && number !== null) values[column.id] = number;
    });
    return {
      region: region >= 0 ? String(cells[region] ?? '').trim() || `#${r + 1}` : `#${r + 1}`,
      year: year >= 0 ? yearOf(cells[year], path, table.firstRow + r) : null,
      values,
    };
  });
}

function numberOf(cell: FieldCell, path: string, row: number, column: string): number | null {
  if (cell === null || cell === '') return null;
  const value = typeof cell === 'number' ? cell : Number(String(cell).replaceAll(',', '').trim());
  if (!Number.isFinite(value))
    throw new BloomlineError(
      'bad-input',
      path,
      say('ecology.no-number', { row, column, cell: String(cell) }),
    );
  return value;
}

function yearOf(cell: FieldCell, path: string, row: number): number | null {
  if (cell === null || cell === '') return null;
  const year = Number(String(cell).replace(/年$/, ''));
  if (!Number.isInteger(year) || year < 1900 || year > 2200)
    throw new BloomlineError('bad-input', path, say('ecology.no-year', { row, cell: String(cell) }));
  return year;
}

async function rowsOfJson(path: string, inputs: readonly IndexInput[]): Promise<IndexRow[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw fileError(path, error);
    throw new BloomlineError('bad-input', path, say('ecology.json-expected'));
  }
  const list = Array.isArray(parsed) ? parsed : [parsed];
  if (list.length === 0 || list.some(item => typeof item !== 'object' || item === null))
    throw new BloomlineError('bad-input', path, say('ecology.json-expected'));
  const records = list as Record<string, FieldCell>[];
  const columns = [...new Set(records.flatMap(record => Object.keys(record)))];
  const table: FieldTable = {
    name: path,
    columns,
    rows: records.map(record => columns.map(c => record[c] ?? null)),
    firstRow: 1,
    headerRows: 0,
    geometry: null,
    epsg: null,
    crs: null,
  };
  return rowsOfTable(path, table, inputs);
}

/** Inputs of a service as columns of a table. */
export const serviceColumns = (kind: ServiceKind): IndexInput[] => [
  { id: 'area_km2', name: { zh: '面积', en: 'Area' }, unit: 'km²', min: 0, max: null, group: 'region' },
  ...serviceInputs[kind].map((i): IndexInput => ({ ...i, group: 'region' })),
];
