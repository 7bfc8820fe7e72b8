import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { ImportProblem } from '#core/plots/plan-import.ts';
import { Button } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { saveCsv } from '../../state/save-csv.ts';

const shown = 200;

/** What no problem leaves out of its words. */
const blank = { x: '', y: '', min: '', max: '', value: '', unit: '', wanted: '', site: '' };

/** Rows that stay out: which cell and why. */
export function ImportProblems({ rejected }: { rejected: readonly ImportProblem[] }) {
  const { t, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const [code, setCode] = useState('');
  if (rejected.length === 0) return null;
  const codes = [...new Set(rejected.map(r => r.code))];
  const filtered = rejected.filter(r => code === '' || r.code === code);
  const nameOf = (id: unknown) => {
    const parameter = parameters.find(p => p.id === id);
    return parameter ? say(parameter.name) : String(id);
  };
  const reasonOf = ({ code: c, values }: ImportProblem) =>
    t(`import.problem-${c}`, { ...blank, ...values, parameter: nameOf(values.parameter ?? '') });
  const save = () =>
    saveCsv(t('import.problems-file'), [
      (['row', 'column', 'reason'] as const).map(key => t(`import.column-${key}`)),
      ...filtered.map(problem => [problem.row, problem.column ?? '', reasonOf(problem)]),
    ]);
  return (
    <div className="block">
      <div className="import-problems-head">
        <h3 className="grow">{t('import.problems', { count: rejected.length })}</h3>
        {codes.length > 1 && (
          <select
            className="input"
            aria-label={t('import.problem-kind')}
            value={codes.includes(code as never) ? code : ''}
            onChange={event => setCode(event.target.value)}
          >
            <option value="">{t('import.all-problems')}</option>
            {codes.map(c => (
              <option key={c} value={c}>
                {t(`import.short-${c}`)} ({rejected.filter(r => r.code === c).length})
              </option>
            ))}
          </select>
        )}
        <Button icon={<FileDown size={14} />} onClick={save}>
          {t('import.export-problems')}
        </Button>
      </div>
      <div className="table-scroll tall">
        <table className="table" aria-label={t('import.problems', { count: rejected.length })}>
          <tbody>
            {filtered.slice(0, shown).map((problem, i) => (
              <tr key={i}>
                <td className="number muted">
                  {problem.sheet} {t('import.row', { row: problem.row })}
                </td>
                <td>{problem.column}</td>
                <td className="wrap">{reasonOf(problem)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {filtered.length > shown && (
        <p className="hint">{t('import.more', { count: filtered.length - shown })}</p>
      )}
    </div>
  );
}
