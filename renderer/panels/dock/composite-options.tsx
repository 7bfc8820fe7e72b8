import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { canShow, compositeLayers, useComposite, type CompositeKind } from '../../state/composite.ts';
import { useActiveScene } from '../../state/scenes.ts';

const kinds: CompositeKind[] = ['natural', 'false', 'band'];
const stretches: [number, number][] = [
  [0, 100],
  [0.5, 99.5],
  [2, 98],
  [5, 95],
];

/** Natural colour, false colour or a band, and how far it is stretched. */
export function CompositeOptions() {
  const { t } = useWords();
  const scene = useActiveScene();
  const { kind, band, percentiles, gamma, set } = useComposite();
  if (!scene) return null;
  const layers = compositeLayers(scene, kind, band);
  const shown: CompositeKind = layers.length === 1 ? 'band' : layers[0] === 'R' ? 'natural' : 'false';
  return (
    <div className="layer-options">
      <Segmented
        label={t('composite.title')}
        value={shown}
        choices={kinds.map(value => ({
          value,
          label: t(`composite.${value}`),
          disabled: !canShow(scene, value),
          title: canShow(scene, value) ? t(`composite.${value}-long`) : t('composite.impossible'),
        }))}
        onChange={value => set({ kind: value })}
      />
      {shown === 'band' && (
        <select
          className="input"
          aria-label={t('composite.band')}
          value={layers[0]}
          onChange={event => set({ kind: 'band', band: event.target.value })}
        >
          {scene.bands.map(b => (
            <option key={b.index} value={`b${b.index}`}>
              b{b.index}
              {b.role ? ` · ${b.role}` : ''}
              {b.description ? ` · ${b.description}` : ''}
            </option>
          ))}
        </select>
      )}
      <div className="pair">
        <label>
          <span>{t('composite.stretch')}</span>
          <select
            className="input"
            value={percentiles.join('–')}
            onChange={event =>
              set({ percentiles: event.target.value.split('–').map(Number) as [number, number] })
            }
          >
            {stretches.map(range => (
              <option key={range.join('–')} value={range.join('–')}>
                {range[0] === 0 ? t('composite.min-max') : `${range.join('–')} %`}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>γ {gamma.toFixed(1)}</span>
          <input
            type="range"
            className="slider slider-small"
            min={0.6}
            max={2.4}
            step={0.1}
            value={gamma}
            aria-label={t('composite.gamma')}
            onChange={event => set({ gamma: Number(event.target.value) })}
          />
        </label>
      </div>
    </div>
  );
}
