import type { SatelliteValue } from '#core/plots/match-up.ts';
import { VirtualRows } from '../../controls/virtual-rows.tsx';
import { dash, fixed, percent, shortTime, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** A line per measurement. */
export function SatelliteTable({
  values,
  decimals,
}: {
  values: readonly SatelliteValue[];
  decimals: number;
}) {
  const { t } = useWords();
  return (
    <div className="satellite-table" data-testid="satellite">
      <VirtualRows
        label={t('satellite.open')}
        rows={values}
        rowHeight={26}
        keyOf={(_, i) => i}
        head={
          <div className="satellite-row satellite-head">
            {(
              ['site', 'time', 'measured', 'value', 'deviation', 'valid', 'scene-name', 'hours'] as const
            ).map(key => (
              <span key={key} className="clip" title={t(`satellite.${key}`)}>
                {t(`satellite.${key}`)}
              </span>
            ))}
          </div>
        }
      >
        {v => (
          <div className="satellite-row">
            <span className="clip">{v.site}</span>
            <span>{v.time ? shortTime(v.time) : dash}</span>
            <span>{fixed(v.measured, decimals)}</span>
            <span className="strong">{fixed(v.value, 4)}</span>
            <span>{fixed(v.deviation, 4)}</span>
            <span>{percent(v.validShare, 0)}</span>
            <span className="clip" title={v.scene ?? ''}>
              {v.scene ?? dash}
            </span>
            <span>{signed(v.hoursApart, 1)}</span>
          </div>
        )}
      </VirtualRows>
    </div>
  );
}
