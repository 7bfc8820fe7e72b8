import type { RedlineResult } from '#core/redline/redline-result.ts';
import type { ValidationResult } from '#core/ecology/validation.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import { annualReport, type AnnualMaterial } from '#core/report/annual-report.ts';
import { bloomPeriodReport } from '#core/report/bloom-period.ts';
import type { BloomMaterial, ReportHead, ReportSource } from '#core/report/material.ts';
import { inPeriod, previousPeriod, type Period } from '#core/report/period.ts';
import { redlineReport, type RedlineComparison } from '#core/report/redline-report.ts';
import { reportKindNames } from '#core/report/report-kinds.ts';
import { withWritten, type Report } from '#core/report/report.ts';
import { validationReport } from '#core/report/validation-report.ts';
import type { CatalogueZone } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import type { Progress } from '#host/files/progress.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { Picture } from '#host/products/sheets/picture.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import {
  assessmentSource,
  bloomDays,
  dateOfScene,
  gatherBloom,
  gatherGround,
  gatherWarnings,
  sourceOf,
  usedOnly,
} from './gather-bloom.ts';
import { assessmentInput, drawnOr, largestMap, type DrawnMap, type MapAsk } from './largest-map.ts';
import { namedZones, periodFor, type NamedZone, type ReportRequest } from './report-request.ts';

export interface MadeReport {
  report: Report;
  /** Pictures in the frames of its map. */
  images: ReadonlyMap<string, Picture>;
  sources: ReportSource[];
  /** The period's key, or the day of what was validated. */
  key: string;
  /** Those that were asked for; empty for every zone that has results. */
  zoneIds: number[];
}

export interface MakeOptions {
  /** Of the map; null leaves maps out. */
  dpi: number | null;
  pool: RasterPool | null;
  /** Throws for a folder that may not be read. */
  check?: (folder: string) => string;
}

/** Reads what the workspace holds and composes the report, with the paragraphs that people wrote over it. */
export async function makeReport(
  catalogue: Catalogue,
  request: ReportRequest,
  options: MakeOptions,
  progress: Progress = {},
): Promise<MadeReport> {
  const made = await composed(catalogue, request, options, progress);
  const { kind, language } = request;
  const written = catalogue.reports.written({ kind, period: made.key, zoneIds: made.zoneIds, language });
  return { ...made, report: withWritten(made.report, written) };
}

async function composed(
  catalogue: Catalogue,
  request: ReportRequest,
  options: MakeOptions,
  progress: Progress,
): Promise<MadeReport> {
  const { kind } = request;
  if (kind === 'validation') return validation(catalogue, request);
  if (request.period === null) throw new BloomlineError('bad-input', kind, say('report.period-needed'));
  const period = periodFor(kind, request.period);
  if (kind === 'redline') return redline(catalogue, request, period, options, progress);
  return bloomOrYear(catalogue, request, period, options, progress);
}

const headOf = (request: ReportRequest, period: Period | null): Omit<ReportHead, 'zones' | 'sources'> => ({
  period,
  software: { name: 'Bloomline', version: softwareVersion() },
  organisation: request.organisation ?? '',
  preparedBy: request.preparedBy ?? '',
  mapMissing: null,
});

function asked(catalogue: Catalogue, zoneIds: number[] | null, kinds: CatalogueZone['kind'][]): NamedZone[] {
  const zones = zoneIds
    ? zoneIds.map(id => catalogue.zones.get(id))
    : catalogue.zones.list().filter(z => kinds.includes(z.kind));
  return namedZones(zones);
}

