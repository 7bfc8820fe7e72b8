import type { ImportReport } from '#core/plots/import-report.ts';
import type { ColumnUse, ImportMapping } from '#core/plots/mapping.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { useDialogs } from '#renderer/state/dialogs.ts';
import { runJob } from '#renderer/state/jobs.ts';
import { attempt, showNotice } from '#renderer/state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { workspaceStore } from '#renderer/state/root.ts';
import { afterPause, latest, whileBusy } from '#renderer/state/asking.ts';

/** A file that is being understood before it comes in. */
interface Importing {
  path: string | null;
  /** The last dry run; the mapping on screen may be newer. */
  report: ImportReport | null;
  mapping: ImportMapping | null;
  /** A dry run is on its way. */
  looking: boolean;
  committing: boolean;
  open: (path: string) => Promise<void>;
  /** Changes the mapping and looks again. A change of the table itself starts from a new suggestion. */
  change: (change: Partial<ImportMapping>) => void;
  changeColumn: (column: string, use: ColumnUse) => void;
  useSaved: (name: string) => Promise<void>;
  save: (name: string) => Promise<void>;
  commit: () => Promise<void>;
  close: () => void;
}

/** Typing and choosing rest for this long before the next dry run. */
const restMs = 250;
const typing = afterPause();

const nothing = { path: null, report: null, mapping: null, looking: false, committing: false };

/** What the columns are depends on these; a mapping of the old columns says nothing about the new ones. */
const ofTable = ['table', 'encoding', 'delimiter', 'headerRow', 'headerRows'] as const;

export const useImport = workspaceStore<Importing>()((set, get) => {
  const newest = latest(() => [get().path]);
  const look = async (wanted: Parameters<typeof runJob<'import.preview'>>[1]['mapping']) => {
    const { path } = get();
    if (path === null) return;
    set({ looking: true });
    const look = async () => ({
      report: await attempt(() => runJob('import.preview', { path, mapping: wanted })),
    });
    const answer = await newest(look);
    if (!answer) return;
    const { report } = answer;
    set({ looking: false, ...(report && { report, mapping: report.mapping }) });
    if (!report && !get().report) get().close();
  };
  const lookSoon = (wanted: Parameters<typeof look>[0]) => {
    typing.wait(() => void look(wanted), restMs);
  };
  return {
    ...nothing,
    open: async path => {
      set({ ...nothing, path });
      useDialogs.getState().open({ kind: 'import' });
      await look(undefined);
    },
    change: change => {
      const { mapping } = get();
      if (!mapping) return;
      const next = { ...mapping, ...change };
      set({ mapping: next });
      const table = Object.fromEntries(
        ofTable.flatMap(key => (next[key] === undefined ? [] : [[key, next[key]]])),
      );
      lookSoon(ofTable.some(key => key in change) ? { adjust: table } : next);
    },
    changeColumn: (column, use) => {
      const { mapping } = get();
      if (!mapping) return;
      const columns = { ...mapping.columns };
      // A role that is had once moves from its old column to this one.
      if (
        use.as !== 'ignore' &&
        use.as !== 'field' &&
        use.as !== 'row' &&
        use.as !== 'extra' &&
        use.as !== 'photo'
      )
        for (const [name, other] of Object.entries(columns))
          if (sameUse(other, use)) columns[name] = { as: 'ignore' };
      columns[column] = use;
      get().change({ columns });
    },
    useSaved: name => look({ name }),
    save: async name => {
      const { mapping } = get();
      if (!mapping) return;
      await attempt(async () => {
        await callHost('import.save-mapping', { name, mapping });
        showNotice('done', 'import.mapping-saved', { name });
      });
    },
    commit: async () => {
      const { path, mapping } = get();
      if (path === null || !mapping) return;
      const report = await whileBusy(
        committing => set({ committing }),
        () => attempt(() => runJob('import.commit', { path, mapping })),
      );
      if (!report) return;
      showNotice('done', 'import.done', {
        sites: report.sites,
        observations: report.observations,
        rejected: report.rejected.length,
      });
      get().close();
      await attempt(() => usePlots.getState().load());
    },
    close: () => {
      typing.drop();
      set(nothing);
      if (useDialogs.getState().dialog?.kind === 'import') useDialogs.getState().close();
    },
  };
});

const sameUse = (a: ColumnUse, b: ColumnUse): boolean =>
  a.as === b.as && (a.as !== 'parameter' || b.as !== 'parameter' || a.parameter === b.parameter);
