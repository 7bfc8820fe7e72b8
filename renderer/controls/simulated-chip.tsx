import { useWords } from '../language/use-words.ts';
import { Chip } from './chip.tsx';

/** Marks data that were made by a program. */
export function SimulatedChip() {
  const { t } = useWords();
  return (
    <Chip look="warning" title={t('common.simulated-long')}>
      {t('common.simulated')}
    </Chip>
  );
}
