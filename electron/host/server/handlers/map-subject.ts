import { createHash } from 'node:crypto';
import type { StateResult } from '#core/ecology/state.ts';
import type { Assessment } from '#core/review/assessment.ts';

import { asReported, BloomlineError } from '#core/foundation/errors.ts';
import type { MapSubject } from '#core/contract/map-calls.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { catalogueZones, type ZoneSet } from '#core/zones/zone-set.ts';
import { patchName } from '#core/page/patch-content.ts';
import { classedSites } from '#core/page/site-content.ts';
import type { TemplateFile } from '#core/page/template.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { seriesParts } from '#host/run/series/catalogue-series.ts';

import { waterRules } from '#host/run/rules/rules.ts';
import { resultOf } from '#host/run/series/run-series.ts';
import type { Progress } from '#host/files/progress.ts';
import { waterPeriodOf } from '#host/run/water-classes.ts';
import { waterPoints } from '#host/catalogue/water-points.ts';
import { gradeRaster } from '#host/run/state/grade-raster.ts';
import type { MapMaterial, MapMatter, MapMeans } from '#host/products/maps/map-kind.ts';
import { mapKindOf, reasonAgainst } from '#host/products/maps/map-kinds.ts';
import type { MapSheet } from '#host/products/sheets/map-sheet.ts';
import { productDate } from '#host/products/sheets/sheet-material.ts';
import { templateOfKind } from '#host/products/sheets/template-file.ts';
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
  const classed = classedSites(points, waterRules()).classes?.shares.sections ?? 0;
  return { matter: { of: 'sites', sites: points.length, classed }, patches: none };
}

const coverOf = (result: { kind: string }): number =>
  result.kind === 'state' ? (result as StateResult).indicators.findIndex(i => i.id === 'FVC') : -1;

export interface MapRequest {
  subject: MapSubject;
  kind: string;
  sheet: SheetOptions;
  template?: TemplateFile;
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
export async function mapOf(
  { subject, patch, ...asked }: MapRequest,
  context: Context,
  progress: Progress,
): Promise<MadeMap> {
  const kind = mapKindOf(asked.kind);
  const template = templateOfKind(kind.kind, asked.template);
  const reason = reasonAgainst(kind, matterOf(subject, context).matter);
  if (reason !== null) throw new BloomlineError('bad-input', `${kind.kind}-map`, asReported(reason));
  const means: MapMeans = {
    pool: context.pool,
    progress,
    keep: (parts, make) => kept(context, parts, make),
  };
  const signed = subject.of === 'assessment' ? material(context, subject.id) : null;
  const made = signed ? ofAssessment(signed) : await otherMaterial(subject, context, asked.sheet, means);
  const sheet = signed && !kind.unreviewed ? signedSheet(asked.sheet, signed.assessment) : asked.sheet;
  const { stem, sheets } = await kind.sheets(made, { sheet, template }, means);
  const found = sheets.find(s => patch === undefined || s.patch === undefined || s.patch.name === patch);
  if (!found) throw new BloomlineError('not-found', patch!, say('map.no-such-patch'));
  return { sheet: await found.make(progress), options: sheet, stem: found.patch?.stem ?? stem, signed };
}

const ofAssessment = (input: ReturnType<typeof material>): MapMaterial => ({
  of: input.assessment.result.kind,
  name: input.scenes.map(s => s.name).join('-'),
  date: productDate(input),
  input,
});

async function otherMaterial(
  subject: MapSubject,
  context: Context,
  { date }: SheetOptions,
  { keep }: MapMeans,
): Promise<MapMaterial> {
  const { workspace } = context;
  const { catalogue } = workspace;
  if (subject.of === 'series') {
    const { name, folder, zoneIds, options } = catalogue.series.get(subject.id);
    context.roots.check(folder);
    return {
      of: 'series',
      name,
      date: '',
      folder,
      ...seriesParts(catalogue, zoneIds, options),
      rows: catalogue.series.entries(subject.id).flatMap(e => (e.row ? [e.row] : [])),
      result: await resultOf(catalogue, subject.id),
    };
  }
  if (subject.of === 'state') {
    const { result, input, name, created } = catalogue.ecology.get(subject.id);
    const asked = input as AskedState;
    const zones = catalogueZones(asked.zoneIds.map(id => catalogue.zones.get(id)));
    const state = result as StateResult;
    const at = { indicator: coverOf(state), date: state.dates.length - 1 };
    const scenes = asked.sceneIds.map(id => workspace.scene(id));
    return {
      of: 'state',
      name,
      date: created.slice(0, 10),
      zones,
      cover: async progress => {
        const made = await keep(['state', subject.id, created, zones, scenes], () =>
          stateKind.run(stateRequest(asked), meansOf(context, progress), async work => {
            const scene = work.plans[at.date].scene;
            return { scene, raster: await gradeRaster(work, at.indicator, at.date, progress) };
          }),
        );
        const scene = scenes.find(s => s.name === made.scene.name) ?? made.scene;
        return { result: state, at, scene, raster: made.raster };
      },
    };
  }
  const { sceneId, zoneIds = [], period } = subject.of === 'sites' ? subject : {};
  const zones = zoneIds.map(id => catalogue.zones.get(id));
  const scene = sceneId === undefined ? null : workspace.scene(sceneId);
  const points = waterPoints(catalogue, zones.length > 0 ? zones : null);
  return {
    of: 'sites',
    ...(period === undefined ? {} : { period: waterPeriodOf(period) }),
    name: workspace.info().name,
    date: date ?? new Date().toISOString().slice(0, 10),
    points,
    scene,
    zones: zones.length > 0 ? catalogueZones(zones) : null,
    simulated: (scene?.simulated ?? false) || points.some(p => p.simulated),
  };
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
