import { Satellite, Waves } from 'lucide-react';
import { IconButton } from '../../../controls/button.tsx';
import { fixed } from '../../../language/numbers.ts';
import { useWords } from '../../../language/use-words.ts';
import { useDialogs } from '../../../state/dialogs.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** How much was found, and what was measured there. */
export function FoundSums() {
  const { t } = useWords();
  const sites = usePlots(s => s.sites);
  const parameters = usePlots(s => s.parameters);
  const { conditions, values } = useFind();
  const parameter = parameters.find(p => p.id === conditions.parameter);
  const sections = sites.filter(site => ['section', 'station', 'water-plot'].includes(site.kind));
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
          <IconButton
            label={t('sections.open')}
            onClick={() =>
              useDialogs.getState().open({
                kind: 'water',
                siteIds: sections.slice(0, 10_000).map(site => site.id),
              })
            }
          >
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
    </div>
  );
}
