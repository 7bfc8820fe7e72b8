import { Play, Waves } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { ZoneSection } from '../../controls/zone-section.tsx';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '../../state/bloom.ts';
import { useLayers } from '../../state/layers.ts';
import { attempt } from '../../state/notices.ts';
import { useActiveScene } from '../../state/scenes.ts';
import { useZones } from '../../state/zones.ts';
import { AssessSection } from './assess-section.tsx';
import { BloomResultView } from './bloom-result.tsx';
import { CorrectionSection } from './correction-section.tsx';
import { GroundSection } from './ground-section.tsx';
import { MaskSection } from './mask-section.tsx';
import { ReasonTable } from './reason-table.tsx';
import { IndexSection } from './index-section.tsx';
import { ThresholdSection } from './threshold-section.tsx';
import { ZoneAreas } from './zone-areas.tsx';

/** From zones and an index to a bloom assessment. */
export function BloomPanel() {
  const { t } = useWords();
  const scene = useActiveScene();
  const zones = useZones(s => s.zones);
  const zoneIds = useBloom(s => s.zoneIds);
  const setZones = useBloom(s => s.setZones);
  const indexId = useBloom(s => s.indexId);
  const tally = useBloom(s => s.tally);
  const busy = useBloom(s => s.busy);
  const assessment = useBloom(s => s.assessment);

  if (!scene) {
    return (
      <EmptyState
        icon={<Waves size={26} aria-hidden />}
        title={t('bloom.no-scene')}
        text={t('bloom.no-scene-text')}
      />
    );
  }
  const run = async () => {
    await attempt(() => useBloom.getState().runTally(scene.id));
    if (useBloom.getState().tally) useLayers.getState().setLayer('index', { visible: true });
  };
  const ready = zoneIds.size > 0 && indexId !== null && scene.missing === null;
  return (
    <>
      <ZoneSection
        kind="lake"
        zones={zones.filter(zone => zone.kind === 'lake' || zone.kind === 'other')}
        chosen={zoneIds}
        onChange={setZones}
      />
      <IndexSection scene={scene} />
      <MaskSection scene={scene} />
      <div className="panel-action">
        <Button
          look={tally ? 'plain' : 'primary'}
          icon={<Play size={14} />}
          disabled={!ready || busy !== null}
          onClick={() => void run()}
        >
          {t(busy === 'tally' ? 'bloom.tallying' : 'bloom.tally')}
        </Button>
        {!ready && (
          <span className="hint">{t(zoneIds.size === 0 ? 'bloom.choose-zones' : 'bloom.choose-index')}</span>
        )}
      </div>
      {tally && (
        <>
          <Warnings lines={tally.warnings} />
          <ThresholdSection tally={tally} />
          <ZoneAreas tally={tally} />
          <ReasonTable zones={tally.zones} />
          <CorrectionSection scene={scene} />
          <GroundSection scene={scene} tally={tally} />
          <AssessSection scene={scene} />
        </>
      )}
      {assessment && <BloomResultView assessment={assessment} />}
    </>
  );
}
