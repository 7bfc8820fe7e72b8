import { NumberField } from '../../controls/number-field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';

/** NDVI of bare soil and of full cover: those of the pixels, or given ones. */
export interface EndMemberChoice {
  given: 'own' | 'given';
  soil: number | null;
  vegetation: number | null;
}

export const usualEndMembers: EndMemberChoice = { given: 'own', soil: 0.05, vegetation: 0.86 };

export const areEndMembersSaid = ({ given, soil, vegetation }: EndMemberChoice): boolean =>
  given === 'own' || (soil !== null && vegetation !== null);

/** What the host is asked with; null for those of the pixels. */
export const endMembersOf = ({ given, soil, vegetation }: EndMemberChoice) =>
  given === 'own' ? null : { soil: soil!, vegetation: vegetation! };

export function EndMembersField({
  choice,
  onChange,
}: {
  choice: EndMemberChoice;
  onChange: (choice: EndMemberChoice) => void;
}) {
  const { t } = useWords();
  const { given, soil, vegetation } = choice;
  return (
    <div className="field">
      <span className="field-label">{t('ecology.endmembers')}</span>
      <Segmented
        label={t('ecology.endmembers')}
        value={given}
        choices={[
          { value: 'own', label: t('ecology.endmembers-own') },
          { value: 'given', label: t('ecology.endmembers-given') },
        ]}
        onChange={value => onChange({ ...choice, given: value })}
      />
      {given === 'given' && (
        <div className="joined">
          <NumberField
            label={t('ecology.soil')}
            value={soil}
            min={-1}
            max={1}
            onChange={value => onChange({ ...choice, soil: value })}
          />
          <NumberField
            label={t('ecology.vegetation')}
            value={vegetation}
            min={-1}
            max={1}
            onChange={value => onChange({ ...choice, vegetation: value })}
          />
        </div>
      )}
    </div>
  );
}
