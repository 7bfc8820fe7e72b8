import type { Recipe } from '#core/recipe/recipe.ts';
import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import type { BloomRow, GroundValue, ReportSource, ReportWarning } from '#core/report/material.ts';
import { inPeriod } from '#core/foundation/period.ts';
import { warningRules } from '#host/run/rules/rules.ts';
import { resultOf } from '#host/run/series/run-series.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { listObservations } from '#host/catalogue/observations.ts';
import { recipeHash } from '#host/products/sheets/sheet-material.ts';
import type { NamedZone } from './report-request.ts';

type Days = { from: string; to: string };

/** Where a row comes from, so that its map can be drawn. */
export type BloomOrigin = { of: 'assessment'; id: number } | { of: 'series'; id: number };

export interface GatheredBloom {
  /** The result that stands for each zone and day of all days asked. */
  rows: BloomRow[];
  sources: ReportSource[];
  origins: BloomOrigin[];
}

interface Candidate extends BloomRow {
  approved: boolean;
  ofAssessment: boolean;
  id: number;
  zoneId: number;
}

/**
 * What assessments and series say of zones on days. Of several results of a zone and day the approved one stands,
 * then one that could be assessed, then an assessment before a series, then what was seen most completely, then the
 * newest.
 */
export async function gatherBloom(
  catalogue: Catalogue,
  zones: readonly NamedZone[],
  days: Days,
): Promise<GatheredBloom> {
  const called = new Map(zones.map(z => [z.id, z.called]));
  const sources: ReportSource[] = [];
  const origins: BloomOrigin[] = [];
  const found: Candidate[] = [];
  for (const head of catalogue.assessments.list()) {
    if (head.kind !== 'bloom' || head.state === 'superseded' || !head.zoneIds.some(id => called.has(id)))
      continue;
    const date = dateOfScene(catalogue, head.sceneIds[0]);
    if (!date || !inPeriod(days, date)) continue;
    const result = catalogue.assessments.get(head.id).result as BloomResult;
    const source = sources.push(assessmentSource(head, result.recipe)) - 1;
    origins.push({ of: 'assessment', id: head.id });
    head.zoneIds.forEach((zoneId, i) => {
      const zone = result.zones[i] as BloomZone | undefined;
      if (zone && called.has(zoneId))
        found.push({
          ...rowOf(zone, date, called.get(zoneId)!, result.index, source),
          approved: head.state === 'approved',
          ofAssessment: true,
          id: head.id,
          zoneId,
        });
    });
  }
  for (const head of catalogue.series.list()) {
    if (!head.zoneIds.some(id => called.has(id)) || head.scenes === 0) continue;
    const result = await resultOf(catalogue, head.id);
    const dated = result.series.filter(d => !d.yearOnly && inPeriod(days, d.date));
    if (dated.length === 0) continue;
    const source =
      sources.push({
        ...sourceOf('series', head.name, result.recipe),
        number: null,
        state: null,
        created: head.created,
      }) - 1;
    origins.push({ of: 'series', id: head.id });
    for (const date of dated)
      head.zoneIds.forEach((zoneId, i) => {
        const zone = date.zones[i] as BloomZone | undefined;
        if (zone && called.has(zoneId))
          found.push({
            ...rowOf(zone, date.date, called.get(zoneId)!, date.index, source),
            approved: false,
            ofAssessment: false,
            id: head.id,
            zoneId,
          });
      });
  }
  const standing = [...Map.groupBy(found, c => `${c.date} ${c.zoneId}`).values()].map(
    of => [...of].sort(byStanding)[0],
  );
  return {
    rows: standing.map(({ approved: _a, ofAssessment: _o, id: _i, zoneId: _z, ...row }) => row),
    sources,
    origins,
  };
}

const byStanding = (a: Candidate, b: Candidate) =>
  Number(b.approved) - Number(a.approved) ||
  Number(b.grade !== null) - Number(a.grade !== null) ||
  Number(b.ofAssessment) - Number(a.ofAssessment) ||
  (b.validShare ?? 0) - (a.validShare ?? 0) ||
  b.id - a.id;

function rowOf(zone: BloomZone, date: string, name: string, index: string, source: number): BloomRow {
  const seen = zone.validAreaKm2 > 0;
  return {
    date,
    zone: name,
    areaKm2: seen ? zone.bloomAreaKm2 : null,
    share: zone.bloomShare,
    validShare: zone.validShare,
    grade: zone.grade,
    why: zone.grade ? null : (zone.problem?.message ?? zone.gradeReason ?? null),
    index,
    source,
  };
}

