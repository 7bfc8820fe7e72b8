import { FileDown, Waves } from 'lucide-react';
import { useMemo } from 'react';
import { noFrequency, type Occurrence } from '#core/bloom/occurrence.ts';
import { pointsOf, type SeriesResult, type SeriesSummary } from '#core/bloom/series.ts';
import type { SeriesHead } from '#core/contract/series.ts';
import { trendMethods } from '#core/foundation/trend.ts';
import { callHost } from '../../client/call-host.ts';
import { Button } from '../../controls/button.tsx';
import { GradeChip } from '../../controls/grade-chip.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { dash, km2, percent, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { assessDate } from '#renderer/panels/series/state/series-date.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';
import { useWritable } from '../../state/session.ts';
import { SeriesCalendar } from './series-calendar.tsx';
import { SeriesChart } from './series-chart.tsx';
import { SeriesFrames } from './series-frames.tsx';
import { SeriesTable } from './series-table.tsx';
import { YearTable } from './year-table.tsx';

/** A series by zone: what it says together, chart, calendar, pictures, table, other years. */
export function SeriesView({ head, result }: { head: SeriesHead; result: SeriesResult }) {
  const { t, language, said } = useWords();
  const { zone: chosen, setZone, date } = useSeries();
  const writable = useWritable();
  const zone = Math.min(chosen, result.summary.length - 1);
  const points = useMemo(() => pointsOf(result.series, zone), [result, zone]);
  const save = () =>
    attempt(async () => {
      const paths = await pickPaths('export');
      if (!paths) return;
      const { directory } = await callHost('series.export', {
        seriesId: head.id,
        directory: paths[0],
        language,
      });
      showNotice('done', 'series.exported', { directory });
    });
  if (result.series.length === 0)
    return (
      <Section title={head.name}>
        <p className="hint">{t('series.no-dates')}</p>
        <Skipped result={result} />
      </Section>
    );
  return (
    <div data-testid="series-view">
      <Section
        title={
          <>
            {head.name} {result.recipe.simulated && <SimulatedChip />}
          </>
        }
        actions={
          <Button look="quiet" icon={<FileDown size={14} />} onClick={() => void save()}>
            {t('series.export')}
          </Button>
        }
      >
        <p className="muted">
          {head.options.index} {head.options.threshold === 'otsu' ? 'Otsu' : `> ${head.options.threshold}`}
        </p>
        {result.summary.length > 1 && (
          <Segmented
            label={t('zones.zone')}
            value={String(zone)}
            choices={result.summary.map((s, i) => ({ value: String(i), label: s.zone }))}
            onChange={value => setZone(Number(value))}
          />
        )}
        <Summary summary={result.summary[zone]} occurrence={result.occurrence} />
        <Warnings lines={result.recipe.warnings} />
        <Skipped result={result} />
      </Section>
      <Section title={t('series.chart')}>
        <SeriesChart points={points} />
      </Section>
      <Section title={t('series.calendar')}>
        <SeriesCalendar points={points} />
      </Section>
      <Section title={t('series.frames')}>
        <SeriesFrames seriesId={head.id} points={points} />
        {date && (
          <div className="buttons">
            <Button
              icon={<Waves size={14} />}
              disabled={!writable}
              title={t('series.open-date-long', { date })}
              onClick={() => void attempt(() => assessDate(head, result, date))}
            >
              {t('series.open-date')}
            </Button>
          </div>
        )}
      </Section>
      <Section title={t('series.table')}>
        <SeriesTable result={result} zone={zone} />
      </Section>
      <Section title={t('series.years')}>
        <YearTable points={points} occurrence={result.occurrence} />
      </Section>
      <p className="hint padded">{said(result.recipe.coverageRule)}</p>
    </div>
  );
}

function Summary({ summary, occurrence }: { summary: SeriesSummary; occurrence: Occurrence }) {
  const { t, say } = useWords();
  const { maximum, trend } = summary;
  return (
    <dl className="numbers" data-testid="series-summary">
      <dt>{t('series.frequency')}</dt>
      <dd>
        {summary.frequency === null ? say(noFrequency(occurrence)) : percent(summary.frequency)}{' '}
        <small>
          {t('series.frequency-of', { bloom: summary.bloom, valid: summary.valid, dates: summary.dates })}
        </small>
      </dd>
      {summary.first && (
        <>
          <dt>{t('series.duration')}</dt>
          <dd>
            {summary.first} – {summary.last}{' '}
            <small>
              {t('series.duration-days', {
                days: summary.durationDays ?? dash,
                gap: summary.longestGapDays ?? dash,
              })}
            </small>
          </dd>
        </>
      )}
      {maximum && (
        <>
          <dt>{t('series.maximum')}</dt>
          <dd>
            {km2(maximum.areaKm2)} km² ({percent(maximum.share)}), {maximum.date}{' '}
            <GradeChip grade={maximum.grade} />
          </dd>
        </>
      )}
      {trend && (
        <>
          <dt>{t('series.trend')}</dt>
          <dd>
            {t('series.trend-text', {
              slope: signed(trend.slope * 100, 2),
              p: trend.p < 0.001 ? '< 0.001' : trend.p.toFixed(3),
              test: say(trendMethods[trend.method ?? 'normal']),
            })}
          </dd>
        </>
      )}
    </dl>
  );
}

function Skipped({ result }: { result: SeriesResult }) {
  const { t, said } = useWords();
  if (result.skipped.length === 0) return null;
  return (
    <details className="patches">
      <summary>{t('series.skipped', { n: result.skipped.length })}</summary>
      <ol>
        {result.skipped.map(({ scene, message }) => (
          <li key={scene}>
            <span className="clip" title={scene}>
              {scene}
            </span>
            <small>{said(message)}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}
