import { useMemo } from 'react';
import { areaAboveKm2 } from '#core/bloom/histogram-area.ts';
import type { ChangeTallyView } from '#core/contract/redline-calls.ts';
import { AreaChart } from '../../controls/area-chart.tsx';
import { Button } from '../../controls/button.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { decimalsOf, fixed, km2 } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import {
  amountHistogram,
  amountSide,
  thresholdNumber,
  useRedline,
} from '#renderer/panels/redline/state/redline.ts';

/** How much must change to count, with histogram and area curve. Dragging asks the host for nothing. */
export function ChangeThreshold({ tally }: { tally: ChangeTallyView }) {
  const { t } = useWords();
  const { options, setThreshold } = useRedline();
  const { range } = tally;
  const threshold = thresholdNumber(options, tally);
  const histogram = useMemo(() => amountHistogram(tally, options.direction), [tally, options.direction]);
  const side = amountSide(tally, options.direction);
  const decimals = range ? decimalsOf(range.step) : 0;
  const methods = [
    { id: 'default' as const, value: tally.defaultThreshold },
    { id: 'otsu' as const, value: tally.otsu[side] },
    { id: 'valley' as const, value: tally.valley[side] },
  ];
  return (
    <Section title={t('redline.threshold', { measure: tally.measure })}>
      <div data-testid="change-tally">
        <Shift tally={tally} />
        {range && (
          <>
            <div className="threshold">
              <input
                type="range"
                className="slider"
                min={range.min}
                max={range.max}
                step={range.step}
                value={threshold ?? range.min}
                aria-label={t('redline.threshold-slider')}
                data-testid="change-slider"
                onChange={event => setThreshold(Number(event.target.value))}
              />
              <NumberField
                label={t('redline.threshold-number')}
                value={threshold}
                min={range.min}
                max={range.max}
                step={range.step}
                decimals={decimals}
                onChange={value => value !== null && setThreshold(value)}
              />
            </div>
            <div className="buttons wrap" role="group" aria-label={t('bloom.methods')}>
              {methods.map(({ id, value }) => (
                <Button
                  key={id}
                  aria-pressed={options.threshold === id}
                  disabled={value === null}
                  onClick={() => setThreshold(id)}
                >
                  {t(`bloom.method-short-${id}`)} {value?.toFixed(decimals)}
                </Button>
              ))}
            </div>
            <p className="hint" data-testid="change-area">
              {threshold === null
                ? t('redline.choose-threshold')
                : t('redline.area-above', { area: km2(areaAboveKm2(histogram, range, threshold)) })}
            </p>
            <AreaChart
              histogram={histogram}
              range={range}
              threshold={threshold}
              label={t('redline.chart')}
              onPick={setThreshold}
            />
          </>
        )}
        <Warnings lines={tally.warnings} />
      </div>
    </Section>
  );
}

/** How far the dates lie beside each other, and what was done about grids and brightness. */
function Shift({ tally }: { tally: ChangeTallyView }) {
  const { t, named } = useWords();
  const { coregistration: shift, maxShiftPx, aligned, fits } = tally;
  return (
    <dl className="numbers" data-testid="shift">
      <dt title={t('redline.shift-long')}>{t('redline.shift')}</dt>
      <dd className={shift.shiftPx === null || shift.shiftPx > maxShiftPx ? 'warn' : undefined}>
        {shift.shiftPx === null
          ? t('redline.shift-unknown')
          : t('redline.shift-value', {
              px: fixed(shift.shiftPx, 2),
              m: fixed(shift.shiftM, 1),
              used: shift.used,
              windows: shift.windows,
            })}
      </dd>
      {aligned && (
        <>
          <dt>{t('redline.align')}</dt>
          <dd>{named(`redline.align-${aligned}`, aligned)}</dd>
        </>
      )}
      {fits?.map(fit => (
        <FitLine key={fit.layer} fit={fit} />
      ))}
    </dl>
  );
}

function FitLine({ fit }: { fit: NonNullable<ChangeTallyView['fits']>[number] }) {
  const { t } = useWords();
  return (
    <>
      <dt>{t('redline.fit', { layer: fit.layer })}</dt>
      <dd>
        × {fixed(fit.gain, 4)} {fit.offset < 0 ? '−' : '+'} {fixed(Math.abs(fit.offset), 4)} (r²{' '}
        {fixed(fit.r2, 3)})
      </dd>
    </>
  );
}
