import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import { plotFormats } from '#core/contract/plot-calls.ts';
import { shell } from '../client/shell.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Field } from '../controls/field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { FolderField } from '../controls/folder-field.tsx';
import { JobProgress } from '../controls/job-progress.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { isFiltered } from '#renderer/panels/plots/state/find-sites.ts';
import { attempt } from '../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { takeAway } from '#renderer/panels/plots/state/take-away.ts';

const photoChoices = ['none', 'keep-exif', 'strip-exif'] as const;

/** Writes the found sites for others, or for the field. */
export function TakeAwayDialog() {
  const { t, language } = useWords();
  const close = useDialogs(s => s.close);
  const conditions = useFind(s => s.conditions);
  const sites = usePlots(s => s.sites);
  const [format, setFormat] = useState<(typeof plotFormats)[number]>('gpkg');
  const [photos, setPhotos] = useState<(typeof photoChoices)[number]>('none');
  const [encoding, setEncoding] = useState<'utf-8' | 'gb18030'>('utf-8');
  const [directory, setDirectory] = useState('');
  const [name, setName] = useState(t('takeaway.default-name'));
  const [busy, setBusy] = useState(false);
  const [written, setWritten] = useState<CallOutput<'plots.export'> | null>(null);
  const run = async () => {
    setBusy(true);
    const result = await takeAway({
      filter: conditions,
      format,
      directory: directory.trim(),
      name: name.trim(),
      language,
      encoding: format === 'csv' ? encoding : undefined,
      photos,
    });
    setBusy(false);
    if (result) setWritten(result);
  };
  const ready = !busy && sites.length > 0 && directory.trim() !== '' && name.trim() !== '';
  return (
    <Dialog
      title={t('takeaway.open')}
      onClose={close}
      footer={
        <>
          <JobProgress calls={['plots.export']} />
          <Button onClick={close}>{t('common.close')}</Button>
          <Button look="primary" disabled={!ready} onClick={() => void run()}>
            {t(busy ? 'takeaway.busy' : 'takeaway.run', { count: sites.length })}
          </Button>
        </>
      }
    >
      <p className="hint">
        {t(isFiltered(conditions) ? 'takeaway.found' : 'takeaway.all', { count: sites.length })}
      </p>
      <Field label={t('takeaway.format')} hint={t(`takeaway.hint-${format}`)}>
        <select
          className="input"
          value={format}
          onChange={event => setFormat(event.target.value as typeof format)}
        >
          {plotFormats.map(f => (
            <option key={f} value={f}>
              {t(`takeaway.format-${f}`)}
            </option>
          ))}
        </select>
      </Field>
      {format === 'csv' && (
        <Field label={t('takeaway.encoding')}>
          <select
            className="input"
            value={encoding}
            onChange={event => setEncoding(event.target.value as typeof encoding)}
          >
            <option value="utf-8">UTF-8 (BOM)</option>
            <option value="gb18030">GB18030</option>
          </select>
        </Field>
      )}
      <Field label={t('takeaway.photos')}>
        <select
          className="input"
          value={photos}
          onChange={event => setPhotos(event.target.value as typeof photos)}
        >
          {photoChoices.map(choice => (
            <option key={choice} value={choice}>
              {t(`takeaway.photos-${choice}`)}
            </option>
          ))}
        </select>
      </Field>
      <FolderField
        label={t('takeaway.folder')}
        choose={t('takeaway.choose-folder')}
        value={directory}
        onChange={setDirectory}
      />
      <TextField label={t('takeaway.name')} value={name} maxLength={80} onChange={setName} />
      {written && (
        <div className="joined" role="status" data-testid="taken-away">
          <span className="grow">
            {t('takeaway.written', {
              file: written.path,
              sites: written.sites,
              observations: written.observations,
              photos: written.photos,
            })}
          </span>
          {shell && (
            <IconButton
              label={t('takeaway.reveal')}
              onClick={() => void attempt(() => shell!.reveal(written.path))}
            >
              <FolderOpen size={14} />
            </IconButton>
          )}
        </div>
      )}
    </Dialog>
  );
}
