import { FolderOpen, Play } from 'lucide-react';
import { useState } from 'react';
import { thresholdMethods } from '#core/bloom/thresholds/threshold-choice.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { ZoneSection } from '../../controls/zone-section.tsx';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '../../state/bloom.ts';
import { attempt } from '../../state/notices.ts';
import { pickSceneFolder } from '../../state/pick-paths.ts';
import { useIndices } from '../../state/indices.ts';
import { useSeries } from '../../state/series.ts';
import { useZones } from '../../state/zones.ts';

/** Ground points are of one date: they find no threshold for a series. */
const methods = ['fixed', ...thresholdMethods.filter(method => method !== 'ground')] as const;

/** A folder, zones, and how every scene is assessed; begins with what the single scene was assessed with. */
export function SeriesForm({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const { t } = useWords();
  const zones = useZones(s => s.zones);
  const bloom = useBloom.getState();
  const choices = useIndices(s => s.choices);
  const [name, setName] = useState('');
  const [folder, setFolder] = useState('');
  const [zoneIds, setZoneIds] = useState(bloom.zoneIds);
  const [index, setIndex] = useState(bloom.indexId ?? 'NDVI');
  const [method, setMethod] = useState<(typeof methods)[number]>('fixed');
  const [threshold, setThreshold] = useState<number | null>(bloom.threshold ?? 0);
  const ids = [...new Set(['NDVI', 'FAI', ...choices.map(c => c.id), index])];
  const chooseIndex = (id: string) => {
    setIndex(id);
    const usual = choices.find(c => c.id === id)?.defaultThreshold;
    if (usual !== undefined && usual !== null) setThreshold(usual);
  };
  const pick = async () => {
    const paths = await pickSceneFolder();
    if (paths) setFolder(paths[0]);
  };
  const ready = folder.trim() !== '' && zoneIds.size > 0 && (method !== 'fixed' || threshold !== null);
  const start = () =>
    attempt(async () => {
      const made = useSeries.getState().make({
        name: name.trim() || undefined,
        folder: folder.trim(),
        zoneIds: [...zoneIds],
        options: { index, mask: bloom.mask, threshold: method === 'fixed' ? threshold! : method },
      });
      onMade();
      await made;
    });
  return (
    <>
      <Section title={t('series.new')}>
        <Field label={t('series.folder')} hint={t('series.folder-hint')}>
          <div className="joined">
            <input
              className="input"
              aria-label={t('series.folder')}
              value={folder}
              spellCheck={false}
              onChange={event => setFolder(event.target.value)}
            />
            <IconButton label={t('series.choose-folder')} onClick={() => void pick()}>
              <FolderOpen size={15} />
            </IconButton>
          </div>
        </Field>
        <div className="parameters">
          <Field label={t('bloom.index')}>
            <select className="input" value={index} onChange={event => chooseIndex(event.target.value)}>
              {ids.map(id => (
                <option key={id}>{id}</option>
              ))}
            </select>
          </Field>
          <Field label={t('bloom.threshold')}>
            <NumberField
              label={t('series.threshold')}
              value={threshold}
              step={0.001}
              disabled={method !== 'fixed'}
              onChange={setThreshold}
            />
          </Field>
        </div>
        <Field label={t('series.method')}>
          <select
            className="input"
            value={method}
            onChange={event => setMethod(event.target.value as (typeof methods)[number])}
          >
            {methods.map(id => (
              <option key={id} value={id}>
                {t(`bloom.method-${id}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('series.name')}>
          <input
            className="input"
            value={name}
            maxLength={80}
            placeholder={t('bloom.name-auto')}
            onChange={event => setName(event.target.value)}
          />
        </Field>
      </Section>
      <ZoneSection
        kind="lake"
        zones={zones.filter(zone => zone.kind !== 'redline')}
        chosen={zoneIds}
        onChange={setZoneIds}
      />
      <div className="panel-action">
        <Button look="primary" icon={<Play size={14} />} disabled={!ready} onClick={() => void start()}>
          {t('series.start')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}
