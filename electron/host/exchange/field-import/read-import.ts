import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { readAngle } from '#core/plots/coordinates.ts';
import type { FieldTable } from '#core/plots/field-table.ts';
import type { ImportReport } from '#core/plots/import-report.ts';
import { ignoredColumns, type Ignored } from '#core/plots/ignored.ts';
import { joinedTables } from '#core/plots/join-tables.ts';
import {
  ambiguousDate,
  suggestMapping,
  type ImportMapping,
  type ImportNote,
  type MappingSuggestion,
} from '#core/plots/mapping.ts';
import { planImport, type ImportPlan, type Present } from '#core/plots/plan-import.ts';
import { projector } from '#core/zones/project.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { plotForms } from '#host/catalogue/plot-forms.ts';
import { readFieldFile, type FieldFile } from '#host/formats/tables/read-field-tables.ts';
import { readPhotoFolder } from './photo-folder.ts';
import { savedMappingFor } from './saved-mappings.ts';

/** A file that was read and understood, not yet written. */
export interface ReadImport {
  file: FieldFile;
  table: FieldTable;
  plan: ImportPlan;
  report: ImportReport;
  sha256: string;
}

const samples = 30;
const mostPlaces = 5000;

/**
 * Reads a file against a catalogue without changing anything: its tables, what their columns mean (the given mapping,
 * one that was saved for the same columns, or a suggestion), and what would come in.
 */
export async function readImport(
  catalogue: Catalogue,
  path: string,
  wanted: ImportMapping | { name: string } | { adjust: Partial<ImportMapping> } | null,
  onProgress?: (done: number, total: number) => void,
): Promise<ReadImport> {
  const given = wanted && 'columns' in wanted ? wanted : null;
  const adjust = wanted && 'adjust' in wanted ? wanted.adjust : {};
  const isFolder = folderOf(path);
  const opened = isFolder ? await readPhotoFolder(path) : await readFieldFile(path, given ?? adjust);
  const file = { ...opened, tables: joinedTables(opened.tables, catalogue.parameters) };
  const table = tableOf(path, file, given?.table ?? adjust.table);
  const saved =
    given || isFolder
      ? null
      : savedMappingFor(catalogue, table, wanted && 'name' in wanted ? wanted.name : null);
  const suggestion: MappingSuggestion = given
    ? { mapping: given, notes: [] }
    : saved
      ? { mapping: { ...saved.mapping, ...adjust }, notes: [] }
      : suggestMapping(table, catalogue.parameters, plotForms(), adjust);
  if (!given && !saved) {
    const columns = { ...suggestion.mapping.columns, ...adjust.columns };
    suggestion.mapping = { ...suggestion.mapping, ...adjust, columns };
  }
  const { parameters } = catalogue;
  const { mapping } = suggestion;
  const plan = planImport(table, mapping, parameters, plotForms(), presentIn(catalogue), done =>
    onProgress?.(done, table.rows.length),
  );
  const fresh = plan.sites.filter(site => site.existing === null);
  const named = new Set(plan.photos.map(photo => photo.name));
  return {
    file,
    table,
    plan,
    sha256: isFolder ? '' : await sha256Of(path),
    report: {
      file: path,
      tables: file.tables.map(t => ({ name: t.name, rows: t.rows.length })),
      table: table.name,
      encoding: file.encoding,
      delimiter: file.delimiter,
      headerRow: table.firstRow - table.headerRows,
      headerRows: table.headerRows,
      columns: table.columns,
      sample: table.rows.slice(0, samples),
      mapping,
      savedMapping: saved?.name ?? null,
      notes: [
        ...suggestion.notes,
        ...datesNote(table, mapping),
        ...joinedNote(table),
        ...encodingNote(file),
        ...plan.notes,
      ],
      rows: plan.rows,
      accepted: plan.accepted,
      rejected: plan.rejected,
      ignored: [
        ...(file.ignored ?? []),
        ...otherTables(file, table),
        // Photos keep the time that their camera noted.
        ...(isFolder ? [] : ignoredColumns(table, mapping, parameters, suggestion.notes)),
        ...plan.ignored,
      ],
      updates: plan.updates,
      sites: fresh.length,
      observations: plan.observations.length,
      noValues: plan.noValues.length,
      photos: plan.photos.filter(photo => file.media.has(basename(photo.name))).length,
      listRows: plan.listRows.length,
      knownSites: plan.sites.length - fresh.length,
      missingPhotos: [...named].filter(name => !file.media.has(basename(name))),
      placesApartM: placesApart(table, mapping),
      places: fresh.slice(0, mostPlaces).map(site => [site.lon, site.lat]),
      importId: null,
    },
  };
}

