import { Satellite, Waves } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallOutput } from '#core/contract/calls.ts';
import { periodText } from '#core/foundation/period.ts';
import { callHost } from '../../../client/call-host.ts';
import { IconButton } from '../../../controls/button.tsx';
import { fixed, percent } from '../../../language/numbers.ts';
import { useWords } from '../../../language/use-words.ts';
import { useDialogs } from '../../../state/dialogs.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { attempt } from '../../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** How much was found, and what was measured there. */
export function FoundSums() {
  const { t, language } = useWords();
  const sites = usePlots(s => s.sites);
  const parameters = usePlots(s => s.parameters);
  const { conditions, values } = useFind();
  const [water, setWater] = useState<CallOutput<'water.classes'> | null>(null);
  useEffect(() => setWater(null), [sites]);
  const parameter = parameters.find(p => p.id === conditions.parameter);
  const sections = sites.filter(site => ['section', 'station', 'water-plot'].includes(site.kind));
  const ask = () =>
    attempt(async () => {
      const siteIds = sections.slice(0, 10_000).map(site => site.id);
      setWater(await callHost('water.classes', { siteIds, period: conditions.to?.slice(0, 7) }));
    });
  const number = (value: number) => fixed(value, parameter?.decimals ?? 2);
  return (
    <div className="found-sums" data-testid="found-sums">
      <div className="joined">
        <span className="grow">
          {t('find.count', { count: sites.length })}
          {values && parameter && (
            <small>
              {' · '}
              {t('find.sums', {
                count: values.count,
                min: number(values.min),
                mean: number(values.mean),
                max: number(values.max),
                unit: parameter.unit,
              })}
            </small>
          )}
        </span>
        {sections.length > 0 && (
          <IconButton label={t('find.water-share')} onClick={() => void ask()}>
            <Waves size={15} />
          </IconButton>
        )}
        {sites.length > 0 && (
          <IconButton
            label={t('satellite.open')}
            onClick={() => useDialogs.getState().open({ kind: 'satellite' })}
          >
            <Satellite size={15} />
          </IconButton>
        )}
      </div>
      {water && (
        <p className="hint" role="status">
          {t('find.water-result', {
            share: percent(water.shares.good),
            period: periodText(water.period, language),
            classed: water.shares.sections,
            sites: water.sections.length,
          })}
        </p>
      )}
    </div>
  );
}
