import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waterSamples } from '#core/water/water-samples.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { siteWaters } from '#host/catalogue/water-points.ts';
import { newestMonth } from '#host/catalogue/water-sections.ts';
import { waterClasses, waterPeriodOf } from '#host/run/water-classes.ts';
import { bloomRules, waterRules } from '#host/run/rules/rules.ts';
import { satelliteAtSites } from '#host/run/satellite-at-sites.ts';
import { findIndex } from '#host/run/index/index-choice.ts';
import { readDraft, writeDraft } from '#host/catalogue/drafts.ts';
import { listObservations } from '#host/catalogue/observations.ts';
import { readExif, storePhoto, type StoredPhoto } from '#host/catalogue/photos.ts';
import { plotForms } from '#host/catalogue/plot-forms.ts';
import { acceptDifferences } from '#host/exchange/field-export/accept-differences.ts';
import { comparePackage } from '#host/exchange/field-export/compare-package.ts';
import { exportPlots } from '#host/exchange/field-export/export-plots.ts';
import { listImports, revertImport } from '#host/exchange/field-import/commit-import.ts';
import { runImport } from '#host/exchange/field-import/run-import.ts';
import { listMappings, saveMapping } from '#host/exchange/field-import/saved-mappings.ts';
import type { plotCalls } from '#core/contract/plot-calls.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

/** Runs a change and tells the windows of it. */
function changing<T>(
  context: Context,
  change: (catalogue: Context['workspace']['catalogue'], who: string) => T,
): T {
  const result = change(context.workspace.catalogue, context.workspace.who);
  context.send({ type: 'changed', what: 'sites' });
  return result;
}

/** A step may have been a site's or a scene's correction. */
function stepping(context: Context, step: 'undo' | 'redo') {
  const history = changing(context, (catalogue, who) => catalogue.edits[step](who));
  context.send({ type: 'changed', what: 'corrections' });
  context.send({ type: 'changed', what: 'ledger' });
  return history;
}

