import type { ChangePatch, RedlineResult } from '#core/assessment/assessment.ts';
import { Section } from '../../controls/section.tsx';
import { percent, signed, smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { focusOn } from '../../state/focus.ts';
import { useRedline } from '../../state/redline.ts';

/** Suspected patches, largest first; a click shows one on the map. */
export function PatchList({ result }: { result: RedlineResult }) {
  const { patches, options, measure } = result;
  const { t } = useWords();
  const chosen = useRedline(s => s.patchId);
  const selectPatch = useRedline(s => s.selectPatch);
  const sorted = [...patches].sort((a, b) => b.areaM2 - a.areaM2);
  const show = (patch: ChangePatch) => {
    selectPatch(patch.id);
    focusOn({ kind: 'shape', geometry: patch.geometry });
  };
  return (
    <Section title={`${t('redline.patches')} (${patches.length})`}>
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
                  <td>{patch.id}</td>
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
    </Section>
  );
}
