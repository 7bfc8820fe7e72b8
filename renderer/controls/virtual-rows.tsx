import type { ReactNode } from 'react';
import { useRowsInSight } from './rows-in-sight.ts';

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
  const { place, first, last } = useRowsInSight(rowHeight, rows.length);
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