function folderOf(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new BloomlineError('not-found', path, say('vector.not-found'), { cause: error });
  }
}

function tableOf(path: string, file: FieldFile, name: string | undefined): FieldTable {
  const table = name === undefined ? file.tables[0] : file.tables.find(t => t.name === name);
  if (table) return table;
  const names = file.tables.map(t => t.name).join(', ');
  throw new BloomlineError('not-found', path, say('field.no-such-table', { name: name ?? '', names }));
}

/** Sheets and layers beside the one that was read. */
const otherTables = (file: FieldFile, table: FieldTable): Ignored[] =>
  file.tables
    .filter(other => other !== table && !table.parts?.some(part => part.name === other.name) && !other.parts)
    .map(other => ({
      what: other.geometry ? 'layer' : 'sheet',
      name: other.name,
      reason: inEnglish('ignored.other-table', { table: table.name }),
    }));

const joinedNote = ({ parts, geometry, name }: FieldTable): ImportNote[] =>
  parts && !geometry ? [{ code: 'tables-joined', value: name }] : [];

function datesNote(table: FieldTable, mapping: ImportMapping): ImportNote[] {
  const found = ambiguousDate(table, mapping);
  return found ? [{ code: 'dates-ambiguous', column: found.column, value: found.text }] : [];
}

const encodingNote = ({ doubtful, encoding }: FieldFile): ImportNote[] =>
  doubtful ? [{ code: 'encoding-doubtful', value: encoding ?? '' }] : [];

function presentIn(catalogue: Catalogue): Present {
  const sites = catalogue.sites.list();
  return {
    sites,
    hasObservation: (siteId, time, parameter, { depthM, vertical, layer }) =>
      catalogue.reader.get(
        `SELECT 1 FROM observation WHERE site_id = ? AND time = ? AND parameter = ? AND depth_m IS ? AND vertical = ?
         AND layer = ? AND superseded_by IS NULL LIMIT 1`,
        siteId,
        time,
        parameter,
        depthM,
        vertical,
        layer,
      ) !== undefined,
  };
}

/** Greatest distance between the angles and the metres that stand in the same rows; null where there are not both. */
function placesApart(table: FieldTable, mapping: ImportMapping): number | null {
  const at = (as: string) =>
    table.columns.findIndex(column => (mapping.columns[column] ?? { as: 'ignore' }).as === as);
  const [lon, lat, x, y] = ['lon', 'lat', 'x', 'y'].map(at);
  if ([lon, lat, x, y].includes(-1)) return null;
  const metres = /twd97|tm2/i.test(table.columns[x]) ? crsFromEpsg(3826) : null;
  if (!metres) return null;
  // The outlying islands count from a meridian of their own.
  const projects = [metres, crsFromEpsg(3825)!].map(crs => projector(cgcs2000, crs));
  let apart = 0;
  for (const row of table.rows) {
    const [a, b] = [readAngle(row[lon]), readAngle(row[lat])];
    const [mx, my] = [Number(row[x]), Number(row[y])];
    if (a === null || b === null || row[x] === null || !Number.isFinite(mx) || !Number.isFinite(my)) continue;
    const distances = projects.map(project => {
      const [px, py] = project(a, b);
      return Math.hypot(px - mx, py - my);
    });
    apart = Math.max(apart, Math.min(...distances));
  }
  return apart;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}
