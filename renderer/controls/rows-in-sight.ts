import { useEffect, useRef, useState } from 'react';

/** Rows that are made beyond those in sight. */
const beyond = 10;

/** Which of `count` rows of one height are in sight of a place that scrolls: from `first` up to `last`. */
export function useRowsInSight(rowHeight: number, count: number) {
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
  return {
    place,
    first: Math.max(0, Math.floor(sight.top / rowHeight) - beyond),
    last: Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + beyond),
  };
}
