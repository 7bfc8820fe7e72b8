import { ListChecks } from 'lucide-react';
import type { ChangePatch, RedlineResult } from '#core/redline/redline-result.ts';
import { trendNames } from '#core/redline/ledger.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { percent, signed, smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { focusOn } from '../../state/focus.ts';
import { useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useWritable } from '../../state/session.ts';
import { PatchChips } from './patch-chips.tsx';

/** Suspected patches, largest first; a click shows one on the map. `fixed` is for looking at them only. */
export function PatchList({
  assessmentId,
  result,
  fixed = false,
}: {
  assessmentId: number;
  result: RedlineResult;
  fixed?: boolean;
}) {
  const { patches, options, measure } = result;
  const { t, say } = useWords();
  const chosen = useRedline(s => s.patchId);
  const selectPatch = useRedline(s => s.selectPatch);
  const sorted = [...patches].sort((a, b) => b.areaM2 - a.areaM2);
  const show = (patch: ChangePatch) => {
    selectPatch(patch.id);
    focusOn({ kind: 'shape', geometry: patch.geometry });
  };
  return (
    <Section
      title={`${t('redline.patches')} (${patches.length})`}
      actions={
        !fixed && patches.length + result.gone.length > 0 && <TakeButton assessmentId={assessmentId} />
      }
    >
      {result.gone.length > 0 && (
        <p className="hint">
          {t('redline.gone', { count: result.gone.length })} {result.gone.map(g => g.number).join(', ')}
        </p>
      )}
      {patches.length === 0 ? (
        <p className="hint">{t('redline.no-patches')}</p>
      ) : (
        <div className="table-scroll tall">
          <table className="table clickable" data-testid="patches">
            <thead>
              <tr>
                <th>#</th>
                <th>{t('zones.zone')}</th>
                <th className="number">{t('redline.patch-area')}</th>
                <th className="number">{t('redline.inside')}</th>
                <th className="number">
                  {options.method === 'classes' ? t('redline.change') : `Δ${measure}`}
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map(patch => (
                <tr
                  key={patch.id}
                  tabIndex={0}
                  aria-selected={patch.id === chosen}
                  className={patch.id === chosen ? 'is-chosen' : undefined}
                  onClick={() => show(patch)}
                  onKeyDown={event => event.key === 'Enter' && show(patch)}
                >
                  <td title={patch.track?.number ?? undefined}>
                    {patch.id}
                    {patch.track && <small className="muted"> {say(trendNames[patch.track.trend])}</small>}
                  </td>
                  <td>{patch.zone}</td>
                  <td className="number">{smallArea(patch.areaM2)}</td>
                  <td className="number" title={smallArea(patch.overlapM2)}>
                    {percent(patch.overlapM2 / patch.areaM2)}
                  </td>
                  <td className={patch.direction === 'gain' ? 'number' : 'number danger'}>
                    {patch.transition
                      ? patch.transition.map(code => options.legend?.[code] ?? code).join(' → ')
                      : signed(patch.meanChange, 3)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {chosen !== null && <PatchChips ask={{ assessmentId, patchId: chosen }} />}
    </Section>
  );
}

/** Takes the patches into the ledger and shows it. */
function TakeButton({ assessmentId }: { assessmentId: number }) {
  const { t } = useWords();
  const writable = useWritable();
  const take = () =>
    attempt(async () => {
      const taken = await useLedger.getState().take(assessmentId);
      useRedline.setState({ view: 'ledger' });
      showNotice('done', 'ledger.taken', { ...taken });
    });
  return (
    <Button look="quiet" icon={<ListChecks size={14} />} disabled={!writable} onClick={() => void take()}>
      {t('ledger.take')}
    </Button>
  );
}