export function sourceOf(
  kind: ReportSource['kind'],
  name: string,
  recipe: Recipe,
): Omit<ReportSource, 'number' | 'state' | 'created'> {
  return {
    kind,
    name,
    // A series is put together anew each time; what it was put together from is what counts.
    recipe: recipeHash({ ...recipe, created: '' }),
    simulated: recipe.simulated,
    rules: recipe.rules,
    warnings: recipe.warnings,
  };
}

export const assessmentSource = (
  head: ReturnType<Catalogue['assessments']['list']>[number],
  recipe: Recipe,
): ReportSource => ({
  ...sourceOf(head.kind, head.name, recipe),
  recipe: recipeHash(recipe),
  number: head.approval?.number ?? null,
  state: head.state,
  created: head.created,
});

export function dateOfScene(catalogue: Catalogue, sceneId: number): string | null {
  const scene = catalogue.scenes.list().find(s => s.id === sceneId);
  return beijingTime(scene?.acquired ?? null)?.date ?? null;
}

/** Sources that no row names are left out; rows keep theirs. */
export function usedOnly({ rows, sources, origins }: GatheredBloom): GatheredBloom {
  const used = [...new Set(rows.map(r => r.source))].sort((a, b) => a - b);
  return {
    rows: rows.map(r => ({ ...r, source: used.indexOf(r.source) })),
    sources: used.map(i => sources[i]),
    origins: used.map(i => origins[i]),
  };
}

/** Every day of which the workspace has a bloom result, earliest first. */
export function bloomDays(catalogue: Catalogue): string[] {
  const days = catalogue.assessments
    .list()
    .flatMap(a =>
      a.kind === 'bloom' && a.state !== 'superseded' ? [dateOfScene(catalogue, a.sceneIds[0])] : [],
    );
  const ofSeries = catalogue.series
    .list()
    .flatMap(s => catalogue.series.entries(s.id).map(e => (e.row?.yearOnly ? null : (e.row?.date ?? null))));
  return [...new Set([...days, ...ofSeries].filter(day => day !== null))].sort((a, b) => a.localeCompare(b));
}

/** Days of the later scene of redline comparisons, earliest first. */
export function redlineDays(catalogue: Catalogue): string[] {
  const days = catalogue.assessments
    .list()
    .flatMap(a =>
      a.kind === 'redline' && a.state !== 'superseded' ? [dateOfScene(catalogue, a.sceneIds[1])] : [],
    );
  return [...new Set(days.filter(day => day !== null))].sort((a, b) => a.localeCompare(b));
}

export function gatherWarnings(catalogue: Catalogue, zones: readonly NamedZone[]): ReportWarning[] {
  const { rules, evidence } = warningRules();
  return catalogue.warnings.list().flatMap(w => {
    const zone = zones.find(z => z.id === w.zoneId);
    if (!zone) return [];
    return [
      {
        zone: zone.called,
        rule: rules.find(r => r.id === w.rule)?.name ?? { zh: w.rule, en: w.rule },
        evidence,
        since: w.since,
        until: w.until,
        state: w.state,
        steps: w.history.map(({ state, who, when, why }) => ({
          state,
          who,
          why,
          day: beijingTime(when)?.date ?? when,
        })),
      },
    ];
  });
}

/** Valid values of the sites inside of each zone. */
export function gatherGround(catalogue: Catalogue, zones: readonly NamedZone[], days: Days): GroundValue[] {
  return zones
    .filter(zone => zone.kind === 'lake')
    .flatMap(zone =>
      catalogue.sites.find({ area: zone.geometry }).sites.flatMap(site =>
        listObservations(catalogue.reader, site.id).flatMap(o => {
          const day = beijingTime(o.time)?.date ?? o.time.slice(0, 10);
          if (o.supersededBy !== null || o.flag !== 'valid' || !inPeriod(days, day)) return [];
          const parameter = catalogue.parameters.find(p => p.id === o.parameter)?.name;
          return [
            {
              zone: zone.called,
              site: site.name,
              day,
              parameter: parameter ?? { zh: o.parameter, en: o.parameter },
              unit: o.unit,
              value: o.value,
            },
          ];
        }),
      ),
    );
}