async function bloomOrYear(
  catalogue: Catalogue,
  request: ReportRequest,
  period: Period,
  options: MakeOptions,
  progress: Progress,
): Promise<MadeReport> {
  const { kind, language, zoneIds } = request;
  const annual = kind === 'annual';
  const all = asked(catalogue, zoneIds, annual ? ['lake', 'redline'] : ['lake', 'other']);
  const then = previousPeriod(period);
  const both = await gatherBloom(catalogue, all, { from: then.from, to: period.to });
  const { rows: mixed, sources, origins } = usedOnly(both);
  const rows = mixed.filter(r => inPeriod(period, r.date));
  const ledger = annual ? ledgerOf(catalogue, all, period, []) : [];
  const ecology = annual ? ecologyOf(catalogue, period) : { states: [], indices: [], sources: [] };
  if (rows.length === 0 && ledger.length === 0 && ecology.sources.length === 0)
    throw nothingIn(period, bloomDays(catalogue));
  // Zones without a result are not named, unless they were asked for.
  const seen = (z: NamedZone) =>
    rows.some(r => r.zone === z.called) || ledger.some(e => e.zone === z.name) || zoneIds !== null;
  const zones = all.filter(seen);
  const ask = mapAsk(request, options);
  const drawn = ask
    ? await largestMap(catalogue, rows, origins, ask, progress)
    : { map: null, drawn: null, missing: null };
  const m: BloomMaterial = {
    ...headOf(request, period),
    mapMissing: drawn.missing,
    period,
    zones: zones.map(z => z.called),
    sources: [...sources, ...ecology.sources],
    rows,
    before: mixed.filter(r => inPeriod(then, r.date)),
    occurrence: bloomRules().occurrence,
    warnings: gatherWarnings(catalogue, zones),
    ground: gatherGround(catalogue, zones, period),
  };
  const report = annual
    ? annualReport(
        { ...m, entries: ledger, ...ecology, sources: m.sources } satisfies AnnualMaterial,
        language,
        drawn.map,
      )
    : bloomPeriodReport(m, language, drawn.map);
  return {
    report,
    images: drawn.drawn?.images ?? new Map(),
    sources: m.sources,
    key: period.key,
    zoneIds: zoneIds ?? [],
  };
}

const mapAsk = ({ language }: ReportRequest, { dpi, pool, check }: MakeOptions): MapAsk | null =>
  dpi === null ? null : { language, dpi, pool, ...(check ? { check } : {}) };

/** Which days there are, those nearest to what was asked first told. */
function nothingIn(period: Period, days: readonly string[]): BloomlineError {
  if (days.length === 0) return new BloomlineError('nothing-valid', period.key, say('report.nothing-yet'));
  const near = [...days]
    .sort((a, b) => distance(a, period) - distance(b, period))
    .slice(0, 6)
    .sort((a, b) => a.localeCompare(b));
  return new BloomlineError(
    'nothing-valid',
    period.key,
    say('report.nothing-then', {
      from: period.from,
      to: period.to,
      count: days.length,
      first: days[0],
      last: days.at(-1)!,
      near: near.join(', '),
    }),
  );
}

const distance = (day: string, { from, to }: Period) =>
  Math.max(0, Date.parse(from) - Date.parse(day), Date.parse(day) - Date.parse(to));

/** Patches that were last seen in the period, and those that a comparison of the period found gone. */
function ledgerOf(catalogue: Catalogue, zones: readonly NamedZone[], period: Period, gone: number[]) {
  const names = new Set(zones.map(z => z.name));
  return catalogue.ledger
    .list()
    .filter(
      e =>
        names.has(e.zone) &&
        ((e.afterDate !== null && inPeriod(period, e.afterDate.slice(0, 10))) || gone.includes(e.id)),
    )
    .map(({ geometry: _, ...entry }) => entry);
}

function ecologyOf(catalogue: Catalogue, period: Period) {
  const sources: ReportSource[] = [];
  const states: AnnualMaterial['states'] = [];
  const indices: AnnualMaterial['indices'] = [];
  for (const { id, kind } of catalogue.ecology.list()) {
    if (kind !== 'state' && kind !== 'ecology-index') continue;
    const { result, name, created } = catalogue.ecology.get(id);
    const inIt =
      result.kind === 'state'
        ? result.dates.some(d => beijingTime(d.acquired)?.date.startsWith(period.key))
        : result.kind === 'ecology-index' && result.regions.some(r => String(r.year) === period.key);
    if (!inIt) continue;
    sources.push({ ...sourceOf(kind, name, result.recipe), number: null, state: null, created });
    if (result.kind === 'state') states.push({ name, result });
    if (result.kind === 'ecology-index') indices.push({ name, result });
  }
  return { states, indices, sources };
}

