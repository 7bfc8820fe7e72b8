import { useState } from 'react';
import { qualityFlags, type Observation, type QualityFlag } from '#core/plots/site.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** Says how good an observation is, or puts a correction in its place. */
export function ObservationActions({
  observation,
  onDone,
}: {
  observation: Observation;
  onDone: () => void;
}) {
  const { t } = useWords();
  const parameter = usePlots(s => s.parameters.find(p => p.id === observation.parameter));
  const [flag, setFlag] = useState<QualityFlag>((observation.flag || 'valid') as QualityFlag);
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const number = Number(value);
  const correcting = value.trim() !== '';
  const range = parameter?.plausible;
  const outside = correcting && range !== undefined && (number < range.min || number > range.max);
  const wrong = correcting && !Number.isFinite(number);
  const { write } = usePlots.getState();

  const save = () =>
    attempt(async () => {
      const observationId = observation.id;
      if (correcting)
        await write('observations.correct', {
          observationId,
          value: number,
          reason,
          ...(outside && { overrideReason: reason }),
        });
      else await write('observations.flag', { observationIds: [observationId], flag, reason });
      onDone();
    });
  const needsReason = correcting || flag !== 'valid';
  return (
    <div className="observation-actions" data-testid="observation-actions">
      <Segmented
        label={t('plots.flag')}
        value={flag}
        choices={qualityFlags.map(id => ({ value: id, label: t(`plots.flag-${id}`), disabled: correcting }))}
        onChange={setFlag}
      />
      <div className="pair">
        <Field
          label={t('plots.correct-to')}
          problem={wrong ? t('form.not-a-number') : null}
          hint={outside && range && t('form.implausible', { ...range, unit: observation.unit })}
        >
          <input
            className="input number"
            inputMode="decimal"
            value={value}
            placeholder={String(observation.value)}
            onChange={event => setValue(event.target.value)}
          />
        </Field>
        <TextField label={t('plots.reason')} maxLength={500} value={reason} onChange={setReason} />
      </div>
      <div className="buttons">
        <Button
          look="primary"
          disabled={wrong || (needsReason && reason.trim() === '')}
          onClick={() => void save()}
        >
          {t(correcting ? 'plots.correct' : 'plots.set-flag')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
