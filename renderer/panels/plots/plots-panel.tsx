import { Camera, Keyboard, MapPinPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { callHost } from '../../client/call-host.ts';
import { Button } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { useMarking } from '#renderer/panels/plots/state/marking.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { focusOn } from '../../state/focus.ts';
import { placeAt, useSiteForm } from '#renderer/panels/plots/state/site-form.ts';
import { PlaceField } from './place-field.tsx';
import { PlotCard } from './plot-card.tsx';
import { FindChips } from './find/find-chips.tsx';
import { FindConditions } from './find/find-conditions.tsx';
import { FoundSums } from './find/found-sums.tsx';
import { FoundTable } from './find/found-table.tsx';
import { PlotsActions } from './plots-actions.tsx';
import { PlotForm } from './plot-form.tsx';

/** Ground plots: the list, or the card of one, or the form. */
export function PlotsPanel() {
  const selectedId = usePlots(s => s.selectedId);
  const open = useSiteForm(s => s.open);
  if (open)
    return (
      <PlotForm
        key={open.site?.id ?? 'new'}
        draft={open.draft}
        isNew={open.site === null}
        restored={open.restored}
      />
    );
  if (selectedId !== null) return <PlotCard key={selectedId} />;
  return (
    <div className="find">
      <AddPlot />
      <LeftDraft />
      <PlotsActions />
      <FindConditions />
      <FindChips />
      <FoundSums />
      <FoundTable />
    </div>
  );
}

/** Three ways to a new site: on the map, by coordinates, from a photo. */
function AddPlot() {
  const { t } = useWords();
  const writable = useWritable();
  const { tool, start, stop } = useMarking();
  const [typing, setTyping] = useState(false);
  const [place, setPlace] = useState<{ lon: number; lat: number } | null>(null);
  const open = async (lon: number, lat: number, photos: string[] = []) => {
    await useSiteForm.getState().mark(placeAt(lon, lat, null), photos);
    focusOn({ kind: 'point', lon, lat });
  };
  const fromPhoto = async () => {
    const paths = await pickPaths('photos');
    if (!paths) return;
    const { lon, lat } = await callHost('photos.locate', { path: paths[0] });
    if (lon === null || lat === null) showNotice('warning', 'plots.photo-no-place');
    else await open(lon, lat, paths);
  };
  return (
    <>
      <div className="panel-action wraps">
        <Button
          look="primary"
          icon={<MapPinPlus size={14} />}
          aria-pressed={tool === 'point'}
          disabled={!writable}
          title={`${t('plots.add')} (N)`}
          onClick={() => (tool === 'point' ? stop() : start('point'))}
        >
          {t('plots.add')}
        </Button>
        <Button
          icon={<Keyboard size={14} />}
          aria-pressed={typing}
          disabled={!writable}
          onClick={() => setTyping(!typing)}
        >
          {t('plots.type-place')}
        </Button>
        <Button icon={<Camera size={14} />} disabled={!writable} onClick={() => void attempt(fromPhoto)}>
          {t('plots.from-photo')}
        </Button>
      </div>
      {typing && (
        <div className="filter">
          <PlaceField place={place} onPlace={(lon, lat) => setPlace({ lon, lat })} />
          <div className="buttons">
            <Button disabled={!place} onClick={() => place && void attempt(() => open(place.lon, place.lat))}>
              {t('plots.add-here')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

/** A form of a new site that was left without saving. */
function LeftDraft() {
  const { t } = useWords();
  const left = useSiteForm(s => s.left);
  const { loadLeft, resume, discard } = useSiteForm.getState();
  const writable = useWritable();
  useEffect(() => void attempt(loadLeft), [loadLeft]);
  if (!left || !writable) return null;
  return (
    <div className="draft-note" role="status">
      <span>{t('form.left', { name: left.name || t('plots.new') })}</span>
      <Button look="quiet" onClick={resume}>
        {t('form.resume')}
      </Button>
      <Button look="quiet" onClick={() => void attempt(discard)}>
        {t('form.discard')}
      </Button>
    </div>
  );
}
