import { useMemo } from 'react';
import { areaAboveKm2, snapThreshold } from '#core/bloom/histogram-area.ts';
import { shareOf } from '#core/bloom/grade-zone.ts';
import { seenShare } from '#core/bloom/seen-share.ts';
import type { BloomTally, ZoneHistogram } from '#core/contract/calls.ts';
import { Chip } from '../../controls/chip.tsx';
import { Section } from '../../controls/section.tsx';
import { km2, percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';

/** Bloom of each zone at the threshold of this moment, from the tallied histogram alone. */
export function ZoneAreas({ tally }: { tally: BloomTally }) {
  const { t } = useWords();
  const threshold = useBloom(s => s.threshold) ?? tally.range.min;
  const rows = useMemo(
    () =>
      tally.zones.map(zone => {
        const above = (value: number) => areaAboveKm2(zone, tally.range, snapThreshold(tally.range, value));
        return {
          zone,
          bloomKm2: above(threshold),
          /** At threshold + δ and − δ. */
          between: [above(threshold + tally.delta), above(threshold - tally.delta)],
        };
      }),
    [tally, threshold],
  );
  const { whole } = tally;
  const total = areaAboveKm2(whole, tally.range, snapThreshold(tally.range, threshold));
  return (
    <Section title={t('bloom.areas')}>
      <div className="big-number" data-testid="bloom-total">
        <b>{km2(total)}</b> km²
        <small>P {percent(shareOf(total, whole.validAreaKm2))}</small>
      </div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th>{t('zones.zone')}</th>
              <th className="number">{t('bloom.area')}</th>
              <th className="number" title={t('bloom.delta-long', { delta: tally.delta })}>
                {t('bloom.delta')}
              </th>
              <th className="number" title={t('bloom.share-long')}>
                P
              </th>
              <th className="number" title={t('bloom.valid-share-long')}>
                {t('bloom.valid-share')}
              </th>
              <th className="number">{t('zones.area')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ zone, bloomKm2, between }) => (
              <AreaRow
                key={zone.zoneId}
                zone={zone}
                bloomKm2={bloomKm2}
                between={between}
                minValidShare={tally.minValidShare}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint">{t('bloom.coverage-note')}</p>
    </Section>
  );
}

function AreaRow({
  zone,
  bloomKm2,
  between,
  minValidShare,
}: {
  zone: ZoneHistogram;
  bloomKm2: number;
  between: number[];
  minValidShare: number;
}) {
  const { t, named, said } = useWords();
  const validShare = seenShare(zone);
  const assessable = validShare !== null && validShare >= minValidShare && !zone.problem;
  return (
    <>
      <tr>
        <td>
          {zone.zone}
          {zone.partOf && <small className="part-of">{t('zones.part-of', { zone: zone.partOf })}</small>}
        </td>
        <td className="number strong">{zone.problem ? '–' : km2(bloomKm2)}</td>
        <td className="number">{zone.problem ? '–' : between.map(km2).join('–')}</td>
        <td className="number">{percent(zone.validAreaKm2 > 0 ? bloomKm2 / zone.validAreaKm2 : null)}</td>
        <td className={assessable ? 'number' : 'number warn'}>{percent(validShare)}</td>
        <td className="number">{km2(zone.areaKm2)}</td>
      </tr>
      {!assessable && (
        <tr className="note-row">
          <td colSpan={6}>
            <Chip look="warning">{t('bloom.not-assessable')}</Chip>{' '}
            {zone.problem
              ? `${named(`errors.${zone.problem.code}`, zone.problem.code)}: ${said(zone.problem.message)}`
              : t('bloom.valid-below', { limit: percent(minValidShare, 0) })}
          </td>
        </tr>
      )}
    </>
  );
}
