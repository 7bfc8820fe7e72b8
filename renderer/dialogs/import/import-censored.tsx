import type { ImportReport } from '#core/plots/import-report.ts';
import type { ImportMapping } from '#core/plots/mapping.ts';
import { Field } from '../../controls/field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { useWords } from '../../language/use-words.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

const rules = ['half', 'limit', 'zero'] as const;

/** What values below detection count as, their limits where the table tells none, and what a dash means. */
export function ImportCensored({ report, mapping }: { report: ImportReport; mapping: ImportMapping }) {
  const { t, say } = useWords();
  const change = useImport(s => s.change);
  const parameters = usePlots(s => s.parameters);
  const { detectionLimits = {}, dashes = {} } = mapping;
  const measured = (code: string) =>
    report.notes.flatMap(note => {
      const use = note.code === code && note.column ? mapping.columns[note.column] : undefined;
      return use?.as === 'parameter' ? [use.parameter] : [];
    });
  const withLimit = [...new Set([...measured('limit-unknown'), ...Object.keys(detectionLimits)])];
  const withDash = [...new Set([...measured('dash-unanswered'), ...Object.keys(dashes)])];
  const isCensored = withLimit.length > 0 || report.notes.some(note => note.code === 'below-limit');
  if (!isCensored && withDash.length === 0) return null;
  const nameOf = (id: string) => {
    const parameter = parameters.find(p => p.id === id);
    return { name: parameter ? say(parameter.name) : id, unit: parameter?.unit ?? '' };
  };
  const limitTo = (id: string, limit: number | null) => {
    const others = Object.entries(detectionLimits).filter(([other]) => other !== id);
    const told = limit !== null && limit > 0 ? [...others, [id, limit] as const] : others;
    change({ detectionLimits: Object.fromEntries(told) });
  };
  return (
    <div className="import-settings">
      <Field label={t('import.censored-as')}>
        <select
          className="input"
          value={mapping.censoredAs ?? 'half'}
          onChange={e => change({ censoredAs: e.target.value as (typeof rules)[number] })}
        >
          {rules.map(rule => (
            <option key={rule} value={rule}>
              {t(`import.censored-${rule}`)}
            </option>
          ))}
        </select>
      </Field>
      {withLimit.map(id => (
        <Field key={id} label={t('import.limit-of', nameOf(id))}>
          <NumberField
            label={t('import.limit-of', nameOf(id))}
            value={detectionLimits[id] ?? null}
            min={0}
            onChange={limit => limitTo(id, limit)}
          />
        </Field>
      ))}
      {withDash.map(id => (
        <Field key={id} label={t('import.dash-of', { name: nameOf(id).name })}>
          <select
            className="input"
            value={dashes[id] ?? ''}
            onChange={e => change({ dashes: { ...dashes, [id]: e.target.value as 'below' | 'none' } })}
          >
            {dashes[id] === undefined && <option value="" />}
            <option value="none">{t('import.dash-none')}</option>
            <option value="below">{t('import.dash-below')}</option>
          </select>
        </Field>
      ))}
    </div>
  );
}
