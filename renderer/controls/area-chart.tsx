import { useCallback, useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import { areaCurveKm2, type AreaHistogram, type HistogramRange } from '#core/bloom/histogram-area.ts';
import { useWords } from '../language/use-words.ts';
import { axis, Chart, themeColor } from './chart.tsx';

const bars = 110;

interface Series {
  /** Index values at the left edges of the bars. */
  values: number[];
  /** km² per bar. */
  areas: number[];
  /** km² above the left edge of each bar. */
  above: number[];
}

/** A histogram in about a hundred bars, trimmed to where there is area. */
function seriesOf(sum: AreaHistogram, range: HistogramRange): Series {
  const curve = areaCurveKm2(sum);
  const bins = sum.areaKm2ByBin;
  const first = Math.max(
    0,
    bins.findIndex(area => area > 0),
  );
  const last = Math.max(
    first,
    bins.findLastIndex(area => area > 0),
  );
  const width = Math.max(1, Math.ceil((last - first + 1) / bars));
  const series: Series = { values: [], areas: [], above: [] };
  for (let bin = first; bin <= last; bin += width) {
    series.values.push(range.min + bin * range.step);
    series.areas.push(bins.slice(bin, bin + width).reduce((a, b) => a + b, 0));
    series.above.push(curve[bin]);
  }
  return series;
}

function drawThreshold(plot: uPlot, threshold: number | null): void {
  if (threshold === null) return;
  const x = Math.round(plot.valToPos(threshold, 'x', true));
  const { left, top, width, height } = plot.bbox;
  if (x < left || x > left + width) return;
  const { ctx } = plot;
  ctx.save();
  ctx.fillStyle = `${themeColor('bloom')}22`;
  ctx.fillRect(x, top, left + width - x, height);
  ctx.strokeStyle = themeColor('accent-strong');
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
  ctx.restore();
}

/** Area per value as bars and the area above each value as a curve; a click chooses a threshold. */
export function AreaChart({
  histogram,
  range,
  threshold,
  label,
  onPick,
}: {
  histogram: AreaHistogram;
  range: HistogramRange;
  threshold: number | null;
  label: string;
  onPick: (value: number) => void;
}) {
  const { t, language } = useWords();
  const plot = useRef<uPlot | null>(null);
  const shown = useRef(threshold);
  const pick = useRef(onPick);
  pick.current = onPick;
  const data = useMemo<uPlot.AlignedData>(() => {
    const { values, areas, above } = seriesOf(histogram, range);
    return [values, areas, above];
  }, [histogram, range]);

  const options = useCallback((): Omit<uPlot.Options, 'width' | 'height'> => {
    const barPaths = uPlot.paths.bars;
    return {
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      padding: [8, 4, 0, 4],
      scales: {
        x: { time: false },
        area: { range: (_, __, max) => [0, max * 1.05 || 1] },
        above: { range: (_, __, max) => [0, max * 1.05 || 1] },
      },
      axes: [
        axis({ size: 26 }),
        axis({ scale: 'area', size: 46, splits: undefined }),
        axis({ scale: 'above', side: 1, size: 46, grid: { show: false }, stroke: themeColor('accent') }),
      ],
      series: [
        {},
        {
          scale: 'area',
          fill: themeColor('bar'),
          stroke: themeColor('bar'),
          width: 0,
          points: { show: false },
          paths: barPaths?.({ size: [0.92, 40], align: 1 }),
        },
        { scale: 'above', stroke: themeColor('accent'), width: 1.75, points: { show: false } },
      ],
      hooks: { draw: [made => drawThreshold(made, shown.current)] },
    };
  }, []);

  useEffect(() => {
    shown.current = threshold;
    plot.current?.redraw(false, false);
  }, [threshold]);

  const onMade = useCallback((made: uPlot | null) => {
    plot.current = made;
    made?.over.addEventListener('click', event => pick.current(made.posToVal(event.offsetX, 'x')));
  }, []);

  return (
    <figure className="figure" lang={language}>
      <Chart options={options} data={data} height={170} label={label} onMade={onMade} />
      <figcaption>
        <span className="key key-bar">{t('bloom.chart-bars')}</span>
        <span className="key key-line">{t('bloom.chart-curve')}</span>
      </figcaption>
    </figure>
  );
}
