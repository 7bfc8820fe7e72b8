import { Crosshair } from 'lucide-react';
import type { BloomChange, BloomIntensity, BloomWhere, BloomZone } from '#core/bloom/bloom-result.ts';
import { IconButton } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { km2, shortTime, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { focusOn } from '../../state/focus.ts';

const listedPatches = 8;

/** What a zone's result says beside area and grade: where, since when, how dense. */
export function ZoneFindings({ zone }: { zone: BloomZone }) {
  const { t, say } = useWords();
  const { where, change, intensity, cover } = zone;
  return (
    <>
      <dl className="numbers">
        {where && where.places.length > 0 && (
          <>
            <dt>{t('finding.where')}</dt>
            <dd>{say(where.words)}</dd>
          </>
        )}
        {change && (
          <>
            <dt>{t('finding.change')}</dt>
            <dd>
              <Change change={change} />
            </dd>
          </>
        )}
        {cover && zone.bloomAreaKm2 > 0 && (
          <>
            <dt title={say(cover.ruleName)}>{t('finding.cover')}</dt>
            <dd>
              {km2(cover.coveredKm2)} km²{' '}
              <small>{t('finding.cover-note', { water: cover.water, algae: cover.algae })}</small>{' '}
              {cover.evidence === 'to-confirm' && <Chip look="warning">{t('common.to-confirm')}</Chip>}
            </dd>
          </>
        )}
      </dl>
      {intensity && zone.bloomAreaKm2 > 0 && <Intensity intensity={intensity} total={zone.bloomAreaKm2} />}
      {where && where.patches.length > 0 && <Patches where={where} />}
    </>
  );
}

function Change({ change }: { change: BloomChange }) {
  const { t } = useWords();
  const words = {
    date: shortTime(change.since).slice(0, 10),
    area: signed(change.areaKm2, 2),
    share: signed(change.share * 100, 1),
  };
  const grades =
    change.grades > 0
      ? t('finding.grades-up', { n: change.grades })
      : change.grades < 0
        ? t('finding.grades-down', { n: -change.grades })
        : t('finding.grades-same');
  return (
    <>
      {t('finding.change-text', words)}{' '}
      <Chip look={change.grades > 0 ? 'danger' : change.grades < 0 ? 'accent' : 'plain'}>{grades}</Chip>
    </>
  );
}

/** The pixel scale as a bar with its own colours and its own legend. */
function Intensity({ intensity, total }: { intensity: BloomIntensity; total: number }) {
  const { t, say } = useWords();
  return (
    <figure className="intensity" title={t('finding.intensity-long')}>
      <div className="intensity-bar" aria-hidden>
        {intensity.classes.map(c => (
          <i key={c.label.en} style={{ background: c.color, flexGrow: c.areaKm2 / total }} />
        ))}
      </div>
      <figcaption>
        <span className="muted">{t('finding.intensity')}</span>
        {intensity.classes.map(c => (
          <span key={c.label.en}>
            <i style={{ background: c.color }} aria-hidden />
            {say(c.label)} {km2(c.areaKm2)} km²
          </span>
        ))}
        <small>{say(intensity.ruleName)}</small>
      </figcaption>
    </figure>
  );
}

function Patches({ where }: { where: BloomWhere }) {
  const { t } = useWords();
  const first = where.patches.slice(0, listedPatches);
  const count = t('finding.patches-count', { n: where.patchCount, area: km2(first[0].areaKm2) });
  return (
    <details className="patches">
      <summary>
        {t('finding.patches')}: {count}
      </summary>
      <ol aria-label={t('finding.patch-list', { n: first.length })}>
        {first.map(({ areaKm2, center: [lon, lat] }, i) => (
          <li key={`${lon} ${lat}`}>
            <span>{km2(areaKm2)} km²</span>
            <small>
              {lon.toFixed(5)}°, {lat.toFixed(5)}°
            </small>
            <IconButton
              label={t('finding.patch-zoom', { n: i + 1 })}
              onClick={() => focusOn({ kind: 'shape', geometry: boxAround(lon, lat, areaKm2) })}
            >
              <Crosshair size={13} />
            </IconButton>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** A box around a patch, three times as wide as the square of its area. */
function boxAround(lon: number, lat: number, areaKm2: number) {
  const halfKm = Math.max(0.3, 1.5 * Math.sqrt(areaKm2));
  const dLat = halfKm / 111;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  const [w, e, s, n] = [lon - dLon, lon + dLon, lat - dLat, lat + dLat];
  return [
    [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  ];
}
