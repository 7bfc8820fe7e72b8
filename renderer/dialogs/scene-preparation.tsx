import { stepInWords, type Step } from '#core/intake/levels.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { inBoth } from '#core/words/said.ts';
import { EvidenceChip } from '../controls/evidence-chip.tsx';
import { useWords } from '../language/use-words.ts';

/** What was done to a scene's numbers on the way from the file's. */
export function ScenePreparation({ scene }: { scene: CatalogueScene }) {
  const { t, say, said } = useWords();
  const steps = scene.preparation?.steps ?? [];
  if (steps.length === 0) return null;
  return (
    <section className="block">
      <h3>{t('scene.preparation')}</h3>
      <table className="table">
        <thead>
          <tr>
            <th>{t('scene.step')}</th>
            <th>{t('scene.step-formula')}</th>
            <th>{t('scene.step-values')}</th>
            <th>{t('scene.step-source')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(step => (
            <tr key={step.name}>
              <td>{say(inBoth(stepInWords(step.name)))}</td>
              <td className="wrap">{step.formula}</td>
              <td className="wrap">{valuesOf(step)}</td>
              <td className="wrap muted">
                {said(step.source)} <EvidenceChip evidence={step.evidence} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const short = (value: number | string) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);

/** `sunZenith 40; f0 B1 1978, B2 1836`. */
const valuesOf = ({ values }: Step): string =>
  Object.entries(values)
    .map(([name, value]) =>
      typeof value === 'object'
        ? `${name} ${Object.entries(value)
            .map(([band, n]) => `${band} ${short(n)}`)
            .join(', ')}`
        : `${name} ${short(value)}`,
    )
    .join('; ');
