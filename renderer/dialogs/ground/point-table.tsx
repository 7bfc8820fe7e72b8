import type { GroundResult } from '#core/ground/beside-satellite.ts';
import { dash, fixed, percent, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';

/** A line per point: what was measured, what it says by the rules, and the index around it. */
export function PointTable({ result }: { result: GroundResult }) {
  const { t, say } = useWords();
  const parameter = usePlots(s => s.parameters.find(p => p.id === result.options.parameter));
  return (
    <div className="table-scroll tall">
      <table className="table" data-testid="ground-points">
        <thead>
          <tr>
            <th>{t('ground.point')}</th>
            <th className="number">
              {parameter ? `${say(parameter.name)} ${parameter.unit}` : result.options.parameter}
            </th>
            <th className="number">{t('ground.hours')}</th>
            <th>{t('ground.density')}</th>
            <th>{t('ground.class')}</th>
            <th className="number">TLI</th>
            <th className="number">{t('ground.index')}</th>
            <th className="number">{t('ground.deviation')}</th>
            <th className="number">{t('ground.valid')}</th>
            <th>{t('ground.is-bloom')}</th>
          </tr>
        </thead>
        <tbody>
          {result.points.map(p => {
            const value = p.values.find(v => v.parameter === result.options.parameter);
            return (
              <tr key={p.siteId}>
                <td>{p.name}</td>
                <td className="number strong">{fixed(value?.value, parameter?.decimals ?? 2)}</td>
                <td className="number">{signed(value?.hoursApart, 1)}</td>
                <td>{p.density ? say({ zh: p.density.label, en: p.density.labelEn }) : dash}</td>
                <td>{p.quality?.class ?? dash}</td>
                <td className="number">{fixed(p.trophic?.index, 1)}</td>
                <td className={p.homogeneous ? 'number strong' : 'number warn'}>
                  {fixed(p.satellite?.value, 4)}
                </td>
                <td className="number">{fixed(p.satellite?.deviation, 4)}</td>
                <td className="number">{percent(p.satellite?.validShare, 0)}</td>
                <td>{p.bloom === null ? dash : t(p.bloom ? 'form.yes' : 'form.no')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="hint">{t('ground.homogeneous-note')}</p>
    </div>
  );
}
