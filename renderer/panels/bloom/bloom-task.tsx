import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { bloomViews, useSeries } from '#renderer/panels/series/state/series.ts';
import { SeriesPanel } from '../series/series-panel.tsx';
import { WarningsPanel } from '../series/warnings-panel.tsx';
import { BloomPanel } from './bloom-panel.tsx';

const panels = { scene: BloomPanel, series: SeriesPanel, warnings: WarningsPanel };

/** The bloom task: a single scene, series of many, and the warnings that they gave. */
export function BloomTask() {
  const { t } = useWords();
  const view = useSeries(s => s.view);
  const setView = useSeries(s => s.setView);
  const open = useSeries(s => s.warnings?.warnings.filter(w => w.state !== 'lifted' && w.holds).length ?? 0);
  const Panel = panels[view];
  return (
    <>
      <div className="bloom-views">
        <Segmented
          label={t('series.view')}
          value={view}
          choices={bloomViews.map(value => ({
            value,
            label: t(`series.view-${value}`) + (value === 'warnings' && open > 0 ? ` ${open}` : ''),
          }))}
          onChange={setView}
        />
      </div>
      <Panel />
    </>
  );
}
