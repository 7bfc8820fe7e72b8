import { groundSamplings } from '#core/ground/beside-satellite.ts';
import { MapPinned } from 'lucide-react';
import { useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import type { BloomTally } from '#core/contract/calls.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { GroundSummaries } from '../../controls/ground-summaries.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { groundResult } from '#renderer/panels/bloom/state/ground-result.ts';
import { useGround } from '#renderer/panels/bloom/state/ground.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

const windows = ['1', '3', '5'] as const;

/** What was measured in the zones near the scene's date, beside the bloom of this moment. */
export function GroundSection({ scene, tally }: { scene: CatalogueScene; tally: BloomTally }) {
  const { t, say } = useWords();
  const { options, points, busy } = useGround();
  const { setOptions, find } = useGround.getState();
  const parameters = usePlots(s => s.parameters);
  const threshold = useBloom(s => s.threshold) ?? tally.range.min;
  const { zoneIds, mask } = useBloom();
  const result = useMemo(() => points && groundResult(points, tally, threshold), [points, tally, threshold]);
  return (
    <Section title={t('ground.title')}>
      <div className="pair">
        <Field label={t('ground.within')}>
          <NumberField
            label={t('ground.within')}
            value={options.withinHours}
            min={0}
            max={8784}
            step={1}
            decimals={0}
            onChange={value => value !== null && setOptions({ withinHours: value })}
          />
        </Field>
        <Field label={t('ground.parameter')}>
          <select
            className="input"
            value={options.parameter}
            onChange={event => setOptions({ parameter: event.target.value })}
          >
            {parameters.map(p => (
              <option key={p.id} value={p.id}>
                {say(p.name)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <div className="buttons wrap">
        <Segmented
          label={t('satellite.window')}
          value={String(options.side) as (typeof windows)[number]}
          choices={windows.map(value => ({ value, label: `${value}×${value}` }))}
          onChange={value => setOptions({ side: Number(value) as 1 | 3 | 5 })}
        />
        <Segmented
          label={t('ground.sampling')}
          value={options.sampling ?? 'fixed'}
          choices={groundSamplings.map(value => ({ value, label: t(`ground.sampling-${value}`) }))}
          onChange={sampling => setOptions({ sampling })}
        />
        <Button
          icon={<MapPinned size={14} />}
          disabled={busy}
          onClick={() =>
            void attempt(() => find({ sceneId: scene.id, zoneIds: [...zoneIds], index: tally.index, mask }))
          }
        >
          {t(busy ? 'ground.finding' : 'ground.find')}
        </Button>
        {result && result.points.length > 0 && (
          <Button onClick={() => useDialogs.getState().open({ kind: 'ground' })}>{t('ground.open')}</Button>
        )}
      </div>
      {result && (
        <div data-testid="ground">
          {result.points.length === 0 ? (
            <p className="hint">{t('ground.none', { hours: options.withinHours })}</p>
          ) : (
            <GroundSummaries ground={result} />
          )}
        </div>
      )}
    </Section>
  );
}
