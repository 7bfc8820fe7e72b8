import { Segmented } from '../../controls/segmented.tsx';
import { fixed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useReviewedBloom } from '#renderer/panels/review/state/assessed.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useRetrieval } from '#renderer/panels/bloom/state/ground.ts';
import { useLayers, type IndexLook } from '../../state/layers.ts';
import { bloomRamp, indexRamp } from '../../state/palettes.ts';

const looks: IndexLook[] = ['bloom', 'bloom-over-ramp', 'ramp'];

const gradient = (colors: readonly string[]) => ({
  background: `linear-gradient(to right, ${colors.join(', ')})`,
});

/** How the index is coloured, and the legend. */
export function IndexOptions() {
  const { t } = useWords();
  const look = useLayers(s => s.indexLook);
  const setLook = useLayers(s => s.setIndexLook);
  const reviewed = useReviewedBloom();
  const made = useBloom();
  const threshold = reviewed?.threshold ?? made.threshold;
  const indexId = reviewed?.index ?? made.indexId;
  const retrieval = useRetrieval(indexId);
  return (
    <div className="layer-options">
      <Segmented
        label={t('look.title')}
        value={look}
        choices={looks.map(value => ({ value, label: t(`look.${value}`), title: t(`look.${value}-long`) }))}
        onChange={setLook}
      />
      {look !== 'bloom' && (
        <div className="ramp">
          <span>{t('look.low')}</span>
          <i style={gradient(indexRamp)} />
          <span>{t('look.high')}</span>
        </div>
      )}
      {look !== 'ramp' && (
        <div className="ramp">
          <span className="clip" title={indexId ?? undefined}>
            {retrieval ? `${retrieval.parameter} (${retrieval.unit})` : indexId} &gt; {fixed(threshold, 3)}
          </span>
          <i style={gradient(bloomRamp)} />
        </div>
      )}
    </div>
  );
}
