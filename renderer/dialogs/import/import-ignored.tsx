import type { Ignored } from '#core/plots/ignored.ts';
import { Button } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';

const shown = 200;

/** What the file holds and does not come in, with the reason and a way to take it. */
export function ImportIgnored({ ignored }: { ignored: readonly Ignored[] }) {
  const { t, said } = useWords();
  const { change, changeColumn } = useImport.getState();
  if (ignored.length === 0) return null;
  return (
    <div className="block">
      <h3>{t('import.ignored', { count: ignored.length })}</h3>
      <div className="table-scroll">
        <table className="table" data-testid="import-ignored">
          <tbody>
            {ignored.slice(0, shown).map(({ what, name, reason }, i) => (
              <tr key={i}>
                <td className="muted">{t(`import.ignored-${what}`)}</td>
                <td className="wrap">{name}</td>
                <td className="wrap">{said(reason)}</td>
                <td>
                  {what === 'column' && (
                    <Button onClick={() => changeColumn(name, { as: 'extra' })}>
                      {t('import.keep-extra')}
                    </Button>
                  )}
                  {['sheet', 'layer', 'track', 'waypoint', 'group'].includes(what) && (
                    <Button onClick={() => change({ table: name })}>{t('import.read-this')}</Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ignored.length > shown && (
        <p className="hint">{t('import.more', { count: ignored.length - shown })}</p>
      )}
    </div>
  );
}
