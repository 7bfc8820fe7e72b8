import { useState } from 'react';
import type { IndexResult, RegionIndex } from '#core/ecology/ei.ts';
import { EvidenceChip } from '../../controls/evidence-chip.tsx';
import { fixed, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** Totals and grades per region and year; of the chosen one every sub-index with its terms and coefficients. */
export function IndexResultView({ result }: { result: IndexResult }) {
  const { t, say, language } = useWords();
  const [at, setAt] = useState(result.regions.length - 1);
  const region = result.regions[at];
  const nameOf = (id: string) => {
    const input = result.inputs.find(i => i.id === id);
    return input ? say(input.name) : id;
  };
  return (
    <>
      <div className="table-scroll">
        <table className="table" data-testid="index-table">
          <thead>
            <tr>
              <th>{t('ecology.region')}</th>
              <th className="number">{t('ecology.year')}</th>
              <th className="number">{result.standard}</th>
              <th>{t('ecology.grade')}</th>
              <th>{t('ecology.change')}</th>
              {region.subIndices.map(sub => (
                <th key={sub.id} className="number">
                  {say(sub.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.regions.map((r, n) => (
              <tr key={n} aria-selected={n === at} className="row-select" onClick={() => setAt(n)}>
                <td>{r.region}</td>
                <td className="number">{r.year ?? '–'}</td>
                <td className="number strong">{fixed(r.total, 2)}</td>
                <td>
                  {r.grade ? (
                    <span className="grade">
                      <i style={{ background: r.grade.color }} aria-hidden />
                      {language === 'zh-CN' ? r.grade.label : r.grade.labelEn}{' '}
                      <EvidenceChip evidence={r.evidence} />
                    </span>
                  ) : (
                    t('ecology.no-total')
                  )}
                </td>
                <td>{r.change ? <Change change={r.change} /> : '–'}</td>
                {r.subIndices.map(sub => (
                  <td key={sub.id} className="number">
                    {fixed(sub.value, 2)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {region.missing.length > 0 && (
        <p className="warn" data-testid="index-missing">
          {t('ecology.missing', {
            list: region.missing.map(nameOf).join(language === 'zh-CN' ? '、' : ', '),
          })}
        </p>
      )}
      <Terms region={region} />
    </>
  );
}

function Change({ change }: { change: NonNullable<RegionIndex['change']> }) {
  const { t, say } = useWords();
  return (
    <>
      {signed(change.delta, 2)} · {say(change.label)}
      {change.direction !== 'same' && ` (${t(`ecology.${change.direction}`)})`}{' '}
      <small>{t('ecology.since', { year: change.since })}</small>
    </>
  );
}

function Terms({ region }: { region: RegionIndex }) {
  const { t, say, said } = useWords();
  return (
    <div className="table-scroll">
      <table className="table" data-testid="index-terms">
        <caption>
          {region.region} {region.year ?? ''}
        </caption>
        <thead>
          <tr>
            <th>{t('ecology.input')}</th>
            <th className="number">{t('ecology.value')}</th>
            <th className="number">{t('ecology.weight')}</th>
            <th className="number">{t('ecology.coefficient')}</th>
            <th>{t('ecology.evidence')}</th>
          </tr>
        </thead>
        {region.subIndices.map(sub => (
          <tbody key={sub.id}>
            <tr className="strong">
              <td title={said(sub.formula)}>
                {say(sub.name)} {sub.inverse && <small>{t('ecology.inverse')}</small>}
              </td>
              <td className="number">{fixed(sub.value, 3)}</td>
              <td className="number">{sub.weight}</td>
              <td />
              <td>
                <EvidenceChip evidence={sub.evidence} />
              </td>
            </tr>
            {sub.terms.map(term => (
              <tr key={term.input}>
                <td>
                  {say(term.name)} {term.unit && <small>{term.unit}</small>}
                </td>
                <td className="number">{term.value ?? t('ecology.not-given')}</td>
                <td className="number">{Number(term.weight.toPrecision(4))}</td>
                <td className="number">{term.coefficient ?? '–'}</td>
                <td>
                  <EvidenceChip evidence={term.evidence} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
