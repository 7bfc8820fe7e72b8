import { createHash } from 'node:crypto';
import type { StateResult } from '#core/ecology/state.ts';
import type { Assessment } from '#core/review/assessment.ts';

import { asReported, BloomlineError } from '#core/foundation/errors.ts';
import type { MapSubject } from '#core/contract/map-calls.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { catalogueZones, type ZoneSet } from '#core/zones/zone-set.ts';
import { fittingMaps, type MapMatter } from '#core/page/fitting-maps.ts';
import type { MapKind } from '#core/page/map-kinds.ts';
import { patchName } from '#core/page/patch-content.ts';
import { classedSites } from '#core/page/site-content.ts';
import type { Template } from '#core/page/template.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { seriesParts } from '#host/run/series/catalogue-series.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';

import { bloomRules, waterRules } from '#host/run/rules/rules.ts';
import { resultOf } from '#host/run/series/run-series.ts';
import type { Progress } from '#host/files/progress.ts';
import { waterPoints } from '#host/catalogue/water-points.ts';
import { assessState } from '#host/run/state/assess-state.ts';
import { gradeRaster } from '#host/run/state/grade-raster.ts';
import { productStem } from '#host/files/file-name.ts';
import { assessmentSheet, patchMap } from '#host/products/sheets/assessment-map.ts';
import { classRasterFor } from '#host/products/rasters/class-raster-for.ts';
import type { Frequency } from '#host/products/sheets/frequency-raster.ts';
import type { MapSheet } from '#host/products/sheets/map-sheet.ts';
import { seriesFrequency } from '#host/products/sheets/series-frequency.ts';
import { coverMap, frequencyMap, siteMap } from '#host/products/sheets/thematic-map.ts';
import { productDate } from '#host/products/sheets/sheet-material.ts';
import { signedSheet } from '#host/products/review/signed-export.ts';

import { material } from './assessments.ts';
import type { Context } from '#host/server/context/context.ts';
import { stateKind } from '#host/run/kinds/state.ts';
import { meansOf, stateRequest, type AskedState } from './requests.ts';

/** What decides which maps fit, and the names of the patches that a check sheet can be made of. */
export function matterOf(subject: MapSubject, context: Context): { matter: MapMatter; patches: string[] } {
  const { catalogue } = context.workspace;
  const none: string[] = [];
  if (subject.of === 'assessment') {
    const { result, sceneIds } = catalogue.assessments.get(subject.id);
    if (result.kind === 'bloom') return { matter: { of: 'bloom' }, patches: none };
    const roles = catalogue.scenes.get(sceneIds[1]).bands.map(b => b.role);
    const vegetation = roles.includes('R') && roles.includes('N');
    return {
      matter: { of: 'redline', patches: result.patches.length, vegetation },
      patches: result.patches.map(patchName),
    };
  }
  if (subject.of === 'series')
    return { matter: { of: 'series', scenes: catalogue.series.get(subject.id).scenes }, patches: none };
  if (subject.of === 'state') {
    const cover = coverOf(catalogue.ecology.get(subject.id).result) >= 0;
    return { matter: { of: 'state', cover }, patches: none };
  }
  const points = waterPoints(catalogue, null);
  const classed = classedSites(points, waterRules(), bloomRules()).filter(s => s.sample).length;
  return { matter: { of: 'sites', sites: points.length, classed }, patches: none };
}

const coverOf = (result: { kind: string }): number =>
  result.kind === 'state' ? (result as StateResult).indicators.findIndex(i => i.id === 'FVC') : -1;

export interface MapRequest {
  subject: MapSubject;
  kind: MapKind;
  sheet: SheetOptions;
  template: Template;
  patch?: string;
}

export interface MadeMap {
  sheet: MapSheet;
  /** With the names of the approval, where the map shows what was approved. */
  options: SheetOptions;
  stem: string;
  /** What must be as it was approved. */
  signed: { assessment: Assessment; scenes: readonly Scene[]; zones: ZoneSet } | null;
}

