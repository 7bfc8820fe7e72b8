import type { ReportAsk, ReportChoice, ReportView } from '#core/contract/report-calls.ts';
import { parsePeriod, periodOf, type PeriodUnit } from '#core/foundation/period.ts';
import type { ReportFormat } from '#core/report/report-formats.ts';
import type { Language } from '#core/foundation/text.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { runJob } from '#renderer/state/jobs.ts';
import { closeErrors } from '#renderer/state/notices.ts';
import { workspaceStore } from '#renderer/state/root.ts';
import { latest, whileBusy } from '#renderer/state/asking.ts';

/** The report that is put together, and what it was exported as. */
interface Reports {
  /** Kinds of reports that there are. */
  offer: ReportChoice[];
  kind: string;
  unit: PeriodUnit;
  /** Any day of the period. */
  day: string;
  /** Empty takes every zone that has results. */
  zoneIds: ReadonlySet<number>;
  resultId: number | null;
  formats: ReportFormat[];
  directory: string;
  preparedBy: string;
  organisation: string;
  asked: ReportAsk | null;
  view: ReportView | null;
  written: { directory: string; files: { path: string; bytes: number }[] } | null;
  busy: boolean;
  load: () => Promise<void>;
  set: (
    change: Partial<
      Pick<
        Reports,
        'day' | 'zoneIds' | 'resultId' | 'formats' | 'directory' | 'preparedBy' | 'organisation' | 'unit'
      >
    >,
  ) => void;
  chooseKind: (kind: string) => void;
  make: (language: Language) => Promise<void>;
  write: (paragraph: string, text: string | null) => Promise<void>;
  exportAll: () => Promise<void>;
  leave: () => void;
}

export const chosenReport = ({ offer, kind }: Pick<Reports, 'offer' | 'kind'>): ReportChoice | undefined =>
  offer.find(o => o.kind === kind);

const newestView = latest();

export const useReports = workspaceStore<Reports>()((set, get) => ({
  offer: [],
  kind: 'bloom-month',
  unit: 'month',
  day: '',
  zoneIds: new Set(),
  resultId: null,
  formats: ['docx', 'pdf', 'xlsx', 'md'],
  directory: '',
  preparedBy: '',
  organisation: '',
  asked: null,
  view: null,
  written: null,
  busy: false,
  load: async () => {
    const offer = await callHost('report.offer', {});
    set(s => ({ offer, day: s.day || (chosenReport({ ...s, offer })?.days.at(-1) ?? '') }));
  },
  set: change => set(change),
  chooseKind: kind =>
    set(s => {
      const { units, days } = chosenReport({ ...s, kind })!;
      return { kind, unit: units[0], day: days.at(-1) ?? s.day, zoneIds: new Set() };
    }),
  make: async language => {
    const { kind, unit, day, zoneIds, resultId } = get();
    const ofResult = !!chosenReport(get())?.results;
    const asked: ReportAsk = {
      kind,
      // A day that is none is told by the host.
      period: ofResult ? null : parsePeriod('day', day) ? periodOf(unit, day).key : day,
      zoneIds: zoneIds.size > 0 && !ofResult ? [...zoneIds] : null,
      resultId: ofResult ? resultId : null,
      language,
    };
    set({ written: null });
    closeErrors();
    const view = await whileBusy(
      busy => set({ busy }),
      () => newestView(() => runJob('report.preview', asked)),
    );
    if (view) set({ view, asked });
  },
  write: async (paragraph, text) => {
    const { asked } = get();
    if (!asked) return;
    const block = await callHost('report.edit', { ...asked, paragraph, text });
    set(s => ({
      written: null,
      view:
        s.asked === asked && s.view
          ? {
              ...s.view,
              blocks: s.view.blocks.map(b => (b.kind === 'paragraph' && b.id === paragraph ? block : b)),
            }
          : s.view,
    }));
  },
  exportAll: async () => {
    const { asked, directory, formats, preparedBy, organisation } = get();
    if (!asked) return;
    set({ written: null });
    closeErrors();
    const wanted = { ...asked, directory, formats, preparedBy, organisation };
    set({
      written: await whileBusy(
        busy => set({ busy }),
        () => runJob('export.report', wanted),
      ),
    });
  },
  leave: () => set({ view: null, asked: null, written: null }),
}));
