import { Eye, EyeOff } from 'lucide-react';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { layerIds, useLayers, type LayerId } from '../../state/layers.ts';
import { CompositeOptions } from './composite-options.tsx';
import { IndexOptions } from './index-options.tsx';
import { ReasonLegend } from './reason-legend.tsx';

export function LayerList() {
  const { t } = useWords();
  return (
    <Section title={t('layer.title')}>
      <ul className="layers" aria-label={t('layer.title')}>
        {layerIds.map(id => (
          <LayerRow key={id} id={id} />
        ))}
      </ul>
    </Section>
  );
}

function LayerRow({ id }: { id: LayerId }) {
  const { t } = useWords();
  const { visible, opacity } = useLayers(s => s.layers[id]);
  const toggle = useLayers(s => s.toggle);
  const setLayer = useLayers(s => s.setLayer);
  const name = t(`layer.${id}`);
  return (
    <li className={visible ? 'layer' : 'layer is-hidden'}>
      <div className="layer-head">
        <button
          type="button"
          className="icon-button"
          aria-pressed={visible}
          aria-label={t('layer.toggle', { name })}
          title={t('layer.toggle', { name })}
          onClick={() => toggle(id)}
        >
          {visible ? <Eye size={14} /> : <EyeOff size={14} />}
        </button>
        <span className={`layer-mark layer-mark-${id}`} aria-hidden />
        <span className="clip">{name}</span>
        <input
          type="range"
          className="slider slider-small"
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          disabled={!visible}
          aria-label={t('layer.opacity', { name })}
          title={`${Math.round(opacity * 100)} %`}
          onChange={event => setLayer(id, { opacity: Number(event.target.value) })}
        />
      </div>
      {visible && id === 'composite' && <CompositeOptions />}
      {visible && id === 'index' && <IndexOptions />}
      {visible && id === 'reasons' && <ReasonLegend />}
    </li>
  );
}
