import { useEffect, useRef, useState, type ReactNode } from 'react';

const beyond = 8;

/** A list of rows of one height, of which only those in sight are made. `head` stays at the top. */
export function VirtualRows<T>({
  label,
  rows,
  rowHeight,
  keyOf,
  head,
  children,
}: {
  label: string;
  rows: readonly T[];
  rowHeight: number;
  keyOf: (row: T, index: number) => number | string;
  head?: ReactNode;
  children: (row: T) => ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 400 });
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const first = Math.max(0, Math.floor(sight.top / rowHeight) - beyond);
  const last = Math.min(rows.length, Math.ceil((sight.top + sight.height) / rowHeight) + beyond);
  return (
    <div ref={place} className="virtual">
      {head}
      <ul aria-label={label} style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, last).map((row, i) => (
          <li
            key={keyOf(row, first + i)}
            aria-setsize={rows.length}
            aria-posinset={first + i + 1}
            style={{ top: (first + i) * rowHeight, height: rowHeight }}
          >
            {children(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
