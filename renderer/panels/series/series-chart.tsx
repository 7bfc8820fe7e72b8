import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { SeriesPoint } from '#core/bloom/series.ts';
import { axis, Chart, themeColor } from '../../controls/chart.tsx';
import { useWords } from '../../language/use-words.ts';

/** P over time: dates that could not be assessed break the line, and stand below as hollow marks. */
export function SeriesChart({ points }: { points: readonly SeriesPoint[] }) {
  const { t } = useWords();
  const data = useMemo<uPlot.AlignedData>(
    () => [
      points.map(p => Date.parse(p.date) / 1000),
      points.map(p => (p.assessable ? p.share! * 100 : null)),
      points.map(p => (p.assessable ? null : 0)),
    ],
    [points],
  );
  const options = useCallback(
    (): Omit<uPlot.Options, 'width' | 'height'> => ({
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [8, 16, 0, 0],
      scales: { y: { range: (_, __, max) => [0, Math.max(5, max * 1.08)] } },
      axes: [
        axis({
          size: 24,
          space: 56,
          values: (_, ticks) => ticks.map(s => new Date(s * 1000).toISOString().slice(0, 10).slice(2)),
        }),
        axis({ size: 42, space: 28, values: (_, ticks) => ticks.map(v => `${v} %`) }),
      ],
      series: [
        {},
        {
          stroke: themeColor('muted'),
          width: 1.2,
          spanGaps: false,
          points: { show: false },
        },
        {
          width: 0,
          points: { show: true, size: 7, stroke: themeColor('muted'), fill: themeColor('panel') },
        },
      ],
      hooks: {
        draw: [plot => drawGrades(plot, points)],
      },
    }),
    [points],
  );
  return (
    <figure className="figure">
      <Chart options={options} data={data} height={150} label={t('series.chart')} />
      <figcaption>
        <span className="key key-dot">{t('series.key-grade')}</span>
        <span className="key key-ring">{t('series.key-gap')}</span>
      </figcaption>
    </figure>
  );
}

/** Marks in the colours of the grades. */
function drawGrades(plot: uPlot, points: readonly SeriesPoint[]): void {
  const { ctx } = plot;
  const radius = 3.5 * devicePixelRatio;
  ctx.save();
  for (const p of points) {
    if (!p.assessable || !p.grade) continue;
    const x = plot.valToPos(Date.parse(p.date) / 1000, 'x', true);
    const y = plot.valToPos(p.share! * 100, 'y', true);
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = p.grade.color;
    ctx.fill();
  }
  ctx.restore();
}
