import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { StateResult, StateZone } from '#core/ecology/state.ts';
import { axis, Chart, themeColor } from '../../controls/chart.tsx';
import { useWords } from '../../language/use-words.ts';

/** The mean of an indicator over the dates. */
export function StateChart({ result, zone, k }: { result: StateResult; zone: StateZone; k: number }) {
  const { t } = useWords();
  const data = useMemo<uPlot.AlignedData>(
    () => [result.dates.map(d => d.year ?? 0), zone.indicators[k].values.map(v => v.mean)],
    [result, zone, k],
  );
  const options = useCallback(
    (): Omit<uPlot.Options, 'width' | 'height'> => ({
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [8, 16, 0, 0],
      scales: { x: { time: false } },
      axes: [
        axis({ size: 24, space: 56, values: (_, ticks) => ticks.map(v => String(Number(v.toFixed(2)))) }),
        axis({ size: 48, space: 24, values: (_, ticks) => ticks.map(v => String(Number(v.toFixed(3)))) }),
      ],
      series: [{}, { stroke: themeColor('accent'), width: 1.6, points: { show: true, size: 6 } }],
    }),
    [],
  );
  return <Chart options={options} data={data} height={150} label={t('ecology.chart')} />;
}
