import { CircleHelp, FolderOpen, Languages, Moon, Sun } from 'lucide-react';
import { IconButton } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { useWords } from '../../language/use-words.ts';
import { openWorkspace } from '../../state/actions.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { toggleLanguage, toggleTheme, usePreferences } from '../../state/preferences.ts';
import { useActiveScene } from '../../state/scenes.ts';
import { useSession } from '../../state/session.ts';
import { JobList } from './job-list.tsx';
import { Mark } from './mark.tsx';
import { PersonButton } from './person-button.tsx';
import { SceneCrumb } from './scene-crumb.tsx';
import { TaskTabs } from './task-tabs.tsx';

/** Workspace ▸ scene, the tasks, running jobs, language and theme. */
export function TopBar() {
  const { t } = useWords();
  const workspace = useSession(s => s.workspace);
  const scene = useActiveScene();
  const theme = usePreferences(s => s.theme);
  const open = useDialogs(s => s.open);
  const changeWorkspace = async () => {
    const paths = await pickPaths('workspace');
    if (paths) await openWorkspace(paths[0], true);
  };
  return (
    <header className="top-bar">
      <div className="crumbs">
        <Mark />
        <button
          type="button"
          className="crumb"
          onClick={() => void changeWorkspace()}
          title={workspace?.path}
        >
          <FolderOpen size={14} aria-hidden />
          <span className="clip">{workspace?.name ?? t('common.loading')}</span>
        </button>
        {workspace?.readOnly && (
          <Chip look="warning">
            {workspace.writer ? t('common.writes-elsewhere', workspace.writer) : t('common.read-only')}
          </Chip>
        )}
        <span className="crumb-arrow" aria-hidden>
          ▸
        </span>
        <SceneCrumb />
        {(workspace?.simulated || scene?.simulated) && <SimulatedChip />}
      </div>
      <TaskTabs />
      <div className="top-right">
        <JobList />
        <button
          type="button"
          className="text-button"
          onClick={toggleLanguage}
          aria-label={t('bar.switch-language')}
          title={`${t('bar.switch-language')} (L)`}
        >
          <Languages size={15} aria-hidden />
          <span>{t('bar.other-language')}</span>
        </button>
        <PersonButton />
        <IconButton label={t(theme === 'dark' ? 'bar.to-light' : 'bar.to-dark')} onClick={toggleTheme}>
          {theme === 'dark' ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
        <IconButton label={t('help.title')} onClick={() => open({ kind: 'help' })}>
          <CircleHelp size={16} />
        </IconButton>
      </div>
    </header>
  );
}
