import { Crosshair, Grid2x2Plus, SquareDashedMousePointer } from 'lucide-react';
import { useState } from 'react';
import { placeQuadrats } from '#core/plots/place-quadrats.ts';
import type { PlotForm, QuadratRule } from '#core/plots/plot-form.ts';
import { squareAt } from '#core/plots/plot-shapes.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { nextName, useMarking } from '#renderer/panels/plots/state/marking.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { usePlots, type Card } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { QuadratCard } from './quadrat-card.tsx';
import { RowGrid } from './row-grid.tsx';

/** Quadrats of a plot: laid out after the form's rules or placed by hand. */
export function QuadratSection({ card, form }: { card: Card; form: PlotForm }) {
  const { t } = useWords();
  const [openId, setOpenId] = useState<number | null>(null);
  const lists = form.lists.filter(list => list.per === 'plot');
  if (form.quadrats.length === 0 && card.quadrats.length === 0 && lists.length === 0) return null;
  return (
    <Section title={`${t('plots.quadrats')} (${card.quadrats.length})`}>
      <ul className="quadrat-rules">
        {form.quadrats.map(rule => (
          <Rule key={`${rule.kind} ${rule.sideM}`} card={card} rule={rule} />
        ))}
      </ul>
      <PlaceByHand />
      <ul className="quadrats" aria-label={t('plots.quadrats')}>
        {card.quadrats.map(quadrat => (
          <QuadratCard
            key={quadrat.id}
            quadrat={quadrat}
            form={form}
            rows={card.rows.filter(row => row.quadratId === quadrat.id)}
            open={quadrat.id === openId}
            onToggle={() => setOpenId(quadrat.id === openId ? null : quadrat.id)}
          />
        ))}
      </ul>
      {lists.map(list => (
        <RowGrid
          key={list.id}
          siteId={card.site.id}
          quadratId={null}
          list={list}
          rows={card.rows.filter(row => row.list === list.id && row.quadratId === null)}
        />
      ))}
    </Section>
  );
}

function Rule({ card, rule }: { card: Card; rule: QuadratRule }) {
  const { t, say } = useWords();
  const writable = useWritable();
  const { site, quadrats } = card;
  const there = quadrats.filter(q => q.kind === rule.kind).length;
  const wanted = rule.repeats - there;
  const outline =
    card.outline.length > 0 ? card.outline : site.sideM ? squareAt([site.lon, site.lat], site.sideM) : [];
  const add = async () => {
    const squares = placeQuadrats(outline, rule.sideM, rule.repeats).slice(there);
    if (squares.length < wanted) showNotice('warning', 'plots.quadrats-no-room', { count: squares.length });
    if (squares.length === 0) return;
    const names = quadrats.map(q => q.name);
    const added = squares.map(geometry => {
      const name = nextName(names);
      names.push(name);
      return { name, kind: rule.kind, sideM: rule.sideM, geometry };
    });
    await usePlots.getState().write('quadrats.add', { siteId: site.id, quadrats: added });
  };
  return (
    <li>
      <span>
        {say(rule.name)} {rule.sideM} m × {rule.sideM} m × {rule.repeats}{' '}
        {rule.evidence === 'to-confirm' && <Chip look="warning">{t('common.to-confirm')}</Chip>}
        <small>{rule.source}</small>
      </span>
      <Button
        look="quiet"
        icon={<Grid2x2Plus size={14} />}
        disabled={!writable || wanted <= 0 || outline.length === 0}
        title={outline.length === 0 ? t('plots.needs-outline') : undefined}
        onClick={() => void attempt(add)}
      >
        {wanted > 0 ? t('plots.lay-out', { count: wanted }) : t('plots.laid-out')}
      </Button>
    </li>
  );
}

const sides = [20, 10, 1];

function PlaceByHand() {
  const { t } = useWords();
  const writable = useWritable();
  const { tool, makes, sideM, start, stop } = useMarking();
  const placing = tool === 'square' && makes === 'quadrat';
  const [side, setSide] = useState(10);
  const choose = (chosen: number | null) => {
    if (!chosen) return;
    setSide(chosen);
    if (placing) useMarking.setState({ sideM: chosen });
  };
  const toggle = () => {
    if (placing) return stop();
    useMarking.setState({ sideM: side });
    start('square', 'quadrat');
  };
  return (
    <div className="quadrat-by-hand">
      <div className="segmented" role="radiogroup" aria-label={t('plots.quadrat-side')}>
        {sides.map(choice => (
          <button
            key={choice}
            type="button"
            role="radio"
            aria-checked={(placing ? sideM : side) === choice}
            onClick={() => choose(choice)}
          >
            {choice} m
          </button>
        ))}
      </div>
      <NumberField
        label={t('plots.quadrat-side-own')}
        value={placing ? sideM : side}
        min={0.1}
        max={10_000}
        onChange={choose}
      />
      <Button
        icon={placing ? <Crosshair size={14} /> : <SquareDashedMousePointer size={14} />}
        aria-pressed={placing}
        disabled={!writable}
        onClick={toggle}
      >
        {t('plots.place-quadrat')}
      </Button>
    </div>
  );
}