async function redline(
  catalogue: Catalogue,
  request: ReportRequest,
  period: Period,
  options: MakeOptions,
  progress: Progress,
): Promise<MadeReport> {
  const { language, zoneIds } = request;
  const heads = catalogue.assessments
    .list()
    .filter(a => a.kind === 'redline' && a.state !== 'superseded')
    .map(head => ({ head, date: dateOfScene(catalogue, head.sceneIds[1]) }))
    .filter((a): a is { head: typeof a.head; date: string } => a.date !== null)
    .sort((a, b) => a.date.localeCompare(b.date) || a.head.id - b.head.id);
  const chosen = heads.filter(
    ({ head, date }) => inPeriod(period, date) && (!zoneIds || head.zoneIds.some(id => zoneIds.includes(id))),
  );
  if (chosen.length === 0) throw nothingIn(period, [...new Set(heads.map(h => h.date))]);
  const ids = [...new Set(chosen.flatMap(c => c.head.zoneIds))].filter(
    id => !zoneIds || zoneIds.includes(id),
  );
  const zones = asked(catalogue, ids, []);
  const comparisons = chosen.map(({ head, date }): RedlineComparison => {
    const whole = catalogue.assessments.get(head.id).result as RedlineResult;
    const keep = head.zoneIds.map(id => ids.includes(id));
    const names = new Set(whole.zones.filter((_, i) => keep[i]).map(z => z.zone));
    const scenes = head.sceneIds.map(id => catalogue.scenes.get(id));
    const named = (i: 0 | 1) => ({
      name: scenes[i].name,
      date: beijingTime(scenes[i].acquired)?.date ?? null,
    });
    return {
      name: head.name,
      date,
      scenes: [named(0), named(1)],
      result: {
        ...whole,
        zones: whole.zones.filter(z => names.has(z.zone)),
        patches: whole.patches.filter(p => names.has(p.zone)),
        gone: whole.gone.filter(g => names.has(g.zone)),
      },
    };
  });
  const gone = comparisons.flatMap(c => c.result.gone.map(g => g.ledgerId));
  const ask = mapAsk(request, options);
  const last = chosen.at(-1)!.head.id;
  const { drawn, missing }: { drawn: DrawnMap | null; missing: string | null } = ask
    ? await drawnOr(() => assessmentInput(catalogue, last, ask, progress), ask, progress)
    : { drawn: null, missing: null };
  const sources = chosen.map(({ head }) =>
    assessmentSource(head, catalogue.assessments.get(head.id).result.recipe),
  );
  const report = redlineReport(
    {
      ...headOf(request, period),
      mapMissing: missing,
      period,
      zones: zones.map(z => z.called),
      sources,
      comparisons,
      entries: ledgerOf(catalogue, zones, period, gone),
    },
    language,
    drawn && { page: drawn.page },
  );
  return { report, images: drawn?.images ?? new Map(), sources, key: period.key, zoneIds: zoneIds ?? [] };
}

function validation(catalogue: Catalogue, request: ReportRequest): MadeReport {
  const { kind, language, resultId } = request;
  const period = request.period === null ? null : periodFor(kind, request.period);
  const all = catalogue.ecology.list().filter(r => r.kind === 'validation');
  const fits = all.filter(({ id, created }) => {
    if (resultId !== null) return id === resultId;
    if (!period) return true;
    const { acquired } = (catalogue.ecology.get(id).result as ValidationResult).product;
    return inPeriod(period, beijingTime(acquired)?.date ?? beijingTime(created)!.date);
  });
  if (fits.length === 0)
    throw new BloomlineError(
      'nothing-valid',
      period?.key ?? reportKindNames.validation.en,
      all.length === 0
        ? say('report.no-validation-yet')
        : say('report.no-such-validation', { list: all.map(r => `${r.id} ${r.name}`).join(', ') }),
    );
  const { id, name, created, result: found } = catalogue.ecology.get(fits[0].id);
  const result = found as ValidationResult;
  const sources: ReportSource[] = [
    { ...sourceOf('validation', name, result.recipe), number: null, state: null, created },
  ];
  return {
    report: validationReport({ ...headOf(request, period), zones: [], sources, name, result }, language),
    images: new Map(),
    sources,
    key: String(id),
    zoneIds: [],
  };
}
