import { useEffect, useRef, useState } from 'react';
import type { BloomTally } from '#core/contract/calls.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { decimalsOf } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { ThresholdChart } from './threshold-chart.tsx';
import { ThresholdMethods } from './threshold-methods.tsx';

/** The threshold by slider, number or a method. Dragging asks the host for nothing. */
export function ThresholdSection({ tally }: { tally: BloomTally }) {
  const { t } = useWords();
  const threshold = useBloom(s => s.threshold) ?? tally.range.min;
  const setThreshold = useBloom(s => s.setThreshold);
  const { min, max, step } = tally.range;
  const decimals = decimalsOf(step);
  const [refused, setRefused] = useState<string | null>(null);
  // What a method gives and the slider are always inside.
  useEffect(() => setRefused(null), [threshold, tally.tallyId]);
  const top = useRef<HTMLDivElement>(null);
  // A new tally is what the user waited for: bring it into view.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
  }, [tally.tallyId]);
  return (
    <div ref={top}>
      <Section title={t('bloom.threshold')}>
        <div className="threshold">
          <input
            type="range"
            className="slider"
            min={min}
            max={max}
            step={step}
            value={threshold}
            aria-label={t('bloom.threshold')}
            data-testid="threshold-slider"
            onChange={event => setThreshold(Number(event.target.value))}
          />
          <NumberField
            label={t('bloom.threshold-number')}
            value={threshold}
            min={min}
            max={max}
            step={step}
            decimals={decimals}
            onRefused={setRefused}
            onChange={value => value !== null && setThreshold(value)}
          />
        </div>
        {refused !== null && (
          <p className="hint warn" role="alert" data-testid="threshold-refused">
            {t('bloom.threshold-refused', {
              typed: refused,
              min: min.toFixed(decimals),
              max: max.toFixed(decimals),
            })}
          </p>
        )}
        <ThresholdMethods tally={tally} />
        <ThresholdChart tally={tally} />
      </Section>
    </div>
  );
}
