import { ruleName } from '#core/foundation/rules.ts';
import type { Grade } from '#core/foundation/grade.ts';
import { useWords } from '../language/use-words.ts';
import { Chip } from './chip.tsx';

/** A grade in its colour with the rule it comes from; an unconfirmed rule says so. */
export function GradeChip({ grade }: { grade: Grade }) {
  const { t, say, language } = useWords();
  return (
    <span
      className="grade"
      title={`${t('bloom.rule')}: ${ruleName({ id: grade.rule, name: grade.ruleName }, language)}`}
    >
      <i style={{ background: grade.color }} aria-hidden />
      {say({ zh: grade.label, en: grade.labelEn })}
      {grade.evidence === 'to-confirm' && <Chip look="warning">{t('common.to-confirm')}</Chip>}
    </span>
  );
}
