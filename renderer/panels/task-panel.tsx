import { useSession } from '../state/session.ts';
import { BloomTask } from './bloom/bloom-task.tsx';
import { PlotsPanel } from './plots/plots-panel.tsx';
import { RedlineTask } from './redline/redline-task.tsx';
import { ReviewPanel } from './review/review-panel.tsx';
import { SheetPanel } from './sheet/sheet-panel.tsx';

const panels = {
  bloom: BloomTask,
  redline: RedlineTask,
  plots: PlotsPanel,
  review: ReviewPanel,
  sheet: SheetPanel,
};

/** The panel of the task, on the right. */
export function TaskPanel() {
  const task = useSession(s => s.task);
  const Panel = panels[task];
  // Another element for another task: each begins at its top.
  return (
    <aside
      key={task}
      className="panel"
      id="task-panel"
      role="tabpanel"
      aria-labelledby={`tab-${task}`}
      data-task={task}
    >
      <Panel />
    </aside>
  );
}
