import type { JournalLine } from '#core/contract/plots.ts';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** Who changed what and when; the newest first. */
export function JournalLines({ lines }: { lines: readonly JournalLine[] }) {
  const { t } = useWords();
  const newest = [...lines].sort((a, b) => b.id - a.id);
  return (
    <Section title={t('journal.title')}>
      <ol className="journal" data-testid="journal">
        {newest.map(line => (
          <li key={line.id} title={`#${line.id} ${line.hash}`}>
            <time>{shortTime(line.time)}</time>
            <span>
              {t(`journal.${line.action}`)} {t(`journal.table-${line.table}`, { defaultValue: line.table })} ·{' '}
              {line.who}
            </span>
            <small>{changes(line, key => t(`journal.column-${key}`, { defaultValue: key }))}</small>
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
  return Object.keys(now)
    .filter(key => JSON.stringify(old[key]) !== JSON.stringify(now[key]))
    .map(key => `${nameOf(key)}: ${text(old[key])} → ${text(now[key])}`)
    .join('; ');
}

const asRow = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;

const text = (value: unknown): string => {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
};
