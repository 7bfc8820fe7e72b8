import type { ServiceResult } from '#core/ecology/services.ts';
import { fixed, km2 } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** Means and totals per zone, with the formulas and where each input came from. */
export function ServicesResultView({ result }: { result: ServiceResult }) {
  const { t, say, said } = useWords();
  const rows =
    result.regions.length > 1
      ? [...result.regions, { ...result.whole, region: t('ecology.all-zones') }]
      : result.regions;
  return (
    <>
      <div className="table-scroll">
        <table className="table" data-testid="services-table">
          <thead>
            <tr>
              <th>{t('ecology.zone')}</th>
              <th className="number">{t('ecology.valid-km2')}</th>
              {result.outputs.map(o => (
                <th key={o.id} className="number" colSpan={2}>
                  {say(o.name)}{' '}
                  <small>
                    {o.unit} · {o.totalUnit}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(region => (
              <tr key={region.region}>
                <td>{region.region}</td>
                <td className="number">
                  {region.problem ? said(region.problem.message) : km2(region.validKm2)}
                </td>
                {region.outputs.flatMap((o, n) => [
                  <td key={`${n} mean`} className="number">
                    {fixed(o.mean, 3)}
                  </td>,
                  <td key={`${n} total`} className="number">
                    {o.total === null ? '–' : o.total.toLocaleString('en', { maximumFractionDigits: 1 })}
                  </td>,
                ])}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="eco-steps" aria-label={t('ecology.formulas')}>
        {result.steps
          .filter(step => step.formula !== step.id)
          .map(step => (
            <li key={step.id}>
              <code>{step.formula}</code>
            </li>
          ))}
        {result.inputs.map(input => (
          <li key={`input ${input.id}`}>
            {say(input.name)} {input.unit && <small>{input.unit}</small>}: {input.source}
          </li>
        ))}
      </ul>
    </>
  );
}
