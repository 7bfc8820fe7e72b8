import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SeriesPoint } from '#core/bloom/series.ts';
import type { CallOutput } from '#core/contract/calls.ts';
import { callHost } from '../../client/call-host.ts';
import { asHostError } from '../../client/host-error.ts';
import { IconButton } from '../../controls/button.tsx';
import { percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';

type Frame = CallOutput<'series.frame'>;
const frameMs = 700;
/** Red, green, blue by class: water, bloom, and validity reasons from 11 on. */
const colors: Record<number, [number, number, number]> = {
  1: [63, 127, 191],
  2: [53, 168, 83],
  11: [158, 158, 158],
  12: [194, 24, 91],
  13: [245, 245, 245],
  14: [109, 109, 109],
  15: [215, 219, 232],
  16: [179, 240, 255],
  17: [189, 189, 189],
  18: [255, 213, 79],
  19: [161, 136, 127],
  20: [215, 185, 142],
  21: [141, 159, 58],
};

/** The dates as small pictures of classes, one after another. */
export function SeriesFrames({ seriesId, points }: { seriesId: number; points: readonly SeriesPoint[] }) {
  const { t } = useWords();
  const date = useSeries(s => s.date);
  const setDate = useSeries(s => s.setDate);
  const [playing, setPlaying] = useState(false);
  const [frame, setFrame] = useState<(Frame & { date: string }) | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const kept = useRef(new Map<string, Frame>());
  const at = Math.max(
    0,
    points.findIndex(p => p.date === date),
  );
  const step = (by: number) => setDate(points[(at + by + points.length) % points.length].date);

  useEffect(() => kept.current.clear(), [seriesId, points]);

  useEffect(() => {
    if (!date) return;
    const held = kept.current.get(date);
    if (held) {
      setFrame({ ...held, date });
      setMissing(null);
      return;
    }
    const stop = new AbortController();
    callHost('series.frame', { seriesId, date }, { signal: stop.signal })
      .then(made => {
        kept.current.set(date, made);
        setFrame({ ...made, date });
        setMissing(null);
      })
      .catch((error: unknown) => {
        if (asHostError(error)) setMissing(date);
      });
    return () => stop.abort();
  }, [seriesId, date]);

  useEffect(() => {
    // The next date follows when this one is on the screen.
    if (!playing || (frame?.date !== date && missing !== date)) return;
    const timer = setTimeout(() => step(1), frameMs);
    return () => clearTimeout(timer);
  });

  const point = points[at];
  return (
    <div className="frames">
      {frame && frame.date === date ? (
        <Picture frame={frame} label={t('series.frame-of', { date })} />
      ) : (
        <div className="frame-wait">{missing === date ? t('series.no-frame') : t('series.frame-wait')}</div>
      )}
      <div className="frame-bar">
        <IconButton label={t('series.previous')} onClick={() => step(-1)}>
          <ChevronLeft size={15} />
        </IconButton>
        <IconButton label={t(playing ? 'series.pause' : 'series.play')} onClick={() => setPlaying(!playing)}>
          {playing ? <Pause size={15} /> : <Play size={15} />}
        </IconButton>
        <IconButton label={t('series.next')} onClick={() => step(1)}>
          <ChevronRight size={15} />
        </IconButton>
        <input
          type="range"
          min={0}
          max={points.length - 1}
          value={at}
          aria-label={t('series.date')}
          onChange={event => setDate(points[Number(event.target.value)].date)}
        />
        <output data-testid="frame-date">
          {point.date} {point.assessable ? percent(point.share) : t('finding.not-assessable')}
        </output>
      </div>
    </div>
  );
}

function Picture({ frame, label }: { frame: Frame; label: string }) {
  const place = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = place.current?.getContext('2d');
    if (!context) return;
    const classes = Uint8Array.from(atob(frame.classes), c => c.charCodeAt(0));
    const image = context.createImageData(frame.width, frame.height);
    classes.forEach((value, i) => {
      const color = colors[value];
      if (color) image.data.set([...color, 255], i * 4);
    });
    context.putImageData(image, 0, 0);
  }, [frame]);
  return (
    <canvas
      ref={place}
      className="frame"
      width={frame.width}
      height={frame.height}
      role="img"
      aria-label={label}
    />
  );
}
