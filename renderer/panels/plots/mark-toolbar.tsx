import { CircleDot, Move, Pentagon, Redo2, Spline, Square, Undo2 } from 'lucide-react';
import { IconButton } from '../../controls/button.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { useWords } from '../../language/use-words.ts';
import { useHistory } from '../../state/history.ts';
import { markTools, useMarking, type MarkTool } from '#renderer/panels/plots/state/marking.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { useSiteForm } from '#renderer/panels/plots/state/site-form.ts';

const icons = { point: CircleDot, square: Square, polygon: Pentagon, move: Move, corners: Spline };
const edits: readonly MarkTool[] = ['move', 'corners'];

/** The tools that mark on the map, and undo and redo. */
export function MarkToolbar() {
  const { t } = useWords();
  const writable = useWritable();
  const { tool, makes, sideM, bearing, start, stop } = useMarking();
  const something = usePlots(s => s.card !== null);
  const formOpen = useSiteForm(s => s.open !== null);
  return (
    <>
      <div className="map-tools" role="toolbar" aria-label={t('plots.tools')}>
        {markTools.map(id => {
          const Icon = icons[id];
          return (
            <IconButton
              key={id}
              label={t(`plots.tool-${id}`)}
              aria-pressed={tool === id}
              disabled={!writable || (edits.includes(id) && !something && !formOpen)}
              onClick={() => (tool === id ? stop() : start(id, id === 'square' && tool ? makes : 'site'))}
            >
              <Icon size={15} />
            </IconButton>
          );
        })}
        <StepButton direction="undo" />
        <StepButton direction="redo" />
      </div>
      {tool === 'square' && (
        <span className="map-tools tool-fields">
          <NumberField
            label={t('plots.side-m')}
            value={sideM}
            min={0.1}
            max={100_000}
            onChange={side => side && useMarking.setState({ sideM: side })}
          />
          m
          <NumberField
            label={t('plots.bearing')}
            value={bearing}
            min={-180}
            max={360}
            onChange={turn => useMarking.setState({ bearing: turn ?? 0 })}
          />
          °
        </span>
      )}
    </>
  );
}

function StepButton({ direction }: { direction: 'undo' | 'redo' }) {
  const { t, named } = useWords();
  const writable = useWritable();
  const step = useHistory(s => s[direction]);
  const Icon = direction === 'undo' ? Undo2 : Redo2;
  const name = step ? named(`plots.step-${step}`, step) : '';
  return (
    <IconButton
      label={step ? t(`plots.${direction}-step`, { step: name }) : t(`plots.${direction}`)}
      disabled={!writable || !step}
      onClick={() => void attempt(() => useHistory.getState().step(direction))}
    >
      <Icon size={15} />
    </IconButton>
  );
}
