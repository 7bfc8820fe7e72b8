import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { usePreferences } from '../state/preferences.ts';

/** Colours of the theme, for what is drawn on a canvas. */
export const themeColor = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** A uPlot that follows the width of its place and the theme. `onMade` gets each new plot, and null at the end. */
export function Chart({
  options,
  data,
  height,
  label,
  onMade,
}: {
  options: () => Omit<uPlot.Options, 'width' | 'height'>;
  data: uPlot.AlignedData;
  height: number;
  label: string;
  onMade?: (plot: uPlot | null) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const theme = usePreferences(s => s.theme);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const plot = new uPlot({ ...options(), width: element.clientWidth, height }, data, element);
    onMade?.(plot);
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      onMade?.(null);
      plot.destroy();
    };
  }, [options, data, height, onMade, theme]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}

/** An axis in the colours of the theme. */
export function axis(more: uPlot.Axis): uPlot.Axis {
  const line = { stroke: themeColor('line'), width: 1 };
  return {
    stroke: themeColor('muted'),
    font: '11px "Noto Sans SC Variable", sans-serif',
    grid: line,
    ticks: { ...line, size: 4 },
    ...more,
  };
}
