import type { SeriesResult } from '#core/assessment/series.ts';
import { GradeChip } from '../../controls/grade-chip.tsx';
import { km2, percent, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useSeries } from '../../state/series.ts';

/** A row per date, the latest first. */
export function SeriesTable({ result, zone }: { result: SeriesResult; zone: number }) {
  const { t, said } = useWords();
  const chosen = useSeries(s => s.date);
  const setDate = useSeries(s => s.setDate);
  return (
    <div className="table-scroll tall" data-testid="series-table">
      <table className="table clickable">
        <thead>
          <tr>
            <th>{t('series.date')}</th>
            <th className="number">{t('bloom.area')}</th>
            <th className="number">P</th>
            <th className="number">{t('series.change')}</th>
            <th className="number">{t('bloom.valid-share')}</th>
            <th>{t('series.grade')}</th>
          </tr>
        </thead>
        <tbody>
          {result.series.toReversed().map(row => {
            const z = row.zones[zone];
            const seen = z.validAreaKm2 > 0;
            return (
              <tr
                key={row.date}
                className={row.date === chosen ? 'is-chosen' : ''}
                title={row.scene}
                onClick={() => setDate(row.date)}
              >
                <td>{row.yearOnly ? row.date.slice(0, 4) : row.date}</td>
                <td className="number strong">{km2(seen ? z.bloomAreaKm2 : null)}</td>
                <td className="number">{percent(z.bloomShare)}</td>
                <td className="number">{signed(z.change?.areaKm2, 2)}</td>
                <td className={z.grade ? 'number' : 'number warn'}>{percent(z.validShare)}</td>
                <td>
                  {z.grade ? (
                    <GradeChip grade={z.grade} />
                  ) : (
                    <span className="warn" title={said(z.problem?.message ?? z.gradeReason ?? '')}>
                      {t('finding.not-assessable')}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
