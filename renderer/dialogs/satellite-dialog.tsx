import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { SatelliteValue } from '#core/plots/match-up.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Field } from '../controls/field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { JobProgress } from '../controls/job-progress.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { useWords } from '../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { useIndices } from '#renderer/panels/bloom/state/indices.ts';
import { runJob } from '../state/jobs.ts';
import { attempt } from '../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { saveCsv } from '../state/save-csv.ts';
import { useActiveScene } from '../state/scenes.ts';
import { SatelliteChart } from './satellite/satellite-chart.tsx';
import { SatelliteTable } from './satellite/satellite-table.tsx';

const mostSites = 5000;
const windows = ['1', '3', '5'] as const;

/** What the satellite says at the found sites, beside what was measured there. */
export function SatelliteDialog() {
  const { t, say } = useWords();
  const close = useDialogs(s => s.close);
  const sites = usePlots(s => s.sites);
  const parameters = usePlots(s => s.parameters);
  const choices = useIndices(s => s.choices);
  const scene = useActiveScene();
  const [parameter, setParameter] = useState(useFind.getState().conditions.parameter ?? 'chlorophyll-a');
  const [index, setIndex] = useState(useBloom.getState().indexId ?? 'NDVI');
  const [nearest, setNearest] = useState(true);
  const [side, setSide] = useState<(typeof windows)[number]>('3');
  const [clouds, setClouds] = useState(true);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<SatelliteValue[] | null>(null);
  const chosen = parameters.find(p => p.id === parameter);
  const run = async () => {
    setBusy(true);
    const answer = await attempt(() =>
      runJob('sites.satellite', {
        siteIds: sites.slice(0, mostSites).map(site => site.id),
        parameter: parameter || undefined,
        index: index.trim(),
        sceneId: nearest ? undefined : scene?.id,
        side: Number(side) as 1 | 3 | 5,
        clouds: clouds ? 'auto' : 'none',
      }),
    );
    setBusy(false);
    if (answer) setFound(answer.values);
  };
  const pairs = (found ?? []).filter(v => v.value !== null && v.measured !== null);
  const save = () =>
    saveCsv(t('satellite.file'), [
      (['site', 'time', 'measured', 'value', 'deviation', 'valid', 'scene-name', 'hours'] as const).map(key =>
        t(`satellite.${key}`),
      ),
      ...(found ?? []).map(v => [
        v.site,
        v.time,
        v.measured,
        v.value,
        v.deviation,
        v.validShare,
        v.scene,
        v.hoursApart,
      ]),
    ]);
  return (
    <Dialog
      title={t('satellite.open')}
      size="large"
      onClose={close}
      footer={
        <>
          <span className="hint grow">
            {found && t('satellite.pairs', { count: found.length, pairs: pairs.length })}
          </span>
          <JobProgress calls={['sites.satellite']} />
          {found && found.length > 0 && (
            <Button icon={<FileDown size={14} />} onClick={save}>
              {t('satellite.export')}
            </Button>
          )}
          <Button onClick={close}>{t('common.close')}</Button>
          <Button
            look="primary"
            disabled={busy || sites.length === 0 || index.trim() === ''}
            onClick={() => void run()}
          >
            {t(busy ? 'satellite.busy' : 'satellite.run', { count: Math.min(sites.length, mostSites) })}
          </Button>
        </>
      }
    >
      <p className="hint">
        {t('satellite.sites', { count: sites.length })}
        {sites.length > mostSites && ` ${t('satellite.too-many')}`}
      </p>
      <div className="import-settings">
        <Field label={t('satellite.parameter')}>
          <select className="input" value={parameter} onChange={event => setParameter(event.target.value)}>
            <option value="">{t('satellite.no-parameter')}</option>
            {parameters.map(p => (
              <option key={p.id} value={p.id}>
                {say(p.name)}
              </option>
            ))}
          </select>
        </Field>
        <TextField
          label={t('satellite.index')}
          list="satellite-indices"
          value={index}
          spellCheck={false}
          maxLength={300}
          onChange={setIndex}
        />
        <datalist id="satellite-indices">
          {choices.map(choice => (
            <option key={choice.id} value={choice.id}>
              {say(choice.name)}
            </option>
          ))}
        </datalist>
        <Field label={t('satellite.scene')}>
          <select
            className="input"
            value={nearest ? 'nearest' : 'active'}
            onChange={event => setNearest(event.target.value === 'nearest')}
          >
            <option value="nearest">{t('satellite.nearest')}</option>
            {scene && <option value="active">{t('satellite.active', { name: scene.name })}</option>}
          </select>
        </Field>
        <div className="field">
          <span className="field-label">{t('satellite.window')}</span>
          <Segmented
            label={t('satellite.window')}
            value={side}
            choices={windows.map(value => ({ value, label: `${value}×${value}` }))}
            onChange={setSide}
          />
        </div>
        <label className="check">
          <input type="checkbox" checked={clouds} onChange={event => setClouds(event.target.checked)} />
          <span>{t('satellite.clouds')}</span>
        </label>
      </div>
      {found?.length === 0 && <p className="hint">{t('satellite.none')}</p>}
      {found && found.length > 0 && (
        <div className="satellite">
          <SatelliteTable values={found} decimals={chosen?.decimals ?? 2} />
          {pairs.length > 1 && <SatelliteChart values={pairs} />}
        </div>
      )}
    </Dialog>
  );
}
