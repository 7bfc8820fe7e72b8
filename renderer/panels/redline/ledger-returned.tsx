import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import type { LedgerReturn } from '#core/contract/ledger-calls.ts';
import { useWords } from '../../language/use-words.ts';
import { useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt, showNotice } from '../../state/notices.ts';

/** A field list that came back: what it would change, before anything is. */
export function LedgerReturned({ path, result }: { path: string; result: LedgerReturn }) {
  const { t, named, said } = useWords();
  const { accept, forget } = useLedger.getState();
  const rows = result.rows.filter(r => r.problem !== null || r.changes.length > 0 || r.photos.length > 0);
  const take = () =>
    attempt(async () => {
      const done = await accept();
      if (done) showNotice('done', 'ledger.taken-back', { count: done.taken, photos: done.photosTaken });
    });
  return (
    <Section title={t('ledger.returned')}>
      <p className="hint">{path}</p>
      <div className="table-scroll tall">
        <table className="table" data-testid="returned">
          <thead>
            <tr>
              <th>{t('ledger.number')}</th>
              <th>{t('ledger.differences')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={`${row.number} ${i}`}>
                <td>{row.number}</td>
                <td className={row.problem ? 'warn' : undefined}>
                  {row.problem
                    ? said(row.problem)
                    : [
                        ...row.changes.map(
                          c => `${named(`ledger.column-${c.field}`, c.field)}: ${c.from || '–'} → ${c.to}`,
                        ),
                        ...(row.photos.length > 0 ? [t('ledger.photos', { count: row.photos.length })] : []),
                      ].join('; ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && <p className="hint">{t('ledger.no-differences')}</p>}
      <div className="panel-action">
        <Button look="primary" disabled={result.taken === 0} onClick={() => void take()}>
          {t('ledger.accept', { count: result.taken })}
        </Button>
        <Button onClick={forget}>{t('common.cancel')}</Button>
      </div>
    </Section>
  );
}
