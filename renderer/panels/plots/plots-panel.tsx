import { MapPinPlus } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '../../state/plots.ts';
import { useActiveScene } from '../../state/scenes.ts';
import { useWritable } from '../../state/session.ts';
import { PlotCard } from './plot-card.tsx';
import { FindChips } from './find/find-chips.tsx';
import { FindConditions } from './find/find-conditions.tsx';
import { FoundSums } from './find/found-sums.tsx';
import { FoundTable } from './find/found-table.tsx';
import { PlotsActions } from './plots-actions.tsx';
import { PlotForm } from './plot-form.tsx';

/** Ground plots: the list, or the card of one, or the form. */
export function PlotsPanel() {
  const { t } = useWords();
  const writable = useWritable();
  const scene = useActiveScene();
  const { form, selectedId, placing, startPlacing } = usePlots();
  if (form) return <PlotForm key={form.site?.id ?? 'new'} site={form.site} place={form.place} />;
  if (selectedId !== null) return <PlotCard />;
  return (
    <div className="find">
      <div className="panel-action">
        <Button
          look="primary"
          icon={<MapPinPlus size={14} />}
          aria-pressed={placing}
          disabled={!writable || !scene}
          title={`${t('plots.add')} (N)`}
          onClick={() => startPlacing(!placing)}
        >
          {t(placing ? 'plots.click-map' : 'plots.add')}
        </Button>
        {!scene && <span className="hint">{t('plots.needs-scene')}</span>}
      </div>
      <PlotsActions />
      <FindConditions />
      <FindChips />
      <FoundSums />
      <FoundTable />
    </div>
  );
}
