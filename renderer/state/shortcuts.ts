import { chooseAndOpenScene } from './actions.ts';
import { useComposite } from './composite.ts';
import { useDialogs } from './dialogs.ts';
import { useFind } from './find.ts';
import { focusOn } from './focus.ts';
import { useLayers } from './layers.ts';
import { usePlots } from './plots.ts';
import { toggleLanguage, toggleTheme, usePreferences } from './preferences.ts';
import { useRedline } from './redline.ts';
import { useScenes } from './scenes.ts';
import { tasks, useSession } from './session.ts';

const canWrite = () => useSession.getState().workspace?.readOnly === false;

const actions: Record<string, () => void> = {
  o: () => canWrite() && void chooseAndOpenScene(),
  i: () => {
    const sceneId = useScenes.getState().activeId;
    if (sceneId !== null) useDialogs.getState().open({ kind: 'scene', sceneId });
  },
  z: () => focusOn({ kind: 'scene' }),
  f: () => useComposite.setState(s => ({ kind: s.kind === 'natural' ? 'false' : 'natural' })),
  x: () => useLayers.getState().toggle('index'),
  m: () => useLayers.getState().toggle('reasons'),
  s: () => useRedline.getState().toggleSwipe(),
  n: () => {
    if (!canWrite()) return;
    useSession.getState().setTask('plots');
    usePlots.getState().startPlacing(true);
  },
  l: toggleLanguage,
  d: toggleTheme,
  '[': () => usePreferences.setState(s => ({ dockOpen: !s.dockOpen })),
  ']': () => usePreferences.setState(s => ({ panelOpen: !s.panelOpen })),
  '?': () => useDialogs.getState().open({ kind: 'help' }),
};

/** The keys in the order in which the help lists them; each has its words at `help.keys.<name>`. */
export const shortcutHelp: [key: string, name: string][] = [
  ['1 – 4', 'tasks'],
  ['O', 'open'],
  ['I', 'info'],
  ['Z', 'zoom'],
  ['F', 'false'],
  ['X', 'index'],
  ['M', 'reasons'],
  ['S', 'swipe'],
  ['N', 'plot'],
  ['← →', 'slider'],
  ['L', 'language'],
  ['D', 'theme'],
  ['[  ]', 'columns'],
  ['Esc', 'escape'],
  ['?', 'help'],
];

/** Keys work unless something is being typed or a dialog is open. */
export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    if (target.closest('input:not([type=range]):not([type=checkbox]), textarea, select, dialog')) return;
    if (event.key === 'Escape') {
      useFind.getState().draw(null);
      return usePlots.getState().startPlacing(false);
    }
    const number = Number(event.key);
    const task = tasks[number - 1];
    if (task) return useSession.getState().setTask(task);
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
