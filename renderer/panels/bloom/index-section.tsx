import { useState } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { asHostError, type HostError } from '../../client/host-error.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { fixed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useRetrieval } from '#renderer/panels/bloom/state/ground.ts';
import { findIndex, useIndices } from '#renderer/panels/bloom/state/indices.ts';

/** The index: one of the list, or a typed formula. */
export function IndexSection({ scene }: { scene: CatalogueScene }) {
  const { t, say } = useWords();
  const choices = useIndices(s => s.choices);
  const typed = useIndices(s => s.typed);
  const { indexId, setIndex } = useBloom();
  const index = useIndices(s => findIndex(s, indexId));
  const [typing, setTyping] = useState(false);
  const retrieval = useRetrieval(indexId);
  const parameter = usePlots(s => s.parameters.find(p => p.id === retrieval?.parameter));
  return (
    <Section title={t('bloom.index')}>
      <Field label={t('bloom.index-choose')}>
        <select
          className="input"
          value={typing ? '=' : (indexId ?? '')}
          onChange={event => {
            setTyping(event.target.value === '=');
            if (event.target.value !== '=') setIndex(event.target.value);
          }}
        >
          {indexId === null && <option value="">{t('bloom.no-index')}</option>}
          {choices.map(choice => (
            <option
              key={choice.id}
              value={choice.id}
              disabled={choice.missing.length > 0}
              title={choice.missingReason ? say(choice.missingReason) : undefined}
            >
              {choice.id} · {say(choice.name)}
              {choice.missing.length > 0
                ? ` (${t('bloom.missing', { roles: choice.missing.join(', ') })})`
                : ''}
            </option>
          ))}
          {typed && !typing && <option value={typed.id}>{typed.formula}</option>}
          <option value="=">{t('bloom.type-formula')}</option>
        </select>
      </Field>
      {typing && <FormulaField scene={scene} onTaken={() => setTyping(false)} />}
      {index && !typing && (
        <div className="facts">
          <code>{index.formula}</code>
          <small>
            {index.source}
            {' · '}
            {t(`evidence.${index.evidence}`)}
          </small>
          {retrieval && (
            <small data-testid="retrieval">
              {t('ground.retrieval', {
                name: parameter ? say(parameter.name) : retrieval.parameter,
                unit: retrieval.unit,
                rmse: fixed(retrieval.rmse, 3),
                count: retrieval.count,
              })}
            </small>
          )}
          {choices.some(choice => choice.missing.length > 0) && (
            <details className="impossible">
              <summary>
                {t('bloom.impossible', { count: choices.filter(c => c.missing.length > 0).length })}
              </summary>
              <ul>
                {choices.map(
                  choice => choice.missingReason && <li key={choice.id}>{say(choice.missingReason)}</li>,
                )}
              </ul>
            </details>
          )}
          {index.shader === null && index.missing.length === 0 && <small>{t('bloom.no-shader')}</small>}
        </div>
      )}
    </Section>
  );
}

function FormulaField({ scene, onTaken }: { scene: CatalogueScene; onTaken: () => void }) {
  const { t, said } = useWords();
  const parse = useIndices(s => s.parse);
  const setIndex = useBloom(s => s.setIndex);
  const [formula, setFormula] = useState('');
  const [error, setError] = useState<HostError | null>(null);
  const roles = scene.bands.map(band => band.role ?? `b${band.index}`).join(' ');
  const take = async () => {
    if (formula.trim() === '') return;
    try {
      const choice = await parse(scene.id, formula.trim());
      if (choice.missing.length > 0) {
        setError(asHostError(new RangeError(t('bloom.missing', { roles: choice.missing.join(', ') }))));
        return;
      }
      setIndex(choice.id);
      onTaken();
    } catch (problem) {
      setError(asHostError(problem));
    }
  };
  const problem =
    error && `${error.code === 'internal' ? '' : `${t(`errors.${error.code}`)}: `}${said(error.said)}`;
  return (
    <div className="with-button">
      <Field label={t('bloom.formula')} hint={t('bloom.formula-hint', { roles })} problem={problem}>
        <input
          className="input mono"
          value={formula}
          placeholder="(N - R) / (N + R)"
          spellCheck={false}
          autoFocus
          aria-invalid={error !== null}
          onChange={event => {
            setFormula(event.target.value);
            setError(null);
          }}
          onKeyDown={event => event.key === 'Enter' && void take()}
        />
      </Field>
      <Button onClick={() => void take()} disabled={formula.trim() === ''}>
        {t('common.apply')}
      </Button>
    </div>
  );
}