/** Makes the sheet that was asked for; throws `bad-input` with the reason where the kind does not fit. */
export async function mapOf(request: MapRequest, context: Context, progress: Progress): Promise<MadeMap> {
  const { subject, kind, template, sheet } = request;
  const reason = fittingMaps(matterOf(subject, context).matter)[kind];
  if (reason !== null) throw new BloomlineError('bad-input', `${kind}-map`, asReported(reason));
  const { catalogue } = context.workspace;
  if (subject.of === 'assessment') return assessmentMapOf(request, subject.id, context, progress);
  if (subject.of === 'series') {
    const { name, folder, zoneIds, options } = catalogue.series.get(subject.id);
    const parts = seriesParts(catalogue, zoneIds, options);
    const rows = catalogue.series.entries(subject.id).flatMap(e => (e.row ? [e.row] : []));
    const result = await resultOf(catalogue, subject.id);
    context.roots.check(folder);
    const found = await kept<Frequency>(context, ['frequency', subject.id, rows, parts], () =>
      seriesFrequency(folder, parts.zones, parts.options, rows, context.pool, progress),
    );
    const dates = found.used.map(u => u.date);
    return {
      sheet: frequencyMap(result, found, parts.zones, sheet, template),
      options: sheet,
      stem: productStem(template.id, name, `${dates[0]}_${dates[dates.length - 1]}`),
      signed: null,
    };
  }
  if (subject.of === 'state') {
    const { result, input, name, created } = catalogue.ecology.get(subject.id);
    const asked = input as AskedState;
    const zones = catalogueZones(asked.zoneIds.map(id => catalogue.zones.get(id)));
    const state = result as StateResult;
    const at = { indicator: coverOf(state), date: state.dates.length - 1 };
    const scenes = asked.sceneIds.map(id => context.workspace.scene(id));
    const made = await kept(context, ['state', subject.id, created, zones, scenes], () =>
      stateKind.run(stateRequest(asked), meansOf(context, progress), async work => {
        const scene = work.plans[at.date].scene;
        return { scene, raster: await gradeRaster(work, at.indicator, at.date, progress) };
      }),
    );
    const scene = scenes.find(s => s.name === made.scene.name) ?? made.scene;
    return {
      sheet: coverMap(state, at, scene, made.raster, zones, sheet, template),
      options: sheet,
      stem: productStem(template.id, name, created.slice(0, 10)),
      signed: null,
    };
  }
  const zones = (subject.zoneIds ?? []).map(id => catalogue.zones.get(id));
  const scene = subject.sceneId === undefined ? null : context.workspace.scene(subject.sceneId);
  const points = waterPoints(catalogue, zones.length > 0 ? zones : null);
  const { name } = context.workspace.info();
  const simulated = (scene?.simulated ?? false) || points.some(p => p.simulated);
  return {
    sheet: siteMap(
      kind as 'sites' | 'water-class',
      points,
      { scene, zones: zones.length > 0 ? catalogueZones(zones) : null },
      sheet,
      { name, simulated },
      template,
    ),
    options: sheet,
    stem: productStem(template.id, name, sheet.date ?? new Date().toISOString().slice(0, 10)),
    signed: null,
  };
}

async function assessmentMapOf(
  { kind, sheet, template, patch }: MapRequest,
  id: number,
  context: Context,
  progress: Progress,
): Promise<MadeMap> {
  const signed = material(context, id);
  // Vegetation cover is computed for the map: no reviewer saw its numbers, so it carries no approval.
  const options = kind === 'cover' ? sheet : signedSheet(sheet, signed.assessment);
  const input = { ...signed, sheet: options };
  const { result } = signed.assessment;
  const stem = productStem(template.id, input.scenes.map(s => s.name).join('-'), productDate(input));
  if (kind === 'cover') {
    const [, scene] = input.scenes;
    const { zones } = input;
    const made = await kept(context, ['cover', id, zones, scene], async () => {
      const work = await assessState(
        {
          scenes: [scene],
          zones,
          indicators: ['FVC'],
          clouds: 'auto',
          endmembers: null,
          wetness: null,
          rseiScope: 'common',
          quality: null,
          pool: context.pool,
        },
        progress,
      );
      return { result: work.result, raster: await gradeRaster(work, 0, 0, progress) };
    });
    const at = { indicator: 0, date: 0 };
    return {
      sheet: coverMap(made.result, at, scene, made.raster, zones, options, template),
      options,
      stem,
      signed,
    };
  }
  if (kind === 'patch' && result.kind === 'redline') {
    const found = patch === undefined ? result.patches[0] : result.patches.find(p => patchName(p) === patch);
    if (!found) throw new BloomlineError('not-found', patch!, say('map.no-such-patch'));
    return {
      sheet: patchMap(input, found, template),
      options,
      stem: productStem(template.id, `${found.zone}_${patchName(found)}`, productDate(input)),
      signed,
    };
  }
  const raster = await kept<ClassRaster>(
    context,
    ['classes', id, result.recipe, input.zones, input.scenes, input.mask],
    () => classRasterFor(input, progress),
  );
  return { sheet: assessmentSheet(input, raster, template), options, stem, signed };
}

const keptMaps = 4;
const shelves = new WeakMap<object, Map<string, Promise<unknown>>>();

/** What the last sheets were made of stays at hand while the form is edited. */
async function kept<T>({ workspace }: Context, parts: unknown, make: () => Promise<T>): Promise<T> {
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const shelf = shelves.get(workspace.catalogue) ?? new Map<string, Promise<unknown>>();
  shelves.set(workspace.catalogue, shelf);
  const held = shelf.get(key) as Promise<T> | undefined;
  if (held) return held;
  // A cancelled try is nobody else's.
  const made = await make();
  shelf.set(key, Promise.resolve(made));
  for (const oldest of shelf.keys()) if (shelf.size > keptMaps) shelf.delete(oldest);
  return made;
}
