import { useState } from 'react';
import type { Observation } from '#core/plots/site.ts';
import { Chip } from '../../controls/chip.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { ObservationActions } from './observation-actions.tsx';

/** Observations by time, newest first; corrected ones are struck through. */
export function ObservationTable({ observations }: { observations: readonly Observation[] }) {
  const { t } = useWords();
  const [openId, setOpenId] = useState<number | null>(null);
  const [superseded, setSuperseded] = useState(true);
  const shown = superseded ? observations : observations.filter(o => o.supersededBy === null);
  const times = [...new Set(shown.map(o => o.time))].sort().reverse();
  return (
    <>
      {observations.some(o => o.supersededBy !== null) && (
        <label className="check">
          <input type="checkbox" checked={superseded} onChange={e => setSuperseded(e.target.checked)} />
          <span>{t('plots.show-superseded')}</span>
        </label>
      )}
      <div className="table-scroll tall">
        <table className="table clickable" data-testid="observations">
          <tbody>
            {times.map(time => {
              const group = shown.filter(o => o.time === time);
              return [
                <tr key={time} className="group-row">
                  <th colSpan={2}>
                    {shortTime(time)}
                    {group[0].observer && <small> {group[0].observer}</small>}
                    {group[0].method && <small> · {group[0].method}</small>}
                  </th>
                </tr>,
                ...group.map(o => (
                  <ObservationRow
                    key={o.id}
                    observation={o}
                    open={o.id === openId}
                    onToggle={() => setOpenId(o.id === openId ? null : o.id)}
                    onDone={() => setOpenId(null)}
                  />
                )),
              ];
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ObservationRow({
  observation: o,
  open,
  onToggle,
  onDone,
}: {
  observation: Observation;
  open: boolean;
  onToggle: () => void;
  onDone: () => void;
}) {
  const { t, named, say } = useWords();
  const writable = useWritable();
  const parameter = usePlots(s => s.parameters.find(p => p.id === o.parameter));
  const name = parameter ? say(parameter.name) : o.parameter;
  const flagged = o.flag !== '' && o.flag !== 'valid';
  const old = o.supersededBy !== null;
  const editable = writable && !old;
  return (
    <>
      <tr
        className={old ? 'is-superseded' : open ? 'is-chosen' : ''}
        onClick={editable ? onToggle : undefined}
      >
        <td>
          {editable ? (
            <button
              type="button"
              className="link plain"
              aria-expanded={open}
              title={t('plots.flag-or-correct')}
              onClick={event => {
                event.stopPropagation();
                onToggle();
              }}
            >
              {name}
            </button>
          ) : (
            name
          )}{' '}
          {flagged && (
            <Chip look={o.flag === 'invalid' ? 'danger' : 'warning'} title={o.flagReason}>
              {named(`plots.flag-${o.flag}`, o.flag)}
            </Chip>
          )}
          {(o.overrideReason || o.flagReason) && (
            <small className="reason">{[o.overrideReason, o.flagReason].filter(Boolean).join(' · ')}</small>
          )}
        </td>
        <td className="number">
          {parameter ? o.value.toFixed(parameter.decimals) : o.value} <small>{o.unit}</small>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={2}>
            <ObservationActions observation={o} onDone={onDone} />
          </td>
        </tr>
      )}
    </>
  );
}
