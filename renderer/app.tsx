import { useEffect } from 'react';
import { ResizeHandle } from './controls/resize-handle.tsx';
import { DialogHost } from './dialogs/dialog-host.tsx';
import { useWords } from './language/use-words.ts';
import { Dock } from './panels/dock/dock.tsx';
import { MapArea } from './panels/map-area.tsx';
import { StatusBar } from './panels/bars/status-bar.tsx';
import { TaskPanel } from './panels/task-panel.tsx';
import { TopBar } from './panels/bars/top-bar.tsx';
import { loadAll } from './state/actions.ts';
import { followActiveScene } from './state/follow-scene.ts';
import { followCorrections } from './state/corrections.ts';
import { followMask } from './state/mask.ts';
import { hearHost } from './state/hear-host.ts';
import { listenToDrops } from './state/drops.ts';
import { listenToKeys } from './state/shortcuts.ts';
import { usePreferences } from './state/preferences.ts';
import { useRoot } from './state/root.ts';

/** The whole window; what a workspace had on the screen goes when it is left. */
export function App() {
  const left = useRoot(s => s.left);

  useEffect(() => {
    void loadAll();
    const stops = [hearHost(), listenToKeys(), listenToDrops()];
    return () => stops.forEach(stop => stop());
  }, []);

  return (
    <div className="app">
      <OpenWorkspace key={left} />
    </div>
  );
}

function OpenWorkspace() {
  const { t } = useWords();
  const { dockWidth, panelWidth, dockOpen, panelOpen, set } = usePreferences();

  useEffect(() => {
    const stops = [followActiveScene(), followMask(), followCorrections()];
    return () => stops.forEach(stop => stop());
  }, []);

  return (
    <>
      <TopBar />
      <div className="work">
        {dockOpen && (
          <>
            <div className="column" style={{ width: dockWidth }}>
              <Dock />
            </div>
            <ResizeHandle
              label={t('dock.resize')}
              side="left"
              width={dockWidth}
              min={200}
              max={420}
              onChange={dockWidth => set({ dockWidth })}
            />
          </>
        )}
        <MapArea />
        {panelOpen && (
          <>
            <ResizeHandle
              label={t('panel.resize')}
              side="right"
              width={panelWidth}
              min={300}
              max={720}
              onChange={panelWidth => set({ panelWidth })}
            />
            <div className="column" style={{ width: panelWidth }}>
              <TaskPanel />
            </div>
          </>
        )}
      </div>
      <StatusBar />
      <DialogHost />
    </>
  );
}