export const plotHandlers: Pick<Handlers, keyof typeof plotCalls> = {
  'parameters.list': (_, { workspace }) => workspace.catalogue.parameters,
  'plots.forms': () => plotForms(),

  'sites.find': (filter, { workspace }) => {
    const { sites, values } = workspace.catalogue.sites.find(filter);
    return { values, sites: sites.map(({ fields: _, note: __, ...site }) => site) };
  },
  'sites.card': ({ siteId }, { workspace }) => {
    const card = workspace.catalogue.sites.card(siteId);
    const { body, target, outlet } = siteWaters(workspace.catalogue.reader)(card.site);
    const water = outlet
      ? []
      : waterSamples(card.observations, body.body, waterRules(), bloomRules(), target);
    return { ...card, water };
  },
  'sites.add': (site, context) => changing(context, (catalogue, who) => catalogue.sites.add(who, site)),
  'sites.update': ({ siteId, ...changes }, context) =>
    changing(context, (catalogue, who) => catalogue.sites.update(who, siteId, changes)),
  'sites.table': (filter, { workspace }) =>
    workspace.catalogue.sites.find(filter).sites.map(({ value: _, ...site }) => site),
  'sites.change': ({ changes, added }, context) =>
    changing(context, (catalogue, who) => catalogue.sites.change(who, changes, added)),
  'sites.remove': ({ siteId }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.sites.remove(who, siteId);
      return null;
    }),

  'quadrats.add': ({ siteId, quadrats }, context) =>
    changing(context, (catalogue, who) => catalogue.quadrats.add(who, siteId, quadrats)),
  'quadrats.update': ({ quadratId, ...changes }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.quadrats.update(who, quadratId, changes);
      return null;
    }),
  'quadrats.remove': ({ quadratId }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.quadrats.remove(who, quadratId);
      return null;
    }),
  'rows.set': ({ siteId, list, quadratId, rows }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.rows.set(who, siteId, list, quadratId, rows);
      return null;
    }),

  'observations.add': (added, context) =>
    changing(context, (catalogue, who) => catalogue.observations.add(who, added)),
  'observations.table': ({ siteIds, filter }, { workspace: { catalogue } }) =>
    catalogue.observations.table(siteIds ?? catalogue.sites.find(filter ?? {}).sites.map(site => site.id)),
  'observations.change': (changes, context) =>
    changing(context, (catalogue, who) => catalogue.observations.change(who, changes)),
  'observations.flag': ({ observationIds, flag, reason }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.observations.flag(who, observationIds, flag, reason);
      return null;
    }),
  'observations.correct': ({ observationId, ...correction }, context) =>
    changing(context, (catalogue, who) => catalogue.observations.correct(who, observationId, correction)),

  'photos.add': async ({ siteId, paths }, context) => {
    const { directory } = context.workspace.catalogue;
    const stored: StoredPhoto[] = [];
    for (const path of paths) stored.push(await storePhoto(directory, context.roots.check(path)));
    return changing(context, (catalogue, who) => {
      const ids = catalogue.photos.add(who, siteId, stored);
      return catalogue.sites.card(siteId).photos.filter(photo => ids.includes(photo.id));
    });
  },
  'photos.note': ({ photoId, note }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.photos.note(who, photoId, note);
      return null;
    }),
  'photos.remove': ({ photoId }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.photos.remove(who, photoId);
      return null;
    }),
  'photos.locate': async ({ path }, { roots }) => readExif(await readFile(roots.check(path))),

  'edits.history': (_, { workspace }) => workspace.catalogue.edits.history(),
  'edits.undo': (_, context) => stepping(context, 'undo'),
  'edits.redo': (_, context) => stepping(context, 'redo'),

  'drafts.get': ({ key }, { workspace }) => ({ draft: readDraft(workspace.catalogue.directory, key) }),
  'drafts.set': async ({ key, draft }, { workspace }) => {
    await writeDraft(workspace.catalogue.directory, key, draft);
    return null;
  },

  'water.classes': ({ period, river, siteIds }, { workspace: { catalogue } }) => {
    const asked = period === undefined ? newestMonth(catalogue, waterRules()) : waterPeriodOf(period);
    if (!asked) throw new BloomlineError('nothing-valid', 'water', say('water.no-sections'));
    return waterClasses(catalogue, asked, { river, siteIds });
  },

  'sites.satellite': async (
    { siteIds, parameter, index, sceneId, side, clouds },
    { workspace },
    progress,
  ) => {
    const { reader, sites } = workspace.catalogue;
    const samples = siteIds.flatMap((id): Parameters<typeof satelliteAtSites>[0]['samples'] => {
      const site = sites.get(id);
      if (parameter === undefined) return [{ site, time: null, value: null }];
      return listObservations(reader, id)
        .filter(o => o.parameter === parameter && o.supersededBy === null && o.flag !== 'invalid')
        .map(o => ({ site, time: o.time, value: o.value }));
    });
    const scenes = sceneId === undefined ? workspace.scenes() : [workspace.scene(sceneId)];
    const values = await satelliteAtSites({ samples, scenes, index, side, clouds }, progress);
    return { values, index: findIndex(index).id };
  },

  'import.preview': ({ path, mapping }, { workspace, roots }, progress) =>
    runImport(
      {
        workspace: workspace.catalogue.directory,
        path: roots.check(path),
        mapping: mapping ?? null,
        commit: false,
        who: workspace.who,
      },
      progress,
    ),
  'import.commit': async ({ path, mapping }, context, progress) => {
    const { workspace, roots, send } = context;
    const task = {
      workspace: workspace.catalogue.directory,
      path: roots.check(path),
      mapping,
      who: workspace.who,
    };
    const report = await runImport({ ...task, commit: true }, progress);
    send({ type: 'changed', what: 'sites' });
    return report;
  },
  'import.list': (_, { workspace }) => listImports(workspace.catalogue.reader),
  'import.revert': ({ importId }, context) =>
    changing(context, (catalogue, who) => {
      catalogue.write(who, tx => revertImport(tx, importId));
      return null;
    }),
  'import.mappings': (_, { workspace }) => listMappings(workspace.catalogue),
  'import.save-mapping': (saved, { workspace }) => {
    saveMapping(workspace.catalogue, workspace.who, saved);
    return null;
  },

  'plots.export': ({ directory, name, format, ...wanted }, { workspace, roots }) => {
    const path = join(roots.check(directory), `${name.replace(/[\\/:*?"<>|]/g, '_')}.${format}`);
    return exportPlots(workspace.catalogue, { ...wanted, format, path });
  },
  'field.compare': async ({ path }, { workspace, roots }) =>
    (await comparePackage(workspace.catalogue, roots.check(path))).differences,
  'field.accept': async ({ path, keys }, context) => {
    const { workspace, roots, send } = context;
    const result = await acceptDifferences(workspace.catalogue, roots.check(path), workspace.who, keys);
    send({ type: 'changed', what: 'sites' });
    return result;
  },
};
