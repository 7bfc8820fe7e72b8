import { useRef } from 'react';

/** A divider between two columns; drag it, or use the arrow keys. */
export function ResizeHandle({
  label,
  width,
  min,
  max,
  side,
  onChange,
}: {
  label: string;
  width: number;
  min: number;
  max: number;
  /** The side of the handle on which the column lies. */
  side: 'left' | 'right';
  onChange: (width: number) => void;
}) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const sign = side === 'left' ? 1 : -1;
  const take = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))));
  return (
    <div
      className={`resize resize-${side}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={event =>
        start.current && take(start.current.width + sign * (event.clientX - start.current.x))
      }
      onPointerUp={() => (start.current = null)}
      onKeyDown={event => {
        if (event.key === 'ArrowLeft') take(width - sign * 16);
        if (event.key === 'ArrowRight') take(width + sign * 16);
      }}
    />
  );
}
