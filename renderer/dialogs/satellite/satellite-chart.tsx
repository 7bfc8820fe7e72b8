import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { SatelliteValue } from '#core/plots/match-up.ts';
import { axis, Chart, themeColor } from '../../controls/chart.tsx';
import { useWords } from '../../language/use-words.ts';

/** Measured values across, the satellite's up. */
export function SatelliteChart({ values }: { values: readonly SatelliteValue[] }) {
  const { t } = useWords();
  const data = useMemo<uPlot.AlignedData>(() => {
    const points = [...values].sort((a, b) => a.measured! - b.measured!);
    return [points.map(p => p.measured!), points.map(p => p.value!)];
  }, [values]);
  const options = useCallback(
    (): Omit<uPlot.Options, 'width' | 'height'> => ({
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [8, 14, 0, 0],
      scales: { x: { time: false } },
      axes: [axis({ size: 26 }), axis({ size: 54 })],
      series: [
        {},
        {
          stroke: themeColor('accent'),
          paths: () => null,
          points: { show: true, size: 7, fill: themeColor('accent') },
        },
      ],
    }),
    [],
  );
  return (
    <figure className="satellite-chart">
      <figcaption className="hint">{t('satellite.chart')}</figcaption>
      <Chart options={options} data={data} height={230} label={t('satellite.chart')} />
    </figure>
  );
}
