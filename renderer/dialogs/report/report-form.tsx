import { parsePeriod, periodOf, periodText } from '#core/foundation/period.ts';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { ZonePicker } from '../../controls/zone-picker.tsx';
import { useWords } from '../../language/use-words.ts';
import { chosenReport, useReports } from '#renderer/dialogs/report/state/reports.ts';
import { useZones } from '../../state/zones.ts';

const shownDays = 12;

/** What the report is of. Days with results are offered, so that nobody asks for an empty period. */
export function ReportForm() {
  const { t, say, language } = useWords();
  const { offer, kind, unit, day, zoneIds, resultId, set, chooseKind } = useReports();
  const zones = useZones(s => s.zones);
  const choice = useReports(chosenReport);
  if (!choice) return null;
  const { units, days, results } = choice;
  const offered = zones.filter(z => choice.zones.includes(z.kind));
  return (
    <div className="report-form">
      <Field label={t('report.kind')}>
        <select className="input" value={kind} onChange={event => chooseKind(event.target.value)}>
          {offer.map(one => (
            <option key={one.kind} value={one.kind}>
              {say(one.name)}
            </option>
          ))}
        </select>
      </Field>
      {results ? (
        <Field
          label={t('report.validation')}
          hint={results.length === 0 ? t('report.no-validation') : undefined}
        >
          <select
            className="input"
            value={resultId ?? ''}
            onChange={event => set({ resultId: event.target.value ? Number(event.target.value) : null })}
          >
            <option value="">{t('report.newest')}</option>
            {results.map(v => (
              <option key={v.id} value={v.id}>
                {v.name}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <>
          {units.length > 1 && (
            <Segmented
              label={t('report.unit')}
              value={unit}
              choices={units.map(value => ({ value, label: t(`report.unit-${value}`) }))}
              onChange={value => set({ unit: value })}
            />
          )}
          <TextField
            label={t('report.day')}
            hint={parsePeriod('day', day) ? periodText(periodOf(unit, day), language) : t('report.day-hint')}
            type="date"
            value={day}
            onChange={text => set({ day: text })}
          />
          <div className="report-days" role="group" aria-label={t('report.days', { n: days.length })}>
            <span className="hint">
              {t(days.length > 0 ? 'report.days' : 'report.no-days', { n: days.length })}
            </span>
            {days.slice(-shownDays).map(one => (
              <button
                key={one}
                type="button"
                className="chip"
                aria-pressed={one === day}
                onClick={() => set({ day: one })}
              >
                {one}
              </button>
            ))}
          </div>
          <div>
            <p className="hint">{t('report.zones-hint')}</p>
            <ZonePicker zones={offered} chosen={zoneIds} onChange={ids => set({ zoneIds: ids })} />
          </div>
        </>
      )}
    </div>
  );
}
