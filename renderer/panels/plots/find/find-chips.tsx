import { X } from 'lucide-react';
import { siteKinds } from '#core/plots/site.ts';
import { Button } from '../../../controls/button.tsx';
import { useWords } from '../../../language/use-words.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { findAll, findSites, isFiltered } from '#renderer/panels/plots/state/find-sites.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useZones } from '../../../state/zones.ts';

/** The conditions that hold; each can be taken away. */
export function FindChips() {
  const { t, say } = useWords();
  const conditions = useFind(s => s.conditions);
  const parameters = usePlots(s => s.parameters);
  const zones = useZones(s => s.zones);
  if (!isFiltered(conditions)) return null;
  const { text, kinds = [], zoneId, from, to, parameter, min, max, flag, area } = conditions;
  const measured = parameters.find(p => p.id === parameter);
  const chips: [key: string, words: string, without: Parameters<typeof findSites>[0]][] = [];
  if (text) chips.push(['text', `“${text}”`, { text: undefined }]);
  for (const kind of kinds) {
    const rest = kinds.filter(other => other !== kind);
    chips.push([kind, say(siteKinds[kind]), { kinds: rest.length > 0 ? rest : undefined }]);
  }
  if (zoneId !== undefined)
    chips.push(['zone', zones.find(z => z.id === zoneId)?.name ?? `#${zoneId}`, { zoneId: undefined }]);
  if (from !== undefined || to !== undefined)
    chips.push(['dates', `${from ?? '…'} – ${to ?? '…'}`, { from: undefined, to: undefined }]);
  if (measured) {
    const range =
      min === undefined && max === undefined ? '' : ` ${min ?? '…'} – ${max ?? '…'} ${measured.unit}`;
    const without = { parameter: undefined, min: undefined, max: undefined };
    chips.push(['parameter', say(measured.name) + range, without]);
  }
  if (flag !== undefined) chips.push(['flag', t(`find.flag-${flag}`), { flag: undefined }]);
  if (area) chips.push(['area', t('find.area'), { area: undefined }]);
  return (
    <div className="find-chips" role="group" aria-label={t('find.active')}>
      {chips.map(([key, words, without]) => (
        <button
          type="button"
          key={key}
          className="chip chip-accent chip-button"
          aria-label={t('find.without', { words })}
          onClick={() => findSites(without)}
        >
          <span className="clip">{words}</span>
          <X size={11} aria-hidden />
        </button>
      ))}
      <Button look="quiet" onClick={findAll}>
        {t('find.clear')}
      </Button>
    </div>
  );
}
