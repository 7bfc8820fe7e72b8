import { Play } from 'lucide-react';
import { useState } from 'react';
import { serviceKinds, type ServiceKind } from '#core/ecology/ecology-names.ts';
import { planService } from '#core/ecology/services.ts';
import type { EcologyRules } from '#core/contract/ecology.ts';
import { Button } from '../../controls/button.tsx';
import { EvidenceChip } from '../../controls/evidence-chip.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { useEcology } from '../../state/ecology.ts';
import { attempt } from '../../state/notices.ts';
import { useRedline } from '../../state/redline.ts';
import { filled, LegendEditor, type Legend } from './legend-editor.tsx';
import { SceneChoice } from './scene-choice.tsx';
import { ZoneChoice } from './zone-choice.tsx';

type Source = { sceneId: number } | { value: number };

/** Each input a raster of the workspace or one value; formulas follow from what is given. */
export function ServicesForm({ rules }: { rules: EcologyRules }) {
  const { t, say } = useWords();
  const { run, busy } = useEcology();
  const [kind, setKind] = useState<ServiceKind>('water');
  const [sources, setSources] = useState<Record<string, Source>>({});
  const [typesId, setTypesId] = useState<number | null>(null);
  const [legend, setLegend] = useState<Legend>({});
  const [zoneIds, setZoneIds] = useState(useRedline.getState().zoneIds);
  const [align, setAlign] = useState(false);
  const { name, note, evidence, inputs, types } = rules.services[kind];
  const there = new Set([...Object.keys(sources), ...(typesId !== null ? ['type'] : [])]);
  const plan = planService(kind, there);
  const give = (id: string, source: Source | null) => {
    const others = Object.entries(sources).filter(([other]) => other !== id);
    setSources(Object.fromEntries(source === null ? others : [...others, [id, source]]));
  };
  const choose = (next: ServiceKind) => {
    setKind(next);
    setSources({});
    setTypesId(null);
    setLegend({});
  };
  const start = () =>
    attempt(() =>
      run('ecology.services', {
        kind,
        sources,
        types: typesId === null ? null : { sceneId: typesId, legend: filled(legend) },
        zoneIds: [...zoneIds],
        align,
      }),
    );
  return (
    <>
      <Segmented
        label={t('ecology.service')}
        value={kind}
        choices={serviceKinds.map(value => ({ value, label: t(`ecology.service-${value}`) }))}
        onChange={choose}
      />
      <p className="hint">
        {say(name)} <EvidenceChip evidence={evidence} /> {say(note)}
      </p>
      <div className="eco-columns">
        <div className="eco-inputs">
          {inputs.map(input => {
            const source = sources[input.id] as Source | undefined;
            return (
              <div key={input.id} className="eco-source">
                <SceneChoice
                  label={`${say(input.name)}${input.unit ? ` (${input.unit})` : ''}`}
                  none={t('ecology.one-value')}
                  value={source && 'sceneId' in source ? source.sceneId : null}
                  onChange={sceneId => give(input.id, sceneId === null ? null : { sceneId })}
                />
                {!(source && 'sceneId' in source) && (
                  <NumberField
                    label={say(input.name)}
                    value={source?.value ?? null}
                    min={input.min}
                    max={input.max}
                    placeholder={t('ecology.not-given')}
                    onChange={value => give(input.id, value === null ? null : { value })}
                  />
                )}
              </div>
            );
          })}
        </div>
        <div>
          <ZoneChoice chosen={zoneIds} onChange={setZoneIds} />
          {types.length > 0 && (
            <>
              <SceneChoice label={t('ecology.types')} value={typesId} onChange={setTypesId} />
              <LegendEditor
                sceneId={typesId}
                zoneIds={zoneIds}
                classes={types.map(id => ({ id, label: id }))}
                legend={legend}
                onChange={setLegend}
              />
            </>
          )}
        </div>
      </div>
      <ul className="eco-steps" aria-label={t('ecology.formulas')}>
        {plan.steps
          .filter(step => step.formula !== step.id)
          .map(step => (
            <li key={step.id}>
              <code>{step.formula}</code>
            </li>
          ))}
      </ul>
      {plan.missing.length > 0 && (
        <p className="hint" data-testid="service-missing">
          {t('ecology.missing', { list: plan.missing.join('; ') })}
        </p>
      )}
      <div className="eco-run">
        <label className="check">
          <input type="checkbox" checked={align} onChange={event => setAlign(event.target.checked)} />
          <span>{t('ecology.align')}</span>
        </label>
        <Button
          look="primary"
          icon={<Play size={14} />}
          disabled={busy || plan.missing.length > 0 || zoneIds.size === 0}
          onClick={() => void start()}
        >
          {t(busy ? 'ecology.computing' : 'ecology.compute')}
        </Button>
      </div>
    </>
  );
}
