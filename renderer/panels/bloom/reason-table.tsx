import { validityReasons, type ValidityReason } from '#core/bands/validity.ts';
import type { ZoneStatistics } from '#core/tally/zone-statistics.ts';
import { Section } from '../../controls/section.tsx';
import { km2, percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { reasonFill } from '../../state/palettes.ts';

type Zone = Pick<ZoneStatistics, 'zone' | 'areaKm2' | 'validAreaKm2' | 'areaByReasonKm2'>;

/** Area per reason and zone, km² and share of the zone: what counts, what is left out, and why. */
export function ReasonTable({ zones }: { zones: readonly Zone[] }) {
  const { t } = useWords();
  const reasons = validityReasons.filter((reason): reason is Exclude<ValidityReason, 'valid'> =>
    zones.some(zone => (zone.areaByReasonKm2[reason] ?? 0) > 0),
  );
  const cell = (zone: Zone, areaKm2: number) => (
    <td key={zone.zone} className="number">
      {km2(areaKm2)} <small>{percent(zone.areaKm2 > 0 ? areaKm2 / zone.areaKm2 : null)}</small>
    </td>
  );
  return (
    <Section title={t('mask.table')}>
      <div className="table-scroll">
        <table className="table reason-table" data-testid="reason-table">
          <thead>
            <tr>
              <th>{t('mask.reason')}</th>
              {zones.map(zone => (
                <th key={zone.zone} className="number">
                  {zone.zone}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="strong">
              <td>{t('mask.counted')}</td>
              {zones.map(zone => cell(zone, zone.validAreaKm2))}
            </tr>
            {reasons.map(reason => (
              <tr key={reason}>
                <td>
                  <i className="swatch" style={{ background: reasonFill(reason) }} aria-hidden />
                  {t(`reason.${reason}`)}
                </td>
                {zones.map(zone => cell(zone, zone.areaByReasonKm2[reason] ?? 0))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint">{t('mask.table-note')}</p>
    </Section>
  );
}
