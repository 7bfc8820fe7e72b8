import { useWords } from '../../language/use-words.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useWaiting } from '#renderer/panels/review/state/review.ts';
import { tasks, useSession } from '../../state/session.ts';

export function TaskTabs() {
  const { t } = useWords();
  const task = useSession(s => s.task);
  const setTask = useSession(s => s.setTask);
  const waiting = useWaiting();
  return (
    <nav className="tabs" role="tablist" aria-label={t('bar.tasks')}>
      {tasks.map((id, i) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={task === id}
          aria-controls="task-panel"
          title={`${t(`task.${id}-long`)} (${i + 1})`}
          onClick={() => {
            setTask(id);
            usePreferences.getState().set({ panelOpen: true });
          }}
        >
          {t(`task.${id}`)}
          {id === 'review' && waiting > 0 && (
            <span className="tab-badge" title={t('review.waiting', { count: waiting })}>
              {waiting}
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
