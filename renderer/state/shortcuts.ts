import { chooseAndOpenScene } from './actions.ts';
import { useComposite } from './composite.ts';
import { useCorrections } from '#renderer/panels/bloom/state/corrections.ts';
import { useDialogs } from './dialogs.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { focusOn } from './focus.ts';
import { useLayers } from './layers.ts';
import { attempt } from './notices.ts';
import { useHistory } from './history.ts';
import { useMarking } from '#renderer/panels/plots/state/marking.ts';
import { toggleLanguage, toggleTheme, usePreferences } from './preferences.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
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
    useMarking.getState().start('point');
  },
  l: toggleLanguage,
  d: toggleTheme,
  '[': () => usePreferences.setState(s => ({ dockOpen: !s.dockOpen })),
  ']': () => usePreferences.setState(s => ({ panelOpen: !s.panelOpen })),
  '?': () => useDialogs.getState().open({ kind: 'help' }),
};

/** The keys in the order in which the help lists them; each has its words at `help.keys.<name>`. */
export const shortcutHelp = [
  ['1 – 5', 'tasks'],
  ['O', 'open'],
  ['I', 'info'],
  ['Z', 'zoom'],
  ['F', 'false'],
  ['X', 'index'],
  ['M', 'reasons'],
  ['S', 'swipe'],
  ['N', 'plot'],
  ['Ctrl+Z', 'undo'],
  ['Ctrl+Shift+Z', 'redo'],
  ['← →', 'slider'],
  ['L', 'language'],
  ['D', 'theme'],
  ['[  ]', 'columns'],
  ['Esc', 'escape'],
  ['?', 'help'],
] as const;

const typing = (event: KeyboardEvent) =>
  (event.target as HTMLElement).closest(
    'input:not([type=range]):not([type=checkbox]), textarea, select, dialog',
  ) !== null;

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, in the tasks that edit; a text field keeps its own. */
const isStep = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) &&
  ['z', 'y'].includes(event.key.toLowerCase()) &&
  ['plots', 'bloom', 'redline'].includes(useSession.getState().task) &&
  !typing(event);

function takeStep(event: KeyboardEvent): void {
  event.preventDefault();
  if (!canWrite()) return;
  const back = event.key.toLowerCase() === 'z' && !event.shiftKey;
  void attempt(() => useHistory.getState().step(back ? 'undo' : 'redo'));
}

/** Keys work unless something is being typed or a dialog is open. */
export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (isStep(event)) return void takeStep(event);
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event)) return;
    if (event.key === 'Escape') {
      useFind.getState().draw(null);
      useCorrections.getState().stop();
      return useMarking.getState().stop();
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
