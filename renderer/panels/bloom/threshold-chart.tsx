import type { BloomTally } from '#core/contract/calls.ts';
import { AreaChart } from '../../controls/area-chart.tsx';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';

/** The histogram of all chosen zones with the threshold. */
export function ThresholdChart({ tally }: { tally: BloomTally }) {
  const { t } = useWords();
  const threshold = useBloom(s => s.threshold);
  const setThreshold = useBloom(s => s.setThreshold);
  return (
    <AreaChart
      histogram={tally.whole}
      range={tally.range}
      threshold={threshold}
      label={t('bloom.chart')}
      onPick={setThreshold}
    />
  );
}
