import { Play, Shield } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { ZoneSection } from '../../controls/zone-section.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { suggestDates, useRedline } from '../../state/redline.ts';
import { useScenes } from '../../state/scenes.ts';
import { useWritable } from '../../state/session.ts';
import { useSheet } from '../../state/sheet.ts';
import { useZones } from '../../state/zones.ts';
import { EcologySection } from '../ecology/ecology-section.tsx';
import { DateSection } from './date-section.tsx';
import { ChangeThreshold } from './change-threshold.tsx';
import { MethodSection } from './method-section.tsx';
import { PatchOptions } from './patch-options.tsx';
import { RedlineResultView } from './redline-result.tsx';

/** From two dates and redline zones to vegetation cover and suspected patches. */
export function RedlinePanel() {
  const { t } = useWords();
  const scenes = useScenes(s => s.scenes);
  const zones = useZones(s => s.zones);
  const writable = useWritable();
  const { beforeId, afterId, zoneIds, options, choices, tally, busy, assessment, set } = useRedline();

  useEffect(() => suggestDates(scenes), [scenes]);
  useEffect(() => {
    void attempt(() => useRedline.getState().loadChoices());
  }, [beforeId, afterId, scenes]);

  if (scenes.length < 2) {
    return (
      <>
        <EmptyState
          icon={<Shield size={26} aria-hidden />}
          title={t('redline.two-scenes')}
          text={t('redline.two-scenes-text')}
        />
        <EcologySection />
      </>
    );
  }
  const assess = () =>
    attempt(async () => {
      await useRedline.getState().assess(undefined);
      const made = useRedline.getState().assessment;
      if (!made) return;
      await useSheet.getState().load();
      useSheet.getState().choose(made.id);
      showNotice('done', 'bloom.saved', { name: made.name });
    });
  const twoDates = beforeId !== null && afterId !== null && beforeId !== afterId;
  const sameGrid = choices === null || choices.sameGrid || options.align !== null;
  const ready = twoDates && zoneIds.size > 0 && sameGrid;
  const compare = () => attempt(() => useRedline.getState().runTally());
  return (
    <>
      <DateSection />
      <ZoneSection
        kind="redline"
        zones={zones.filter(zone => zone.kind === 'redline' || zone.kind === 'other')}
        chosen={zoneIds}
        onChange={ids => set({ zoneIds: ids })}
      />
      <MethodSection />
      <div className="panel-action">
        <Button disabled={!ready || busy !== null} onClick={() => void compare()}>
          {t(busy === 'tally' ? 'redline.comparing' : 'redline.compare')}
        </Button>
        {!sameGrid && <span className="hint warn">{t('redline.grids-differ')}</span>}
      </div>
      {tally && <ChangeThreshold tally={tally} />}
      <PatchOptions />
      <div className="panel-action">
        <Button
          look="primary"
          icon={<Play size={14} />}
          disabled={!ready || busy !== null || !writable}
          onClick={() => void assess()}
        >
          {t(busy === 'assess' ? 'bloom.assessing' : 'redline.assess')}
        </Button>
        {!ready && sameGrid && (
          <span className="hint">{t(twoDates ? 'bloom.choose-zones' : 'redline.choose-dates')}</span>
        )}
      </div>
      {assessment && <RedlineResultView assessment={assessment} />}
      <EcologySection />
    </>
  );
}
