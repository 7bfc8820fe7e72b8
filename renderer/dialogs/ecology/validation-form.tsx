import { Play } from 'lucide-react';
import { useState } from 'react';
import type { EcologyRules } from '#core/contract/ecology.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { useEcology } from '#renderer/dialogs/ecology/state/ecology.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useActiveScene } from '../../state/scenes.ts';
import { areEndMembersSaid, EndMembersField, endMembersOf, usualEndMembers } from './end-members-field.tsx';
import { SceneChoice } from '../../controls/scene-choice.tsx';

const products = ['FVC', 'NDVI', 'EVI', 'raster', 'formula'] as const;
const windows = ['1', '3', '5'] as const;

/** Which product of which scene is held against which measured parameter. */
export function ValidationForm({ rules }: { rules: EcologyRules }) {
  const { t, say } = useWords();
  const { run, busy } = useEcology();
  const parameters = usePlots(s => s.parameters);
  const active = useActiveScene();
  const [sceneId, setSceneId] = useState<number | null>(active?.id ?? null);
  const [parameter, setParameter] = useState('vegetation-cover');
  const usual = rules.validation.parameters[parameter] as
    { product: string; factor: number; classLimits: number[] } | undefined;
  const [product, setProduct] = useState<(typeof products)[number]>('FVC');
  const [formula, setFormula] = useState('');
  const [factor, setFactor] = useState<number | null>(usual?.factor ?? 1);
  const [classes, setClasses] = useState(usual?.classLimits.join(', ') ?? '');
  const [side, setSide] = useState<(typeof windows)[number]>('3');
  const [withinDays, setWithinDays] = useState<number | null>(rules.validation.withinDays);
  const [endMembers, setEndMembers] = useState(usualEndMembers);
  const choose = (id: string) => {
    setParameter(id);
    const next = rules.validation.parameters[id] as typeof usual;
    setFactor(next && next.product === product ? next.factor : 1);
    setClasses(next?.classLimits.join(', ') ?? '');
  };
  const chooseProduct = (next: (typeof products)[number]) => {
    setProduct(next);
    setFactor(usual && usual.product === next ? usual.factor : 1);
  };
  const unit = parameters.find(p => p.id === parameter)?.unit ?? '';
  const limits = classes.trim() === '' ? [] : classes.split(/[,,;\s]+/).map(Number);
  const badLimits = limits.some(n => !Number.isFinite(n));
  const ready =
    sceneId !== null &&
    factor !== null &&
    factor > 0 &&
    !badLimits &&
    (product !== 'formula' || formula.trim() !== '') &&
    areEndMembersSaid(endMembers);
  const start = () =>
    attempt(() =>
      run('ecology.validate', {
        sceneId: sceneId!,
        product: product === 'formula' ? formula.trim() : product,
        factor,
        endmembers: product === 'FVC' ? endMembersOf(endMembers) : null,
        parameter,
        classLimits: limits,
        side: Number(side) as 1 | 3 | 5,
        withinDays,
        clouds: 'auto',
      }),
    );
  return (
    <>
      <div className="eco-inputs">
        <SceneChoice label={t('ecology.product-scene')} value={sceneId} onChange={setSceneId} />
        <Field label={t('ecology.parameter')}>
          <select className="input" value={parameter} onChange={event => choose(event.target.value)}>
            {parameters.map(p => (
              <option key={p.id} value={p.id}>
                {say(p.name)} {p.unit}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('ecology.product')}>
          <select
            className="input"
            value={product}
            onChange={event => chooseProduct(event.target.value as (typeof products)[number])}
          >
            {products.map(p => (
              <option key={p} value={p}>
                {p === 'raster' || p === 'formula' ? t(`ecology.product-${p}`) : p}
              </option>
            ))}
          </select>
        </Field>
        {product === 'formula' && (
          <TextField
            label={t('ecology.product-formula')}
            value={formula}
            maxLength={300}
            spellCheck={false}
            onChange={setFormula}
          />
        )}
        <Field label={t('ecology.factor', { unit })} hint={t('ecology.factor-hint')}>
          <NumberField label={t('ecology.factor', { unit })} value={factor} min={0} onChange={setFactor} />
        </Field>
        <TextField
          label={t('ecology.class-limits', { unit })}
          problem={badLimits ? t('ecology.bad-limits') : null}
          hint={t('ecology.class-limits-hint')}
          value={classes}
          spellCheck={false}
          onChange={setClasses}
        />
        <Field label={t('ecology.within-days')}>
          <NumberField
            label={t('ecology.within-days')}
            value={withinDays}
            min={0}
            max={3660}
            onChange={setWithinDays}
          />
        </Field>
        <div className="field">
          <span className="field-label">{t('ecology.window')}</span>
          <Segmented
            label={t('ecology.window')}
            value={side}
            choices={windows.map(value => ({ value, label: `${value}×${value}` }))}
            onChange={setSide}
          />
        </div>
        {product === 'FVC' && <EndMembersField choice={endMembers} onChange={setEndMembers} />}
      </div>
      <div className="eco-run">
        <span className="hint grow">
          {t('ecology.validation-hint', { pass: rules.validation.passRetrieval * 100 })}
        </span>
        <Button
          look="primary"
          icon={<Play size={14} />}
          disabled={!ready || busy}
          onClick={() => void start()}
        >
          {t(busy ? 'ecology.computing' : 'ecology.validate')}
        </Button>
      </div>
    </>
  );
}
