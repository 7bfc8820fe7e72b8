import { ChevronLeft, ChevronRight, Maximize, Satellite } from 'lucide-react';
import { Button, IconButton } from '../controls/button.tsx';
import { EmptyState } from '../controls/empty-state.tsx';
import { NoticeList } from '../controls/notice-list.tsx';
import { useWords } from '../language/use-words.ts';
import { MapView } from '../map/map-view.tsx';
import { chooseAndOpenScene } from '../state/actions.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { focusOn } from '../state/focus.ts';
import { usePreferences } from '../state/preferences.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { useScenes } from '../state/scenes.ts';
import { useSession, useWritable } from '../state/session.ts';
import { useShownScenes } from '../state/shown-scenes.ts';
import { MarkReadout } from './plots/mark-readout.tsx';
import { MarkToolbar } from './plots/mark-toolbar.tsx';
import { SheetPreview } from './sheet/sheet-preview.tsx';
import { SwipeHandle } from './redline/swipe-handle.tsx';

/** The middle: the map, or the sheet that is being made, and what lies over it. */
export function MapArea() {
  const { t } = useWords();
  const task = useSession(s => s.task);
  const { scene, divided } = useShownScenes();
  const loaded = useScenes(s => s.loaded);
  const writable = useWritable();
  const drawing = useFind(s => s.drawing);
  const sheetShown = useReview(s => s.view === 'sheet' && s.detail !== null);
  const placing = useReview(s => s.placing);
  const { dockOpen, panelOpen, set } = usePreferences();
  return (
    <main className="map-area">
      <MapView label={t('map.label')} />
      {divided && <SwipeHandle />}
      <div className="map-corner">
        {scene && (
          <div className="map-tools">
            <IconButton label={`${t('map.zoom-to-scene')} (Z)`} onClick={() => focusOn({ kind: 'scene' })}>
              <Maximize size={15} />
            </IconButton>
          </div>
        )}
        {task === 'plots' && <MarkToolbar />}
      </div>
      {loaded && !scene && task !== 'plots' && (
        <div className="map-empty">
          <EmptyState
            icon={<Satellite size={34} aria-hidden />}
            title={t('scene.empty')}
            text={t('scene.empty-text')}
          >
            <Button look="primary" disabled={!writable} onClick={() => void chooseAndOpenScene()}>
              {t('scene.open')}
            </Button>
          </EmptyState>
        </div>
      )}
      {task === 'plots' && <MarkReadout />}
      {task === 'review' && placing && <div className="map-hint">{t('review.click-the-map')}</div>}
      {drawing && <div className="map-hint">{t(`find.hint-${drawing}`)}</div>}
      {(task === 'sheet' || (task === 'review' && sheetShown)) && <SheetPreview />}
      <IconButton
        className="fold fold-left"
        label={t(dockOpen ? 'dock.hide' : 'dock.show')}
        onClick={() => set({ dockOpen: !dockOpen })}
      >
        {dockOpen ? <ChevronLeft size={14} /> : <ChevronRight size={14} />}
      </IconButton>
      <IconButton
        className="fold fold-right"
        label={t(panelOpen ? 'panel.hide' : 'panel.show')}
        onClick={() => set({ panelOpen: !panelOpen })}
      >
        {panelOpen ? <ChevronRight size={14} /> : <ChevronLeft size={14} />}
      </IconButton>
      <NoticeList />
    </main>
  );
}
