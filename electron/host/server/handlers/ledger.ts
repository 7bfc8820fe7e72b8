import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ledgerCalls } from '#core/contract/ledger-calls.ts';
import { exportLedger } from '#host/exchange/ledger/export-ledger.ts';
import { importFindings } from '#host/exchange/ledger/import-findings.ts';
import { takePatches } from '#host/exchange/ledger/take-patches.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

/** Runs a change and tells the windows of it. */
function changing<T>(
  context: Context,
  change: (ledger: Context['workspace']['catalogue']['ledger'], who: string) => T,
): T {
  const result = change(context.workspace.catalogue.ledger, context.workspace.who);
  context.send({ type: 'changed', what: 'ledger' });
  return result;
}

export const ledgerHandlers: Pick<Handlers, keyof typeof ledgerCalls> = {
  'ledger.list': ({ filter }, { workspace }) => {
    const { ledger } = workspace.catalogue;
    const all = ledger.list();
    const isFiltered = Object.values(filter).some(value => value !== undefined && value !== '');
    return {
      entries: isFiltered ? ledger.list(filter) : all,
      zones: [...new Set(all.map(entry => entry.zone))].sort((a, b) => a.localeCompare(b, 'zh')),
      total: all.length,
    };
  },
  'ledger.take': ({ assessmentId }, context) => {
    const { workspace } = context;
    const assessment = workspace.catalogue.assessments.get(assessmentId);
    const [before, after] = assessment.sceneIds.map(id => workspace.scene(id));
    const zones = assessment.zoneIds.map(id => workspace.catalogue.zones.get(id));
    return changing(context, (_, who) =>
      takePatches(workspace.catalogue, who, assessment, [before, after], zones),
    );
  },
  'ledger.change': ({ ids, changes }, context) =>
    changing(context, (ledger, who) => ledger.change(who, ids, changes)),
  'ledger.step': ({ ids, state, why }, context) =>
    changing(context, (ledger, who) => ledger.step(who, ids, state, why)),
  'ledger.remove': ({ ids, why }, context) =>
    changing(context, (ledger, who) => {
      ledger.remove(who, ids, why);
      return null;
    }),
  'ledger.photos': ({ entryId }, { workspace }) =>
    workspace.catalogue.ledger.photos(entryId).map(({ ledgerId: _, ...photo }) => ({
      ...photo,
      missing: !existsSync(join(workspace.catalogue.directory, photo.file)),
    })),
  'ledger.export': async ({ path, ids, format, language }, context, progress) =>
    exportLedger(
      context.workspace.catalogue,
      { path: context.roots.check(path), ids, format, language },
      progress,
    ),
  'ledger.import': async ({ path, apply }, context) => {
    const { workspace, roots, send } = context;
    const result = await importFindings(workspace.catalogue, workspace.who, roots.check(path), apply);
    if (apply) send({ type: 'changed', what: 'ledger' });
    return result;
  },
};
