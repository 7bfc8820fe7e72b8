import { useMemo } from 'react';
import type { SeriesPoint } from '#core/bloom/series.ts';
import { percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';

/**
 * Years as rows of months, days as cells: the grade's colour, hatched where too little was seen, empty without a
 * scene.
 */
export function SeriesCalendar({ points }: { points: readonly SeriesPoint[] }) {
  const { t, say } = useWords();
  const grades = useMemo(() => {
    const found = new Map(points.flatMap(p => (p.grade ? [[p.grade.level, p.grade] as const] : [])));
    return [...found.values()].sort((a, b) => a.level.localeCompare(b.level));
  }, [points]);
  const years = useMemo(() => {
    const byDate = new Map(points.map(p => [p.date, p]));
    const found = [...new Set(points.map(p => p.date.slice(0, 4)))].sort().reverse();
    return found.map(year => ({
      year,
      months: Array.from({ length: 12 }, (_, m) => {
        const days = new Date(Date.UTC(Number(year), m + 1, 0)).getUTCDate();
        const name = String(m + 1).padStart(2, '0');
        return Array.from({ length: days }, (__, d) => {
          const date = `${year}-${name}-${String(d + 1).padStart(2, '0')}`;
          return { date, point: byDate.get(date) };
        });
      }),
    }));
  }, [points]);
  return (
    <div className="calendar" data-testid="series-calendar">
      {years.map(({ year, months }) => (
        <figure key={year}>
          <figcaption>{year}</figcaption>
          {months.map((days, m) =>
            // Months without a scene before the first and after the last are left out in a single line.
            days.some(d => d.point) ? (
              <div className="calendar-month" key={m}>
                <small>{t('series.month', { n: m + 1 })}</small>
                {days.map(({ date, point }) => (
                  <Day key={date} date={date} point={point} />
                ))}
              </div>
            ) : null,
          )}
        </figure>
      ))}
      <p className="calendar-key">
        {grades.map(g => (
          <span key={g.level}>
            <i className="day" style={{ background: g.color }} aria-hidden />{' '}
            {say({ zh: g.label, en: g.labelEn })}
          </span>
        ))}
        <span>
          <i className="day day-gap" aria-hidden /> {t('series.key-gap')}
        </span>
        <span>
          <i className="day" aria-hidden /> {t('series.key-none')}
        </span>
      </p>
    </div>
  );
}

function Day({ date, point }: { date: string; point?: SeriesPoint }) {
  const { t, say } = useWords();
  const chosen = useSeries(s => s.date === date);
  const setDate = useSeries(s => s.setDate);
  if (!point) return <i className="day" aria-hidden />;
  const grade = point.grade && say({ zh: point.grade.label, en: point.grade.labelEn });
  const label = point.assessable
    ? `${date} ${grade} P ${percent(point.share)}`
    : `${date} ${t('finding.not-assessable')} ${t('bloom.valid-share')} ${percent(point.validShare)}`;
  return (
    <button
      type="button"
      className={`day ${point.assessable ? '' : 'day-gap'} ${chosen ? 'is-chosen' : ''}`}
      style={point.assessable ? { background: point.grade!.color } : undefined}
      aria-label={label}
      aria-pressed={chosen}
      title={label}
      onClick={() => setDate(date)}
    />
  );
}
