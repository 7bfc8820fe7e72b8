import type { JournalLine } from '#core/plots/site.ts';
import type { PlotForm } from '#core/plots/plot-form.ts';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** Who changed what and when; the newest first. */
export function JournalLines({ lines }: { lines: readonly JournalLine[] }) {
  const { t, named, say } = useWords();
  const forms = usePlots(s => s.forms);
  const nameOf = (key: string): string => {
    const field = inForm.exec(key)?.[1];
    const found = field === undefined ? undefined : allFields(forms).find(f => f.id === field);
    return found ? say(found.name) : named(`journal.column-${field ?? key}`, field ?? key);
  };
  const newest = [...lines].sort((a, b) => b.id - a.id);
  return (
    <Section title={t('journal.title')}>
      <ol className="journal" data-testid="journal">
        {newest.map(line => (
          <li key={line.id} title={`#${line.id} ${line.hash}`}>
            <time>{shortTime(line.time)}</time>
            <span>
              {t(`journal.${line.action}`)} {named(`journal.table-${line.table}`, line.table)} · {line.who}
            </span>
            <small>{changes(line, nameOf)}</small>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** `field: before → after` for what differs; the values alone where a row came or went. */
function changes({ before, after }: JournalLine, nameOf: (column: string) => string): string {
  const old = asRow(before);
  const now = asRow(after);
  if (!old || !now) return '';
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter(key => JSON.stringify(old[key]) !== JSON.stringify(now[key]))
    .map(key => `${nameOf(key)}: ${text(old[key])} → ${text(now[key])}`)
    .join('; ');
}

/** A field of a form among the columns of a row. */
const inForm = /^fields\.(.+)$/;

const allFields = (forms: readonly PlotForm[]) =>
  forms.flatMap(form => [
    ...form.fields,
    ...form.quadrats.flatMap(quadrat => quadrat.fields),
    ...form.lists.flatMap(list => list.columns),
  ]);

/** Columns of a row; the fields of a form, which are one column of JSON, each for themselves. */
function asRow(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  const { fields, ...row } = value as Record<string, unknown>;
  return { ...row, ...Object.fromEntries(formValues(fields).map(([id, v]) => [`fields.${id}`, v])) };
}

function formValues(fields: unknown): [string, unknown][] {
  try {
    const values: unknown = typeof fields === 'string' ? JSON.parse(fields) : fields;
    return typeof values === 'object' && values !== null ? Object.entries(values) : [];
  } catch {
    return [];
  }
}

const text = (value: unknown): string => {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
};
