import { useEffect, useState } from 'react';
import type { JournalLine } from '#core/plots/site.ts';
import { callHost } from '../../client/call-host.ts';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

const shown = 200;

/** The newest lines of the whole catalogue's journal: who, when, what. */
export function CatalogueJournal() {
  const { t, named, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const [lines, setLines] = useState<JournalLine[] | null>(null);
  useEffect(() => {
    void attempt(async () => setLines(await callHost('journal.list', { limit: shown })));
  }, []);
  const subjectOf = (line: JournalLine) => {
    const name = nameOf(line);
    const parameter = parameters.find(p => p.id === name);
    return parameter ? say(parameter.name) : name;
  };
  if (!lines) return <p className="hint">{t('common.loading')}</p>;
  return (
    <table className="table" aria-label={t('backup.part-journal')} data-testid="catalogue-journal">
      <thead>
        <tr>
          {(['number', 'time', 'who', 'what', 'row'] as const).map(key => (
            <th key={key}>{t(`backup.${key}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...lines]
          .sort((a, b) => b.id - a.id)
          .map(line => (
            <tr key={line.id} title={line.hash}>
              <td className="muted">{line.id}</td>
              <td>{shortTime(line.time)}</td>
              <td>{line.who}</td>
              <td>
                {t(`journal.${line.action}`)} {named(`backup.table-${line.table}`, line.table)}
              </td>
              <td className="clip">
                #{line.row} {subjectOf(line)}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** The name of what was changed, where it has one. */
function nameOf({ before, after }: JournalLine): string {
  const row = (after ?? before) as { name?: unknown; parameter?: unknown } | null;
  const name = row?.name ?? row?.parameter;
  return typeof name === 'string' ? name : '';
}
