import { useMemo, useState } from 'react';
import { noFrequency, type Occurrence } from '#core/bloom/occurrence.ts';
import { samePeriod, type SeriesPoint } from '#core/bloom/series.ts';
import { km2, percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

const months = Array.from({ length: 12 }, (_, i) => i + 1);
const two = (n: number) => String(n).padStart(2, '0');

/** The same months of every year beside one another. */
export function YearTable({
  points,
  occurrence,
}: {
  points: readonly SeriesPoint[];
  occurrence: Occurrence;
}) {
  const { t, say } = useWords();
  const [from, setFrom] = useState(1);
  const [to, setTo] = useState(12);
  const years = useMemo(
    () => samePeriod(occurrence, points, `${two(from)}-01`, `${two(to)}-31`),
    [points, occurrence, from, to],
  );
  const choose = (label: string, value: number, set: (n: number) => void) => (
    <select className="input" aria-label={label} value={value} onChange={e => set(Number(e.target.value))}>
      {months.map(n => (
        <option key={n} value={n}>
          {t('series.month', { n })}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <div className="year-period">
        {choose(t('series.from-month'), from, setFrom)}
        <span>–</span>
        {choose(t('series.to-month'), to, setTo)}
      </div>
      <div className="table-scroll" data-testid="series-years">
        <table className="table">
          <thead>
            <tr>
              <th>{t('series.year')}</th>
              <th className="number">{t('series.frequency')}</th>
              <th className="number">{t('series.mean-share')}</th>
              <th className="number">{t('series.max-area')}</th>
              <th>{t('series.max-date')}</th>
            </tr>
          </thead>
          <tbody>
            {years.map(y => (
              <tr key={y.year}>
                <td>{y.year}</td>
                <td
                  className="number"
                  title={y.frequency === null ? say(noFrequency(occurrence)) : undefined}
                >
                  {percent(y.frequency)} <small>{`${y.bloom}/${y.valid}`}</small>
                </td>
                <td className="number">{percent(y.meanShare)}</td>
                <td className="number">{km2(y.maxAreaKm2)}</td>
                <td>{y.maxDate ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {years.length < 2 && <p className="hint">{t('series.one-year')}</p>}
    </>
  );
}
