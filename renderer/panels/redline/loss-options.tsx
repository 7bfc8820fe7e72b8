import { Field } from '../../controls/field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useRedline } from '../../state/redline.ts';

/** What counts as loss of vegetation, and what becomes of clouds. */
export function LossOptions() {
  const { t } = useWords();
  const { minPatchM2, loss, clouds, set } = useRedline();
  return (
    <Section title={t('redline.options')}>
      <div className="pair">
        <Field label={t('redline.loss')} hint={t('redline.loss-hint')}>
          <NumberField
            label={t('redline.loss')}
            value={loss}
            min={0.01}
            max={2}
            step={0.01}
            onChange={value => value && set({ loss: value })}
          />
        </Field>
        <Field label={t('redline.min-patch')} hint={smallArea(minPatchM2)}>
          <NumberField
            label={t('redline.min-patch')}
            value={minPatchM2}
            min={0}
            step={100}
            onChange={value => value !== null && set({ minPatchM2: value })}
          />
        </Field>
      </div>
      <div className="inline-field">
        <span className="field-label">{t('bloom.clouds')}</span>
        <Segmented
          label={t('bloom.clouds')}
          value={clouds}
          choices={[
            { value: 'auto', label: t('bloom.clouds-auto'), title: t('bloom.clouds-auto-long') },
            { value: 'none', label: t('bloom.clouds-none'), title: t('bloom.clouds-none-long') },
          ]}
          onChange={value => set({ clouds: value })}
        />
      </div>
    </Section>
  );
}
