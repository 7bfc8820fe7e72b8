import type { SeriesResult } from '#core/bloom/series.ts';
import { Chip } from '../../controls/chip.tsx';
import { km2, percent, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';

/** A row per date, the latest first. */
export function SeriesTable({ result, zone }: { result: SeriesResult; zone: number }) {
  const { t, said, say } = useWords();
  const doubted = result.series.some(row => row.zones[zone].grade?.evidence === 'to-confirm');
  const chosen = useSeries(s => s.date);
  const setDate = useSeries(s => s.setDate);
  return (
    <div className="table-scroll tall" data-testid="series-table">
      <table className="table clickable series-table">
        <thead>
          <tr>
            <th>{t('series.date')}</th>
            <th>
              {t('series.grade')} {doubted && <Chip look="warning">{t('common.to-confirm')}</Chip>}
            </th>
            <th className="number">{t('bloom.area')}</th>
            <th className="number">P</th>
            <th className="number">{t('bloom.valid-share')}</th>
            <th className="number">{t('series.change')}</th>
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
                <td className="number">{row.yearOnly ? row.date.slice(0, 4) : row.date}</td>
                <td>
                  {z.grade ? (
                    <span className="grade-short">
                      <i style={{ background: z.grade.color }} aria-hidden />
                      {z.grade.level} {say({ zh: z.grade.label, en: z.grade.labelEn })}
                    </span>
                  ) : (
                    <span className="warn" title={said(z.problem?.message ?? z.gradeReason ?? '')}>
                      {t('finding.not-assessable')}
                    </span>
                  )}
                </td>
                <td className="number strong">{km2(seen ? z.bloomAreaKm2 : null)}</td>
                <td className="number">{percent(z.bloomShare)}</td>
                <td className={z.grade ? 'number' : 'number warn'}>{percent(z.validShare)}</td>
                <td className="number">{signed(z.change?.areaKm2, 2)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
