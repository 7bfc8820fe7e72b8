import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { Observation } from '#core/plots/site.ts';
import { axis, Chart, themeColor } from '../../controls/chart.tsx';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** A small chart per parameter that was measured at least twice; what was corrected is not drawn. */
export function ObservationCharts({ observations }: { observations: readonly Observation[] }) {
  const series = useMemo(() => {
    const standing = observations.filter(o => o.supersededBy === null);
    const byParameter = Map.groupBy(standing, o => o.parameter);
    return [...byParameter].filter(([, values]) => new Set(values.map(o => o.time)).size > 1);
  }, [observations]);
  if (series.length === 0) return null;
  return (
    <div className="small-charts">
      {series.map(([id, values]) => (
        <ParameterChart key={id} parameterId={id} observations={values} />
      ))}
    </div>
  );
}

/** Cell counts would not fit as they are. */
const short = (value: number) => (Math.abs(value) >= 1e5 ? value.toExponential() : String(value));

function ParameterChart({
  parameterId,
  observations,
}: {
  parameterId: string;
  observations: readonly Observation[];
}) {
  const { say } = useWords();
  const parameter = usePlots(s => s.parameters.find(p => p.id === parameterId));
  const data = useMemo<uPlot.AlignedData>(() => {
    const points = observations
      .map(o => ({
        time: Date.parse(o.time) / 1000,
        value: o.value,
        valid: o.flag === 'valid' || o.flag === '',
      }))
      .sort((a, b) => a.time - b.time);
    return [points.map(p => p.time), points.map(p => p.value), points.map(p => (p.valid ? null : p.value))];
  }, [observations]);
  const options = useCallback(
    (): Omit<uPlot.Options, 'width' | 'height'> => ({
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [6, 18, 0, 0],
      axes: [
        axis({ size: 22, values: [[86400, '{YY}-{MM}', null, null, null, null, null, null, 1]], space: 46 }),
        axis({ size: 42, space: 24, values: (_, ticks) => ticks.map(short) }),
      ],
      series: [
        {},
        {
          stroke: themeColor('accent'),
          width: 1.5,
          points: { show: true, size: 5, fill: themeColor('accent') },
        },
        // Flagged values, marked over the line.
        {
          stroke: themeColor('warn'),
          width: 0,
          points: { show: true, size: 9, width: 2, stroke: themeColor('warn'), fill: themeColor('panel') },
        },
      ],
    }),
    [],
  );
  const name = parameter ? `${say(parameter.name)}${parameter.unit && ` / ${parameter.unit}`}` : parameterId;
  return (
    <figure className="figure">
      <figcaption>{name}</figcaption>
      <Chart options={options} data={data} height={88} label={name} />
    </figure>
  );
}
