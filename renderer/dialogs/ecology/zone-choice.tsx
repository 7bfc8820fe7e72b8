import { ZonePicker } from '../../controls/zone-picker.tsx';
import { useWords } from '../../language/use-words.ts';
import { useZones } from '../../state/zones.ts';

/** Zones of any set but standing plants. */
export function ZoneChoice({
  chosen,
  onChange,
}: {
  chosen: ReadonlySet<number>;
  onChange: (zoneIds: ReadonlySet<number>) => void;
}) {
  const { t } = useWords();
  const zones = useZones(s => s.zones).filter(z => z.kind !== 'aquatic-vegetation');
  return (
    <div className="field">
      <span className="field-label">{t('ecology.zones')}</span>
      {zones.length === 0 ? (
        <p className="hint">{t('ecology.no-zones')}</p>
      ) : (
        <div className="eco-zones">
          <ZonePicker zones={zones} chosen={chosen} onChange={onChange} />
        </div>
      )}
    </div>
  );
}
