import type { Observation } from '#core/contract/plots.ts';
import { Chip } from '../../controls/chip.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '../../state/plots.ts';

/** Observations by time, newest first. */
export function ObservationTable({ observations }: { observations: readonly Observation[] }) {
  const { t, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const times = [...new Set(observations.map(o => o.time))].sort().reverse();
  return (
    <div className="table-scroll tall">
      <table className="table">
        <tbody>
          {times.map(time => {
            const group = observations.filter(o => o.time === time);
            return [
              <tr key={time} className="group-row">
                <th colSpan={2}>
                  {shortTime(time)}
                  {group[0].observer && <small> {group[0].observer}</small>}
                  {group[0].method && <small> · {group[0].method}</small>}
                </th>
              </tr>,
              ...group.map(o => {
                const parameter = parameters.find(p => p.id === o.parameter);
                return (
                  <tr key={o.id}>
                    <td>
                      {parameter ? say(parameter.name) : o.parameter}
                      {o.flag !== '' && o.flag !== 'valid' && (
                        <>
                          {' '}
                          <Chip look="warning" title={t('plots.flag')}>
                            {o.flag}
                          </Chip>
                        </>
                      )}
                    </td>
                    <td className="number">
                      {parameter ? o.value.toFixed(parameter.decimals) : o.value} <small>{o.unit}</small>
                    </td>
                  </tr>
                );
              }),
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}
