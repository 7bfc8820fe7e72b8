import type { Assessment, AssessmentState } from '#core/review/assessment.ts';
import type { CallInput } from '#core/contract/calls.ts';
import type { InboxEntry, RerunAnswer, ReviewDetail } from '#core/contract/review-calls.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { focusOn } from '#renderer/state/focus.ts';
import { runJob } from '#renderer/state/jobs.ts';
import { useLayers } from '#renderer/state/layers.ts';
import { usePeople } from '#renderer/state/people.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useScenes } from '#renderer/state/scenes.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';
import { workspaceStore } from '#renderer/state/root.ts';
import { latest, whileBusy } from '#renderer/state/asking.ts';

export const inboxStates = [
  'submitted',
  'returned',
  'draft',
  'approved',
  'superseded',
] as const satisfies AssessmentState[];

type ReviewCall =
  'review.submit' | 'review.withdraw' | 'review.return' | 'review.approve' | 'review.supersede';

/** The review desk: the inbox, the assessment that is looked at, and what is laid beside it. */
interface Review {
  entries: InboxEntry[];
  filter: AssessmentState;
  chosenId: number | null;
  detail: ReviewDetail | null;
  /** What the middle shows. */
  view: 'map' | 'sheet';
  /** Another assessment of the same zones, laid beside on the map and in the table. */
  other: Assessment | null;
  swipeOn: boolean;
  /** The next click on the map is the place of a comment. */
  placing: boolean;
  place: [number, number] | null;
  field: string;
  commentId: number | null;
  rerun: RerunAnswer | null;
  busy: boolean;
  set: (
    change: Partial<
      Pick<Review, 'filter' | 'view' | 'placing' | 'place' | 'field' | 'commentId' | 'swipeOn'>
    >,
  ) => void;
  load: () => Promise<void>;
  choose: (id: number) => Promise<void>;
  act: <Name extends ReviewCall>(name: Name, input: CallInput<Name>) => Promise<void>;
  comment: (text: string, replyTo?: number) => Promise<void>;
  resolve: (commentId: number, resolved: boolean) => Promise<void>;
  compare: (assessmentId: number | null) => Promise<void>;
  runAgain: () => Promise<void>;
  showReasons: () => void;
}

const nothingOpen = {
  detail: null,
  other: null,
  swipeOn: false,
  placing: false,
  place: null,
  field: '',
  commentId: null,
  rerun: null,
};

const newestDetail = latest(() => [useReview.getState().chosenId]);
const newestChoice = latest(() => [useReview.getState().chosenId]);
const newestRun = latest(() => [useReview.getState().chosenId]);

export const useReview = workspaceStore<Review>()((set, get) => ({
  entries: [],
  filter: 'submitted',
  chosenId: null,
  ...nothingOpen,
  view: 'map',
  busy: false,
  set: change => set(change),
  load: async () => {
    const entries = await callHost('review.inbox', {});
    const { chosenId } = get();
    const stays = entries.some(e => e.id === chosenId);
    set(stays ? { entries } : { entries, chosenId: null, ...nothingOpen });
    if (!stays || chosenId === null) return;
    const detail = await newestDetail(() => callHost('review.get', { assessmentId: chosenId }));
    if (detail) set({ detail });
  },
  choose: async id => {
    set({ ...nothingOpen, chosenId: id });
    const detail = await newestChoice(() => callHost('review.get', { assessmentId: id }));
    if (!detail) return;
    const { assessment } = detail;
    set({ detail, filter: assessment.state });
    useSheet.getState().choose(id);
    const sceneId = assessment.sceneIds.at(-1);
    const there = useScenes.getState().scenes.some(s => s.id === sceneId);
    if (there && sceneId !== undefined) useScenes.getState().activate(sceneId);
    useRedline.setState({ patchId: null });
    // What was made is what a reviewer looks at first.
    useLayers.getState().setLayer('index', { visible: assessment.kind === 'bloom' });
    useLayers.getState().setLayer('reasons', { visible: false });
    if (there) focusOn({ kind: 'scene' });
  },
  act: async (name, input) => {
    await whileBusy(
      busy => set({ busy }),
      async () => {
        await callHost(name, input);
        await get().load();
      },
    );
    // Of the entries, not of the detail: that one may still be on its way, asked for by an event of the host.
    const { entries, chosenId } = get();
    const acted = entries.find(e => e.id === chosenId);
    if (acted) set({ filter: acted.state });
  },
  comment: async (text, replyTo) => {
    const { chosenId, place, field } = get();
    if (chosenId === null) return;
    const pin =
      replyTo === undefined ? { ...(place ? { place } : {}), ...(field ? { field } : {}) } : { replyTo };
    await callHost('review.comment', { assessmentId: chosenId, text, ...pin });
    if (replyTo === undefined) set({ place: null, field: '', placing: false });
    await get().load();
  },
  resolve: async (commentId, resolved) => {
    await callHost('review.resolve', { commentId, resolved });
    await get().load();
  },
  compare: async assessmentId => {
    if (assessmentId === null) return set({ other: null, swipeOn: false });
    const other = await callHost('assessment.get', { assessmentId });
    set({ other, swipeOn: true, view: 'map' });
  },
  runAgain: async () => {
    const { chosenId } = get();
    if (chosenId === null) return;
    set({ rerun: null });
    const rerun = await whileBusy(
      busy => set({ busy }),
      () => newestRun(() => runJob('review.rerun', { assessmentId: chosenId })),
    );
    if (rerun) set({ rerun });
  },
  showReasons: () => {
    useLayers.getState().setLayer('reasons', { visible: true });
    set({ view: 'map', swipeOn: false });
  },
}));

/** How many assessments wait for the one who sits there: to be reviewed, or returned to them. */
export function useWaiting(): number {
  const { me, rights } = usePeople();
  return useReview(s =>
    me === null
      ? 0
      : s.entries.filter(
          e =>
            (e.state === 'submitted' && rights.includes('review') && e.author !== me.name) ||
            (e.state === 'returned' && e.author === me.name),
        ).length,
  );
}
