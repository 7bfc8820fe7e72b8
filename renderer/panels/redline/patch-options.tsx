import { Field } from '../../controls/field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';

/** How changed pixels become patches. */
export function PatchOptions() {
  const { t } = useWords();
  const { options, setOptions } = useRedline();
  const { minPatchM2, sievePixels, closingPixels, fillHolesM2 } = options;
  return (
    <Section title={t('redline.cleaning')}>
      <div className="pair">
        <Field label={t('redline.sieve')} hint={t('redline.sieve-hint')}>
          <NumberField
            label={t('redline.sieve')}
            value={sievePixels}
            min={0}
            max={10000}
            step={1}
            onChange={value => value !== null && setOptions({ sievePixels: Math.round(value) })}
          />
        </Field>
        <Field label={t('redline.close')} hint={t('redline.close-hint')}>
          <NumberField
            label={t('redline.close')}
            value={closingPixels}
            min={0}
            max={10}
            step={0.5}
            onChange={value => value !== null && setOptions({ closingPixels: value })}
          />
        </Field>
      </div>
      <div className="pair">
        <Field label={t('redline.holes')} hint={smallArea(fillHolesM2)}>
          <NumberField
            label={t('redline.holes')}
            value={fillHolesM2}
            min={0}
            step={100}
            onChange={value => value !== null && setOptions({ fillHolesM2: value })}
          />
        </Field>
        <Field label={t('redline.min-patch')} hint={smallArea(minPatchM2)}>
          <NumberField
            label={t('redline.min-patch')}
            value={minPatchM2}
            min={0}
            step={100}
            onChange={value => value !== null && setOptions({ minPatchM2: value })}
          />
        </Field>
      </div>
    </Section>
  );
}
