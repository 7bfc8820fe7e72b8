import { useCallback, useMemo, useState } from 'react';
import type uPlot from 'uplot';
import type { Observation } from '#core/contract/plots.ts';
import { axis, Chart, themeColor } from '../../controls/chart.tsx';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '../../state/plots.ts';

/** The series of one parameter, where it was measured at least twice. */
export function ParameterChart({ observations }: { observations: readonly Observation[] }) {
  const { t, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const ids = useMemo(() => {
    const all = observations.map(o => o.parameter);
    return [...new Set(all)].filter(
      id => new Set(observations.filter(o => o.parameter === id).map(o => o.time)).size > 1,
    );
  }, [observations]);
  const [chosen, setChosen] = useState('');
  const id = ids.includes(chosen) ? chosen : ids[0];
  const data = useMemo<uPlot.AlignedData>(() => {
    const points = observations
      .filter(o => o.parameter === id)
      .map(o => [Date.parse(o.time) / 1000, o.value] as const)
      .sort((a, b) => a[0] - b[0]);
    return [points.map(p => p[0]), points.map(p => p[1])];
  }, [observations, id]);
  const options = useCallback(
    (): Omit<uPlot.Options, 'width' | 'height'> => ({
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [8, 10, 0, 0],
      axes: [
        axis({
          size: 26,
          values: [[86400, '{YYYY}-{MM}-{DD}', null, null, null, null, null, null, 1]],
          space: 80,
        }),
        axis({ size: 46 }),
      ],
      series: [
        {},
        {
          stroke: themeColor('accent'),
          width: 1.75,
          points: { show: true, size: 6, fill: themeColor('accent') },
        },
      ],
    }),
    [],
  );
  if (id === undefined) return null;
  const name = (parameterId: string) => {
    const parameter = parameters.find(p => p.id === parameterId);
    return parameter ? `${say(parameter.name)} (${parameter.unit})` : parameterId;
  };
  return (
    <div className="figure">
      <select
        className="input"
        aria-label={t('plots.parameter')}
        value={id}
        onChange={event => setChosen(event.target.value)}
      >
        {ids.map(parameterId => (
          <option key={parameterId} value={parameterId}>
            {name(parameterId)}
          </option>
        ))}
      </select>
      <Chart options={options} data={data} height={120} label={name(id)} />
    </div>
  );
}
