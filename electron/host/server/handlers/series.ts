import { catalogueZones } from '#core/zones/zone-set.ts';
import { basename } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Bulletin } from '#core/contract/series.ts';
import type { Language } from '#core/foundation/text.ts';
import { seriesParts } from '#host/run/series/catalogue-series.ts';
import { warningRules } from '#host/run/rules/rules.ts';
import { resultOf, runSeries } from '#host/run/series/run-series.ts';
import { seriesFrame } from '#host/run/series/series-frame.ts';
import type { seriesCalls } from '#core/contract/series-calls.ts';
import { say } from '#core/words/said.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

export const seriesHandlers: Pick<Handlers, keyof typeof seriesCalls> = {
  'series.list': (_, { workspace }) => workspace.catalogue.series.list(),

  'series.create': ({ name, folder, zoneIds, options }, { workspace, roots, send }) => {
    const checked = roots.check(folder);
    zoneIds.forEach(id => workspace.catalogue.zones.get(id));
    const head = workspace.catalogue.series.add(workspace.who, {
      name: name || `${basename(checked)} ${options.index}`,
      folder: checked,
      zoneIds,
      options,
    });
    send({ type: 'changed', what: 'series' });
    return head;
  },

  'series.run': async ({ seriesId }, { workspace, roots, pool, send }, progress) => {
    const { catalogue, who } = workspace;
    roots.check(catalogue.series.get(seriesId).folder);
    try {
      const result = await runSeries(catalogue, pool, who, seriesId, progress);
      return { head: catalogue.series.get(seriesId), result };
    } finally {
      // Cancelled or not, what was done is saved.
      send({ type: 'changed', what: 'series' });
    }
  },

  'series.get': async ({ seriesId }, { workspace: { catalogue } }) => ({
    head: catalogue.series.get(seriesId),
    result: await resultOf(catalogue, seriesId),
  }),

  'series.remove': ({ seriesId }, { workspace, send }) => {
    workspace.catalogue.series.remove(workspace.who, seriesId);
    send({ type: 'changed', what: 'series' });
    return null;
  },

  'series.export': async ({ seriesId, directory, language }, { workspace: { catalogue }, roots }) => {
    const { exportSeries } = await import('#host/products/export-series.ts');
    const target = roots.check(directory);
    const { name } = catalogue.series.get(seriesId);
    const result = await resultOf(catalogue, seriesId);
    return { directory: target, files: await exportSeries(result, name, target, language) };
  },

  'series.frame': async ({ seriesId, date }, { workspace: { catalogue }, roots, pool }) => {
    const head = catalogue.series.get(seriesId);
    const { zones, options } = seriesParts(catalogue, head.zoneIds, head.options);
    const rows = catalogue.series.entries(seriesId).flatMap(({ row }) => (row?.date === date ? [row] : []));
    const frame = await seriesFrame(pool, roots.check(head.folder), zones, options, rows);
    return {
      width: frame.width,
      height: frame.height,
      classes: Buffer.from(frame.bytes).toString('base64'),
    };
  },

  'warning.list': (_, { workspace }) => ({
    rules: warningRules(),
    warnings: workspace.catalogue.warnings.list(),
  }),

  'warning.set': ({ warningId, state, why }, { workspace, send }) => {
    const changed = workspace.catalogue.warnings.set(workspace.who, warningId, state, why);
    send({ type: 'changed', what: 'series' });
    return changed;
  },

  'bulletin.get': ({ assessmentId, language }, context) => bulletinOf(context, assessmentId, language),

  'bulletin.save': async ({ assessmentId, language, text }, context) => {
    const { workspace } = context;
    const { sha256, text: made } = await makeFor(context, assessmentId, language);
    const written = text?.trim() ? text : null;
    workspace.catalogue.bulletins.save(
      workspace.who,
      assessmentId,
      language,
      written === null || written.trim() === made.trim() ? null : { text: written, basedOn: sha256 },
    );
    return bulletinOf(context, assessmentId, language);
  },
};

async function makeFor({ workspace }: Context, assessmentId: number, language: Language) {
  const { catalogue } = workspace;
  const assessment = catalogue.assessments.get(assessmentId);
  if (assessment.kind !== 'bloom')
    throw new BloomlineError('bad-input', assessment.name, say('series.bulletin-of-bloom'));
  const { makeBulletin } = await import('#host/products/bulletin/bulletin-for.ts');
  return makeBulletin(
    {
      assessment,
      scenes: assessment.sceneIds.map(id => catalogue.scenes.get(id)),
      zones: catalogueZones(assessment.zoneIds.map(id => catalogue.zones.get(id))),
    },
    language,
  );
}

async function bulletinOf(context: Context, assessmentId: number, language: Language): Promise<Bulletin> {
  const made = await makeFor(context, assessmentId, language);
  const saved = context.workspace.catalogue.bulletins.get(assessmentId, language);
  return {
    title: made.title,
    made: made.text,
    text: saved?.text ?? made.text,
    edited: saved && { who: saved.author, when: saved.changed, stale: saved.basedOn !== made.sha256 },
  };
}
