import type { Evidence } from '#core/foundation/evidence.ts';
import { useWords } from '../language/use-words.ts';
import { Chip } from './chip.tsx';

/** How well a rule's numbers are founded. */
export function EvidenceChip({ evidence }: { evidence: Evidence }) {
  const { t } = useWords();
  return evidence === 'to-confirm' ? (
    <Chip look="warning">{t('common.to-confirm')}</Chip>
  ) : (
    <Chip>{t(`evidence.${evidence}`)}</Chip>
  );
}
